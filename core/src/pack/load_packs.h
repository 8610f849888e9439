// load_packs(): pack documents that belong together, merged with their bases, compiled, and held against each other.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/json.h"
#include "pack/pack.h"
#include "pack/source.h"

namespace precheck::pack {

// `documents` and `diagnostics` go together; nullopt is a document that could not be read. See load_pack() for the
// others. `packs` go with them too: those that need no loading. The packs are usable only if nothing was reported on
// any document.
std::vector<Pack> load_packs(const std::vector<std::optional<Json>>& documents, const Sources& sources,
                             std::vector<std::optional<Pack>> packs, std::vector<Diagnostics>& diagnostics);

}  // namespace precheck::pack
