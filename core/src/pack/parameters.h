// Values of parameters: from the pack, or from the host in a check.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/arena.h"
#include "base/json.h"
#include "base/json_reader.h"
#include "cel/value.h"

namespace precheck::pack {

bool is_parameter_type(std::string_view type);
// The type that a JSON value has when none is declared; "" where there is none.
std::string parameter_type_of(const Json& value);
// Reads a value. nullopt: it is not one of that type. Strings are copied into the arena. A date is 00:00 at
// `zone_offset`.
std::optional<cel::Value> parameter_value(std::string_view type, JsonReader& reader, std::int32_t zone_offset,
                                          Arena& arena);

}  // namespace precheck::pack
