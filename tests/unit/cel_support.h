// Evaluates CEL text with a few variables, and says the result in a line of text: what the tables of the CEL tests
// hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/arena.h"
#include "base/limits.h"
#include "catch.hpp"
#include "cel/decide.h"
#include "cel/parser.h"
#include "cel/program.h"
#include "cel/value.h"

namespace precheck::cel {

class Scene final : public Activation {
 public:
  explicit Scene(std::size_t most_bytes = limits::kMaxEvaluationBytes) : arena_(most_bytes) {}

  // Declares a variable.
  Scene& let(std::string name, Value value) {
    environment_.variables.push_back(std::move(name));
    values_.push_back(value);
    return *this;
  }
  Scene& container(std::string name) {
    environment_.container = std::move(name);
    return *this;
  }
  template <std::size_t N>
  Scene& functions(const Function (&functions)[N]) {
    environment_.functions = functions;
    environment_.function_count = N;
    return *this;
  }
  // Lets has() take a bare name, as packs do.
  Scene& has_on_identifiers() {
    options_.has_on_identifiers = true;
    return *this;
  }
  // Shared by all runs from now on.
  Scene& steps(std::uint64_t most) {
    steps_left_ = most;
    return *this;
  }

  // Values for let(). They live as long as the scene.
  Value list(std::initializer_list<Value> items) {
    auto* out = arena_.make<List>();
    out->items = copy(items.begin(), items.size());
    out->count = static_cast<std::uint32_t>(items.size());
    return Value::of_list(out);
  }
  Value map(std::initializer_list<std::pair<Value, Value>> entries) { return Value::of_map(raw_map(entries)); }
  Value error(std::string_view message, ErrorCode code = ErrorCode::BadArgument) {
    return make_error(arena_, code, 0, message);
  }
  // The value of a map's entry that is not there: an optional fact without an answer.
  Value absent() { return error("there is no answer", ErrorCode::Absent); }
  Value unknown(std::initializer_list<std::uint32_t> ids) { return Value::of_unknown(unknown_set(ids)); }
  // An unknown that has() takes for absent.
  Value unknown_absent(std::initializer_list<std::uint32_t> ids) {
    UnknownSet* set = unknown_set(ids);
    set->known_absent = true;
    return Value::of_unknown(set);
  }
  // An unknown object whose fields are known to be unknowns of their own.
  Value unknown_object(std::initializer_list<std::uint32_t> ids,
                       std::initializer_list<std::pair<Value, Value>> fields) {
    UnknownSet* set = unknown_set(ids);
    set->object = raw_map(fields);
    return Value::of_unknown(set);
  }

  // The value as describe() has it; else "error at <offset>: <message>", "unknown <id>, <id>" or, where the
  // expression cannot even be compiled, "rejected at <offset>: <message>".
  std::string run(std::string_view text) {
    const auto ast = parse(text, options_);
    if (!ast) return rejected(ast.error());
    const auto program = compile(*ast, environment_);
    if (!program) return rejected(program.error().front());
    Evaluation evaluation{arena_, *this, steps_left_};
    const Value value = evaluate(*program, evaluation);
    check_decide(*program);
    steps_left_ = evaluation.steps_left;
    return say(value);
  }

  static std::string say(const Value& value) {
    if (value.is(Kind::Error)) {
      return "error at " + std::to_string(value.error->offset) + ": " + std::string(value.error->message);
    }
    if (!value.is(Kind::Unknown)) return describe(value);
    std::string out = "unknown";
    for (std::uint32_t i = 0; i < value.unknown->count; ++i) {
      out += (i == 0 ? " " : ", ") + std::to_string(value.unknown->ids[i]);
    }
    return out;
  }

  [[nodiscard]] std::uint64_t steps_left() const { return steps_left_; }

  // Activation
  Value get(std::uint32_t variable) override { return values_[variable]; }
  Value has(std::uint32_t variable) override {
    const Value value = values_[variable];
    if (value.is(Kind::Error)) {
      return value.error->code == ErrorCode::Absent ? Value::of_bool(false) : value;
    }
    if (!value.is(Kind::Unknown)) return Value::of_bool(true);
    return value.unknown->known_absent ? Value::of_bool(false) : value;
  }

 private:
  // What can be told without an evaluation is what the evaluation gives, and takes as many steps unless all lay ready.
  void check_decide(const Program& program) {
    const Value nothing{};
    Arena arena(limits::kMaxEvaluationBytes);
    Evaluation whole{arena, *this, steps_left_};
    whole.facts = whole.variables = values_.empty() ? &nothing : values_.data();
    Evaluation quick = whole;
    const Value value = evaluate(program, whole);
    Conditions conditions;
    const std::uint32_t condition = add_condition(conditions, program);
    const Answer answer = Decider(conditions, quick).decide(condition);
    const bool took_none = quick.steps_left == steps_left_;
    if (answer == Answer::Undecided) {
      CHECK(took_none);
    } else if (!took_none || !value.is(Kind::Error) || value.error->code != ErrorCode::Limit) {
      CHECK(Scene::say(value) == (answer == Answer::Yes ? "true" : "false"));
      CHECK((took_none || quick.steps_left == whole.steps_left));
    }
  }

  static std::string rejected(const SyntaxError& error) {
    return "rejected at " + std::to_string(error.offset) + ": " + error.message;
  }
  const Value* copy(const Value* from, std::size_t count) {
    auto* out = arena_.array<Value>(count);
    for (std::size_t i = 0; i < count; ++i) out[i] = from[i];
    return out;
  }
  const Map* raw_map(std::initializer_list<std::pair<Value, Value>> entries) {
    std::vector<Value> keys;
    std::vector<Value> values;
    for (const auto& [key, value] : entries) keys.push_back(key), values.push_back(value);
    auto* out = arena_.make<Map>();
    out->keys = copy(keys.data(), keys.size());
    out->values = copy(values.data(), values.size());
    out->count = static_cast<std::uint32_t>(keys.size());
    return out;
  }
  UnknownSet* unknown_set(std::initializer_list<std::uint32_t> ids) {
    auto* copied = arena_.array<std::uint32_t>(ids.size());
    std::size_t n = 0;
    for (const std::uint32_t id : ids) copied[n++] = id;
    auto* set = arena_.make<UnknownSet>();
    set->ids = copied;
    set->count = static_cast<std::uint32_t>(n);
    return set;
  }

  Arena arena_;
  Environment environment_;
  std::vector<Value> values_;
  ParseOptions options_;
  std::uint64_t steps_left_ = limits::kMaxEvaluationSteps;
};

inline Value text(std::string_view v) { return Value::of_string(v); }
inline Value number(std::int64_t v) { return Value::of_int(v); }

struct Row {
  std::string expression;
  std::string expected;
};

// Both sides carry the expression, so that a failure shows the whole row.
inline void check_rows(Scene& scene, std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    CHECK(row.expression + "  =>  " + scene.run(row.expression) == row.expression + "  =>  " + row.expected);
  }
}
inline void check_rows(std::initializer_list<Row> rows) {
  Scene scene;
  check_rows(scene, rows);
}

}  // namespace precheck::cel
