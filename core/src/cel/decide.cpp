#include "cel/decide.h"

namespace precheck::cel {

namespace {

// What most rules consist of: comparisons, calls and quantifiers over facts, constants and elements of lists, all of
// them known. It allocates little and knows no errors; what it does not know either is for evaluate().
class Decider {
 public:
  Decider(const Program& program, Evaluation& evaluation)
      : program_(program), run_(evaluation), code_(program.code.data()), operands_(program.operands.data()) {
    places_[static_cast<std::size_t>(Quick::Constant)] = program.values.data();
    places_[static_cast<std::size_t>(Quick::Variable)] = evaluation.variables;  // one not there yet is an Unknown
    places_[static_cast<std::size_t>(Quick::Slot)] = evaluation.facts;
  }

  Answer run() {
    const Answer answer = decide(code_[program_.root]);
    if (!evaluated_ || answer == Answer::Undecided) return answer;
    if (steps_ > run_.steps_left || run_.arena.exhausted()) return Answer::Undecided;
    run_.steps_left -= steps_;
    return answer;
  }

 private:
  static bool known(const Value* value) {
    return value != nullptr && !value->is(Kind::Unknown) && !value->is(Kind::Error);
  }

  static Answer truth(const Value* value) {
    return value != nullptr && value->is(Kind::Bool) ? answer_of(value->boolean) : Answer::Undecided;
  }

  [[nodiscard]] const Value* ready(Quick quick, std::uint32_t slot) const {
    if (quick > Quick::Slot) return nullptr;
    const Value* place = places_[static_cast<std::size_t>(quick)];
    return place == nullptr ? nullptr : place + slot;
  }

  [[nodiscard]] const Instruction& at(const Instruction& in, std::uint32_t i) const {
    return code_[operands_[in.first + i]];
  }

  // One of the first two operands, where it lies or in `room`; nullptr: it cannot be told. It may be undecided.
  const Value* operand(const Instruction& in, std::uint32_t i, Value& room) {
    if (const Value* value = ready(in.ready[i].quick, in.ready[i].slot)) return value;
    return compute(at(in, i), room);
  }

  const Value* compute(const Instruction& in, Value& room) {
    ++steps_;
    evaluated_ = true;
    if (in.op == Op::Select) return select(in, room);
    return in.op == Op::Call ? call(in, room) : nullptr;
  }

  const Value* select(const Instruction& in, Value& room) {
    const Value* of = operand(in, 0, room);
    if (in.quick != Quick::Field || of == nullptr || !of->is(Kind::Map) || in.slot >= of->map->count) return nullptr;
    const Value& key = of->map->keys[in.slot];
    const bool same = key.text == in.constant.text && key.extra == in.constant.extra && key.is(Kind::String);
    return same ? of->map->values + in.slot : nullptr;
  }

  const Value* call(const Instruction& in, Value& room) {
    constexpr std::uint32_t kFew = 2;
    if (in.count > kFew) return nullptr;
    if (in.quick == Quick::SizeOfFilter) return count(at(in, 0), room);
    Value args[kFew];
    for (std::uint32_t i = 0; i < in.count; ++i) {
      const Value* arg = operand(in, i, args[i]);
      if (!known(arg)) return nullptr;
      args[i] = *arg;
    }
    if (in.quick == Quick::Matches && args[0].is(Kind::String)) {
      room = Value::of_bool(program_.patterns[in.slot].matches(args[0].string()));
    } else {
      room = in.function->body(run_, args, in.count);
    }
    return known(&room) ? &room : nullptr;
  }

  // How many elements filter() keeps: their list need not be made for that.
  const Value* count(const Instruction& fold, Value& room) {
    const List* list = begin(fold, room);
    if (list == nullptr) return nullptr;
    ++steps_;  // the filter itself
    const Instruction& step = at(fold, 3);
    std::int64_t kept = 0;
    for (std::uint32_t i = 0; i < list->count; ++i) {
      if (!next(fold, *list, i)) return nullptr;
      const Answer answer = decide(at(step, 0));
      if (answer == Answer::Undecided) return nullptr;
      if (answer == Answer::No) continue;
      steps_ += 2;  // the element as a list, and the two lists as one
      ++kept;
    }
    room = Value::of_int(kept);
    return &room;
  }

