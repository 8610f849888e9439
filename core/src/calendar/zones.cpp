#include "calendar/zones.h"

namespace precheck::calendar {

namespace {

// One hour ahead from a Sunday of one month to a Sunday of another. Seconds of the day are in standard time.
struct SummerTime {
  std::uint8_t start_month;
  std::uint8_t start_sunday;  // 1: the month's first
  std::int32_t start_second;
  std::uint8_t end_month;
  std::uint8_t end_sunday;
  std::int32_t end_second;
};

// US Energy Policy Act of 2005, section 110: 02:00 on the clock both times.
constexpr SummerTime kUnitedStates{3, 2, 2 * 3600, 11, 1, 1 * 3600};
// New South Wales, Standard Time Amendment (Daylight Saving) Act 2007: 02:00 standard time both times.
constexpr SummerTime kNewSouthWales{10, 1, 2 * 3600, 4, 1, 2 * 3600};

struct NamedZone {
  std::string_view name;
  std::int32_t offset;  // of standard time
  std::int32_t since;   // the first full year of the rule
  const SummerTime* summer = nullptr;
};

constexpr NamedZone kZones[] = {
    {"America/Chicago", -6 * 3600, 2007, &kUnitedStates},
    {"Asia/Kathmandu", 5 * 3600 + 45 * 60, 1987},
    {"Australia/Sydney", 10 * 3600, 2008, &kNewSouthWales},
    {"US/Central", -6 * 3600, 2007, &kUnitedStates},
};

// Days since 1970-01-01.
std::int32_t sunday(std::int32_t year, std::uint8_t month, std::uint8_t nth) {
  const std::int32_t first = days_from_civil({year, month, 1});
  const std::int32_t weekday = (first + 4) % 7;  // 1970-01-01 was a Thursday, 0 is Sunday; years here are later
  return first + (7 - weekday) % 7 + 7 * (nth - 1);
}

bool in_summer(const SummerTime& rule, std::int32_t year, std::int64_t standard_seconds) {
  const std::int64_t start = sunday(year, rule.start_month, rule.start_sunday) * kSecondsPerDay + rule.start_second;
  const std::int64_t end = sunday(year, rule.end_month, rule.end_sunday) * kSecondsPerDay + rule.end_second;
  const bool started = standard_seconds >= start;
  const bool ended = standard_seconds >= end;
  return start < end ? started && !ended : started || !ended;
}

}  // namespace

std::optional<std::int32_t> offset_at(std::string_view zone, Instant instant) {
  if (const auto fixed = resolve_zone(zone)) return fixed;
  for (const NamedZone& z : kZones) {
    if (z.name != zone) continue;
    const std::int32_t year = day_of(instant, z.offset).year;
    if (year < z.since) return std::nullopt;
    const bool summer = z.summer != nullptr && in_summer(*z.summer, year, instant.seconds + z.offset);
    return z.offset + (summer ? 3600 : 0);
  }
  return std::nullopt;
}

}  // namespace precheck::calendar
