// Instants and durations as CEL and protobuf have them (google.protobuf.Timestamp and Duration), and their texts.
// Zones are fixed offsets in seconds east of UTC.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "calendar/civil.h"

namespace precheck::calendar {

inline constexpr std::int64_t kSecondsPerDay = 86400;
inline constexpr std::int32_t kNanosPerSecond = 1000000000;

// A point in time, from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z. There are no leap seconds.
struct Instant {
  std::int64_t seconds = 0;  // since 1970-01-01T00:00:00Z
  std::int32_t nanos = 0;    // 0 to 999,999,999, added to `seconds` also before 1970

  friend constexpr auto operator<=>(const Instant&, const Instant&) = default;
};

inline constexpr std::int64_t kMinInstantSeconds = -62135596800;
inline constexpr std::int64_t kMaxInstantSeconds = 253402300799;

// A length of time. Both fields have the same sign (or are zero), so -1.5 s is {-1, -500,000,000}; like that,
// comparing the fields in order compares the durations.
struct Duration {
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;  // -999,999,999 to 999,999,999

  friend constexpr auto operator<=>(const Duration&, const Duration&) = default;
};

// Some 10,000 years; the bound of `seconds` in protobuf's Duration, inclusive.
inline constexpr std::int64_t kMaxDurationSeconds = 315576000000;

// RFC 3339 with capital T and Z, a zone (Z, +hh:mm or -hh:mm) and at most 9 digits of fraction. Second 60 is rejected.
std::optional<Instant> parse_instant(std::string_view text);

// RFC 3339 at `offset` (whole minutes, less than a day either way; "Z" when 0), with 0, 3, 6 or 9 digits of fraction
// as in protobuf's JSON. Should the offset lead past the year 9999, which RFC 3339 cannot write, the text is in UTC.
std::string format_instant(Instant instant, std::int32_t offset_seconds);

// The civil day at that offset. At the very ends of the range it may lie in the year 0 or 10000: see valid().
Date day_of(Instant instant, std::int32_t offset_seconds);
// Seconds since midnight at that offset, 0 to 86,399.
std::int32_t second_of_day(Instant instant, std::int32_t offset_seconds);
// 00:00 of that day at that offset; nothing when that is outside the range (0001-01-01 east of UTC).
std::optional<Instant> instant_at_midnight(Date date, std::int32_t offset_seconds);

// Go's duration syntax, which CEL's duration() takes: an optional sign, then terms of a decimal number and a unit
// (h, m, s, ms, us, ns; also the micro sign for us), or "0". Digits below a nanosecond are cut off.
// Nothing when malformed or out of range; so is a term whose whole part does not fit int64.
std::optional<Duration> parse_duration(std::string_view text);
// Seconds in decimals without trailing zeros and "s": "3600s", "0.5s", "-1.5s".
std::string format_duration(Duration duration);

// Checked arithmetic: nothing when the result is out of range.
std::optional<Instant> add(Instant instant, Duration duration);
std::optional<Instant> subtract(Instant instant, Duration duration);
std::optional<Duration> add(Duration a, Duration b);
std::optional<Duration> subtract(Duration a, Duration b);
Duration negate(Duration duration);
// a - b; two instants are never further apart than the longest duration.
Duration difference(Instant a, Instant b);

// Seconds east of UTC for "UTC", "Z", "+hh:mm", "-hh:mm", "hh:mm" (CEL's form of a positive offset) and
// "Asia/Shanghai", here +08:00 throughout (the summer times of 1986 to 1991 and before 1950 are left out): zones of one
// offset. More names, whose offset depends on the instant, are in zones.h.
std::optional<std::int32_t> resolve_zone(std::string_view name);

}  // namespace precheck::calendar
