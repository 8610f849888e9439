// The plans of the shipped packs, held against every sequence there is: a plan that is found is right step by step and
// none is shorter; where none is found, none exists. Forms are mixed from the golden cases.
#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/limits.h"
#include "catch.hpp"
#include "engine/planner.h"
#include "engine/render.h"
#include "engine/run.h"
#include "engine/select.h"
#include "form_support.h"
#include "pack/load_packs.h"
#include "pack/source.h"
#include "rule_files.h"
#include "schema/facts.h"

namespace {

using namespace precheck;
using cel::Kind;
using cel::Value;
using engine::PlanResult;
using engine::Run;

pack::Packs shipped_packs() {
  pack::Sources sources;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(PRECHECK_RULES) / "sources")) {
    Diagnostics diagnostics("");
    const auto json = read_json(rule_files::read(entry.path()), limits::kMaxDocumentBytes);
    REQUIRE(json.ok());
    pack::add_source(*json, "", sources, diagnostics);
  }
  Vector<std::optional<Json>> documents;
  Vector<Diagnostics> diagnostics;
  for (const auto& path : rule_files::find(PRECHECK_RULES, false)) {
    auto json = read_json(rule_files::read(path), limits::kMaxDocumentBytes);
    REQUIRE(json.ok());
    documents.emplace_back(std::move(*json));
    diagnostics.emplace_back(path.string());
  }
  pack::Packs packs = pack::load_packs(documents, sources, pack::Packs(documents.size()), diagnostics);
  for (const Diagnostics& of_pack : diagnostics) REQUIRE(of_pack.empty());
  return packs;
}

// Golden cases by "id@edition", with their whole forms.
std::map<std::string, std::vector<Json>> shipped_cases() {
  std::map<std::string, std::vector<Json>> out;
  for (const auto& path : rule_files::find(PRECHECK_RULES, true)) {
    const auto file = read_json(rule_files::read(path), limits::kMaxDocumentBytes);
    REQUIRE(file.ok());
    for (const Json& entry : file->at("cases")) {
      const auto request = read_json(rule_files::request(*file, entry), limits::kMaxFormBytes);
      REQUIRE(request.ok());
      out[file->at("pack").get<std::string>()].push_back(*request);
    }
  }
  return out;
}

// The form of one case with its lists filled anew from those of all cases: up to `most` elements each.
Json mixed(const std::vector<Json>& cases, std::mt19937& random, std::size_t most) {
  const auto any = [&](std::size_t count) { return static_cast<std::size_t>(random() % count); };
  Json form = cases[any(cases.size())].at("form");
  for (auto& [name, list] : form.get_ref<Json::object_t&>()) {
    if (!list.is_array() || list.empty() || !list[0].is_object()) continue;
    Json drawn = Json::array();
    for (std::size_t i = 0, count = 1 + any(most); i < count; ++i) {
      const Json* other = member(cases[any(cases.size())].at("form"), name);
      if (other != nullptr && other->is_array() && !other->empty()) drawn.push_back((*other)[any(other->size())]);
    }
    if (!drawn.empty()) list = std::move(drawn);
  }
  return form;
}

struct Move {
  const pack::Action* action;
  Value it;
};

// Every sequence, tried in turn. Nothing here is shared with the planner but the pack's expressions.
class Trial {
 public:
  explicit Trial(Run& run) : run_(run), plan_(*run.pack().plan) {
    start_ = run_.evaluate(plan_.state);
    for (const pack::Action& action : plan_.actions) {
      const Value items = run_.evaluate(action.for_each);
      decided_ = decided_ && items.is(Kind::List);
      for (std::uint32_t i = 0; items.is(Kind::List) && i < items.list->count; ++i) {
        moves_.push_back({&action, items.list->items[i]});
      }
    }
    decided_ = decided_ && start_.is(Kind::List);
  }

  // False: some fact is unknown, and there is nothing to compare.
  [[nodiscard]] bool decided() const { return decided_; }
  [[nodiscard]] const std::vector<Move>& moves() const { return moves_; }

  // Whether some sequence of exactly so many steps is right.
  bool exists(std::size_t length) {
    used_.assign(moves_.size(), false);
    return continues(start_, length);
  }

  // Carries out the plan's steps, which name their moves by action, from and to.
  bool right(const Vector<engine::PlanStep>& steps) {
    used_.assign(moves_.size(), false);
    return follows(start_, steps, 0);
  }

 private:
  bool continues(const Value& state, std::size_t length) {
    if (length == 0) return all_requests_done();
    for (std::size_t i = 0; i < moves_.size(); ++i) {
      if (used_[i]) continue;
      const auto next = step(moves_[i], state);
      if (!next) continue;
      used_[i] = true;
      const bool found = continues(*next, length - 1);
      used_[i] = false;
      if (found) return true;
    }
    return false;
  }

