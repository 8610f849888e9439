#include "engine/check.h"

#include <algorithm>

#include "base/limits.h"
#include "engine/findings.h"
#include "engine/planner.h"
#include "engine/render.h"
#include "engine/requirements.h"
#include "engine/run.h"
#include "engine/texts.h"
#include "schema/facts.h"

namespace precheck::engine {

namespace {

struct Judged {
  std::vector<Finding> findings;
  std::vector<Pending> pending;
  std::vector<RequirementResult> requirements;
  std::vector<OutcomeResult> outcomes;
  std::vector<GuidanceResult> guidance;
  PlanResult plan;
  std::vector<std::uint32_t> missing;  // ids of unknown facts, in the schema's order
  std::string_view verdict;
};

bool any(const std::vector<Finding>& findings, Severity severity) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return f.severity == severity; });
}

void add_plan_findings(Run& run, std::string_view locale, Judged& j) {
  if (!run.pack().plan) return;
  const pack::Plan& plan = *run.pack().plan;
  const bool too_long = j.plan.kind == PlanResult::Kind::TooLong;
  if (too_long || j.plan.kind == PlanResult::Kind::Impossible) {
    Finding finding;
    finding.rule = too_long ? "plan.too_long" : plan.impossible.id;
    finding.severity = Severity::Error;
    finding.path = plan.impossible.path;
    finding.message = too_long ? too_long_message(limits::kMaxPlanSteps, locale)
                               : render(run, "plan", plan.impossible.message, locale);
    if (!too_long) finding.remedy = render(run, "plan", plan.impossible.remedy, locale);
    finding.cites = plan.impossible.cites;
    j.findings.push_back(std::move(finding));
  } else if (j.plan.kind == PlanResult::Kind::Found) {
    const auto resolved = [&](const Finding& f) {
      return std::find(plan.resolves.begin(), plan.resolves.end(), f.rule) != plan.resolves.end();
    };
    if (std::any_of(j.findings.begin(), j.findings.end(),
                    [&](const Finding& f) { return f.severity == Severity::Error && !resolved(f); })) {
      // Steps in the right order do not make a wrong request right: first that is mended, then the plan shown.
      j.plan = {};
      return;
    }
    for (Finding& f : j.findings) f.resolved_by_plan = f.severity == Severity::Error && resolved(f);
  } else if (j.plan.kind == PlanResult::Kind::Pending) {
    pack::Citations cites;
    for (const pack::Action& action : plan.actions) {
      for (const auto& cite : action.cites) {
        if (std::find(cites.begin(), cites.end(), cite) == cites.end()) cites.push_back(cite);
      }
    }
    j.pending.push_back({"plan", j.plan.waits_for, std::move(cites), true});
  }
}

// The unknown facts that the verdict waits for. What was given but could not be read has its finding; it is not
// missing.
std::vector<std::uint32_t> missing_facts(const Run& run, const Judged& j) {
  std::vector<std::uint32_t> ids = run.facts().required;
  std::sort(ids.begin(), ids.end());
  for (const Pending& pending : j.pending) {
    if (pending.deciding) add_ids(ids, pending.waits_for);
  }
  for (const RequirementResult& requirement : j.requirements) add_ids(ids, requirement.waits_for);
  ids.erase(std::remove_if(ids.begin(), ids.end(), [&](std::uint32_t id) { return run.fact(id).malformed; }),
            ids.end());
  std::sort(ids.begin(), ids.end(), [&](std::uint32_t a, std::uint32_t b) {
    return schema::comes_before(run.pack().facts, run.fact(a).place, run.fact(b).place);
  });
  return ids;
}

std::string_view verdict_of(const Run& run, const Judged& j) {
  const bool error_left = std::any_of(j.findings.begin(), j.findings.end(), [](const Finding& f) {
    return f.severity == Severity::Error && !f.resolved_by_plan;
  });
  if (any(j.findings, Severity::NotNeeded)) return "not_needed";
  if (j.plan.kind == PlanResult::Kind::Found && !error_left) return "plan";
  if (error_left) return "fail";
  const bool requirement_open = std::any_of(j.requirements.begin(), j.requirements.end(), [](const auto& r) {
    return r.status == Status::Missing || r.status == Status::Pending;
  });
  const bool rule_open = std::any_of(j.pending.begin(), j.pending.end(), [](const Pending& p) { return p.deciding; });
  if (!j.missing.empty() || requirement_open || rule_open || !run.errors().empty()) return "incomplete";
  return "pass";
}

// Nothing has to be submitted: nothing is owed, and what would be wrong with it does not matter.
void make_moot(Judged& j) {
  j.requirements.clear();
  j.pending.clear();
  j.missing.clear();
  j.plan.steps.clear();
  j.findings.erase(std::remove_if(j.findings.begin(), j.findings.end(),
                                  [](const Finding& f) { return f.severity == Severity::Error && !f.structural; }),
                   j.findings.end());
}

