#include "engine/findings.h"

#include <algorithm>

#include "engine/judge.h"
#include "engine/render.h"
#include "engine/texts.h"

namespace precheck::engine {

void add_ids(std::vector<std::uint32_t>& to, const std::vector<std::uint32_t>& ids) {
  for (const std::uint32_t id : ids) {
    const auto at = std::lower_bound(to.begin(), to.end(), id);
    if (at == to.end() || *at != id) to.insert(at, id);
  }
}

namespace {

// The schema says what follows from a keyword of its own, not from what it has never heard of.
bool breaks_a_keyword(const schema::StructuralFinding& finding) {
  return finding.fault != schema::Fault::UnknownProperty && finding.fault != schema::Fault::UnknownCode &&
         finding.fault != schema::Fault::DirectoryDiffers;
}

Severity severity_of(const schema::Schema& schema, const schema::StructuralFinding& finding) {
  if (breaks_a_keyword(finding)) return schema[finding.node].severity;
  return finding.fault == schema::Fault::UnknownProperty ? Severity::Info : Severity::Warning;
}

}  // namespace

void structural_findings(const Run& run, std::string_view locale, std::vector<Finding>& findings) {
  const schema::Schema& schema = run.pack().facts;
  for (const auto& fault : run.facts().findings) {
    Finding finding;
    finding.rule = fault_rule(fault.fault);
    finding.severity = severity_of(schema, fault);
    finding.structural = true;
    finding.path = fault.pointer;
    finding.message = fault_message(schema, fault, locale);
    if (breaks_a_keyword(fault)) finding.cites = schema[fault.node].cites;
    findings.push_back(std::move(finding));
  }
}

namespace {

class Reporter {
 public:
  Reporter(Run& run, std::string_view locale, std::vector<Finding>& findings, std::vector<Pending>& pending)
      : run_(run), locale_(locale), findings_(findings), pending_(pending) {}

  void report(const pack::Rule& rule, Index index) {
    const Judgement judgement = judge(run_, rule, index);
    switch (judgement.status) {
      case Judgement::Status::Passed:
      case Judgement::Status::Undecided: return;
      case Judgement::Status::Error: return run_.report_error(rule.id, judgement.error);
      case Judgement::Status::Pending: return wait(rule, judgement.ids);
      case Judgement::Status::Unverified: return unverified(rule, judgement, index);
      case Judgement::Status::Failed: break;
    }
    findings_.push_back(make_finding(rule, rule.severity, index, render(run_, rule.id, rule.message, locale_)));
    findings_.back().remedy = render(run_, rule.id, rule.remedy, locale_);
  }

 private:
  Finding make_finding(const pack::Rule& rule, Severity severity, Index index, std::string message) const {
    Finding finding;
    finding.rule = rule.id;
    finding.severity = severity;
    finding.path = rule.path;
    if (const auto star = finding.path.find('*'); star != std::string::npos) {
      // A list that is not known has no element to point at: then it is the list itself.
      if (index) {
        finding.path.replace(star, 1, std::to_string(*index));
      } else {
        finding.path.resize(star - 1);
      }
    }
    finding.message = std::move(message);
    finding.cites = rule.cites;
    return finding;
  }

  void unverified(const pack::Rule& rule, const Judgement& judgement, Index index) {
    std::vector<std::string> titles, pointers;
    for (const std::uint32_t id : judgement.ids) {
      pointers.push_back(run_.pointer(id));
      titles.push_back(title_of(run_.pack().facts, run_.fact(id).place->node, locale_));
    }
    Finding finding =
        make_finding(rule, judgement.severity, index,
                     rule.unverified_message.empty() ? unverified_message(titles, locale_)
                                                     : render(run_, rule.id, rule.unverified_message, locale_));
    finding.unverified = std::move(pointers);
    findings_.push_back(std::move(finding));
  }

  // One entry for each rule, however many elements wait.
  void wait(const pack::Rule& rule, const std::vector<std::uint32_t>& ids) {
    const bool deciding = rule.severity == Severity::Error || rule.severity == Severity::NotNeeded;
    if (pending_.empty() || pending_.back().rule != rule.id) pending_.push_back({rule.id, {}, rule.cites, deciding});
    add_ids(pending_.back().waits_for, ids);
  }

  Run& run_;
  std::string_view locale_;
  std::vector<Finding>& findings_;
  std::vector<Pending>& pending_;
};

}  // namespace

void judge_rules(Run& run, std::string_view locale, std::vector<Finding>& findings, std::vector<Pending>& pending) {
  Reporter reporter(run, locale, findings, pending);
  for (const pack::Rule& rule : run.pack().rules) {
    for (const Index index : subjects(run, rule)) reporter.report(rule, index);
  }
}

}  // namespace precheck::engine
