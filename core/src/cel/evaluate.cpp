
#include "base/limits.h"
#include "cel/arithmetic.h"
#include "cel/decide.h"
#include "cel/optional.h"
#include "cel/program.h"

namespace precheck::cel {

namespace {

class Evaluator {
 public:
  Evaluator(const Program& program, Evaluation& evaluation)
      : program_(program),
        run_(evaluation),
        quick_(evaluation.recorder == nullptr),
        code_(program.code.data()),
        operands_(program.operands.data()),
        locals_(program.locals == 0 ? nullptr : evaluation.arena.array<Value>(program.locals)) {
    if (!quick_) return;
    ready_[static_cast<std::size_t>(Quick::Constant)] = program.values.data();
    ready_[static_cast<std::size_t>(Quick::Variable)] = evaluation.variables;
    ready_[static_cast<std::size_t>(Quick::Local)] = locals_;
    ready_[static_cast<std::size_t>(Quick::Slot)] = evaluation.facts;
  }

  Value run() { return eval(code_[program_.root]); }

 private:
  // The value where it lies ready, nullptr where something has to be done for it. The file is compiled for size; this
  // and operand() below are what every operation begins with.
  [[nodiscard, gnu::always_inline]] const Value* ready(Quick quick, std::uint32_t slot) const {
    const Value* place = ready_[static_cast<std::size_t>(quick)];
    if (place == nullptr) return nullptr;
    const Value* value = place + slot;
    const bool is_there = !value->is(Kind::Unknown) || value->unknown != nullptr;  // see Evaluation::variables
    return is_there ? value : nullptr;
  }

  Value eval(const Instruction& in) {
    if (in.quick <= Quick::Slot) {
      if (const Value* value = ready(in.quick, in.slot)) return *value;
    }
    return carry_out(in);
  }

  // One of the first two operands, in `room` where it has to be computed.
  [[gnu::always_inline]] const Value& operand(const Instruction& in, std::uint32_t i, Value& room) {
    if (const Value* value = ready(in.ready[i].quick, in.ready[i].slot)) return *value;
    room = carry_out(code_[operands_[in.first + i]]);
    return room;
  }

  Value carry_out(const Instruction& in) {
    if (run_.steps_left == 0) return too_many_steps(in);
    if (run_.arena.exhausted()) return error(in, ErrorCode::Limit, "the check takes too much memory");
    --run_.steps_left;
    if (quick_) {
      if (in.op >= Op::Equal && in.op <= Op::GreaterEqual) return compare_quickly(in);
      if (in.op == Op::And || in.op == Op::Or) return junction(in, in.op == Op::Or);
      return step(in);
    }
    const std::size_t mark = run_.recorder->begin();
    const Value value = step(in);
    run_.recorder->add(in, value, mark);
    return value;
  }

  // What most rules are made of. step() knows all operations, for which its frame is large.
  Value compare_quickly(const Instruction& in) {
    Value room_a, room_b;
    const Value& a = operand(in, 0, room_a);
    const Value& b = operand(in, 1, room_b);
    const Answer known = compare_scalars(in.op, a, b);
    if (known != Answer::Undecided) return Value::of_bool(known == Answer::Yes);
    return compare(in, a, b);
  }

  Value step(const Instruction& in) {
    switch (in.op) {
      case Op::Constant: return in.constant;
      case Op::Undeclared: return error(in, ErrorCode::Undeclared, in.constant.string());
      case Op::Variable: run_.offset = in.offset; return run_.activation.get(in.index);
      case Op::HasVariable:
        return in.quick == Quick::HasSlot && on_facts() ? has_slot(in) : run_.activation.has(in.index);
      case Op::Local: return locals_[in.index];
      case Op::Select: return select(in);
      case Op::Index:
      case Op::OptionalIndex: return select_index(in);
      case Op::OptionalSelect: return optional_select(in);
      case Op::OptionalOf: return make_optional(in);
      case Op::OptionalOr: return optional_or(in);
      case Op::OptionalOrValue: return optional_or_value(in);
      case Op::OptionalEntry: return optional_entry(in);
      case Op::Has: return has(in);
      case Op::And: return junction(in, false);
      case Op::Or: return junction(in, true);
      case Op::NotStrictlyFalse: return not_strictly_false(in);
      case Op::Conditional: return conditional(in);
      case Op::MakeList: return make_list(in);
      case Op::MakeMap: return make_map(in);
      case Op::Fold: return fold(in);
      case Op::Call: return call(in);
      default: return strict(in);
    }
  }

