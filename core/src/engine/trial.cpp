#include "engine/trial.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "base/text.h"
#include "base/vector.h"

namespace precheck::engine {

using cel::Value;

namespace {

constexpr std::uint64_t kLastResort = ~std::uint64_t{0};

// What cannot be shown whole cannot be followed.
bool too_long(const Change& change) {
  const Json& value = change.added ? *change.added : change.to;
  return value.is_string() && value.get_ref<const std::string&>().size() > limits::kMaxExplainedBytes;
}

}  // namespace

void Trial::begin(const FactRead& fact, const Json& present) {
  fact_ = &fact;
  present_ = &present;
  tried_ = 0;
  passing_.clear();
}

Change Trial::change_to(Json to) {
  Change out;
  out.to = std::move(to);
  return out;
}

// Each time with memory of its own.
void Trial::with_value(const Value& value, Arena& arena, FunctionRef<void, Run&> compute) {
  const std::uint64_t most = std::min(steps_, limits::kMaxEvaluationSteps);
  Run run(case_.pack, case_.facts, case_.parameters, case_.as_of, arena, most);
  run.with_value(fact_->slot, value, [&] {
    compute(run);
    return Value();
  });
  steps_ -= most - run.steps_left();
}

bool Trial::attempt(Change change) {
  if (change.to.is_null() || too_long(change)) return false;
  if (change.distance == 0 && change.side == 0) change.distance = tried_;
  return passes(change);
}

void Trial::leave_out() {
  Change change;
  change.distance = kLastResort;
  passes(change);
}

bool Trial::passes(Change& change) {
  if (change.to == *present_ || steps_ == 0) return false;
  ++tried_;
  Arena arena(limits::kMaxEvaluationBytes);
  schema::Form form;
  Value value;
  if (change.to.is_null()) {
    value = cel::make_error(arena, cel::ErrorCode::Absent, 0, cat({"optional fact ", fact_->pointer, " has no value"}));
  } else {
    const auto decoded =
        schema::decode_value(case_.pack.facts, fact_->node, change.to, case_.pack.zone_offset, form, arena);
    if (!decoded) return false;  // the form may not have that value there
    value = *decoded;
  }
  bool passed = false;
  with_value(value, arena, [&](Run& run) { passed = rule_passes(run, change.applies); });
  if (!passed) return false;
  change.fact = fact_;
  passing_.push_back(std::move(change));
  return true;
}

bool Trial::rule_passes(Run& run, bool& applies) const {
  const bool whole_list = rule_.for_each && !index_;
  const Vector<Index> judged = whole_list ? subjects(run, rule_) : Vector<Index>{index_};
  for (const Index index : judged) {
    if (rule_.for_each && !index) return false;  // the list is still not known
    if (judge(run, rule_, index).status != Judgement::Status::Passed) return false;
    applies = applies || rule_applies(run, rule_);
  }
  return true;
}

Vector<Change> Trial::best(bool ordered) {
  Vector<Change> out;
  while (out.size() < limits::kMaxChanges && !passing_.empty()) {
    const auto next = std::min_element(passing_.begin(), passing_.end(), [](const Change& a, const Change& b) {
      return a.applies != b.applies ? a.applies : a.distance < b.distance;
    });
    out.push_back(std::move(*next));
    passing_.erase(next);
    const Change& first = out.back();
    passing_.erase(std::remove_if(passing_.begin(), passing_.end(),
                                  [&](const Change& other) {
                                    if (other.to == first.to) return true;
                                    // No value lies on no side.
                                    if (!ordered || first.to.is_null() || other.to.is_null()) return false;
                                    return first.side == 0 || first.side == other.side;
                                  }),
                   passing_.end());
  }
  return out;
}

}  // namespace precheck::engine
