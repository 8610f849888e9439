#include "engine/requirements.h"

#include "base/vector.h"
#include "engine/findings.h"
#include "engine/render.h"

namespace precheck::engine {

using cel::Kind;
using cel::Value;

std::string_view status_name(Status status) {
  switch (status) {
    case Status::Satisfied: return "satisfied";
    case Status::Missing: return "missing";
    case Status::Pending: return "pending";
    case Status::Alternative: return "alternative";
    case Status::Advisory: return "advisory";
  }
  return "";
}

namespace {

Value condition(Run& run, const std::optional<pack::Expression>& when) {
  return when ? run.evaluate_bool(*when) : Value::of_bool(true);
}

// `when` && `satisfied` of one requirement.
Value holds(Run& run, const pack::Requirement& requirement) {
  const Value when = condition(run, requirement.when);
  if (!when.is_true() || !requirement.satisfied) return requirement.satisfied ? when : Value::of_bool(false);
  return run.evaluate_bool(*requirement.satisfied);
}

// Of several ways to meet a requirement one is enough: true beats unknown, unknown beats error and false.
Value either(Run& run, const Value& a, const Value& b) {
  if (a.is_true() || b.is_true()) return Value::of_bool(true);
  if (a.is(Kind::Unknown)) return b.is(Kind::Unknown) ? cel::merge_unknowns(run.arena(), a, b) : a;
  if (b.is(Kind::Unknown)) return b;
  return a.is(Kind::Error) ? a : b;
}

std::optional<RequirementResult> judge(Run& run, const pack::Requirement& requirement, std::string_view locale) {
  const auto& all = run.pack().requirements;
  RequirementResult out;
  out.requirement = &requirement;
  const Value when = run.settle([&] { return condition(run, requirement.when); });
  if (when.is_false()) return std::nullopt;
  // Never owed, so it does not make anybody wait either: it appears once it is known to apply.
  if (!requirement.satisfied && !when.is_true() && !when.is(Kind::Error)) return std::nullopt;

  const auto met = [&](const pack::Requirement& r) { return run.settle([&] { return holds(run, r); }); };
  Value answer = when;
  if (when.is_true() && requirement.satisfied) {
    answer = run.settle([&] {
      Value any = holds(run, requirement);
      for (const std::size_t i : requirement.alternatives) any = either(run, any, holds(run, all[i]));
      return any;
    });
    if (answer.is_true() && !met(requirement).is_true()) {
      for (const std::size_t i : requirement.alternatives) {
        if (!out.satisfied_by && met(all[i]).is_true()) out.satisfied_by = i;
      }
    }
  }

  if (answer.is(Kind::Error)) {
    run.report_error(requirement.id, answer);
    out.status = Status::Pending;
  } else if (!requirement.satisfied) {
    out.status = Status::Advisory;
  } else if (requirement.only_alternative) {
    out.status = when.is_true() && answer.is_true() ? Status::Satisfied : Status::Alternative;
  } else if (answer.is(Kind::Unknown)) {
    out.status = Status::Pending;
    out.waits_for = ids_of(answer);
  } else {
    out.status = answer.is_true() ? Status::Satisfied : Status::Missing;
  }
  out.title = render(run, requirement.id, requirement.title, locale);
  return out;
}

// The first case whose `when` holds. One that cannot be told yet ends the search: a later case may not be the answer.
std::optional<OutcomeResult> judge(Run& run, const pack::Outcome& outcome, std::string_view locale) {
  for (const pack::OutcomeCase& candidate : outcome.cases) {
    const Value when = run.settle([&] { return condition(run, candidate.when); });
    if (when.is_false()) continue;
    if (when.is(Kind::Error)) run.report_error(outcome.name, when);
    if (!when.is_true()) return std::nullopt;
    const Value value = run.settle([&] { return run.evaluate(candidate.value); });
    if (value.is(Kind::Error)) run.report_error(outcome.name, value);
    if (value.is(Kind::Error) || value.is(Kind::Unknown)) return std::nullopt;
    OutcomeResult out;
    out.outcome = &outcome;
    out.found = &candidate;
    out.value = value;
    out.text = render(run, outcome.name, candidate.text, locale);
    return out;
  }
  return std::nullopt;
}

}  // namespace

void judge_requirement(Run& run, std::string_view locale, const pack::Requirement& requirement,
                       Vector<RequirementResult>& out) {
  if (auto result = judge(run, requirement, locale)) out.push_back(std::move(*result));
}

void judge_outcome(Run& run, std::string_view locale, const pack::Outcome& outcome, Vector<OutcomeResult>& out) {
  if (auto result = judge(run, outcome, locale)) out.push_back(std::move(*result));
}

void judge_guidance(Run& run, std::string_view locale, const pack::Guidance& guidance, Vector<GuidanceResult>& out) {
  const Value when = run.settle([&] { return condition(run, guidance.when); });
  if (when.is(Kind::Error)) run.report_error(guidance.id, when);
  if (when.is_true()) out.push_back({&guidance, render(run, guidance.id, guidance.text, locale)});
}

}  // namespace precheck::engine