  Value operand(const Instruction& in, std::uint32_t i) { return eval(code_[operands_[in.first + i]]); }

  [[nodiscard]] bool on_facts() const { return quick_ && run_.facts != nullptr; }

  // A fact has a value unless its owner says what absence means: see has().
  [[nodiscard]] Value has_slot(const Instruction& in) const {
    const Value& fact = run_.facts[in.slot];
    if (fact.is(Kind::Error)) return Value::of_bool(false);
    if (!fact.is(Kind::Unknown)) return Value::of_bool(true);
    return fact.unknown->known_absent ? Value::of_bool(false) : fact;
  }

  Value too_many_steps(const Instruction& in) { return error(in, ErrorCode::Limit, "the check takes too many steps"); }

  Value error(const Instruction& in, ErrorCode code, std::string_view message) {
    return make_error(run_.arena, code, in.offset, message);
  }

  Value no_such_overload(const Instruction& in, std::string_view what, const Value& a) {
    return error(in, ErrorCode::NoSuchOverload,
                 "no such overload: " + std::string(what) + " of " + std::string(type_name(a)));
  }

  static bool undecided(const Value& v) { return v.is(Kind::Unknown) || v.is(Kind::Error); }
  // The error that nothing outweighs, not even a deciding value: what follows was not computed.
  static bool beyond_limit(const Value& v) { return v.is(Kind::Error) && v.error->code == ErrorCode::Limit; }

  // Of two undecided values: an error beats an unknown; unknowns merge.
  Value worse(const Value& a, const Value& b) {
    if (a.is(Kind::Error)) return a;
    if (b.is(Kind::Error)) return b;
    if (a.is(Kind::Unknown)) return b.is(Kind::Unknown) ? merge_unknowns(run_.arena, a, b) : a;
    return b;
  }

  // The same where an unknown beats an error.
  Value milder(const Value& a, const Value& b) {
    if (a.is(Kind::Unknown)) return b.is(Kind::Unknown) ? merge_unknowns(run_.arena, a, b) : a;
    return b.is(Kind::Unknown) ? b : a;
  }

  // Of a value computed from several: what is not known yet is none of those.
  Value anonymous(const Value& undecided_part) {
    return undecided_part.is(Kind::Unknown) ? as_unknown(run_.arena, undecided_part, nullptr, false) : undecided_part;
  }

  static const Map* fields_of(const Value& v) {
    return v.is(Kind::Map) ? v.map : (v.is(Kind::Unknown) ? v.unknown->object : nullptr);
  }

  // A fact that is not there, as a value: only what asks for it by has() or `?` may see it.
  static bool absent(const Value& v) { return v.is(Kind::Error) && v.error->code == ErrorCode::Absent; }

  static bool is_optional(const Value& v) {
    return v.is(Kind::Optional) || (v.is(Kind::Unknown) && v.unknown->of_optional);
  }

  Value field_error(const Instruction& in) {
    return error(in, ErrorCode::NoSuchField, "no such key: " + std::string(in.constant.string()));
  }

