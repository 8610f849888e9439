// Editions held against each other: on no day may two of one topic be meant, and a base of another topic holds on some
// day on which its overlay does.
#pragma once

#include <optional>

#include "base/diagnostics.h"
#include "base/vector.h"
#include "pack/pack.h"

namespace precheck::pack {

// Reports on the pack that comes later. `packs` and `diagnostics` go together; nullopt: not loaded.
void check_editions(const Packs& packs, Vector<Diagnostics>& diagnostics);

}  // namespace precheck::pack
