// The one place that includes nlohmann/json, so that its switches are the same everywhere: no exceptions, no streams,
// no filesystem. Its throwing calls abort, so the code around it asks for the type first.
#pragma once

#define JSON_NOEXCEPTION 1
#define JSON_NO_IO 1
#define JSON_HAS_FILESYSTEM 0
#define JSON_HAS_EXPERIMENTAL_FILESYSTEM 0
#include <nlohmann/json.hpp>

namespace precheck {

// Members keep the order in which they were written: reports and diagnostics follow it.
using Json = nlohmann::ordered_json;

}  // namespace precheck