  Value select(const Instruction& in) {
    Value room;
    const Value& of = operand(in, 0, room);
    if (quick_ && in.quick == Quick::Field && of.is(Kind::Map) && in.slot < of.map->count) {
      const Value& key = of.map->keys[in.slot];
      if (key.text == in.constant.text && key.extra == in.constant.extra && key.is(Kind::String)) {
        return of.map->values[in.slot];
      }
    }
    if (is_optional(of)) return optional_field(in, of);
    if (const Map* fields = fields_of(of)) {
      const Value* found = find(*fields, in.constant.string());
      return found != nullptr ? *found : field_error(in);
    }
    return undecided(of) ? of : no_such_overload(in, "field selection", of);
  }

  Value optional_select(const Instruction& in) {
    const Value of = operand(in, 0);
    return absent(of) ? optional_none() : optional_field(in, of);
  }

  // a.?b, and a.b of an optional a: an optional again, and none where the field is not there.
  Value optional_field(const Instruction& in, Value of) {
    if (of.is(Kind::Optional)) {
      if (of.optional == nullptr) return of;
      of = *of.optional;
    }
    const Map* fields = fields_of(of);
    if (fields == nullptr) return undecided(of) ? of : no_such_overload(in, "field selection", of);
    const Value* found = find(*fields, in.constant.string());
    return found != nullptr ? optional_of_entry(run_.arena, *found) : optional_none();
  }

  // a[b] and a[?b]; of an optional a both are an optional. An unknown object has the same entries as fields.
  Value select_index(const Instruction& in) {
    Value of = operand(in, 0);
    const bool optional = in.op == Op::OptionalIndex || is_optional(of);
    if (in.op == Op::OptionalIndex && absent(of)) return optional_none();
    if (of.is(Kind::Optional)) {
      if (of.optional == nullptr) return of;
      of = *of.optional;
    }
    const Value key = operand(in, 1);
    if (const Map* fields = fields_of(of); fields != nullptr && !undecided(key)) of = Value::of_map(fields);
    if (undecided(of) || undecided(key)) return anonymous(worse(of, key));
    run_.offset = in.offset;
    const Value found = index(run_, of, key);
    if (!optional) return found;
    if (!found.is(Kind::Error)) return optional_of_entry(run_.arena, found);
    const ErrorCode why = found.error->code;
    const bool missing = why == ErrorCode::NoSuchField || why == ErrorCode::IndexOutOfRange || why == ErrorCode::Absent;
    return missing ? optional_none() : found;
  }

  Value make_optional(const Instruction& in) {
    const Value value = operand(in, 0);
    if (value.is(Kind::Unknown)) return as_unknown(run_.arena, value, value.unknown->object, true);
    return value.is(Kind::Error) ? value : in.function->body(run_, &value, 1);
  }

  // Strict, except that the first optional decides where it has a value.
  Value optional_or(const Instruction& in) {
    const Value first = operand(in, 0);
    if (!first.is(Kind::Optional) && !undecided(first)) return no_such_overload(in, "or()", first);
    if (first.is(Kind::Error) || (first.is(Kind::Optional) && first.optional != nullptr)) return first;
    const Value second = operand(in, 1);
    if (undecided(second)) return first.is(Kind::Unknown) ? anonymous(worse(first, second)) : second;
    if (!second.is(Kind::Optional)) return no_such_overload(in, "or()", second);
    return first.is(Kind::Unknown) ? first : second;
  }

  Value optional_or_value(const Instruction& in) {
    const Value first = operand(in, 0);
    if (first.is(Kind::Unknown)) return as_unknown(run_.arena, first, first.unknown->object, false);
    if (first.is(Kind::Error)) return first;
    if (!first.is(Kind::Optional)) return no_such_overload(in, "orValue()", first);
    return first.optional != nullptr ? *first.optional : operand(in, 1);
  }

  Value optional_entry(const Instruction& in) {
    const Value value = operand(in, 0);
    if (value.is(Kind::Optional) || undecided(value)) return value;
    return error(in, ErrorCode::NoSuchOverload,
                 "an entry with ? takes an optional value, not " + std::string(type_name(value)));
  }

