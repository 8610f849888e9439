#include "engine/explain.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "base/vector.h"
#include "engine/change.h"
#include "engine/judge.h"
#include "engine/render.h"
#include "engine/shown.h"
#include "engine/texts.h"
#include "engine/tree.h"
#include "schema/facts.h"

namespace precheck::engine {

using cel::Kind;
using cel::Value;

namespace {

std::string_view status_name(Judgement::Status status) {
  switch (status) {
    case Judgement::Status::Passed: return "passed";
    case Judgement::Status::Failed: return "failed";
    case Judgement::Status::Pending: return "pending";
    case Judgement::Status::Unverified: return "unverified";
    case Judgement::Status::Undecided: return "undecided";
    case Judgement::Status::Error: return "error";
  }
  return "";
}

// Whether a change may help: it has not passed, nor is taken for passing.
bool is_open(const Judgement& judgement) {
  return judgement.status == Judgement::Status::Failed || judgement.status == Judgement::Status::Pending ||
         judgement.status == Judgement::Status::Unverified;
}

constexpr std::string_view kNotApplicable = "not_applicable";

class Explainer {
 public:
  // `edition_by`: see find_changes().
  Explainer(const Case& of, Vector<std::string_view> edition_by, std::string_view locale)
      : case_(of), edition_by_(std::move(edition_by)), locale_(locale) {}

  // Elements that did not pass come before the others where not all can be explained.
  void explain(const pack::Rule& rule) {
    Vector<Index> all;
    const Vector<std::uint8_t> passed = judge_all(rule, all);
    if (all.empty()) return rules_.push_back(without_elements(rule));
    std::size_t open = static_cast<std::size_t>(std::count(passed.begin(), passed.end(), false));
    open = std::min(open, limits::kMaxExplainedElements);
    std::size_t others = limits::kMaxExplainedElements - open;
    std::size_t left_out = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      std::size_t& room = passed[i] ? others : open;
      if (room == 0) {
        ++left_out;
      } else {
        --room;
        rules_.push_back(explained(rule, all[i]));
      }
    }
    if (left_out > 0) put(rules_.back(), "elements_left_out", left_out);
  }

  Json take() { return std::move(rules_); }

  [[nodiscard]] const pack::Expression* unreadable() const { return trees_.unreadable(); }

 private:
  // Each run with memory of its own: one that a check has enough for has enough here.
  [[nodiscard]] Run fresh(Arena& arena) const {
    return {case_.pack, case_.facts, case_.parameters, case_.as_of, arena};
  }

  Vector<std::uint8_t> judge_all(const pack::Rule& rule, Vector<Index>& all) const {
    Arena arena(limits::kMaxEvaluationBytes);
    Run run = fresh(arena);
    all = subjects(run, rule);
    Vector<std::uint8_t> passed;
    passed.reserve(all.size());
    for (const Index index : all) passed.push_back(judge(run, rule, index).status == Judgement::Status::Passed);
    return passed;
  }

  static Json head(const pack::Rule& rule, Index index, std::string_view status) {
    Json out = Json::object();
    put(out, "rule", rule.id);
    put(out, "severity", severity_name(rule.severity));
    if (index) put(out, "index", *index);
    put(out, "status", status);
    return out;
  }

  void add_facts(const Run& run, const Vector<FactRead>& facts, Json& out) const {
    put(out, "facts", Json::array());
    for (const FactRead& fact : facts) out["facts"].push_back(fact_json(run, fact));
  }

  // A rule whose list has no elements, or is left out, which is an answer: there is nothing to judge.
  Json without_elements(const pack::Rule& rule) const {
    Arena arena(limits::kMaxEvaluationBytes);
    const Run run = fresh(arena);
    FactRead list;
    list.node = *rule.for_each;
    list.slot = &list_at(run, list.node);
    list.pointer = case_.pack.facts.pattern(list.node);  // no list is on the way: it has no elements to fill in
    Json out = head(rule, std::nullopt, kNotApplicable);
    add_facts(run, {list}, out);
    put(out, "waits_for", Json::array());
    put(out, "changes", Json::array());
    put(out, "cites", rule.cites);
    return out;
  }

  Json explained(const pack::Rule& rule, Index index) {
    Arena judging(limits::kMaxEvaluationBytes), tracing(limits::kMaxEvaluationBytes);
    Run run = fresh(judging);
    const Judgement judgement = judge(run, rule, index);
    const bool passed = judgement.status == Judgement::Status::Passed;
    const bool moot = passed && !rule_applies(run, rule);
    Json out = head(rule, index, moot ? kNotApplicable : status_name(judgement.status));
    if (judgement.status == Judgement::Status::Failed) put(out, "message", render(run, rule.id, rule.message, locale_));
    if (judgement.status == Judgement::Status::Error) put(out, "error", judgement.error.error->message);

    Vector<FactRead> facts;
    if (rule.for_each && !index) {
      facts = list_itself(run, *rule.for_each);
    } else {
      facts = add_trees(rule, index, tracing, out);
    }
    add_facts(run, facts, out);
    put(out, "waits_for", pointers(run, judgement.ids));
    put(out, "changes", Json::array());
    if (is_open(judgement)) add_changes(run, rule, index, facts, out);
    put(out, "cites", rule.cites);
    return out;
  }

