#include <cstdint>
#include <optional>
#include <string>

#include "calendar/civil.h"
#include "catch.hpp"

using namespace precheck::calendar;

namespace {

// A date from its text; the tests below write days as the policy does.
Date day(const char* text) {
  const auto date = parse_date(text);
  REQUIRE(date.has_value());
  return *date;
}

std::string text_of(std::optional<Date> date) { return date ? format_date(*date) : "out of range"; }

// The next square of the wall calendar, by nothing but month lengths.
Date next_day(Date date) {
  if (date.day < days_in_month(date.year, date.month))
    return {date.year, date.month, static_cast<uint8_t>(date.day + 1)};
  if (date.month < 12) return {date.year, static_cast<uint8_t>(date.month + 1), 1};
  return {date.year + 1, 1, 1};
}

// One month at a time, then the nearest earlier day that exists.
Date naive_add_months(Date date, int months) {
  int year = date.year;
  int month = date.month;
  for (; months > 0; --months) {
    if (++month == 13) {
      month = 1;
      ++year;
    }
  }
  for (; months < 0; ++months) {
    if (--month == 0) {
      month = 12;
      --year;
    }
  }
  Date sum{year, static_cast<uint8_t>(month), date.day};
  while (!valid(sum)) --sum.day;
  return sum;
}

}  // namespace

TEST_CASE("dates are written YYYY-MM-DD and must exist", "[calendar]") {
  CHECK(parse_date("2022-10-01") == Date{2022, 10, 1});
  CHECK(parse_date("0001-01-01") == Date{1, 1, 1});
  CHECK(parse_date("9999-12-31") == Date{9999, 12, 31});
  CHECK(parse_date("2024-02-29").has_value());
  CHECK(parse_date("2000-02-29").has_value());

  for (const char* text : {"2023-02-29",
                           "1900-02-29",
                           "2022-02-30",
                           "2022-04-31",
                           "2022-13-01",
                           "2022-00-10",
                           "2022-01-00",
                           "2022-01-32",
                           "0000-01-01",
                           "2022-1-1",
                           "2022/10/01",
                           "20221001",
                           "22-10-01",
                           " 2022-10-01",
                           "2022-10-01 ",
                           "2022-10-01T00:00:00Z",
                           "-022-10-01",
                           "+022-10-01",
                           "2022-1o-01",
                           "2022-10-0\xEF\xBC\x91",
                           ""}) {
    INFO(text);
    CHECK_FALSE(parse_date(text).has_value());
  }
}

TEST_CASE("months are written YYYY-MM", "[calendar]") {
  CHECK(parse_month("2023-02") == YearMonth{2023, 2});
  CHECK(parse_month("9999-12") == YearMonth{9999, 12});
  for (const char* text : {"2023-00", "2023-13", "0000-01", "2023-2", "202302", "2023-02-01", "2023_02", ""}) {
    INFO(text);
    CHECK_FALSE(parse_month(text).has_value());
  }
}

TEST_CASE("leap years are every fourth, but of the centuries only every fourth", "[calendar]") {
  CHECK(is_leap(2024));
  CHECK_FALSE(is_leap(2023));
  CHECK_FALSE(is_leap(1900));
  CHECK(is_leap(2000));
  CHECK(days_in_month(2023, 2) == 28);
  CHECK(days_in_month(2024, 2) == 29);
  CHECK(days_in_month(2024, 13) == 0);
  CHECK(days_in_month(2024, 0) == 0);
}

TEST_CASE("every day from 1600 to 2400 has its number and comes back from it", "[calendar]") {
  CHECK(days_from_civil({1970, 1, 1}) == 0);
  CHECK(days_from_civil({1969, 12, 31}) == -1);
  CHECK(days_from_civil({2000, 3, 1}) == 11017);

  Date date{1600, 1, 1};
  std::int32_t number = days_from_civil(date);
  bool all = true;
  for (; date.year <= 2400; date = next_day(date), ++number) {
    const std::string text = format_date(date);
    all = all && valid(date) && days_from_civil(date) == number && civil_from_days(number) == date &&
          parse_date(text) == date && text.substr(0, 7) == month_key(date);
  }
  CHECK(all);
  CHECK(number - days_from_civil({1600, 1, 1}) == 2 * 146097 + 366);
}

