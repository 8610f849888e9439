// What Library::listing() says of a pack.
#pragma once

#include <string>

#include "base/vector.h"
#include "pack/overlay.h"
#include "pack/pack.h"

namespace precheck::pack {

// As JSON. `document`: the pack as it was written, its bases merged in.
std::string listing_of(const Pack& pack, const Json& document, const Vector<Override>& overrides);

}  // namespace precheck::pack
