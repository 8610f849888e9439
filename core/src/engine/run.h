// One check under way: the facts, and how expressions of the pack are evaluated over them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/arena.h"
#include "base/function_ref.h"
#include "base/limits.h"
#include "base/vector.h"
#include "calendar/instant.h"
#include "cel/decide.h"
#include "cel/program.h"
#include "pack/functions.h"
#include "pack/pack.h"
#include "schema/facts.h"

namespace precheck::engine {

// An expression that could not be evaluated: ours, not the applicant's.
struct EvaluationError {
  std::string rule;     // the rule, requirement, outcome or guidance; "plan"; "definitions.x"; "directory"
  std::string message;  // in English, for developers
  std::string at;       // JSON Pointer of the expression in the pack, a colon, the column (1-based, code points); of
                        // "directory": JSON Pointer into it
};

// Ids of an undecided value, ascending.
Vector<std::uint32_t> ids_of(const cel::Value& unknown);

class Run final : public cel::Activation {
 public:
  // `parameters`: by the pack's order; the host's where it gave one. Everything outlives the run.
  Run(const pack::Pack& pack, schema::Facts& facts, const Vector<std::optional<cel::Value>>& parameters,
      calendar::Instant as_of, Arena& arena, std::uint64_t most_steps = limits::kMaxEvaluationSteps);

  // Reads facts by their slots, not by the way to them: faster, but only while no object is replaced (with_value()).
  void read_slots();
  // Texts are evaluated, for their errors, but not made: for who asks for the verdict only.
  void leave_texts_out() { makes_texts_ = false; }
  [[nodiscard]] bool makes_texts() const { return makes_texts_; }

  cel::Value get(std::uint32_t variable) override;
  cel::Value has(std::uint32_t variable) override;

  // Variables bound by where an expression stands.
  void bind_element(const cel::Value& it, std::uint32_t index) {
    variables_[pack_.variables.it] = it;
    variables_[pack_.variables.index] = cel::Value::of_int(index);
  }
  void bind_state(const cel::Value& state, const cel::Value& before) {
    variables_[pack_.variables.state] = state;
    variables_[pack_.variables.before] = before;
  }

  cel::Value evaluate(const pack::Expression& expression);

  // The value, or an error where it is neither a bool nor undecided.
  cel::Value evaluate_bool(const pack::Expression& expression);
  // The same in two parts: what can be told without an evaluation, and where that is Undecided, the rest.
  cel::Answer decide(std::uint32_t condition) { return decider_.decide(condition); }
  cel::Value evaluate_undecided(const pack::Expression& expression);
  // The error of a value of another kind than `expected` says: "a condition gives true or false".
  cel::Value wrong_kind(const pack::Expression& expression, std::string_view expected, const cel::Value& value);

  // Calls `compute`, which evaluates expressions. Where the answer is unknown, facts with few possible values (bool,
  // enum) are tried: one that never changes the answer is not waited for.
  template <typename Compute>
  cel::Value settle(const Compute& compute) {
    return settle_from(compute(), compute);
  }
  // The same where `compute` has given `value` already.
  template <typename Compute>
  cel::Value settle_from(const cel::Value& value, const Compute& compute) {
    return value.is(cel::Kind::Unknown) ? settle_unknown(value, compute) : value;
  }

  // Calls `compute` with another value in the place of a fact. Definitions are computed anew for it, and afterwards
  // everything is as before. `slot`: one of the facts', where their maps and lists hold it.
  cel::Value with_value(const cel::Value* slot, const cel::Value& value, FunctionRef<cel::Value> compute);

  // Is told of what is evaluated from now on, but for what with_value() evaluates; nullptr: no longer.
  void record(cel::Recorder* recorder) { evaluation_.recorder = recorder; }
  [[nodiscard]] std::uint64_t steps_left() const { return evaluation_.steps_left; }
  [[nodiscard]] std::uint64_t parts_left() const { return evaluation_.parts_left; }

  // Records the error of a value, once for each place.
  void report_error(const std::string& rule, const cel::Value& error);
  void report_error(EvaluationError error) { errors_.push_back(std::move(error)); }
  [[nodiscard]] const Vector<EvaluationError>& errors() const { return errors_; }
  // The same for an error that was found before; the errors so far, which are then none.
  void report_error_once(EvaluationError error);
  Vector<EvaluationError> take_errors() { return std::exchange(errors_, {}); }

  // Lets what comes next compute the definitions that it reads: what it costs is then its own affair.
  void forget_definitions();

  [[nodiscard]] const pack::Pack& pack() const { return pack_; }
  [[nodiscard]] const schema::Facts& facts() const { return facts_; }
  [[nodiscard]] Arena& arena() { return arena_; }
  [[nodiscard]] const cel::Value& today() const { return variables_[pack_.variables.today]; }

  // The schema of the fact behind an id of an unknown set.
  [[nodiscard]] const schema::Node& node(schema::SlotId id) const { return pack_.facts[facts_.node_of(id)]; }

 private:
  cel::Value settle_unknown(cel::Value value, FunctionRef<cel::Value> compute);
  [[nodiscard]] Vector<cel::Value> candidates(schema::SlotId id) const;
  // The answer if the fact `id` need not be waited for.
  std::optional<cel::Value> without(schema::SlotId id, const cel::Value& unknown, FunctionRef<cel::Value> compute);

  const pack::Pack& pack_;
  schema::Facts& facts_;
  Arena& arena_;
  pack::FunctionHost host_;
  cel::Evaluation evaluation_;
  cel::Decider decider_;
  cel::Value* variables_;  // by number; without those that are facts. See cel::Evaluation::variables
  bool makes_texts_ = true;
  Vector<EvaluationError> errors_;
};

}  // namespace precheck::engine
