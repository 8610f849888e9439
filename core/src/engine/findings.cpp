#include "engine/findings.h"

#include <algorithm>
#include <optional>

#include "engine/render.h"
#include "engine/texts.h"

namespace precheck::engine {

using cel::Kind;
using cel::Value;
using pack::OnUnknown;

std::vector<std::uint32_t> ids_of(const Value& unknown) {
  return {unknown.unknown->ids, unknown.unknown->ids + unknown.unknown->count};
}

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

// Of the element that is judged, where a rule is judged for each.
using Index = std::optional<std::uint32_t>;

class Judge {
 public:
  Judge(Run& run, std::string_view locale, std::vector<Finding>& findings, std::vector<Pending>& pending)
      : run_(run), locale_(locale), findings_(findings), pending_(pending) {}

  void judge(const pack::Rule& rule) {
    if (!rule.for_each) return judge_once(rule, std::nullopt);
    const Value list = list_at(*rule.for_each);
    if (list.is(Kind::Unknown)) return undecided(rule, ids_of(list), std::nullopt);
    if (!list.is(Kind::List)) return;  // an optional list that is not there has no elements
    for (std::uint32_t i = 0; i < list.list->count; ++i) {
      run_.bind_element(list.list->items[i], i);
      judge_once(rule, i);
    }
  }

 private:
  // The list's value: down from the form, through objects only.
  Value list_at(schema::NodeIndex node) const {
    const schema::Schema& schema = run_.pack().facts;
    const schema::NodeIndex parent = schema[node].parent;
    if (parent == 0) return run_.facts().root.values[schema[node].ordinal];
    const Value object = list_at(parent);
    if (object.is(Kind::Map)) return object.map->values[schema[node].ordinal];
    if (object.is(Kind::Unknown) && object.unknown->object != nullptr) {
      return object.unknown->object->values[schema[node].ordinal];
    }
    return object;
  }

  // Whether the rule is broken: `when` && !`assert`. While `when` waits for the applicant, what `assert` needs is not
  // asked for: the rule may turn out not to apply. Where only the host could tell whether it applies, it is.
  Value broken(const pack::Rule& rule) {
    const Value when = rule.when ? run_.evaluate_bool(*rule.when) : Value::of_bool(true);
    if (when.is_false()) return when;
    const Value asserted = rule.assertion ? run_.evaluate_bool(*rule.assertion) : Value::of_bool(false);
    if (asserted.is_true()) return Value::of_bool(false);
    if (when.is_true()) return asserted.is_false() ? when : asserted;
    if (when.is(Kind::Unknown)) {
      return asserted.is(Kind::Unknown) && all_host(when) ? cel::merge_unknowns(run_.arena(), when, asserted) : when;
    }
    return asserted.is(Kind::Unknown) ? asserted : when;
  }

  bool all_host(const Value& unknown) const {
    const auto ids = ids_of(unknown);
    return std::all_of(ids.begin(), ids.end(), [&](std::uint32_t id) { return run_.is_host(id); });
  }

  void judge_once(const pack::Rule& rule, Index index) {
    const Value value = run_.settle([&] { return broken(rule); });
    if (value.is(Kind::Error)) return run_.report_error(rule.id, value);
    if (value.is(Kind::Unknown)) return undecided(rule, ids_of(value), index);
    if (value.is_true()) {
      findings_.push_back(make_finding(rule, rule.severity, index, render(run_, rule.id, rule.message, locale_)));
      findings_.back().remedy = render(run_, rule.id, rule.remedy, locale_);
    }
  }

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

  void undecided(const pack::Rule& rule, const std::vector<std::uint32_t>& ids, Index index) {
    std::vector<std::uint32_t> applicants;
    for (const std::uint32_t id : ids) {
      if (!run_.is_host(id)) applicants.push_back(id);
    }
    switch (rule.on_unknown) {
      case OnUnknown::Pass: return;
      case OnUnknown::Warning: return unverified(rule, Severity::Warning, ids, index);
      case OnUnknown::Info: return unverified(rule, Severity::Info, ids, index);
      case OnUnknown::Pending: return wait(rule, ids);
      case OnUnknown::Default:
        if (applicants.empty()) return unverified(rule, Severity::Warning, ids, index);
        return wait(rule, applicants);
    }
  }

  void unverified(const pack::Rule& rule, Severity severity, const std::vector<std::uint32_t>& ids, Index index) {
    std::vector<std::string> titles, pointers;
    for (const std::uint32_t id : ids) {
      pointers.push_back(run_.pointer(id));
      titles.push_back(title_of(run_.pack().facts, run_.fact(id).place->node, locale_));
    }
    Finding finding =
        make_finding(rule, severity, index,
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
  Judge judge(run, locale, findings, pending);
  for (const pack::Rule& rule : run.pack().rules) judge.judge(rule);
}

}  // namespace precheck::engine
