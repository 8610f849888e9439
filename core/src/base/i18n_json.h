// { "zh-CN": "…", "en": "…" }, as packs and sources write texts.
#pragma once

#include <string>

#include "base/diagnostics.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/text.h"

namespace precheck {

// zh-CN is mandatory and comes first in the result, whatever its place in the document; empty after an error.
Localized<std::string> read_localized(const Json& json, Piece pointer, Diagnostics& diagnostics);

}  // namespace precheck
