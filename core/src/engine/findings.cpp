#include "engine/findings.h"

#include <algorithm>

#include "base/vector.h"
#include "engine/render.h"
#include "engine/texts.h"

namespace precheck::engine {

std::string_view rule_of(const Finding& finding) {
  if (finding.fault != nullptr) return fault_rule(finding.fault->fault);
  return finding.too_long ? kPlanTooLong : std::string_view(finding.rule->id);
}

void add_ids(Vector<schema::SlotId>& to, const Vector<schema::SlotId>& ids) {
  for (const schema::SlotId id : ids) {
    const auto at = std::lower_bound(to.begin(), to.end(), id);
    if (at == to.end() || *at != id) to.insert(at, id);
  }
}

namespace {

// The schema says what follows from a keyword of its own, not from what it has never heard of.
Severity severity_of(const schema::Schema& schema, const schema::StructuralFinding& finding) {
  switch (finding.fault) {
    case schema::Fault::UnknownProperty: return Severity::Info;
    case schema::Fault::UnknownCode:
    case schema::Fault::DirectoryDiffers: return Severity::Warning;
    default: return schema[finding.node].severity;
  }
}

}  // namespace

void structural_findings(const Run& run, Vector<Finding>& findings) {
  for (const auto& fault : run.facts().findings) {
    Finding finding;
    finding.fault = &fault;
    finding.severity = severity_of(run.pack().facts, fault);
    findings.push_back(std::move(finding));
  }
}

namespace {

class Judge {
 public:
  Judge(Run& run, std::string_view locale, Vector<Finding>& findings, Vector<Pending>& pending)
      : run_(run), locale_(locale), findings_(findings), pending_(pending) {}

  void judge(const pack::Rule& rule, const Told& told) {
    const cel::Value value = broken(run_, rule, told);
    if (!value.is_false()) say(rule, std::nullopt, conclude(run_, rule, value));
  }
  void judge(const pack::Rule& rule, Index index) { say(rule, index, engine::judge(run_, rule, index)); }

 private:
  void say(const pack::Rule& rule, Index index, Judgement judgement) {
    switch (judgement.status) {
      case Judgement::Status::Passed:
      case Judgement::Status::Undecided: return;
      case Judgement::Status::Error: return run_.report_error(rule.id, judgement.error);
      case Judgement::Status::Pending: return wait(rule, judgement.ids);
      case Judgement::Status::Unverified: return unverified(rule, std::move(judgement), index);
      case Judgement::Status::Failed: break;
    }
    Finding& finding = add(rule, rule.severity, index);
    finding.message = render(run_, rule.id, rule.message, locale_);
    finding.remedy = render(run_, rule.id, rule.remedy, locale_);
  }

  Finding& add(const pack::Rule& rule, Severity severity, Index index) {
    Finding& finding = findings_.emplace_back();
    finding.rule = &rule;
    finding.severity = severity;
    finding.index = index;
    return finding;
  }

  void unverified(const pack::Rule& rule, Judgement judgement, Index index) {
    Finding& finding = add(rule, judgement.severity, index);
    finding.unverified = true;
    finding.ids = std::move(judgement.ids);
    in_schema_order(run_, finding.ids);
    finding.message = render(run_, rule.id, rule.unverified_message, locale_);
  }

  // One entry for each rule, however many elements wait.
  void wait(const pack::Rule& rule, const Vector<schema::SlotId>& ids) {
    const bool deciding = rule.severity == Severity::Error || rule.severity == Severity::NotNeeded;
    if (pending_.empty() || pending_.back().rule != &rule) pending_.push_back({&rule, {}, deciding});
    add_ids(pending_.back().waits_for, ids);
  }

  Run& run_;
  std::string_view locale_;
  Vector<Finding>& findings_;
  Vector<Pending>& pending_;
};

}  // namespace

void judge_rule(Run& run, std::string_view locale, const pack::Rule& rule, const Told& told, Vector<Finding>& findings,
                Vector<Pending>& pending) {
  Judge(run, locale, findings, pending).judge(rule, told);
}

void judge_rule(Run& run, std::string_view locale, const pack::Rule& rule, Vector<Finding>& findings,
                Vector<Pending>& pending) {
  if (!rule.for_each) {
    return judge_rule(run, locale, rule, tell(run, run.pack().conditions_of(rule)), findings, pending);
  }
  Judge judge(run, locale, findings, pending);
  for (const Index index : subjects(run, rule)) judge.judge(rule, index);
}

}  // namespace precheck::engine
