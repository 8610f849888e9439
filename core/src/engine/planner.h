// The planner: an order in which several requests can be carried out, with steps put in where they are needed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/vector.h"
#include "engine/run.h"

namespace precheck::engine {

struct PlanStep {
  const pack::Action* action = nullptr;
  cel::Value from, to;  // null where the action says neither
  std::string why;
};

struct PlanResult {
  enum class Kind : std::uint8_t {
    None,        // the pack has no plan, it does not apply, or the order given is right
    Found,       // another order, or one with more steps, is
    Impossible,  // none is
    TooLong,     // none was found among those of as many steps, and as many sequences, as are tried
    Pending,     // waits for facts
    Failed,      // an expression failed or a limit was met: see the run's errors
  };
  Kind kind = Kind::None;
  Vector<PlanStep> steps;
  Vector<schema::SlotId> waits_for;
};

PlanResult make_plan(Run& run, std::string_view locale);

}  // namespace precheck::engine
