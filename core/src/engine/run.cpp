#include "engine/run.h"

#include <algorithm>
#include <utility>

#include "base/sort.h"
#include "base/text.h"
#include "base/vector.h"

namespace precheck::engine {

using cel::Kind;
using cel::Value;

Vector<std::uint32_t> ids_of(const Value& unknown) {
  return {unknown.unknown->ids, unknown.unknown->ids + unknown.unknown->count};
}

namespace {

// See cel::Evaluation::variables.
const Value kNotThere = Value::of_unknown(nullptr);
bool is_there(const Value& value) { return !value.is(Kind::Unknown) || value.unknown != nullptr; }

}  // namespace

Run::Run(const pack::Pack& pack, schema::Facts& facts, const Vector<std::optional<Value>>& parameters,
         calendar::Instant as_of, Arena& arena, std::uint64_t most_steps)
    : pack_(pack),
      facts_(facts),
      arena_(arena),
      host_{pack.zone_offset},
      evaluation_{arena, *this, most_steps, &host_},
      decider_(pack.conditions, evaluation_),
      variables_(arena.array<Value>(pack.variables.before + 1)) {
  const pack::Variables& v = pack.variables;
  for (std::uint32_t i = v.as_of; i <= v.before; ++i) variables_[i] = kNotThere;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (parameters[i]) variables_[v.parameters + i] = *parameters[i];
  }
  variables_[v.as_of] = Value::of_timestamp(as_of.seconds, static_cast<std::uint32_t>(as_of.nanos));
  // Whoever made as_of has seen to it that its day at 00:00 is in range.
  variables_[v.today] = Value::of_timestamp(as_of.seconds - calendar::second_of_day(as_of, pack.zone_offset), 0);
}

void Run::read_slots() {
  evaluation_.facts = facts_.slots;
  evaluation_.variables = variables_;
}

Value Run::get(std::uint32_t variable) {
  const pack::Variables& v = pack_.variables;
  if (variable < v.as_of) return facts_.root.values[variable];
  if (is_there(variables_[variable])) return variables_[variable];
  if (variable < v.definitions) {
    return cel::make_error(arena_, cel::ErrorCode::Absent, 0,
                           "the host has not set the parameter " + pack_.parameters[variable - v.parameters].name);
  }
  if (variable >= v.it) {  // a compiled pack may read it or index where there is no element
    return cel::make_error(arena_, cel::ErrorCode::Absent, 0, "a name without a value was read");
  }
  const Value value = evaluate(pack_.definitions[variable - v.definitions].expression);
  variables_[variable] = value;
  return value;
}

Value Run::has(std::uint32_t variable) {
  const Value value = get(variable);
  if (value.is(Kind::Error)) return value.error->code == cel::ErrorCode::Absent ? Value::of_bool(false) : value;
  if (!value.is(Kind::Unknown)) return Value::of_bool(true);
  return value.unknown->known_absent ? Value::of_bool(false) : value;
}

Value Run::evaluate(const pack::Expression& expression) {
  Value value = cel::evaluate(expression.program, evaluation_);
  if (value.is(Kind::Error) && value.error->source == nullptr) {
    auto* located = arena_.make<cel::ErrorInfo>(*value.error);
    located->source = &expression;
    value = Value::of_error(located);
  }
  return value;
}

Value Run::wrong_kind(const pack::Expression& expression, std::string_view expected, const Value& value) {
  auto* info = arena_.make<cel::ErrorInfo>();
  info->code = cel::ErrorCode::NoSuchOverload;
  info->offset = 0;
  info->message = arena_.copy(std::string(expected) + ", not " + std::string(cel::type_name(value)));
  info->source = &expression;
  return Value::of_error(info);
}

Value Run::evaluate_bool(const pack::Expression& expression) {
  const cel::Answer known = decide(expression.condition);
  return known == cel::Answer::Undecided ? evaluate_undecided(expression) : Value::of_bool(known == cel::Answer::Yes);
}

