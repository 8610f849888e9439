// A compiled pack and a decoded form to what follows: findings, materials, outcomes, the order of steps, the verdict.
#pragma once

#include <string_view>

#include "base/vector.h"
#include "engine/findings.h"
#include "engine/planner.h"
#include "engine/requirements.h"
#include "engine/run.h"

namespace precheck::engine {

enum class Verdict : std::uint8_t { Pass, Incomplete, Fail, Plan, NotNeeded };
std::string_view verdict_name(Verdict verdict);

// All that a report says, before it is put into words of JSON. Points into the pack and the run's facts.
struct Judged {
  Vector<Finding> findings;
  Vector<Pending> pending;
  Vector<RequirementResult> requirements;
  Vector<OutcomeResult> outcomes;
  Vector<GuidanceResult> guidance;
  PlanResult plan;
  Vector<schema::SlotId> missing;  // unknown facts, in the schema's order
  Verdict verdict = Verdict::Pass;

  void clear();
};

// Precondition: `judged` is clear. The run's errors belong to the answer as well.
void check(Run& run, std::string_view locale, Judged& judged);
// What stands before and after the parts that are judged by themselves (pack/reads.h): what is wrong with the form's
// structure; the findings of the plan, what is missing, the verdict.
void begin_check(Run& run, Judged& judged);
void end_check(Run& run, std::string_view locale, Judged& judged);

// The rules that fail, each once, in the order of their findings: those of severity error that the plan does not
// resolve. As numbers below failing_names(): the pack's rules, then the rules of structure and of plans.
void failing_rules(const pack::Pack& pack, const Judged& judged, Vector<std::uint32_t>& out);
std::uint32_t failing_names(const pack::Pack& pack);
std::string_view failing_name(const pack::Pack& pack, std::uint32_t number);

}  // namespace precheck::engine
