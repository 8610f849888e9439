#include <algorithm>

#include "base/text.h"
#include "pack/load_parts.h"

namespace precheck::pack {

namespace {

void read_action(Loading& load, const Json& json, const std::string& pointer, const Place& plan_place, Names& seen,
                 Plan& plan) {
  Reader r(json, pointer, {"action", "optional", "for_each", "when", "next", "from", "to", "why", "cites", "note"},
           load.diagnostics);
  if (!r.usable()) return;
  Action action;
  action.name = r.string("action");
  check_id(load, r, "action", action.name, seen);
  action.optional = r.optional_flag("optional");
  r.optional_string("note");
  cel::TypeRef items = nullptr;
  action.for_each = read_required_expression(load, r, "for_each", plan_place, Expected::List, &items);
  Place place = plan_place;
  place.it = place.state = true;
  if (items != nullptr && items->kind == cel::TypeKind::List) place.it_type = items->parameters[0];
  const auto list = load.scope->node_of(action.for_each.text, plan_place);
  if (list != schema::kNoNode && load.pack.facts[list].type == schema::Type::Array)
    place.it_node = load.pack.facts[list].items;
  action.when = read_condition(load, r, "when", place);
  place = under_when(load, r, place);
  action.next = read_required_expression(load, r, "next", place);
  action.from = read_expression(load, r, "from", place);
  action.to = read_expression(load, r, "to", place);
  action.why = read_text(load, r, "why", place);
  action.cites = read_citations(load, r);
  plan.actions.push_back(std::move(action));
}

}  // namespace

void read_plan(Loading& load) {
  const Json* json = load.document.find("plan");
  if (json == nullptr) return;
  Reader r(*json, "/plan", {"when", "state", "invariant", "actions", "resolves", "impossible", "note"},
           load.diagnostics);
  if (!r.usable()) return;
  Plan plan;
  r.optional_string("note");
  plan.when = read_condition(load, r, "when", {});
  const Place place = under_when(load, r, {});
  cel::TypeRef present = nullptr;
  plan.state = read_required_expression(load, r, "state", place, Expected::Anything, &present);
  if (present != nullptr) load.scope->define_state(present);
  Place invariant = place;
  invariant.state = invariant.before = true;
  plan.invariant = read_required_expression(load, r, "invariant", invariant, Expected::Bool);
  const Json* actions = r.array("actions");
  Names seen;
  for (std::size_t i = 0; actions != nullptr && i < actions->size(); ++i) {
    read_action(load, (*actions)[i], element("/plan/actions", i), place, seen, plan);
  }
  plan.resolves = r.optional_strings("resolves");
  for (std::size_t i = 0; i < plan.resolves.size(); ++i) {
    const auto known = std::find_if(load.pack.rules.begin(), load.pack.rules.end(), [&](const Rule& rule) {
      return rule.id == plan.resolves[i] && rule.severity == Severity::Error;
    });
    if (known == load.pack.rules.end()) {
      load.wrong("pack.unknown_rule", element("/plan/resolves", i),
                 cat({"no rule of severity error has the id \"", plan.resolves[i], "\""}));
    }
  }
  if (const Json* impossible = r.object("impossible")) {
    Reader f(*impossible, "/plan/impossible", {"path", "message", "remedy", "cites", "note"}, load.diagnostics);
    plan.impossible.id = "plan.impossible";
    read_path(load, f, plan.impossible.path, std::nullopt);
    f.optional_string("note");
    plan.impossible.message = read_text(load, f, "message", place);
    plan.impossible.remedy = read_optional_text(load, f, "remedy", place);
    plan.impossible.cites = read_citations(load, f);
  }
  load.pack.plan = std::move(plan);
}

}  // namespace precheck::pack
