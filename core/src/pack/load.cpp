#include "pack/load.h"

#include <utility>

#include "base/limits.h"
#include "base/text.h"
#include "base/vector.h"
#include "pack/load_parts.h"

namespace precheck::pack {

namespace {

Vector<std::string> definition_names(const Reader& document) {
  Vector<std::string> names;
  const Json* definitions = document.find("definitions");
  if (definitions == nullptr || !definitions->is_object()) return names;
  for (const auto& [name, text] : definitions->get_ref<const Json::object_t&>()) names.push_back(name);
  return names;
}

}  // namespace

std::unique_ptr<Pack> load_pack(const Json& json, const Sources& sources, Diagnostics& diagnostics) {
  auto pack = std::make_unique<Pack>();
  Loading load{.document = Reader(
                   json, "", {"$schema",      "format",     "id",         "edition",       "revision",  "title",
                              "jurisdiction", "effective",  "edition_by", "edition_value", "time_zone", "sources",
                              "note",         "parameters", "facts",      "definitions",   "rules",     "requirements",
                              "outcomes",     "guidance",   "plan",       "extends",       "resolved"},
                   diagnostics),
               .given = sources,
               .diagnostics = diagnostics,
               .carried = {},
               .pack = *pack,
               .listed_sources = {}};
  if (!load.document.usable()) return pack;
  load.pack.arena = std::make_unique<Arena>(SIZE_MAX);
  read_header(load);
  read_effective(load);
  read_sources(load);
  read_parameters(load);
  read_facts(load);
  read_edition_by(load);
  Scope scope(load.pack.facts, load.pack.parameters, definition_names(load.document), load.pack.zone_offset,
              diagnostics);
  load.scope = &scope;
  load.pack.variables = scope.variables();
  read_definitions(load);
  read_rules(load);
  read_requirements(load);
  read_outcomes(load);
  read_guidance(load);
  read_plan(load);
  check_schema_citations(load);
  Vector<schema::Node>& facts = load.pack.facts.nodes;
  for (std::size_t i = 0; i < facts.size(); ++i) facts[i].text_read = scope.text_read()[i];
  if (scope.cost() > limits::kMaxPackCost) {
    load.wrong("pack.cost", "",
               cat({"all expressions together may take ", uint_text(scope.cost()), " steps or more, over the ",
                    limits::kMaxPackCost, " that a check may; lower maxItems and maxLength"}));
  }
  prepare_conditions(load.pack);
  return pack;
}

}  // namespace precheck::pack