  // Definitions show their own trees where the rule first reads them: hence a run that has not evaluated any yet.
  Vector<FactRead> add_trees(const pack::Rule& rule, Index index, Arena& arena, Json& out) {
    Run run = fresh(arena);
    const Value* it = nullptr;
    if (index) {
      it = &(*list_at(run, *rule.for_each).list)[*index];
      run.bind_element(*it, *index);
    }
    cel::Trace trace;
    run.record(&trace);
    broken(run, rule);
    run.record(nullptr);
    trees_.begin(run, trace);
    if (rule.when) put(out, "when", trees_.tree(*rule.when));
    if (rule.assertion) put(out, "assert", trees_.tree(*rule.assertion));
    return facts_read(run, trace, it);
  }

  // A rule that is not judged for want of its list reads nothing but that.
  static Vector<FactRead> list_itself(const Run& run, schema::NodeIndex list) {
    Vector<FactRead> out;
    for (const std::uint32_t id : ids_of(list_at(run, list))) {
      out.push_back({run.facts().node_of(id), &run.facts().slots[id], run.facts().pointer_of(id), {}, false});
    }
    return out;
  }

  void add_changes(const Run& run, const pack::Rule& rule, Index index, const Vector<FactRead>& facts, Json& out) {
    for (const Change& change : find_changes(case_, run, rule, index, facts, edition_by_, steps_)) {
      out["changes"].push_back(change_json(run, change));
    }
    if (steps_ == 0) put(out, "search_cut", true);
  }

  [[nodiscard]] Json fact_head(const FactRead& fact) const {
    Json out = Json::object();
    put(out, "path", fact.pointer);
    put(out, "title", title_of(case_.pack.facts, fact.node, locale_));
    return out;
  }

  // Of a list, what comes or goes; it may be long.
  Json change_json(const Run& run, const Change& change) const {
    const FactRead& fact = *change.fact;
    Json out = fact_head(fact);
    if (change.added) {
      put(out, "added", *change.added);
    } else if (change.removed) {
      const schema::NodeIndex element = case_.pack.facts[fact.node].items;
      put_shown(out, "removed", shown_fact(run, element, (*fact.slot->list)[*change.removed]));
      put(out, "index", *change.removed);
    } else {
      put_shown(out, "from", shown_fact(run, fact.node, *fact.slot));
      put(out, "to", change.to);
    }
    put(out, "status_after", change.applies ? "passed" : kNotApplicable);
    return out;
  }

  static void put_shown(Json& out, std::string_view key, Shown value) {
    put(out, key, std::move(value.json));
    if (value.cut) put(out, "value_cut", true);
  }

  Json fact_json(const Run& run, const FactRead& fact) const {
    Json out = fact_head(fact);
    if (fact.slot->is(Kind::Unknown)) {
      put(out, "unknown", true);
    } else if (fact.slot->is(Kind::Error)) {
      put(out, "absent", true);
    } else {
      put_shown(out, "value", shown_fact(run, fact.node, *fact.slot));
    }
    return out;
  }

  const Case& case_;
  Vector<std::string_view> edition_by_;
  std::string_view locale_;
  Trees trees_;
  Json rules_ = Json::array();
  std::uint64_t steps_ = limits::kMaxChangeSteps;
};

}  // namespace

const pack::Expression* explain(const pack::Packs& packs, const pack::Pack& pack, schema::Facts& facts,
                                const Vector<std::optional<Value>>& parameters, calendar::Instant as_of,
                                std::string_view locale, std::string_view rule, JsonWriter& out) {
  const Case of{pack, facts, parameters, as_of};
  Vector<std::string_view> edition_by;
  for (const auto& edition : packs) {
    if (edition->id == pack.id && !edition->edition_by.empty()) edition_by.push_back(edition->edition_by);
  }
  Explainer explainer(of, std::move(edition_by), locale);
  for (const pack::Rule& candidate : pack.rules) {
    if (rule.empty() || candidate.id == rule) explainer.explain(candidate);
  }
  if (explainer.unreadable() != nullptr) return explainer.unreadable();
  out.begin_object();
  write_head(pack, as_of, locale, {}, out);
  out.key("rules");
  out.value(explainer.take());
  out.end_object();
  return nullptr;
}

}  // namespace precheck::engine