Value Run::evaluate_undecided(const pack::Expression& expression) {
  const Value value = evaluate(expression);
  const bool fine = value.is(Kind::Bool) || value.is(Kind::Unknown) || value.is(Kind::Error);
  return fine ? value : wrong_kind(expression, "a condition gives true or false", value);
}

Vector<Value> Run::candidates(schema::SlotId id) const {
  const schema::Node& node = this->node(id);
  if (facts_.is_malformed(id)) return {};
  if (!node.values.empty()) {
    return node.values.size() <= limits::kMaxTriedValues ? node.values : Vector<Value>{};
  }
  if (node.type == schema::Type::Boolean) return {Value::of_bool(false), Value::of_bool(true)};
  return {};
}

void Run::forget_definitions() {
  std::fill(variables_ + pack_.variables.definitions, variables_ + pack_.variables.it, kNotThere);
}

// Values that were asked for under another value would be wrong, and those under this one are wrong afterwards.
Value Run::with_value(const Value* slot, const Value& value, FunctionRef<Value> compute) {
  // Facts are read through constant maps, but are never constant objects: see schema::Facts.
  auto& changed = const_cast<Value&>(*slot);
  const Value saved = changed;
  const pack::Variables& v = pack_.variables;
  const Vector<Value> remembered(variables_ + v.definitions, variables_ + v.it);
  forget_definitions();
  cel::Recorder* const recorder = std::exchange(evaluation_.recorder, nullptr);
  changed = value;
  const Value answer = compute();
  changed = saved;
  evaluation_.recorder = recorder;
  std::copy(remembered.begin(), remembered.end(), variables_ + v.definitions);
  return answer;
}

// Facts are tried in the schema's order.
Value Run::settle_unknown(Value value, FunctionRef<Value> compute) {
  for (std::uint32_t i = 0; value.is(Kind::Unknown) && i < value.unknown->count;) {
    Vector<schema::SlotId> ids = ids_of(value);
    sort_numbers(ids, [&](schema::SlotId a, schema::SlotId b) { return facts_.comes_before(a, b); });
    const auto less = without(ids[i], value, compute);
    if (less) {
      value = *less;
    } else {
      ++i;
    }
  }
  return value;
}

namespace {

bool same_ids(const cel::UnknownSet& a, const cel::UnknownSet& b) {
  return a.count == b.count && std::equal(a.ids, a.ids + a.count, b.ids);
}

}  // namespace

std::optional<Value> Run::without(schema::SlotId id, const Value& unknown, FunctionRef<Value> compute) {
  const Vector<Value> values = candidates(id);
  if (values.empty()) return std::nullopt;
  std::optional<Value> answer;
  for (const Value& candidate : values) {
    const Value got = with_value(&facts_.slots[id], candidate, compute);
    bool same = !got.is(Kind::Error);
    if (same && answer) {
      same = got.is(Kind::Unknown) == answer->is(Kind::Unknown) &&
             (got.is(Kind::Unknown) ? same_ids(*got.unknown, *answer->unknown)
                                    : cel::equals(arena_, got, *answer).is_true());
    }
    if (!same) {
      answer.reset();
      break;
    }
    answer = got;
  }
  if (answer && answer->is(Kind::Unknown)) {
    // Only a smaller set is progress: what else it waits for must have been waited for before.
    const cel::UnknownSet& less = *answer->unknown;
    const cel::UnknownSet& all = *unknown.unknown;
    if (less.count >= all.count || !std::includes(all.ids, all.ids + all.count, less.ids, less.ids + less.count)) {
      return std::nullopt;
    }
  }
  return answer;
}

void Run::report_error(const std::string& rule, const Value& error) {
  EvaluationError out;
  out.rule = rule;
  out.message = error.error->message;
  if (const auto* expression = static_cast<const pack::Expression*>(error.error->source)) {
    out.at = cat({expression->pointer, ":", line_column(expression->text, error.error->offset).column});
  }
  report_error_once(std::move(out));
}

void Run::report_error_once(EvaluationError error) {
  for (const auto& known : errors_) {
    if (known.rule == error.rule && known.at == error.at && known.message == error.message) return;
  }
  errors_.push_back(std::move(error));
}

}  // namespace precheck::engine
