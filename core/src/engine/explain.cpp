#include "engine/explain.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "engine/change.h"
#include "engine/judge.h"
#include "engine/render.h"
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

constexpr std::string_view kNotApplicable = "not_applicable";

class Explainer {
 public:
  Explainer(const Case& of, std::string_view locale, Arena& arena) : case_(of), locale_(locale), arena_(arena) {}

  // Elements that did not pass come before the others where not all can be explained.
  void explain(const pack::Rule& rule) {
    Run run = fresh();
    const std::vector<Index> all = subjects(run, rule);
    std::vector<bool> passed;
    for (const Index index : all) passed.push_back(judge(run, rule, index).status == Judgement::Status::Passed);
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

 private:
  [[nodiscard]] Run fresh() { return {case_.pack, case_.facts, case_.parameters, case_.as_of, arena_}; }

  Json explained(const pack::Rule& rule, Index index) {
    Run run = fresh();
    const Judgement judgement = judge(run, rule, index);
    const bool passed = judgement.status == Judgement::Status::Passed;
    Json out = Json::object();
    put(out, "rule", rule.id);
    put(out, "severity", severity_name(rule.severity));
    if (index) put(out, "index", *index);
    put(out, "status",
        std::string(passed && !rule_applies(run, rule) ? kNotApplicable : status_name(judgement.status)));
    if (judgement.status == Judgement::Status::Failed) put(out, "message", render(run, rule.id, rule.message, locale_));
    if (judgement.status == Judgement::Status::Error) put(out, "error", judgement.error.error->message);

    std::vector<FactRead> facts;
    if (rule.for_each && !index) {
      facts = list_itself(run, *rule.for_each);
    } else {
      facts = add_trees(rule, index, out);
    }
    put(out, "facts", Json::array());
    for (const FactRead& fact : facts) out["facts"].push_back(fact_json(run, fact));
    put(out, "waits_for", pointers(run, judgement.ids));
    put(out, "changes", Json::array());
    if (!passed && judgement.status != Judgement::Status::Error) add_changes(run, rule, index, facts, out);
    put(out, "cites", rule.cites);
    return out;
  }

  // Definitions show their own trees where the rule first reads them: hence a run that has not evaluated any yet.
  std::vector<FactRead> add_trees(const pack::Rule& rule, Index index, Json& out) {
    Run run = fresh();
    const Value* it = nullptr;
    if (index) {
      it = &list_at(run, *rule.for_each).list->items[*index];
      run.bind_element(*it, *index);
    }
    cel::Trace trace;
    run.trace(&trace);
    broken(run, rule);
    run.trace(nullptr);
    trees_.begin(run, trace);
    if (rule.when) put(out, "when", trees_.tree(*rule.when));
    if (rule.assertion) put(out, "assert", trees_.tree(*rule.assertion));
    return facts_read(run, trace, it);
  }

  // A rule that is not judged for want of its list reads nothing but that.
  static std::vector<FactRead> list_itself(const Run& run, schema::NodeIndex list) {
    const Value value = list_at(run, list);
    std::vector<FactRead> out;
    for (const std::uint32_t id : ids_of(value)) {
      out.push_back({run.fact(id).place->node, run.fact(id).slot, run.pointer(id), {}});
    }
    return out;
  }

  void add_changes(const Run& run, const pack::Rule& rule, Index index, const std::vector<FactRead>& facts, Json& out) {
    for (const Change& change : find_changes(case_, run, rule, index, facts, steps_)) {
      Json item = Json::object();
      put(item, "path", change.fact->pointer);
      put(item, "title", title_of(case_.pack.facts, change.fact->node, locale_));
      put(item, "from", change.from);
      put(item, "to", change.to);
      put(item, "status_after", change.applies ? "passed" : kNotApplicable);
      out["changes"].push_back(std::move(item));
    }
    if (steps_ == 0) put(out, "search_cut", true);
  }

  Json fact_json(const Run& run, const FactRead& fact) const {
    Json out = Json::object();
    put(out, "path", fact.pointer);
    put(out, "title", title_of(case_.pack.facts, fact.node, locale_));
    if (fact.slot->is(Kind::Unknown)) {
      put(out, "unknown", true);
    } else if (fact.slot->is(Kind::Error)) {
      put(out, "absent", true);
    } else {
      put(out, "value", form_json(run, fact.node, *fact.slot));
    }
    return out;
  }

  const Case& case_;
  std::string_view locale_;
  Arena& arena_;
  Trees trees_;
  Json rules_ = Json::array();
  std::uint64_t steps_ = limits::kMaxChangeSteps;
};

}  // namespace

Json explain(const pack::Pack& pack, const Json& form, const schema::Directory* directory,
             const std::vector<std::optional<Value>>& parameters, calendar::Instant as_of, std::string_view locale,
             std::string_view rule, Arena& arena) {
  schema::Facts facts = schema::decode(pack.facts, form, directory, pack.zone_offset, arena);
  const Case of{pack, facts, parameters, as_of};
  Explainer explainer(of, locale, arena);
  for (const pack::Rule& candidate : pack.rules) {
    if (rule.empty() || candidate.id == rule) explainer.explain(candidate);
  }
  Json out = answer_head(pack, as_of, locale, nullptr);
  put(out, "rules", explainer.take());
  return out;
}

}  // namespace precheck::engine
