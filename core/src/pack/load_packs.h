// load_packs(): pack documents that belong together, merged with their bases, compiled, and held against each other.
#pragma once

#include <optional>
#include <string>

#include "base/diagnostics.h"
#include "base/json.h"
#include "base/vector.h"
#include "pack/pack.h"
#include "pack/source.h"

namespace precheck::pack {

// `documents` and `diagnostics` go together; nullopt is a document that could not be read. See load_pack() for the
// others. `packs` go with them too: those that need no loading. The packs are usable only if nothing was reported on
// any document.
Packs load_packs(const Vector<std::optional<Json>>& documents, const Sources& sources, Packs packs,
                 Vector<Diagnostics>& diagnostics);

}  // namespace precheck::pack
