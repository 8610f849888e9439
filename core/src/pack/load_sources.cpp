// What a pack may cite: the clauses that a resolved pack carries, and those of the sources given beside the packs. Each
// name is looked for in both, and nothing compares the two: the wordings of two releases may differ.
#include "base/text.h"
#include "pack/load_parts.h"

namespace precheck::pack {

void read_sources(Loading& load) {
  if (const Json* resolved = load.document.find("resolved")) {
    Reader r(*resolved, "/resolved", {"sources"}, load.diagnostics);
    const Json* sources = r.array("sources");
    for (std::size_t i = 0; sources != nullptr && i < sources->size(); ++i) {
      add_source((*sources)[i], element(r.at("sources"), i), load.carried, load.diagnostics);
    }
  }
  for (const auto& id : load.document.strings("sources")) {
    if (!load.given.ids.contains(id) && !load.carried.ids.contains(id)) {
      load.wrong("pack.unknown_source", "/sources", cat({"the source \"", id, "\" was not given with the packs"}));
    }
    load.listed_sources.add(id);
  }
}

void check_clause(Loading& load, const std::string& clause, const std::string& pointer) {
  if (!load.given.clauses.contains(clause) && !load.carried.clauses.contains(clause)) {
    load.wrong("pack.unknown_clause", pointer, cat({"no source lists the clause \"", clause, "\""}));
    return;
  }
  const std::string source = clause.substr(0, clause.rfind('-'));
  if (!load.listed_sources.contains(source)) {
    load.wrong("pack.unlisted_source", pointer,
               cat({"the clause's source \"", source, "\" is missing from \"sources\""}));
  }
}

}  // namespace precheck::pack
