#include <array>

#include "base/limits.h"
#include "pack/load_parts.h"

namespace precheck::pack {

namespace {

// A list of the form by its dotted path, so that an element's index is its place in the form.
void read_for_each(Loading& load, Reader& r, const std::string& list, Rule& rule, Place& place) {
  const auto node = load.scope->node_of(list, {});
  const bool path =
      list.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.") == std::string::npos;
  if (!path || node == schema::kNoNode || load.pack.facts[node].type != schema::Type::Array) {
    r.wrong("for_each", "\"for_each\" of a rule is the dotted path of a list in the facts, such as \"requests\"");
    return;
  }
  for (auto up = load.pack.facts[node].parent; up != schema::kNoNode; up = load.pack.facts[up].parent) {
    if (load.pack.facts[up].type == schema::Type::Array) r.wrong("for_each", "a list inside a list cannot be walked");
  }
  rule.for_each = node;
  place.it = place.index = true;
  place.it_node = load.pack.facts[node].items;
  // A schema that is wrong may lack "items".
  if (place.it_node != schema::kNoNode) place.it_type = load.scope->type_of(place.it_node);
  place.times = load.pack.facts[node].max_items.value_or(static_cast<std::int64_t>(limits::kMaxListItems));
}

void read_severity(Reader& r, Rule& rule) {
  const std::string severity = r.string("severity");
  if (const auto known = severity_from_name(severity)) {
    rule.severity = *known;
  } else if (!severity.empty()) {
    r.wrong("severity", "\"severity\" is one of error, warning, info, not_needed");
  }
  const auto on_unknown = r.optional_string("on_unknown");
  if (!on_unknown) return;
  constexpr std::array<std::pair<std::string_view, OnUnknown>, 4> kNames{{{"pending", OnUnknown::Pending},
                                                                          {"warning", OnUnknown::Warning},
                                                                          {"info", OnUnknown::Info},
                                                                          {"pass", OnUnknown::Pass}}};
  for (const auto& [name, value] : kNames) {
    if (*on_unknown == name) {
      rule.on_unknown = value;
      return;
    }
  }
  r.wrong("on_unknown", "\"on_unknown\" is one of pending, warning, info, pass");
}

}  // namespace

void read_rules(Loading& load) {
  const Json* rules = load.document.array("rules");
  Names seen;
  for (std::size_t i = 0; rules != nullptr && i < rules->size(); ++i) {
    Reader r((*rules)[i], element("/rules", i),
             {"id", "for_each", "when", "assert", "severity", "on_unknown", "path", "message", "remedy",
              "unverified_message", "cites", "note"},
             load.diagnostics);
    if (!r.usable()) continue;
    Rule rule;
    rule.id = r.string("id");
    check_id(load, r, "id", rule.id, seen);
    r.optional_string("note");
    Place place;
    if (const auto list = r.optional_string("for_each")) read_for_each(load, r, *list, rule, place);
    rule.when = read_condition(load, r, "when", place);
    place = under_when(load, r, place);
    rule.assertion = read_condition(load, r, "assert", place);
    if (r.find("when") == nullptr && r.find("assert") == nullptr)
      r.wrong("when", "a rule has \"when\", \"assert\" or both");
    read_severity(r, rule);
    read_path(load, r, rule.path, rule.for_each);
    rule.message = read_text(load, r, "message", place);
    rule.remedy = read_optional_text(load, r, "remedy", place);
    Place undecided;  // an undecided rule's text cannot lean on its `when`
    undecided.it = place.it, undecided.index = place.index, undecided.it_node = place.it_node;
    undecided.it_type = place.it_type;
    rule.unverified_message = read_optional_text(load, r, "unverified_message", undecided);
    rule.cites = read_citations(load, r);
    load.pack.rules.push_back(std::move(rule));
  }
}

}  // namespace precheck::pack
