// load_pack(): a pack document to a compiled Pack, or everything that is wrong with it.
#pragma once

#include <memory>
#include <string>

#include "base/diagnostics.h"
#include "base/json.h"
#include "pack/pack.h"
#include "pack/source.h"

namespace precheck::pack {

// `sources`: what was given beside the packs. What a resolved pack carries it may cite as well.
// The pack is usable only if nothing was reported.
std::unique_ptr<Pack> load_pack(const Json& json, const Sources& sources, Diagnostics& diagnostics);

}  // namespace precheck::pack
