// { "zh-CN": "…", "en": "…" }, as packs and sources write texts.
#pragma once

#include <string>

#include "base/diagnostics.h"
#include "base/i18n.h"
#include "base/json.h"

namespace precheck {

// zh-CN is mandatory and comes first in the result, whatever its place in the document; empty after an error.
Localized<std::string> read_localized(const Json& json, std::string_view pointer, Diagnostics& diagnostics);

}  // namespace precheck
