// Other values in the place of one fact, tried out: those with which a rule passes.
#pragma once

#include <cstdint>
#include <optional>

#include "base/json.h"
#include "base/vector.h"
#include "engine/fact_trace.h"
#include "engine/judge.h"
#include "engine/run.h"

namespace precheck::engine {

// Everything that a rule is judged over.
struct Case {
  const pack::Pack& pack;
  schema::Facts& facts;
  const Vector<std::optional<cel::Value>>& parameters;
  calendar::Instant as_of;
};

struct Change {
  const FactRead* fact = nullptr;
  Json to;                               // as the form writes it; null: no value
  std::optional<Json> added;             // `to` is the list with this at its end
  std::optional<std::uint32_t> removed;  // `to` is the list without the element at this place
  bool applies = false;                  // afterwards the rule holds; false: it merely no longer applies

  // Of values that lie on a line, by which the nearest is told.
  std::uint64_t distance = 0;  // from the present value; of others, the order in which values are preferred
  int side = 0;                // of the present value: before, after, neither
};

class Trial {
 public:
  // `steps`: what all evaluations may still take, and, afterwards, what is left of it.
  Trial(const Case& of, const pack::Rule& rule, Index index, std::uint64_t& steps)
      : case_(of), rule_(rule), index_(index), steps_(steps) {}

  // From now on values of this fact; `present`: its own, as the form writes it.
  void begin(const FactRead& fact, const Json& present);

  // Tries one value. Whether the rule passes with it. Values without a distance are preferred in the order they came.
  bool attempt(Change change);
  bool attempt(Json to) { return attempt(change_to(std::move(to))); }
  static Change change_to(Json to);
  // No value at all: the last resort.
  void leave_out();
  [[nodiscard]] std::size_t tried() const { return tried_; }

  // Those by which the rule holds first; with `ordered`, of the values on a line only the nearest to either side.
  Vector<Change> best(bool ordered);

  // Evaluates with another value in the fact's place.
  void with_value(const cel::Value& value, Arena& arena, FunctionRef<void, Run&> compute);

 private:
  bool passes(Change& change);
  bool rule_passes(Run& run, bool& applies) const;

  const Case& case_;
  const pack::Rule& rule_;
  Index index_;
  std::uint64_t& steps_;
  const FactRead* fact_ = nullptr;
  const Json* present_ = nullptr;
  std::size_t tried_ = 0;
  Vector<Change> passing_;
};

}  // namespace precheck::engine