  bool follows(const Value& state, const Vector<engine::PlanStep>& steps, std::size_t at) {
    if (at == steps.size()) return all_requests_done();
    for (std::size_t i = 0; i < moves_.size(); ++i) {
      if (used_[i] || !is(moves_[i], steps[at], state)) continue;
      const auto next = step(moves_[i], state);
      if (!next) continue;
      used_[i] = true;
      const bool found = follows(*next, steps, at + 1);
      used_[i] = false;
      if (found) return true;
    }
    return false;
  }

  bool is(const Move& move, const engine::PlanStep& step, const Value& state) {
    run_.bind_element(move.it, 0);
    run_.bind_state(state, state);
    return move.action == step.action && side(move.action->from, step.from) && side(move.action->to, step.to);
  }

  // The plan's run has facts of its own: what is a part of them is another value with the same look.
  bool side(const std::optional<pack::Expression>& expression, const Value& planned) {
    return cel::describe(expression ? run_.evaluate(*expression) : Value()) == cel::describe(planned);
  }

  std::optional<Value> step(const Move& move, const Value& before) {
    run_.bind_element(move.it, 0);
    run_.bind_state(before, before);
    if (move.action->when && !holds(*move.action->when)) return std::nullopt;
    const Value next = run_.evaluate(move.action->next);
    run_.bind_state(next, before);
    if (!next.is(Kind::List) || !holds(plan_.invariant)) return std::nullopt;
    return next;
  }

  bool holds(const pack::Expression& expression) {
    const Value value = run_.settle([&] { return run_.evaluate_bool(expression); });
    decided_ = decided_ && value.is(Kind::Bool);
    return value.is_true();
  }

  bool all_requests_done() const {
    for (std::size_t i = 0; i < moves_.size(); ++i) {
      if (!moves_[i].action->optional && !used_[i]) return false;
    }
    return true;
  }

  Run& run_;
  const pack::Plan& plan_;
  Value start_;
  std::vector<Move> moves_;
  std::vector<bool> used_;
  bool decided_ = true;
};

struct Tally {
  int found = 0, none = 0, impossible = 0;
};

// `form`, planned and tried out. Longer ones than `most` moves are left alone: trying everything takes its time.
void compare(const pack::Pack& pack, const Json& form, std::string_view as_of, std::size_t most, Tally& tally) {
  INFO(pack.id << "@" << pack.edition << " " << as_of << " " << to_text(form));
  const auto instant = engine::read_as_of(as_of, pack.zone_offset);
  REQUIRE(instant.ok());
  Vector<std::optional<Value>> parameters;
  for (const pack::Parameter& parameter : pack.parameters) parameters.push_back(parameter.value);
  example::DecodedForm decoded(pack.facts, form, pack.zone_offset), trial_form(pack.facts, form, pack.zone_offset);
  Run run(pack, decoded.facts(), parameters, *instant, decoded.arena());
  run.read_slots();
  Run trial_run(pack, trial_form.facts(), parameters, *instant, trial_form.arena());
  const PlanResult result = engine::make_plan(run, "en");
  if (pack.plan->when && !trial_run.evaluate_bool(*pack.plan->when).is_true()) return;
  Trial trial(trial_run);
  if (!trial.decided() || trial.moves().size() > most) return;
  std::size_t shortest = 0;
  while (shortest <= trial.moves().size() && !trial.exists(shortest)) ++shortest;
  if (!trial.decided()) return;
  const bool possible = shortest <= trial.moves().size();
  switch (result.kind) {
    case PlanResult::Kind::Found:
      ++tally.found;
      CHECK(result.steps.size() == shortest);
      CHECK(trial.right(result.steps));
      return;
    case PlanResult::Kind::None:
      ++tally.none;
      CHECK(possible);
      return;
    case PlanResult::Kind::Impossible:
      ++tally.impossible;
      CHECK_FALSE(possible);
      return;
    default: FAIL_CHECK("the planner did not decide what trying everything decides");
  }
}

}  // namespace

TEST_CASE("plans of the shipped packs are right step by step, and none is shorter", "[planner]") {
  const auto cases = shipped_cases();
  std::mt19937 random(20221231);  // the same forms in each run
  int packs_with_plans = 0;
  const pack::Packs packs = shipped_packs();
  for (const auto& loaded : packs) {
    const pack::Pack& pack = *loaded;
    if (!pack.plan) continue;
    ++packs_with_plans;
    Tally tally;
    const auto& of_pack = cases.at(pack.id + "@" + pack.edition);
    for (const Json& entry : of_pack) {
      compare(pack, entry.at("form"), entry.at("as_of").get<std::string>(), 6, tally);
    }
    for (int round = 0; round < 2000; ++round) {
      const auto& entry = of_pack[random() % of_pack.size()];
      compare(pack, mixed(of_pack, random, 5), entry.at("as_of").get<std::string>(), 6, tally);
    }
    INFO(pack.id << "@" << pack.edition << ": " << tally.found << " plans, " << tally.none << " in order as given, "
                 << tally.impossible << " impossible");
    CHECK(tally.found > 40);
  }
  CHECK(packs_with_plans > 0);
}