  // The list that a comprehension goes over.
  const List* begin(const Instruction& fold, Value& room) {
    const Value* range = operand(fold, 0, room);
    if (range == nullptr || !range->is(Kind::List)) return nullptr;
    const Value*& locals = places_[static_cast<std::size_t>(Quick::Local)];
    if (locals == nullptr) locals = locals_ = run_.arena.array<Value>(program_.locals);
    return range->list;
  }

  // Takes a step for the element.
  bool next(const Instruction& fold, const List& list, std::uint32_t i) {
    if (++steps_ > run_.steps_left) return false;
    locals_[fold.index + 1] = fold.two ? Value::of_int(i) : list[i];
    if (fold.two) locals_[fold.index + 2] = list[i];
    return true;
  }

  Answer decide(const Instruction& in) {
    if (in.quick <= Quick::Slot) {
      if (const Value* value = ready(in.quick, in.slot)) return truth(value);
    }
    ++steps_;
    switch (in.op) {
      case Op::Equal:
      case Op::NotEqual:
      case Op::Less:
      case Op::LessEqual:
      case Op::Greater:
      case Op::GreaterEqual: return compare(in);
      case Op::And: return junction(in, Answer::No);
      case Op::Or: return junction(in, Answer::Yes);
      case Op::Not: {
        const Answer of = decide(at(in, 0));
        return of == Answer::Undecided ? of : answer_of(of == Answer::No);
      }
      case Op::Has:
      case Op::HasVariable: {
        if (in.quick != Quick::HasSlot) return Answer::Undecided;
        const Value& fact = run_.facts[in.slot];
        return fact.is(Kind::Unknown) ? Answer::Undecided : answer_of(!fact.is(Kind::Error));
      }
      case Op::In: return contains(in);
      case Op::Fold: return quantify(in);
      case Op::Select:
      case Op::Call: {
        --steps_;  // which compute() takes
        Value room;
        return truth(compute(in, room));
      }
      default: return Answer::Undecided;
    }
  }

  Answer compare(const Instruction& in) {
    Value room_a, room_b;
    const Value* a = operand(in, 0, room_a);
    if (a == nullptr) return Answer::Undecided;
    const Value* b = operand(in, 1, room_b);
    return b == nullptr ? Answer::Undecided : compare_scalars(in.op, *a, *b);
  }

  Answer junction(const Instruction& in, Answer deciding) {
    const Answer a = decide(at(in, 0));
    return a == Answer::Undecided || a == deciding ? a : decide(at(in, 1));
  }

  Answer contains(const Instruction& in) {
    evaluated_ = true;
    Value room_a, room_b;
    const Value* element = operand(in, 0, room_a);
    if (!known(element)) return Answer::Undecided;
    const Value* of = operand(in, 1, room_b);
    if (of == nullptr || !of->is(Kind::List)) return Answer::Undecided;
    for (std::uint32_t i = 0; i < of->list->count; ++i) {
      const auto same = same_scalars((*of->list)[i], *element);
      if (!same) return Answer::Undecided;
      if (*same) return Answer::Yes;
    }
    return Answer::No;
  }

  Answer quantify(const Instruction& in) {
    evaluated_ = true;
    if (in.quick != Quick::All && in.quick != Quick::Exists) return Answer::Undecided;
    Value room;
    const List* list = begin(in, room);
    if (list == nullptr) return Answer::Undecided;
    const Answer deciding = answer_of(in.quick == Quick::Exists);
    const Instruction& holds = at(at(in, 3), 1);
    for (std::uint32_t i = 0; i < list->count; ++i) {
      if (!next(in, *list, i)) return Answer::Undecided;
      const Answer answer = decide(holds);
      if (answer == Answer::Undecided || answer == deciding) return answer;
    }
    return answer_of(deciding == Answer::No);
  }

  const Program& program_;
  Evaluation& run_;
  const Instruction* code_;
  const std::uint32_t* operands_;
  const Value* places_[kReadyPlaces] = {};  // by Quick; nullptr: not here
  Value* locals_ = nullptr;
  std::uint64_t steps_ = 0;
  bool evaluated_ = false;  // more was done than to look at values that lie ready
};

}  // namespace

Answer decide(const Program& program, Evaluation& evaluation) {
  if (evaluation.facts == nullptr || evaluation.recorder != nullptr) return Answer::Undecided;
  return Decider(program, evaluation).run();
}

}  // namespace precheck::cel