  // Whether a field is there. Of facts, the owner says what absence means: see Value's Error in a Map and
  // UnknownSet::known_absent.
  Value has(const Instruction& in) {
    if (in.quick == Quick::HasSlot && on_facts()) return has_slot(in);
    Value of = operand(in, 0);
    if (of.is(Kind::Error)) return absent(of) ? Value::of_bool(false) : of;
    if (of.is(Kind::Optional)) {
      if (of.optional == nullptr) return Value::of_bool(false);
      of = *of.optional;
    }
    const Map* fields = fields_of(of);
    if (fields == nullptr) return of.is(Kind::Unknown) ? of : no_such_overload(in, "has()", of);
    const Value* found = find(*fields, in.constant.string());
    if (found == nullptr || found->is(Kind::Error)) return Value::of_bool(false);
    if (!found->is(Kind::Unknown)) return Value::of_bool(true);
    return found->unknown->known_absent ? Value::of_bool(false) : *found;
  }

  Value not_strictly_false(const Instruction& in) {
    const Value of = operand(in, 0);
    return beyond_limit(of) ? of : Value::of_bool(!of.is_false());
  }

  // && and ||: a deciding value beats an unknown, an unknown beats an error, whatever the order (cel-go).
  Value junction(const Instruction& in, bool deciding) {
    Value room_a, room_b;
    const Value& a = operand(in, 0, room_a);
    if ((a.is(Kind::Bool) && a.boolean == deciding) || beyond_limit(a)) return a;
    const Value& b = operand(in, 1, room_b);
    if (beyond_limit(b)) return b;
    if (b.is(Kind::Bool) && b.boolean == deciding) return b;
    if (a.is(Kind::Bool) && b.is(Kind::Bool)) return Value::of_bool(!deciding);
    if (undecided(a) && undecided(b)) return milder(a, b);
    if (a.is(Kind::Unknown)) return a;
    if (b.is(Kind::Unknown)) return b;
    if (a.is(Kind::Error)) return a;
    if (b.is(Kind::Error)) return b;
    return no_such_overload(in, deciding ? "||" : "&&", a.is(Kind::Bool) ? b : a);
  }

  Value conditional(const Instruction& in) {
    Value room;
    const Value& condition = operand(in, 0, room);
    if (condition.is(Kind::Bool)) return operand(in, condition.boolean ? 1 : 2);
    return undecided(condition) ? condition : no_such_overload(in, "?:", condition);
  }

  Value make_list(const Instruction& in) {
    auto* items = run_.arena.array<Value>(in.count);
    std::uint32_t count = 0;
    Value undecided_part;
    for (std::uint32_t i = 0; i < in.count; ++i) {
      const Value item = operand(in, i);
      if (undecided(item)) {
        undecided_part = undecided(undecided_part) ? worse(undecided_part, item) : item;
      } else if (program_.operand(in, i).op != Op::OptionalEntry) {
        items[count++] = item;
      } else if (item.optional != nullptr) {
        items[count++] = *item.optional;
      }
    }
    if (undecided(undecided_part)) return anonymous(undecided_part);
    auto* list = run_.arena.make<List>();
    list->items = items;
    list->count = count;
    return Value::of_list(list);
  }

