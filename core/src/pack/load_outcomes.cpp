#include "base/text.h"
#include "pack/load_parts.h"

namespace precheck::pack {

namespace {

OutcomeCase read_outcome_case(Loading& load, const Json& json, const std::string& pointer) {
  OutcomeCase out;
  Reader r(json, pointer, {"when", "value", "text", "cites", "note"}, load.diagnostics);
  if (!r.usable()) return out;
  r.optional_string("note");
  out.when = read_condition(load, r, "when", {});
  const Place place = under_when(load, r, {});
  out.value = read_required_expression(load, r, "value", place);
  out.text = read_optional_text(load, r, "text", place);
  out.cites = read_citations(load, r);
  return out;
}

}  // namespace

void read_outcomes(Loading& load) {
  const Json* outcomes = load.document.find("outcomes");
  if (outcomes == nullptr) return;
  if (!outcomes->is_object()) return load.wrong("pack.type", "/outcomes", "\"outcomes\" is an object: name to entries");
  for (const auto& [name, json] : outcomes->get_ref<const Json::object_t&>()) {
    const std::string at = cat({"/outcomes/", pointer_token(name)});
    Outcome outcome;
    outcome.name = name;
    if (!is_id(name)) load.wrong("pack.id", at, "an outcome's name is lower-case words joined by _");
    if (json.is_array()) {
      for (std::size_t i = 0; i < json.size(); ++i)
        outcome.cases.push_back(read_outcome_case(load, json[i], element(at, i)));
    } else {
      outcome.cases.push_back(read_outcome_case(load, json, at));
    }
    load.pack.outcomes.push_back(std::move(outcome));
  }
}

void read_guidance(Loading& load) {
  const Json* list = load.document.optional_array("guidance");
  Names seen;
  for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
    Reader r((*list)[i], element("/guidance", i), {"id", "when", "text", "cites", "note"}, load.diagnostics);
    if (!r.usable()) continue;
    Guidance guidance;
    guidance.id = r.string("id");
    check_id(load, r, "id", guidance.id, seen);
    r.optional_string("note");
    guidance.when = read_condition(load, r, "when", {});
    guidance.text = read_text(load, r, "text", under_when(load, r, {}));
    guidance.cites = read_citations(load, r);
    load.pack.guidance.push_back(std::move(guidance));
  }
}

}  // namespace precheck::pack
