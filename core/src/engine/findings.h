// Rules to findings and to what is still pending.
#pragma once

#include <string>
#include <string_view>

#include "base/severity.h"
#include "base/vector.h"
#include "engine/judge.h"
#include "engine/run.h"

namespace precheck::engine {

// What was found, as places in the pack and the facts; how it reads is for the report (engine/report).
struct Finding {
  const pack::Rule* rule = nullptr;                  // or the plan's `impossible`
  const schema::StructuralFinding* fault = nullptr;  // of the form's structure; then there is no rule
  bool too_long = false;                             // plan.too_long; `rule` is the plan's `impossible`
  Severity severity = Severity::Error;
  Index index;
  std::string message;  // of a rule; "" where the engine's own words are used
  std::string remedy;   // may be empty
  bool unverified = false;
  Vector<schema::SlotId> ids;  // unverified: the facts that nobody could check
  bool resolved_by_plan = false;

  // Not defaulted: all of it would be cleared first, and then once more as said above.
  Finding() {}  // NOLINT(modernize-use-equals-default)
};

inline constexpr std::string_view kPlanImpossible = "plan.impossible";
inline constexpr std::string_view kPlanTooLong = "plan.too_long";

// "schema.type", a rule's id, kPlanImpossible, kPlanTooLong.
std::string_view rule_of(const Finding& finding);

struct Pending {
  const pack::Rule* rule = nullptr;  // nullptr: the plan
  Vector<schema::SlotId> waits_for;  // ascending
  bool deciding = false;             // holds the verdict back
};

void add_ids(Vector<schema::SlotId>& to, const Vector<schema::SlotId>& ids);

void structural_findings(const Run& run, Vector<Finding>& findings);
// Appends what the rule says.
void judge_rule(Run& run, std::string_view locale, const pack::Rule& rule, Vector<Finding>& findings,
                Vector<Pending>& pending);
// The same of a rule without for_each that was told already.
void judge_rule(Run& run, std::string_view locale, const pack::Rule& rule, const Told& told, Vector<Finding>& findings,
                Vector<Pending>& pending);
// Of all rules of the pack, most of which are kept.
void judge_rules(Run& run, std::string_view locale, Vector<Finding>& findings, Vector<Pending>& pending);

}  // namespace precheck::engine
