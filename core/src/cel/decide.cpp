#include "cel/decide.h"

namespace precheck::cel {

namespace {

// For a value, if one is computed: most lie ready, and for them nothing need be cleared.
union Room {
  Value value;
  Room() {}  // NOLINT(modernize-use-equals-default): not cleared
};

bool known(const Value* value) { return value != nullptr && !value->is(Kind::Unknown) && !value->is(Kind::Error); }

}  // namespace

Decider::Decider(const Conditions& conditions, Evaluation& evaluation)
    : run_(evaluation), steps_(conditions.steps.data()), local_count_(conditions.locals) {
  places_[static_cast<std::size_t>(Quick::Constant)] = conditions.constants.data();
}

Answer Decider::decide(std::uint32_t condition) {
  if (run_.facts == nullptr || run_.recorder != nullptr) return Answer::Undecided;
  places_[static_cast<std::size_t>(Quick::Variable)] = run_.variables;  // one not there yet is an Unknown
  places_[static_cast<std::size_t>(Quick::Local)] = nullptr;
  places_[static_cast<std::size_t>(Quick::Slot)] = run_.facts;
  taken_ = 0;
  evaluated_ = false;
  const Answer answer = decide(steps_[condition]);
  if (!evaluated_ || answer == Answer::Undecided) return answer;
  if (taken_ > run_.steps_left || run_.arena.exhausted()) return Answer::Undecided;
  run_.steps_left -= taken_;
  return answer;
}

// Where it lies or in `room`; nullptr: it cannot be told. It may be undecided.
inline const Value* Decider::operand(const Step& step, std::uint32_t i, Value& room) {
  const std::uint32_t at = step.operands[i];
  if (step.ready[i] == Quick::None) return compute(steps_[at], room);
  const Value* place = places_[static_cast<std::size_t>(step.ready[i])];
  return place == nullptr ? nullptr : place + at;
}

[[gnu::noinline]] const Value* Decider::compute(const Step& step, Value& room) {
  ++taken_;
  evaluated_ = true;
  return step.op == Op::Select ? select(step, room) : call(step, room);
}

inline const Value* Decider::select(const Step& step, Value& room) {
  const Value* of = operand(step, 0, room);
  const std::uint32_t slot = step.operands[1];
  if (of == nullptr || !of->is(Kind::Map) || slot >= of->map->count) return nullptr;
  const Value& key = of->map->keys[slot];
  return key.text == step.name && key.is(Kind::String) ? of->map->values + slot : nullptr;
}

[[gnu::noinline]] const Value* Decider::call(const Step& step, Value& room) {
  if (step.quick == Quick::SizeOfFilter) return count(step, room);
  Value args[2];
  std::uint32_t count = 0;
  for (; count < 2 && (step.ready[count] != Quick::None || step.operands[count] != 0); ++count) {
    const Value* arg = operand(step, count, args[count]);
    if (!known(arg)) return nullptr;
    args[count] = *arg;
  }
  if (step.quick == Quick::Matches) {
    if (!args[0].is(Kind::String)) return nullptr;
    room = Value::of_bool(step.pattern->matches(args[0].string()));
  } else {
    room = step.function->body(run_, args, count);
  }
  return known(&room) ? &room : nullptr;
}

// How many elements filter() keeps: their list need not be made for that.
const Value* Decider::count(const Step& step, Value& room) {
  const List* list = begin(step, room);
  if (list == nullptr) return nullptr;
  ++taken_;  // the filter itself
  std::int64_t kept = 0;
  for (std::uint32_t i = 0; i < list->count; ++i) {
    if (!next(step, *list, i)) return nullptr;
    const Answer answer = decide(steps_[step.operands[1]]);
    if (answer == Answer::Undecided) return nullptr;
    if (answer == Answer::No) continue;
    taken_ += 2;  // the element as a list, and the two lists as one
    ++kept;
  }
  room = Value::of_int(kept);
  return &room;
}

// The list that a comprehension goes over.
[[gnu::noinline]] const List* Decider::begin(const Step& step, Value& room) {
  const Value* range = operand(step, 0, room);
  if (range == nullptr || !range->is(Kind::List)) return nullptr;
  if (locals_ == nullptr) locals_ = run_.arena.array<Value>(local_count_);
  places_[static_cast<std::size_t>(Quick::Local)] = locals_;
  return range->list;
}

// Takes a step for the element.
inline bool Decider::next(const Step& step, const List& list, std::uint32_t i) {
  if (++taken_ > run_.steps_left) return false;
  locals_[step.local] = list[i];
  return true;
}

Answer Decider::decide(const Step& step) {
  if (lies_ready(step.quick)) return truth(step);
  ++taken_;
  switch (step.op) {
    case Op::Equal:
    case Op::NotEqual:
    case Op::Less:
    case Op::LessEqual:
    case Op::Greater:
    case Op::GreaterEqual: return compare(step);
    case Op::And: return junction(step, Answer::No);
    case Op::Or: return junction(step, Answer::Yes);
    case Op::Not: {
      const Answer of = decide(steps_[step.operands[0]]);
      return of == Answer::Undecided ? of : answer_of(of == Answer::No);
    }
    case Op::Has:
    case Op::HasVariable: {
      const Value& fact = run_.facts[step.operands[0]];
      return fact.is(Kind::Unknown) ? Answer::Undecided : answer_of(!fact.is(Kind::Error));
    }
    case Op::In: return contains(step);
    case Op::Fold: return quantify(step);
    case Op::Select:
    case Op::Call: return truth(step);
    default: return Answer::Undecided;
  }
}

// Of what is no condition by what it says, but may give one.
[[gnu::noinline]] Answer Decider::truth(const Step& step) {
  Room room;
  const Value* value;
  if (lies_ready(step.quick)) {
    value = operand(step, 0, room.value);
  } else {
    --taken_;  // which compute() takes
    value = compute(step, room.value);
  }
  return value != nullptr && value->is(Kind::Bool) ? answer_of(value->boolean) : Answer::Undecided;
}

inline Answer Decider::compare(const Step& step) {
  Room room_a, room_b;
  const Value* a = operand(step, 0, room_a.value);
  if (a == nullptr) return Answer::Undecided;
  const Value* b = operand(step, 1, room_b.value);
  return b == nullptr ? Answer::Undecided : compare_scalars(step.op, *a, *b);
}

inline Answer Decider::junction(const Step& step, Answer deciding) {
  const Answer a = decide(steps_[step.operands[0]]);
  return a == Answer::Undecided || a == deciding ? a : decide(steps_[step.operands[1]]);
}

[[gnu::noinline]] Answer Decider::contains(const Step& step) {
  evaluated_ = true;
  Room room_a, room_b;
  const Value* element = operand(step, 0, room_a.value);
  if (!known(element)) return Answer::Undecided;
  const Value* of = operand(step, 1, room_b.value);
  if (of == nullptr || !of->is(Kind::List)) return Answer::Undecided;
  for (std::uint32_t i = 0; i < of->list->count; ++i) {
    const auto same = same_scalars((*of->list)[i], *element);
    if (!same) return Answer::Undecided;
    if (*same) return Answer::Yes;
  }
  return Answer::No;
}

[[gnu::noinline]] Answer Decider::quantify(const Step& step) {
  evaluated_ = true;
  Room room;
  const List* list = begin(step, room.value);
  if (list == nullptr) return Answer::Undecided;
  const Answer deciding = answer_of(step.quick == Quick::Exists);
  for (std::uint32_t i = 0; i < list->count; ++i) {
    if (!next(step, *list, i)) return Answer::Undecided;
    const Answer answer = decide(steps_[step.operands[1]]);
    if (answer == Answer::Undecided || answer == deciding) return answer;
  }
  return answer_of(deciding == Answer::No);
}

}  // namespace precheck::cel
