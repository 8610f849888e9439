// Civil dates of the proleptic Gregorian calendar, years 1 to 9999: the range that CEL timestamps and RFC 3339 share.
// No clock and no time zone here; a date is a square on the wall calendar.
//
// Two conventions of the rules live in this module and nowhere else:
//  1. Month ends. Adding months keeps the day of the month; where the target month has no such day, its last day
//     stands in (31 August + 6 months = 28 or 29 February). This is article 202 of the Civil Code of the PRC: a period
//     counted in months ends on the corresponding day of its last month, or on the month's last day if there is none.
//     By article 201 the first day is not counted, so the corresponding day itself is the last day inside the period.
//     Nothing is moved off holidays.
//  2. Birthdays. A person is N years old from the start of the N-th birthday on. Someone born on 29 February has the
//     birthday on 1 March in a common year (the day after 28 February; nobody turns a year older a day early).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace precheck::calendar {

inline constexpr std::int32_t kMinYear = 1;
inline constexpr std::int32_t kMaxYear = 9999;

struct Date {
  std::int32_t year = 1970;
  std::uint8_t month = 1;  // 1 to 12
  std::uint8_t day = 1;    // 1 to 31

  friend constexpr auto operator<=>(const Date&, const Date&) = default;
};

struct YearMonth {
  std::int32_t year = 1970;
  std::uint8_t month = 1;  // 1 to 12

  friend constexpr auto operator<=>(const YearMonth&, const YearMonth&) = default;
};

bool is_leap(std::int32_t year);

// 28 to 31; 0 when `month` is not 1 to 12.
std::uint8_t days_in_month(std::int32_t year, std::int32_t month);

// A real day of the years 1 to 9999. The functions below expect valid dates and return valid dates.
bool valid(Date date);

// Days since 1970-01-01, negative before it. Both directions are also right for the years 0 and 10000, where a zone
// offset can lead from either end of the range; such dates are not valid().
std::int32_t days_from_civil(Date date);
Date civil_from_days(std::int32_t days);

// Exactly "YYYY-MM-DD"; a day that does not exist is rejected.
std::optional<Date> parse_date(std::string_view text);
// Exactly "YYYY-MM".
std::optional<YearMonth> parse_month(std::string_view text);
// "YYYY-MM-DD".
std::string format_date(Date date);

// Full years of age on `day`, by convention 2; nothing before birth.
std::optional<std::int32_t> age_on(Date birth, Date day);

// Nothing when the result leaves the years 1 to 9999.
std::optional<Date> add_days(Date date, std::int64_t days);
// By convention 1.
std::optional<Date> add_months(Date date, std::int64_t months);

// Whole months from `from` to `to`: for from <= to the largest n with add_months(from, n) <= to. The other way round
// it is the same count with a minus sign: months_between(a, b) == -months_between(b, a).
std::int32_t months_between(Date from, Date to);

Date start_of_month(Date date);
Date end_of_month(Date date);
// "YYYY-MM", the key by which days of one month are equal.
std::string month_key(Date date);

}  // namespace precheck::calendar
