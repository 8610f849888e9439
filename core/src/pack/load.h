// load_pack(): a pack document to a compiled Pack, or everything that is wrong with it.
#pragma once

#include <set>
#include <string>

#include "base/diagnostics.h"
#include "base/json.h"
#include "pack/pack.h"

namespace precheck::pack {

// `clauses`: the ids of all clauses that may be cited; `sources`: the ids of the source documents.
// The pack is usable only if nothing was reported.
Pack load_pack(const Json& json, const std::set<std::string>& sources, const std::set<std::string>& clauses,
               Diagnostics& diagnostics);

}  // namespace precheck::pack
