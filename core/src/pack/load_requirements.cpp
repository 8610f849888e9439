#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/vector.h"
#include "pack/load_parts.h"

namespace precheck::pack {

namespace {

void link_alternative(Loading& load, std::size_t i, const std::string& id, const std::string& pointer) {
  for (std::size_t k = 0; k < load.pack.requirements.size(); ++k) {
    if (load.pack.requirements[k].id != id || k == i) continue;
    load.pack.requirements[i].alternatives.push_back(k);
    load.pack.requirements[k].only_alternative = true;
    return;
  }
  load.wrong("pack.unknown_requirement", pointer, cat({"no other requirement has the id \"", id, "\""}));
}

}  // namespace

void read_requirements(Loading& load) {
  const Json* list = load.document.optional_array("requirements");
  Names seen;
  Vector<std::pair<std::string, Vector<std::string>>> alternatives;  // pointer, ids
  for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
    Reader r((*list)[i], element("/requirements", i),
             {"id", "kind", "when", "satisfied", "alternatives", "title", "cites", "note"}, load.diagnostics);
    Requirement requirement;
    if (r.usable()) {
      requirement.id = r.string("id");
      check_id(load, r, "id", requirement.id, seen);
      requirement.kind = r.string("kind");
      constexpr std::array<std::string_view, 4> kKinds{"material", "authentication", "signature", "step"};
      if (!requirement.kind.empty() && std::find(kKinds.begin(), kKinds.end(), requirement.kind) == kKinds.end()) {
        r.wrong("kind", "\"kind\" is one of material, authentication, signature, step");
      }
      r.optional_string("note");
      requirement.when = read_condition(load, r, "when", {});
      const Place place = under_when(load, r, {});
      requirement.satisfied = read_condition(load, r, "satisfied", place);
      requirement.title = read_text(load, r, "title", place);
      requirement.cites = read_citations(load, r);
      alternatives.emplace_back(r.at("alternatives"), r.optional_strings("alternatives"));
    } else {
      alternatives.emplace_back();
    }
    load.pack.requirements.push_back(std::move(requirement));
  }
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    for (const auto& id : alternatives[i].second) link_alternative(load, i, id, alternatives[i].first);
  }
}

}  // namespace precheck::pack
