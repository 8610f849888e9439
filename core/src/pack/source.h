// Source documents: the official texts, clause by clause, that packs cite.
#pragma once

#include <set>
#include <string>

#include "base/diagnostics.h"
#include "base/json.h"

namespace precheck::pack {

// What packs may cite.
struct Sources {
  std::set<std::string> ids;
  std::set<std::string> clauses;  // ids of clauses
};

// Adds a source document. `pointer` is where it stands: "" for a file of its own.
void add_source(const Json& json, std::string_view pointer, Sources& sources, Diagnostics& diagnostics);

}  // namespace precheck::pack
