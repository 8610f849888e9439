// Named time zones by written rules: there is no zone database in the core.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "calendar/instant.h"

namespace precheck::calendar {

// Seconds east of UTC at that instant. Takes what resolve_zone() takes, whatever the instant, and the named zones of
// zones.cpp from the first full year on that their rule is in force. Nothing before that year, nor for other names.
std::optional<std::int32_t> offset_at(std::string_view zone, Instant instant);

}  // namespace precheck::calendar
