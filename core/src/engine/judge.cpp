#include "engine/judge.h"

#include <algorithm>
#include <utility>

#include "base/vector.h"

namespace precheck::engine {

using cel::Answer;
using cel::Kind;
using cel::Value;
using pack::OnUnknown;

const Value& list_at(const Run& run, schema::NodeIndex node) {
  const schema::Schema& schema = run.pack().facts;
  const schema::NodeIndex parent = schema[node].parent;
  if (parent == 0) return run.facts().root.values[schema[node].ordinal];
  const Value& object = list_at(run, parent);
  if (object.is(Kind::Map)) return object.map->values[schema[node].ordinal];
  if (object.is(Kind::Unknown) && object.unknown->object != nullptr) {
    return object.unknown->object->values[schema[node].ordinal];
  }
  return object;
}

Vector<Index> subjects(const Run& run, const pack::Rule& rule) {
  if (!rule.for_each) return {std::nullopt};
  const Value list = list_at(run, *rule.for_each);
  if (list.is(Kind::Unknown)) return {std::nullopt};
  if (!list.is(Kind::List)) return {};  // an optional list that is not there has no elements
  Vector<Index> out;
  for (std::uint32_t i = 0; i < list.list->count; ++i) out.emplace_back(i);
  return out;
}

namespace {

bool all_host(const Run& run, const Value& unknown) {
  const auto ids = ids_of(unknown);
  return std::all_of(ids.begin(), ids.end(), [&](schema::SlotId id) { return run.node(id).host; });
}

Judgement undecided(const Run& run, const pack::Rule& rule, const Value& unknown) {
  Judgement out;
  out.ids = ids_of(unknown);
  out.status = Judgement::Status::Unverified;
  out.severity = rule.on_unknown == OnUnknown::Info ? Severity::Info : Severity::Warning;
  if (rule.on_unknown == OnUnknown::Pass) out.status = Judgement::Status::Undecided;
  if (rule.on_unknown == OnUnknown::Pending) out.status = Judgement::Status::Pending;
  if (rule.on_unknown == OnUnknown::Default && !all_host(run, unknown)) {
    out.status = Judgement::Status::Pending;
    out.ids.erase(std::remove_if(out.ids.begin(), out.ids.end(), [&](schema::SlotId id) { return run.node(id).host; }),
                  out.ids.end());
  }
  return out;
}

}  // namespace

Value broken(Run& run, const pack::Rule& rule) { return broken(run, rule, tell(run, run.pack().conditions_of(rule))); }

Value broken(Run& run, const pack::Rule& rule, const Told& told) {
  if (told.kept()) return Value::of_bool(false);
  if (told.applies == Answer::Yes && told.holds == Answer::No) return Value::of_bool(true);
  const bool applies = told.applies == Answer::Yes;
  const Value when = applies ? Value::of_bool(true) : run.evaluate_undecided(*rule.when);
  if (when.is_false()) return when;
  const Value asserted = !rule.assertion ? Value::of_bool(false)
                         : applies       ? run.evaluate_undecided(*rule.assertion)
                                         : run.evaluate_bool(*rule.assertion);
  if (asserted.is_true()) return Value::of_bool(false);
  if (when.is_true()) return asserted.is_false() ? when : asserted;
  if (when.is(Kind::Unknown)) {
    return asserted.is(Kind::Unknown) && all_host(run, when) ? cel::merge_unknowns(run.arena(), when, asserted) : when;
  }
  return asserted.is(Kind::Unknown) ? asserted : when;
}

bool rule_applies(Run& run, const pack::Rule& rule) {
  return !rule.when || !run.settle([&] { return run.evaluate_bool(*rule.when); }).is_false();
}

Judgement judge(Run& run, const pack::Rule& rule, Index index) {
  if (rule.for_each) {
    const Value list = list_at(run, *rule.for_each);
    if (!index) return undecided(run, rule, list);
    run.bind_element((*list.list)[*index], *index);
  }
  return conclude(run, rule, broken(run, rule));
}

Judgement conclude(Run& run, const pack::Rule& rule, const Value& first) {
  const Value value = run.settle_from(first, [&] { return broken(run, rule); });
  if (value.is(Kind::Unknown)) return undecided(run, rule, value);
  Judgement out;
  if (value.is(Kind::Error)) {
    out.status = Judgement::Status::Error;
    out.error = value;
  } else if (value.is_true()) {
    out.status = Judgement::Status::Failed;
    out.severity = rule.severity;
  }
  return out;
}

}  // namespace precheck::engine
