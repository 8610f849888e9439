#include "schema/formats.h"

#include <cstddef>
#include <string>
#include <utility>

#include "catch.hpp"

using precheck::schema::conforms;
using precheck::schema::Format;
using precheck::schema::format_from_name;

namespace {

// The check character by the table of GB 11643's annex, independent of the way the library reckons.
std::string with_check_character(const std::string& seventeen) {
  const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < 17; ++i) sum += (seventeen[i] - '0') * weights[i];
  return seventeen + "10X98765432"[sum % 11];
}

}  // namespace

TEST_CASE("formats have the names that packs write", "[formats]") {
  CHECK(format_from_name("date") == Format::Date);
  CHECK(format_from_name("date-time") == Format::DateTime);
  CHECK(format_from_name("month") == Format::Month);
  CHECK(format_from_name("cn-resident-id") == Format::CnResidentId);
  CHECK(format_from_name("cn-area-code") == Format::CnAreaCode);
  CHECK_FALSE(format_from_name("email").has_value());
  CHECK_FALSE(format_from_name("Date").has_value());
  CHECK_FALSE(format_from_name("").has_value());
}

TEST_CASE("without a format any text conforms", "[formats]") {
  CHECK(conforms(Format::None, ""));
  CHECK(conforms(Format::None, "anything"));
}

TEST_CASE("dates, instants and months are those of the calendar", "[formats]") {
  CHECK(conforms(Format::Date, "2024-02-29"));
  CHECK_FALSE(conforms(Format::Date, "2023-02-29"));
  CHECK_FALSE(conforms(Format::Date, "2024-02-29T00:00:00Z"));
  CHECK(conforms(Format::DateTime, "2022-11-01T09:30:00+08:00"));
  CHECK_FALSE(conforms(Format::DateTime, "2022-11-01T09:30:00"));
  CHECK_FALSE(conforms(Format::DateTime, "2022-11-01"));
  CHECK(conforms(Format::Month, "2023-02"));
  CHECK_FALSE(conforms(Format::Month, "2023-13"));
}

TEST_CASE("a resident's identity number ends in its check character", "[formats]") {
  // The example of the standard's annex, and one whose check value is 10.
  CHECK(conforms(Format::CnResidentId, "11010519491231002X"));
  CHECK(conforms(Format::CnResidentId, "440524188001010014"));
  // Every other check character is wrong.
  for (const char check : std::string("0123456789")) {
    CHECK_FALSE(conforms(Format::CnResidentId, std::string("11010519491231002") + check));
  }
}

TEST_CASE("the check character is a capital X", "[formats]") {
  CHECK_FALSE(conforms(Format::CnResidentId, "11010519491231002x"));
}

TEST_CASE("the check character agrees with the standard's table", "[formats]") {
  for (int serial = 0; serial < 1000; ++serial) {
    std::string digits = std::to_string(serial);
    digits.insert(0, 3 - digits.size(), '0');
    const std::string id = with_check_character("44078320000229" + digits);
    CHECK(conforms(Format::CnResidentId, id));
  }
}

TEST_CASE("the check character finds any wrong digit and any two neighbours swapped", "[formats]") {
  const std::string id = with_check_character("44078319990101123");
  REQUIRE(conforms(Format::CnResidentId, id));
  for (std::size_t i = 0; i < 17; ++i) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string typo = id;
      typo[i] = digit;
      CHECK(conforms(Format::CnResidentId, typo) == (typo == id));
    }
    if (i < 16) {
      std::string swapped = id;
      std::swap(swapped[i], swapped[i + 1]);
      CHECK(conforms(Format::CnResidentId, swapped) == (swapped == id));
    }
  }
}

TEST_CASE("a resident's identity number has a date of birth that exists", "[formats]") {
  CHECK(conforms(Format::CnResidentId, with_check_character("44078320000229001")));
  CHECK_FALSE(conforms(Format::CnResidentId, with_check_character("44078320010229001")));
  CHECK_FALSE(conforms(Format::CnResidentId, with_check_character("44078320001301001")));
  CHECK_FALSE(conforms(Format::CnResidentId, with_check_character("44078300000101001")));
}

TEST_CASE("a resident's identity number begins with an area and has 18 characters", "[formats]") {
  CHECK_FALSE(conforms(Format::CnResidentId, with_check_character("04078320000229001")));
  CHECK_FALSE(conforms(Format::CnResidentId, ""));
  CHECK_FALSE(conforms(Format::CnResidentId, "110105491231002"));  // the former 15 digits
  CHECK_FALSE(conforms(Format::CnResidentId, "11010519491231002X "));
  CHECK_FALSE(conforms(Format::CnResidentId, "1101051949123100XX"));
}

TEST_CASE("an area code is six digits or a token of capitals", "[formats]") {
  for (const char* code : {"440783", "110000", "659001", "XPCC", "HK", "ABCDEFGH"}) {
    INFO(code);
    CHECK(conforms(Format::CnAreaCode, code));
  }
  for (const char* code :
       {"", "040783", "44078", "4407830", "44078X", "xpcc", "X", "ABCDEFGHI", "XPC1", " 440783", "-40783"}) {
    INFO(code);
    CHECK_FALSE(conforms(Format::CnAreaCode, code));
  }
}
