#include "calendar/civil.h"

#include <algorithm>

#include "calendar/digits.h"

namespace precheck::calendar {
namespace {

// Years are counted from 1 March, so that the leap day is the last of its year, and from 400 years before the year 0,
// so that every count below is positive.
constexpr std::int32_t kYearShift = 400;
// Unsigned and of 32 bits: divisions by such become multiplications in wasm as well.
constexpr std::uint32_t kDaysPer400Years = 146097;
constexpr std::uint32_t kDaysPer4Years = 1461;
constexpr std::uint32_t kDaysPerYear = 365;
// Day number of 1970-01-01 when 1 March of the year -400 is 0.
constexpr std::int32_t kEpoch = 719468 + 146097;

// Days before the month-th month after March: lengths 31, 30, 31, 30, 31 repeat every five months (153 days).
constexpr std::uint32_t days_before_month(std::uint32_t months_after_march) {
  return (153 * months_after_march + 2) / 5;
}

std::int64_t month_index(Date date) { return std::int64_t{date.year} * 12 + date.month - 1; }

}  // namespace

bool is_leap(std::int32_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

std::uint8_t days_in_month(std::int32_t year, std::int32_t month) {
  if (month < 1 || month > 12) return 0;
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

bool valid(Date date) {
  return date.year >= kMinYear && date.year <= kMaxYear && date.day >= 1 &&
         date.day <= days_in_month(date.year, date.month);
}

std::int32_t days_from_civil(Date date) {
  const bool before_march = date.month < 3;
  const auto year = static_cast<std::uint32_t>(date.year + kYearShift - (before_march ? 1 : 0));
  const std::uint32_t months = before_march ? date.month + 9u : date.month - 3u;
  const std::uint32_t days =
      year * kDaysPerYear + year / 4 - year / 100 + year / 400 + days_before_month(months) + date.day - 1;
  return static_cast<std::int32_t>(days) - kEpoch;
}

Date civil_from_days(std::int32_t days) {
  // In quarters of days a century is as long as 400 years in days, and a year as four in days. The last quarter of a
  // day stands for it, so that a leap day, with which a longer period ends, is still inside.
  const std::uint32_t quarters = 4 * static_cast<std::uint32_t>(days + kEpoch) + 3;
  const std::uint32_t centuries = quarters / kDaysPer400Years;
  const std::uint32_t of_century = quarters % kDaysPer400Years | 3;
  const std::uint32_t years = of_century / kDaysPer4Years;
  const std::uint32_t rest = of_century % kDaysPer4Years / 4;

  const std::uint32_t months = (5 * rest + 2) / 153;  // after March
  const bool after_december = months >= 10;
  const std::uint32_t year = centuries * 100 + years + (after_december ? 1 : 0);
  return Date{static_cast<std::int32_t>(year) - kYearShift,
              static_cast<std::uint8_t>(after_december ? months - 9 : months + 3),
              static_cast<std::uint8_t>(rest - days_before_month(months) + 1)};
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = read_digits(text, 0, 4);
  const auto month = read_digits(text, 5, 2);
  const auto day = read_digits(text, 8, 2);
  if (!year || !month || !day) return std::nullopt;
  const Date date{*year, static_cast<std::uint8_t>(*month), static_cast<std::uint8_t>(*day)};
  return valid(date) ? std::optional(date) : std::nullopt;
}

std::optional<YearMonth> parse_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  const auto year = read_digits(text, 0, 4);
  const auto month = read_digits(text, 5, 2);
  if (!year || !month || *year < kMinYear || *month < 1 || *month > 12) return std::nullopt;
  return YearMonth{*year, static_cast<std::uint8_t>(*month)};
}

std::string format_date(Date date) {
  std::string text = month_key(date);
  text.push_back('-');
  append_digits(text, date.day, 2);
  return text;
}

std::optional<std::int32_t> age_on(Date birth, Date day) {
  if (day < birth) return std::nullopt;
  // 29 February compares after every day of a common year's February and before 1 March: convention 2 as it stands.
  const bool birthday_to_come = day.month < birth.month || (day.month == birth.month && day.day < birth.day);
  return day.year - birth.year - (birthday_to_come ? 1 : 0);
}

std::optional<Date> add_days(Date date, std::int64_t days) {
  constexpr std::int64_t kLongest = 10000 * 366;  // beyond it no sum can be in range, and none can overflow
  if (days < -kLongest || days > kLongest) return std::nullopt;
  const Date sum = civil_from_days(static_cast<std::int32_t>(days_from_civil(date) + days));
  return valid(sum) ? std::optional(sum) : std::nullopt;
}

std::optional<Date> add_months(Date date, std::int64_t months) {
  constexpr std::int64_t kLongest = 10000 * 12;
  if (months < -kLongest || months > kLongest) return std::nullopt;
  const auto index = static_cast<std::int32_t>(month_index(date) + months);
  if (index < kMinYear * 12 || index >= (kMaxYear + 1) * 12) return std::nullopt;
  const auto year = static_cast<std::int32_t>(index / 12);
  const auto month = static_cast<std::uint8_t>(index % 12 + 1);
  return Date{year, month, std::min(date.day, days_in_month(year, month))};
}

std::int32_t months_between(Date from, Date to) {
  if (to < from) return -months_between(to, from);
  const std::int64_t months = month_index(to) - month_index(from);
  // The corresponding day in the month of `to`, as add_months would find it.
  const bool reached = to.day >= std::min(from.day, days_in_month(to.year, to.month));
  return static_cast<std::int32_t>(reached ? months : months - 1);
}

Date start_of_month(Date date) { return Date{date.year, date.month, 1}; }

Date end_of_month(Date date) { return Date{date.year, date.month, days_in_month(date.year, date.month)}; }

std::string month_key(Date date) {
  std::string text;
  append_digits(text, date.year, 4);
  text.push_back('-');
  append_digits(text, date.month, 2);
  return text;
}

}  // namespace precheck::calendar
