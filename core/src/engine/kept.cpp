#include "engine/kept.h"

#include <algorithm>

#include "base/limits.h"
#include "base/vector.h"
#include "engine/render.h"
#include "pack/reads.h"

namespace precheck::engine {

using cel::Kind;
using cel::Value;

Kept::Kept(const pack::Pack& pack) : pack_(pack) {
  for (auto& reads : pack::reads_of(pack)) parts_.emplace_back().reads = std::move(reads);
}

Kept::Cost Kept::spent(Run& run) {
  return {limits::kMaxEvaluationSteps - run.steps_left(), limits::kMaxComparedParts - run.parts_left(),
          run.arena().used()};
}

bool Kept::touched(const Part& part) const {
  return !part.known ||
         std::any_of(part.reads.begin(), part.reads.end(), [&](std::uint32_t slot) { return changed_[slot]; });
}

bool Kept::check_again(Run& run, std::string_view locale, Judged& j) {
  evaluated_.clear();
  begin_check(run, j);
  const Vector<EvaluationError> first = run.take_errors();
  Cost cost;
  for (std::uint32_t i = 0; i < parts_.size(); ++i) {
    if (touched(parts_[i])) {
      judge(run, locale, i);
      evaluated_.push_back(i);
    } else {
      cost.steps += parts_[i].cost.steps;
      cost.parts += parts_[i].cost.parts;
      cost.bytes += parts_[i].cost.bytes;
    }
  }
  for (const EvaluationError& error : first) run.report_error(error);
  for (const Part& part : parts_) add(part, run, j);
  run.forget_definitions();
  end_check(run, locale, j);
  // check() computes a definition once, here each part does so for itself: this is at least what check() would take.
  // Except for memory, since a definition's list may grow in place for the first part only that appends to it: hence
  // half.
  const Cost now = spent(run);
  cost = {cost.steps + now.steps, cost.parts + now.parts, cost.bytes + now.bytes};
  if (!cost.reaches(1)) return true;
  forget();
  return false;
}

// Far enough from the limits that another try is not in vain.
void Kept::checked_all(Run& run) { usable_ = !spent(run).reaches(2); }

void Kept::forget() {
  evaluated_.clear();
  for (std::uint32_t i = 0; i < parts_.size(); ++i) {
    parts_[i].known = false;
    evaluated_.push_back(i);
  }
}

void Kept::judge(Run& run, std::string_view locale, std::uint32_t number) {
  Part& part = parts_[number];
  Judged& j = part.judged;
  j.clear();
  part.texts.clear();
  run.forget_definitions();
  const Cost before = spent(run);
  std::size_t i = number;
  if (i < pack_.rules.size()) {
    judge_rule(run, locale, pack_.rules[i], j.findings, j.pending);
  } else if ((i -= pack_.rules.size()) < pack_.requirements.size()) {
    judge_requirement(run, locale, pack_.requirements[i], j.requirements);
  } else if ((i -= pack_.requirements.size()) < pack_.outcomes.size()) {
    judge_outcome(run, locale, pack_.outcomes[i], j.outcomes);
  } else if ((i -= pack_.outcomes.size()) < pack_.guidance.size()) {
    judge_guidance(run, locale, pack_.guidance[i], j.guidance);
  } else {
    j.plan = make_plan(run, locale);
  }
  for (OutcomeResult& outcome : j.outcomes) own(outcome.value, part);
  for (PlanStep& step : j.plan.steps) {
    own(step.from, part);
    own(step.to, part);
  }
  const Cost after = spent(run);
  part.cost = {after.steps - before.steps, after.parts - before.parts, after.bytes - before.bytes};
  part.errors = run.take_errors();
  part.known = true;
}

// The value as a report writes it, apart from the memory of the check.
void Kept::own(Value& value, Part& part) {
  if (!has_json(value)) {
    value = Value();
  } else if (value.is(Kind::String)) {
    value = Value::of_string(part.texts.emplace_front(value.string()));
  }
}

namespace {

template <typename T>
void append(Vector<T>& to, const Vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

void Kept::add(const Part& part, Run& run, Judged& j) {
  append(j.findings, part.judged.findings);
  append(j.pending, part.judged.pending);
  append(j.requirements, part.judged.requirements);
  append(j.outcomes, part.judged.outcomes);
  append(j.guidance, part.judged.guidance);
  if (part.judged.plan.kind != PlanResult::Kind::None) j.plan = part.judged.plan;
  for (const EvaluationError& error : part.errors) run.report_error_once(error);
}

}  // namespace precheck::engine
