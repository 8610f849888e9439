// The editions of one topic, held against each other: on no day may two of them be meant.
#pragma once

#include <optional>
#include <vector>

#include "base/diagnostics.h"
#include "pack/pack.h"

namespace precheck::pack {

// Reports on the pack that comes later. `packs` and `diagnostics` go together; nullopt: not loaded.
void check_editions(const std::vector<std::optional<Pack>>& packs, std::vector<Diagnostics>& diagnostics);

}  // namespace precheck::pack
