// Numbers as text: the forms of Go's strconv, which cel-go prints and reads.
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>

#include "catch.hpp"
#include "cel/number_text.h"

using namespace precheck::cel;

TEST_CASE("number text: the shortest decimal that reads back as the same double", "[cel][number]") {
  struct Row {
    double value;
    const char* text;
  };
  const double smallest = std::numeric_limits<double>::denorm_min();
  const double infinity = std::numeric_limits<double>::infinity();
  for (const Row& row :
       {Row{0.0, "0"}, Row{-0.0, "-0"}, Row{1.0, "1"}, Row{-1.5, "-1.5"}, Row{0.1, "0.1"},
        Row{0.1 + 0.2, "0.30000000000000004"}, Row{1.0 / 3.0, "0.3333333333333333"}, Row{100.0, "100"},
        Row{123.456, "123.456"}, Row{123456.789, "123456.789"},
        // An exponent from the seventh whole digit and the fifth decimal zero on.
        Row{999999.0, "999999"}, Row{1000000.0, "1e+06"}, Row{1234567.5, "1.2345675e+06"}, Row{0.0001, "0.0001"},
        Row{0.00012, "0.00012"}, Row{0.00001, "1e-05"}, Row{-0.000045, "-4.5e-05"}, Row{6.022e23, "6.022e+23"},
        Row{1e100, "1e+100"}, Row{9007199254740993.0, "9.007199254740992e+15"}, Row{5e-324, "5e-324"},
        Row{smallest, "5e-324"}, Row{std::numeric_limits<double>::max(), "1.7976931348623157e+308"},
        Row{std::numeric_limits<double>::min(), "2.2250738585072014e-308"}, Row{infinity, "+Inf"},
        Row{-infinity, "-Inf"}, Row{std::nan(""), "NaN"}}) {
    CHECK(double_text(row.value) == row.text);
  }
}

TEST_CASE("number text: what double_text writes, parse_double reads", "[cel][number]") {
  bool all = true;
  std::uint64_t bits = 0x9E3779B97F4A7C15u;
  for (int i = 0; i < 20000; ++i) {
    bits ^= bits << 13, bits ^= bits >> 7, bits ^= bits << 17;  // xorshift: any pattern of bits, the same in every run
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    if (!std::isfinite(value)) continue;
    const auto back = parse_double(double_text(value));
    all = all && back && *back == value;
  }
  CHECK(all);
}

TEST_CASE("number text: ints", "[cel][number]") {
  CHECK(parse_int("0") == 0);
  CHECK(parse_int("-0") == 0);
  CHECK(parse_int("+42") == 42);
  CHECK(parse_int("007") == 7);
  CHECK(parse_int("9223372036854775807") == INT64_MAX);
  CHECK(parse_int("-9223372036854775808") == INT64_MIN);
  for (const char* text : {"", "-", "+", "+-1", "-+1", "--1", "++1", " 1", "1 ", "1.0", "1e3", "0x10", "1u", "1_000",
                           "9223372036854775808", "-9223372036854775809", "\xEF\xBC\x91"}) {
    INFO(text);
    CHECK_FALSE(parse_int(text).has_value());
  }
}

TEST_CASE("number text: uints have no sign", "[cel][number]") {
  CHECK(parse_uint("0") == 0u);
  CHECK(parse_uint("18446744073709551615") == UINT64_MAX);
  for (const char* text : {"", "-0", "+1", "-1", "1u", " 1", "18446744073709551616", "1.0"}) {
    INFO(text);
    CHECK_FALSE(parse_uint(text).has_value());
  }
}

TEST_CASE("number text: doubles in decimal, and words for what is not a number", "[cel][number]") {
  CHECK(parse_double("1") == 1.0);
  CHECK(parse_double("-1.5e-3") == -0.0015);
  CHECK(parse_double("+.5") == 0.5);
  CHECK(parse_double("5.") == 5.0);
  CHECK(parse_double("1E5") == 1e5);
  CHECK(parse_double("1e-400") == 0.0);
  CHECK(parse_double("1.7976931348623157e308") == std::numeric_limits<double>::max());
  CHECK(parse_double("inf") == std::numeric_limits<double>::infinity());
  CHECK(parse_double("+Infinity") == std::numeric_limits<double>::infinity());
  CHECK(parse_double("-INF") == -std::numeric_limits<double>::infinity());
  CHECK(std::isnan(parse_double("nan").value_or(0)));
  CHECK(std::isnan(parse_double("NaN").value_or(0)));
  for (const char* text :
       {"",    ".",     "-",  "+",   "e5",  "1e",    "1e+",    "1e5.5", "1.2.3", "1 ",     " 1",
        "1,5", "0x1p3", "1f", "--1", "1-1", "1e400", "-1e400", "-nan",  "+nan",  "nan(1)", "infinit"}) {
    INFO(text);
    CHECK_FALSE(parse_double(text).has_value());
  }
  CHECK_FALSE(parse_double(std::string_view("1\0", 2)).has_value());
}
