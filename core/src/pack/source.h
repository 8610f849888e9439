// Source documents: the official texts, clause by clause, that packs cite.
#pragma once

#include <string_view>

#include "base/diagnostics.h"
#include "base/json.h"
#include "base/names.h"

namespace precheck::pack {

// What packs may cite.
struct Sources {
  Names ids;
  Names clauses;  // ids of clauses
};

// Adds a source document. `pointer` is where it stands: "" for a file of its own.
void add_source(const Json& json, Piece pointer, Sources& sources, Diagnostics& diagnostics);

}  // namespace precheck::pack
