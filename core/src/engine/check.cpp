#include "engine/check.h"

#include <algorithm>
#include <functional>

#include "base/limits.h"
#include "base/sort.h"
#include "base/vector.h"
#include "engine/render.h"
#include "engine/texts.h"
#include "schema/facts.h"

namespace precheck::engine {

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::Pass: return "pass";
    case Verdict::Incomplete: return "incomplete";
    case Verdict::Fail: return "fail";
    case Verdict::Plan: return "plan";
    case Verdict::NotNeeded: return "not_needed";
  }
  return "";
}

void Judged::clear() {
  findings.clear();
  pending.clear();
  requirements.clear();
  outcomes.clear();
  guidance.clear();
  plan.kind = PlanResult::Kind::None;
  plan.steps.clear();
  plan.waits_for.clear();
  missing.clear();
  verdict = Verdict::Pass;
}

namespace {

bool fails(const Finding& finding) { return finding.severity == Severity::Error && !finding.resolved_by_plan; }

constexpr auto kFaults = static_cast<std::uint32_t>(schema::Fault::Maximum) + 1;

std::uint32_t number_of(const pack::Pack& pack, const Finding& finding) {
  const auto rules = static_cast<std::uint32_t>(pack.rules.size());
  if (finding.fault != nullptr) return rules + static_cast<std::uint32_t>(finding.fault->fault);
  if (finding.too_long) return rules + kFaults + 1;
  if (pack.plan && finding.rule == &pack.plan->impossible) return rules + kFaults;
  return static_cast<std::uint32_t>(finding.rule - pack.rules.data());
}

}  // namespace

std::uint32_t failing_names(const pack::Pack& pack) {
  return static_cast<std::uint32_t>(pack.rules.size()) + kFaults + 2;
}

std::string_view failing_name(const pack::Pack& pack, std::uint32_t number) {
  if (number < pack.rules.size()) return pack.rules[number].id;
  number -= static_cast<std::uint32_t>(pack.rules.size());
  if (number < kFaults) return fault_rule(static_cast<schema::Fault>(number));
  return number == kFaults ? kPlanImpossible : kPlanTooLong;
}

void failing_rules(const pack::Pack& pack, const Judged& judged, Vector<std::uint32_t>& out) {
  for (const Finding& finding : judged.findings) {
    if (!fails(finding)) continue;
    const std::uint32_t number = number_of(pack, finding);
    if (std::find(out.begin(), out.end(), number) == out.end()) out.push_back(number);
  }
}

namespace {

void add_plan_findings(Run& run, std::string_view locale, Judged& j) {
  if (!run.pack().plan) return;
  const pack::Plan& plan = *run.pack().plan;
  const bool too_long = j.plan.kind == PlanResult::Kind::TooLong;
  if (too_long || j.plan.kind == PlanResult::Kind::Impossible) {
    Finding& finding = j.findings.emplace_back();
    finding.rule = &plan.impossible;
    finding.too_long = too_long;
    if (too_long) return;
    finding.message = render(run, "plan", plan.impossible.message, locale);
    finding.remedy = render(run, "plan", plan.impossible.remedy, locale);
  } else if (j.plan.kind == PlanResult::Kind::Found) {
    const auto resolved = [&](const Finding& f) {
      return std::find(plan.resolves.begin(), plan.resolves.end(), rule_of(f)) != plan.resolves.end();
    };
    if (std::any_of(j.findings.begin(), j.findings.end(),
                    [&](const Finding& f) { return f.severity == Severity::Error && !resolved(f); })) {
      // Steps in the right order do not make a wrong request right: first that is mended, then the plan shown.
      j.plan = {};
      return;
    }
    for (Finding& f : j.findings) f.resolved_by_plan = f.severity == Severity::Error && resolved(f);
  } else if (j.plan.kind == PlanResult::Kind::Pending) {
    j.pending.push_back({nullptr, j.plan.waits_for, true});
  }
}

// The unknown facts that the verdict waits for. What was given but could not be read has its finding; it is not
// missing.
void find_missing(const Run& run, Judged& j) {
  const schema::Facts& facts = run.facts();
  Vector<schema::SlotId>& ids = j.missing;
  ids = facts.required;
  sort_numbers(ids, std::less());
  for (const Pending& pending : j.pending) {
    if (pending.deciding) add_ids(ids, pending.waits_for);
  }
  for (const RequirementResult& requirement : j.requirements) add_ids(ids, requirement.waits_for);
  if (ids.empty()) return;
  ids.erase(std::remove_if(ids.begin(), ids.end(), [&](schema::SlotId id) { return facts.is_malformed(id); }),
            ids.end());
  in_schema_order(run, ids);
}

Verdict verdict_of(const Run& run, const Judged& j) {
  const auto has = [&](Severity severity) {
    return std::any_of(j.findings.begin(), j.findings.end(), [&](const Finding& f) { return f.severity == severity; });
  };
  if (has(Severity::NotNeeded)) return Verdict::NotNeeded;
  const bool error_left = std::any_of(j.findings.begin(), j.findings.end(), fails);
  if (j.plan.kind == PlanResult::Kind::Found && !error_left) return Verdict::Plan;
  if (error_left) return Verdict::Fail;
  const bool requirement_open = std::any_of(j.requirements.begin(), j.requirements.end(), [](const auto& r) {
    return r.status == Status::Missing || r.status == Status::Pending;
  });
  const bool rule_open = std::any_of(j.pending.begin(), j.pending.end(), [](const Pending& p) { return p.deciding; });
  const bool open = !j.missing.empty() || requirement_open || rule_open || !run.errors().empty();
  return open ? Verdict::Incomplete : Verdict::Pass;
}

// Nothing has to be submitted: nothing is owed, and what would be wrong with it does not matter.
void make_moot(Judged& j) {
  j.requirements.clear();
  j.pending.clear();
  j.missing.clear();
  j.plan.steps.clear();
  j.findings.erase(std::remove_if(j.findings.begin(), j.findings.end(),
                                  [](const Finding& f) { return f.severity == Severity::Error && f.fault == nullptr; }),
                   j.findings.end());
}

}  // namespace

void begin_check(Run& run, Judged& j) {
  structural_findings(run, j.findings);
  for (const schema::DirectoryFault& fault : run.facts().directory_faults) {
    run.report_error({"directory", fault_message(run.pack().facts, fault.finding, "en"), fault.pointer});
  }
}

void check(Run& run, std::string_view locale, Judged& j) {
  const pack::Pack& pack = run.pack();
  begin_check(run, j);
  judge_rules(run, locale, j.findings, j.pending);
  for (const pack::Requirement& r : pack.requirements) judge_requirement(run, locale, r, j.requirements);
  for (const pack::Outcome& outcome : pack.outcomes) judge_outcome(run, locale, outcome, j.outcomes);
  for (const pack::Guidance& guidance : pack.guidance) judge_guidance(run, locale, guidance, j.guidance);
  // Last: a long search may use up the steps of the check.
  if (pack.plan) j.plan = make_plan(run, locale);
  end_check(run, locale, j);
}

void end_check(Run& run, std::string_view locale, Judged& j) {
  add_plan_findings(run, locale, j);
  find_missing(run, j);
  j.verdict = verdict_of(run, j);
  if (j.verdict == Verdict::NotNeeded) make_moot(j);
}

}  // namespace precheck::engine
