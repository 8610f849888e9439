// Timestamps and durations as CEL values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cel/value.h"

namespace precheck::cel {

// nullopt: malformed, or out of CEL's range (years 1..9999; an int64 of nanoseconds).
std::optional<Value> parse_timestamp(std::string_view rfc3339);
std::optional<Value> parse_duration(std::string_view text);

// RFC 3339 at a fixed offset, "Z" at 0.
std::string timestamp_text(const Value& timestamp, std::int32_t offset_seconds);
// Seconds with a fraction where needed: "3600s", "0.5s".
std::string duration_text(const Value& duration);

// Sums that leave the range of their type give nullopt.
std::optional<Value> add(const Value& a, const Value& duration);  // a timestamp or a duration
std::optional<Value> subtract(const Value& a, const Value& b);

}  // namespace precheck::cel