  Value make_map(const Instruction& in) {
    const std::uint32_t most = in.count / 2;
    std::uint32_t count = 0;
    auto* keys = run_.arena.array<Value>(most);
    auto* values = run_.arena.array<Value>(most);
    auto* map = run_.arena.make<Map>();
    map->keys = keys;
    map->values = values;
    Value undecided_part;
    for (std::uint32_t i = 0; i < most; ++i) {
      const Value key = operand(in, 2 * i);
      Value value = operand(in, 2 * i + 1);
      for (const Value& part : {key, value}) {
        if (undecided(part)) undecided_part = undecided(undecided_part) ? worse(undecided_part, part) : part;
      }
      if (program_.operand(in, 2 * i + 1).op == Op::OptionalEntry && value.is(Kind::Optional)) {
        if (value.optional == nullptr) continue;
        value = *value.optional;
      }
      keys[count] = key;
      values[count++] = value;
    }
    if (undecided(undecided_part)) return anonymous(undecided_part);
    for (std::uint32_t i = 0; i < count; ++i) {
      const Kind kind = keys[i].kind;
      if (kind != Kind::Bool && kind != Kind::Int && kind != Kind::Uint && kind != Kind::String) {
        return error(in, ErrorCode::BadArgument, "unsupported key type: " + std::string(type_name(keys[i])));
      }
      map->count = i;
      if (find(*map, keys[i]) != nullptr) {
        return error(in, ErrorCode::DuplicateKey, "duplicate key in map: " + describe(keys[i]));
      }
      map->count = i + 1;
    }
    return Value::of_map(map);
  }

  // A comprehension as cel-spec defines it, whatever the order of the elements: an undecided step leaves the
  // accumulator alone and is kept aside, unknowns before errors, until a deciding value makes it moot.
  Value fold(const Instruction& in) {
    const Value range = operand(in, 0);
    if (undecided(range)) return range;
    if (!range.is(Kind::List) && !range.is(Kind::Map))
      return no_such_overload(in, "a comprehension over a value", range);
    if (quick_ && (in.quick == Quick::All || in.quick == Quick::Exists)) return quantify(in, range);
    Value accumulator = operand(in, 1);
    Value kept;
    Value* locals = locals_ + in.index;
    const std::uint32_t count = range.is(Kind::List) ? range.list->count : range.map->count;
    for (std::uint32_t i = 0; i < count; ++i) {
      if (range.is(Kind::Map) && range.map->values[i].is(Kind::Error)) continue;
      locals[0] = accumulator;
      bind(in, range, i, locals);
      const Value go_on = operand(in, 2);
      if (go_on.is_false()) break;
      if (!go_on.is(Kind::Bool)) return undecided(go_on) ? go_on : no_such_overload(in, "a loop condition", go_on);
      const Value next = operand(in, 3);
      if (beyond_limit(next)) return next;
      if (!undecided(next)) {
        accumulator = next;
      } else if (!undecided(kept)) {
        kept = next;
      } else {
        kept = milder(kept, next);
      }
    }
    locals[0] = accumulator;
    if (undecided(kept)) {
      const Value go_on = operand(in, 2);
      if (!go_on.is_false()) return beyond_limit(go_on) ? go_on : kept;
    }
    return operand(in, 4);
  }

  // fold() of all() and exists(), whose step is `accumulator && predicate` or `accumulator || predicate`: what decides
  // ends the walk, so until then the accumulator is the other bool.
  Value quantify(const Instruction& in, const Value& range) {
    const bool deciding = in.quick == Quick::Exists;
    const Instruction& junction = code_[operands_[in.first + 3]];
    Value kept, room;
    Value* locals = locals_ + in.index;
    const std::uint32_t count = range.is(Kind::List) ? range.list->count : range.map->count;
    for (std::uint32_t i = 0; i < count; ++i) {
      if (range.is(Kind::Map) && range.map->values[i].is(Kind::Error)) continue;
      if (run_.steps_left == 0) return too_many_steps(in);
      --run_.steps_left;
      bind(in, range, i, locals);
      const Value& holds = operand(junction, 1, room);
      if (holds.is(Kind::Bool)) {
        if (holds.boolean == deciding) return holds;
        continue;
      }
      if (beyond_limit(holds)) return holds;
      const Value left = undecided(holds) ? holds : no_such_overload(junction, deciding ? "||" : "&&", holds);
      kept = undecided(kept) ? milder(kept, left) : left;
    }
    return undecided(kept) ? kept : Value::of_bool(!deciding);
  }