TEST_CASE("the numbering holds to both ends of the range and one year beyond", "[calendar]") {
  Date date{0, 1, 1};
  std::int32_t number = days_from_civil(date);
  CHECK(number == -719528);
  bool all = true;
  for (; date.year <= 10000; date = next_day(date), ++number) {
    all = all && days_from_civil(date) == number && civil_from_days(number) == date &&
          valid(date) == (date.year >= 1 && date.year <= 9999);
  }
  CHECK(all);
}

TEST_CASE("the 16th birthday itself counts as 16", "[calendar][age]") {
  const Date birth = day("2007-05-20");
  CHECK(age_on(birth, day("2023-05-19")) == 15);
  CHECK(age_on(birth, day("2023-05-20")) == 16);
  CHECK(age_on(birth, day("2023-05-21")) == 16);
}

TEST_CASE("a newborn is 0 years old, and before birth there is no age", "[calendar][age]") {
  const Date birth = day("2022-11-01");
  CHECK(age_on(birth, birth) == 0);
  CHECK(age_on(birth, day("2023-10-31")) == 0);
  CHECK(age_on(birth, day("2023-11-01")) == 1);
  CHECK_FALSE(age_on(birth, day("2022-10-31")).has_value());
}

TEST_CASE("born on 29 February, the birthday of a common year is 1 March", "[calendar][age]") {
  const Date birth = day("2008-02-29");
  CHECK(age_on(birth, day("2023-02-28")) == 14);
  CHECK(age_on(birth, day("2023-03-01")) == 15);
  CHECK(age_on(birth, day("2024-02-28")) == 15);
  CHECK(age_on(birth, day("2024-02-29")) == 16);
  // 1900 was no leap year.
  CHECK(age_on(day("1896-02-29"), day("1900-02-28")) == 3);
  CHECK(age_on(day("1896-02-29"), day("1900-03-01")) == 4);
}

TEST_CASE("age grows by one on exactly one day of every year", "[calendar][age]") {
  bool all = true;
  for (Date birth{1996, 1, 1}; birth.year < 2000; birth = next_day(birth)) {
    int age = 0;
    for (Date now = birth; now.year < 2006; now = next_day(now)) {
      const bool leap_day_child = birth.month == 2 && birth.day == 29 && !is_leap(now.year);
      const Date birthday = leap_day_child ? Date{now.year, 3, 1} : Date{now.year, birth.month, birth.day};
      if (now == birthday && now != birth) ++age;
      all = all && age_on(birth, now) == age;
    }
  }
  CHECK(all);
}

TEST_CASE("half a year from 31 August ends with February", "[calendar][months]") {
  CHECK(text_of(add_months(day("2022-08-31"), 6)) == "2023-02-28");
  CHECK(text_of(add_months(day("2023-08-31"), 6)) == "2024-02-29");
  CHECK(text_of(add_months(day("2022-08-15"), 6)) == "2023-02-15");
}

TEST_CASE("adding months keeps the day of the month, or takes the month's last", "[calendar][months]") {
  CHECK(text_of(add_months(day("2023-01-31"), 1)) == "2023-02-28");
  CHECK(text_of(add_months(day("2024-01-31"), 1)) == "2024-02-29");
  CHECK(text_of(add_months(day("2023-03-31"), 1)) == "2023-04-30");
  CHECK(text_of(add_months(day("2023-02-28"), 1)) == "2023-03-28");  // not the end of March
  CHECK(text_of(add_months(day("2023-11-30"), 3)) == "2024-02-29");
  CHECK(text_of(add_months(day("2024-02-29"), 12)) == "2025-02-28");
  CHECK(text_of(add_months(day("2023-03-31"), -1)) == "2023-02-28");
  CHECK(text_of(add_months(day("2023-01-15"), -1)) == "2022-12-15");
  CHECK(text_of(add_months(day("2023-05-20"), 0)) == "2023-05-20");
}