Json finding_json(const Finding& f) {
  Json out = Json::object();
  put(out, "rule", f.rule);
  put(out, "severity", severity_name(f.severity));
  put(out, "path", f.path);
  put(out, "message", f.message);
  if (!f.remedy.empty()) put(out, "remedy", f.remedy);
  put(out, "cites", f.cites);
  if (!f.unverified.empty()) put(out, "unverified", f.unverified);
  if (f.resolved_by_plan) put(out, "resolved_by_plan", true);
  return out;
}

Json requirement_json(const Run& run, const RequirementResult& r) {
  Json alternatives = Json::array();
  for (const std::size_t i : r.requirement->alternatives) alternatives.push_back(run.pack().requirements[i].id);
  Json out = Json::object();
  put(out, "id", r.requirement->id);
  put(out, "kind", r.requirement->kind);
  put(out, "title", r.title);
  put(out, "status", status_name(r.status));
  put(out, "alternatives", std::move(alternatives));
  if (r.satisfied_by) put(out, "satisfied_by", *r.satisfied_by);
  put(out, "cites", r.requirement->cites);
  return out;
}

Json plan_json(const std::vector<PlanStep>& steps) {
  Json out = Json::array();
  for (const PlanStep& step : steps) {
    Json item = Json::object();
    put(item, "step", out.size() + 1);
    put(item, "action", step.action);
    if (!step.from.is_null()) put(item, "from", step.from);
    if (!step.to.is_null()) put(item, "to", step.to);
    put(item, "why", step.why);
    put(item, "cites", step.cites);
    out.push_back(std::move(item));
  }
  return out;
}

Json outcomes_json(const std::vector<OutcomeResult>& outcomes) {
  Json out = Json::object();
  for (const OutcomeResult& outcome : outcomes) {
    Json item = Json::object();
    put(item, "value", outcome.value);
    if (outcome.text) put(item, "text", *outcome.text);
    put(item, "cites", outcome.cites);
    out[outcome.name] = std::move(item);
  }
  return out;
}

// The report in the order that the format lists its members.
Json report_json(const Run& run, const Judged& j, calendar::Instant as_of, std::string_view locale, const Json& id) {
  Json report = answer_head(run.pack(), as_of, locale, id);
  put(report, "verdict", j.verdict);
  put(report, "findings", Json::array());
  for (const Finding& finding : j.findings) report["findings"].push_back(finding_json(finding));
  put(report, "requirements", Json::array());
  for (const auto& requirement : j.requirements) report["requirements"].push_back(requirement_json(run, requirement));
  put(report, "pending", Json::array());
  for (const Pending& pending : j.pending) {
    Json item = Json::object();
    put(item, "rule", pending.rule);
    put(item, "waits_for", pointers(run, pending.waits_for));
    put(item, "cites", pending.cites);
    report["pending"].push_back(std::move(item));
  }
  put(report, "missing", pointers(run, j.missing));
  put(report, "outcomes", outcomes_json(j.outcomes));
  put(report, "plan", plan_json(j.plan.steps));
  put(report, "guidance", Json::array());
  for (const GuidanceResult& guidance : j.guidance) {
    Json item = Json::object();
    put(item, "id", guidance.id);
    put(item, "text", guidance.text);
    put(item, "cites", guidance.cites);
    report["guidance"].push_back(std::move(item));
  }
  put(report, "errors", Json::array());
  for (const EvaluationError& error : run.errors()) {
    Json item = Json::object();
    put(item, "rule", error.rule);
    put(item, "message", error.message);
    put(item, "at", error.at);
    report["errors"].push_back(std::move(item));
  }
  return report;
}

}  // namespace

Json check(const pack::Pack& pack, const Json& form, const schema::Directory* directory,
           const std::vector<std::optional<cel::Value>>& parameters, calendar::Instant as_of, std::string_view locale,
           const Json& id, Arena& arena) {
  schema::Facts facts = schema::decode(pack.facts, form, directory, pack.zone_offset, arena);
  Run run(pack, facts, parameters, as_of, arena);
  Judged j;
  structural_findings(run, locale, j.findings);
  for (const schema::DirectoryFault& fault : facts.directory_faults) {
    run.report_error({"directory", fault_message(pack.facts, fault.finding, "en"), fault.pointer});
  }
  judge_rules(run, locale, j.findings, j.pending);
  j.requirements = judge_requirements(run, locale);
  j.outcomes = judge_outcomes(run, locale);
  j.guidance = judge_guidance(run, locale);
  // Last: a long search may use up the steps of the check.
  j.plan = make_plan(run, locale);
  add_plan_findings(run, locale, j);
  j.missing = missing_facts(run, j);
  j.verdict = verdict_of(run, j);
  if (j.verdict == "not_needed") make_moot(j);
  return report_json(run, j, as_of, locale, id);
}

}  // namespace precheck::engine