  static void bind(const Instruction& in, const Value& range, std::uint32_t i, Value* locals) {
    if (range.is(Kind::List)) {
      locals[1] = in.two ? Value::of_int(i) : (*range.list)[i];
      if (in.two) locals[2] = (*range.list)[i];
    } else {
      locals[1] = range.map->keys[i];
      if (in.two) locals[2] = range.map->values[i];
    }
  }

  Value call(const Instruction& in) {
    constexpr std::uint32_t kFew = 4;
    Value few[kFew];
    Value* args = in.count <= kFew ? few : run_.arena.array<Value>(in.count);
    Value undecided_part;
    for (std::uint32_t i = 0; i < in.count; ++i) {
      args[i] = operand(in, i);
      if (undecided(args[i])) undecided_part = undecided(undecided_part) ? worse(undecided_part, args[i]) : args[i];
    }
    if (undecided(undecided_part)) return anonymous(undecided_part);
    run_.offset = in.offset;
    if (in.quick == Quick::Matches && args[0].is(Kind::String)) {
      return Value::of_bool(program_.patterns[in.slot].matches(args[0].string()));
    }
    return in.function->body(run_, args, in.count);
  }

  Value strict(const Instruction& in) {
    Value room_a, room_b;
    const Value& a = operand(in, 0, room_a);
    if (in.count == 1) {
      if (undecided(a)) return anonymous(a);
      run_.offset = in.offset;
      return in.op == Op::Not ? logical_not(run_, a) : negate(run_, a);
    }
    const Value& b = operand(in, 1, room_b);
    if (in.op >= Op::Equal && in.op <= Op::GreaterEqual) return compare(in, a, b);
    if (undecided(a) || undecided(b)) return anonymous(worse(a, b));
    run_.offset = in.offset;
    switch (in.op) {
      case Op::Add: return add_values(run_, a, b);
      case Op::Subtract: return subtract_values(run_, a, b);
      case Op::Multiply: return multiply(run_, a, b);
      case Op::Divide: return divide(run_, a, b);
      case Op::Modulo: return modulo(run_, a, b);
      case Op::In: return contains(run_, a, b);
      default: return error(in, ErrorCode::NoSuchOverload, "no such overload");
    }
  }

  Value compare(const Instruction& in, const Value& a, const Value& b) {
    if (undecided(a) || undecided(b)) return anonymous(worse(a, b));
    run_.offset = in.offset;
    if (in.op > Op::NotEqual) return order(in, a, b);
    const Value equal = same(in, a, b);
    return in.op == Op::NotEqual && equal.is(Kind::Bool) ? Value::of_bool(!equal.boolean) : equal;
  }

  Value same(const Instruction& in, const Value& a, const Value& b) {
    const Value equal = equals(run_.arena, a, b, &run_.parts_left);
    return equal.is(Kind::Error) ? error(in, equal.error->code, equal.error->message) : equal;
  }

  Value order(const Instruction& in, const Value& a, const Value& b) {
    if (!comparable(a, b)) return binary_overload_error(run_, "comparison", a, b);
    const int order = cel::compare(a, b);
    if (order == 2) return Value::of_bool(false);  // NaN is neither less nor greater
    switch (in.op) {
      case Op::Less: return Value::of_bool(order < 0);
      case Op::LessEqual: return Value::of_bool(order <= 0);
      case Op::Greater: return Value::of_bool(order > 0);
      default: return Value::of_bool(order >= 0);
    }
  }

  const Program& program_;
  Evaluation& run_;
  const bool quick_;
  const Instruction* code_;
  const std::uint32_t* operands_;
  const Value* ready_[kReadyPlaces] = {};  // by Quick; nullptr: not here
  Value* locals_;
};

}  // namespace

Value evaluate(const Program& program, Evaluation& evaluation) { return Evaluator(program, evaluation).run(); }

}  // namespace precheck::cel