TEST_CASE("adding months agrees with counting them one by one", "[calendar][months]") {
  bool all = true;
  for (Date date{2019, 1, 1}; date.year <= 2024; date = next_day(date)) {
    for (int months = -60; months <= 60; ++months) {
      all = all && add_months(date, months) == naive_add_months(date, months);
    }
  }
  CHECK(all);
}

TEST_CASE("sums outside the years 1 to 9999 do not exist", "[calendar]") {
  CHECK(text_of(add_days(day("9999-12-31"), 1)) == "out of range");
  CHECK(text_of(add_days(day("0001-01-01"), -1)) == "out of range");
  CHECK(text_of(add_days(day("0001-01-01"), 3652058)) == "9999-12-31");
  CHECK(text_of(add_days(day("2022-01-01"), INT64_MAX)) == "out of range");
  CHECK(text_of(add_days(day("2022-01-01"), INT64_MIN)) == "out of range");
  CHECK(text_of(add_months(day("9999-12-01"), 1)) == "out of range");
  CHECK(text_of(add_months(day("0001-01-31"), -1)) == "out of range");
  CHECK(text_of(add_months(day("0001-01-31"), 9999 * 12 - 1)) == "9999-12-31");
  CHECK(text_of(add_months(day("2022-01-01"), INT64_MAX)) == "out of range");
  CHECK(text_of(add_months(day("2022-01-01"), INT64_MIN)) == "out of range");
}

TEST_CASE("the next day is plain calendar arithmetic, also at the end of a month and a year", "[calendar]") {
  CHECK(text_of(add_days(day("2022-12-31"), 1)) == "2023-01-01");
  CHECK(text_of(add_days(day("2024-02-28"), 1)) == "2024-02-29");
  CHECK(text_of(add_days(day("2023-03-01"), -1)) == "2023-02-28");
}

TEST_CASE("months between two days are whole months", "[calendar][months]") {
  CHECK(months_between(day("2022-05-20"), day("2022-11-19")) == 5);
  CHECK(months_between(day("2022-05-20"), day("2022-11-20")) == 6);
  CHECK(months_between(day("2022-05-20"), day("2022-05-20")) == 0);
  CHECK(months_between(day("2022-05-20"), day("2022-05-21")) == 0);
  // The last day of a shorter month completes the month.
  CHECK(months_between(day("2022-08-31"), day("2023-02-27")) == 5);
  CHECK(months_between(day("2022-08-31"), day("2023-02-28")) == 6);
  // Backwards: the same count with a minus sign.
  CHECK(months_between(day("2022-11-20"), day("2022-05-20")) == -6);
  CHECK(months_between(day("2022-11-19"), day("2022-05-20")) == -5);
}

TEST_CASE("months between is the largest count that add_months does not carry past the later day",
          "[calendar][months]") {
  bool all = true;
  for (Date from{2019, 1, 1}; from.year <= 2020; from = next_day(from)) {
    for (Date to = from; to.year <= 2023; to = next_day(to)) {
      const int months = months_between(from, to);
      all = all && add_months(from, months) <= to && add_months(from, months + 1) > to &&
            months_between(to, from) == -months;
    }
  }
  CHECK(all);
}

TEST_CASE("a month has a first day, a last day and a key", "[calendar]") {
  CHECK(text_of(start_of_month(day("2024-02-15"))) == "2024-02-01");
  CHECK(text_of(end_of_month(day("2024-02-15"))) == "2024-02-29");
  CHECK(text_of(end_of_month(day("2023-02-15"))) == "2023-02-28");
  CHECK(text_of(end_of_month(day("2022-12-01"))) == "2022-12-31");
  CHECK(month_key(day("2023-02-15")) == "2023-02");
  CHECK(month_key(day("0001-01-01")) == "0001-01");
  // The month before January is December of the year before.
  CHECK(month_key(*add_months(start_of_month(day("2023-01-15")), -1)) == "2022-12");
}
