// A static bound on what an expression may cost, from the bounds of what it reads: as Kubernetes does for its rules.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/vector.h"
#include "cel/ast.h"
#include "cel/checker.h"

namespace precheck::cel {

struct CostEstimate {
  std::uint64_t steps = 0;  // most steps of the evaluator, work on long texts and lists included; saturates
  // Most elements of the value, if it is a list, or characters, if it is a string; nullopt: no bound is known.
  std::optional<std::int64_t> most;
  // What is walked or searched without a bound of its own, as the expression names it; counted with the core's limits.
  Vector<std::string> unbounded;
};

CostEstimate estimate_cost(const Ast& ast, const NodeTypes& types);

}  // namespace precheck::cel
