// One check under way: the facts, and how expressions of the pack are evaluated over them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/limits.h"
#include "calendar/instant.h"
#include "cel/program.h"
#include "cel/trace.h"
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
std::vector<std::uint32_t> ids_of(const cel::Value& unknown);

class Run final : public cel::Activation {
 public:
  // `parameters`: by the pack's order; the host's where it gave one. Everything outlives the run.
  Run(const pack::Pack& pack, schema::Facts& facts, const std::vector<std::optional<cel::Value>>& parameters,
      calendar::Instant as_of, Arena& arena, std::uint64_t most_steps = limits::kMaxEvaluationSteps);

  cel::Value get(std::uint32_t variable) override;
  cel::Value has(std::uint32_t variable) override;

  // Variables bound by where an expression stands.
  void bind_element(const cel::Value& it, std::uint32_t index) {
    it_ = it;
    index_ = cel::Value::of_int(index);
  }
  void bind_state(const cel::Value& state, const cel::Value& before) {
    state_ = state;
    before_ = before;
  }

  cel::Value evaluate(const pack::Expression& expression);

  // The value, or an error where it is neither a bool nor undecided.
  cel::Value evaluate_bool(const pack::Expression& expression);
  // The error of a value of another kind than `expected` says: "a condition gives true or false".
  cel::Value wrong_kind(const pack::Expression& expression, std::string_view expected, const cel::Value& value);

  // Calls `compute`, which evaluates expressions. Where the answer is unknown, facts with few possible values (bool,
  // enum) are tried: one that never changes the answer is not waited for.
  cel::Value settle(const std::function<cel::Value()>& compute);

  // Calls `compute` with another value in the place of a fact. Definitions are computed anew for it, and afterwards
  // everything is as before. `slot`: one of the facts', where their maps and lists hold it.
  cel::Value with_value(const cel::Value* slot, const cel::Value& value, const std::function<cel::Value()>& compute);

  // Records what is evaluated from now on; nullptr: no longer.
  void trace(cel::Trace* trace) { evaluation_.trace = trace; }
  [[nodiscard]] std::uint64_t steps_left() const { return evaluation_.steps_left; }

  // Records the error of a value, once for each place.
  void report_error(const std::string& rule, const cel::Value& error);
  void report_error(EvaluationError error) { errors_.push_back(std::move(error)); }
  [[nodiscard]] const std::vector<EvaluationError>& errors() const { return errors_; }

  [[nodiscard]] const pack::Pack& pack() const { return pack_; }
  [[nodiscard]] const schema::Facts& facts() const { return facts_; }
  [[nodiscard]] Arena& arena() { return arena_; }
  [[nodiscard]] const cel::Value& today() const { return today_; }

  // The fact behind an id of an unknown set.
  [[nodiscard]] const schema::UnknownFact& fact(std::uint32_t id) const { return facts_.unknowns[id]; }
  [[nodiscard]] std::string pointer(std::uint32_t id) const { return schema::pointer_of(pack_.facts, fact(id).place); }
  [[nodiscard]] bool is_host(std::uint32_t id) const { return pack_.facts[fact(id).place->node].host; }

 private:
  struct Memo {
    bool done = false;
    cel::Value value;
  };

  [[nodiscard]] std::vector<cel::Value> candidates(std::uint32_t id) const;
  // The answer if the fact `id` need not be waited for.
  std::optional<cel::Value> without(std::uint32_t id, const cel::Value& unknown,
                                    const std::function<cel::Value()>& compute);

  const pack::Pack& pack_;
  schema::Facts& facts_;
  const std::vector<std::optional<cel::Value>>& parameters_;
  Arena& arena_;
  pack::FunctionHost host_;
  cel::Evaluation evaluation_;
  cel::Value as_of_, today_;
  cel::Value it_, index_, state_, before_;
  std::vector<Memo> definitions_;
  std::vector<EvaluationError> errors_;
};

}  // namespace precheck::engine
