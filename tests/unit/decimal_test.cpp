// Doubles as decimals and back, against the C library's strtod, which rounds exactly.
#include "base/decimal.h"

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "catch.hpp"

namespace {

using precheck::decimal_to_double;

bool same_bits(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }

bool agrees(const std::string& text) { return same_bits(decimal_to_double(text), std::strtod(text.c_str(), nullptr)); }

// xorshift: any pattern of bits, the same in every run.
class Random {
 public:
  std::uint64_t next() {
    bits_ ^= bits_ << 13, bits_ ^= bits_ >> 7, bits_ ^= bits_ << 17;
    return bits_;
  }
  double finite() {
    for (;;) {
      const std::uint64_t pattern = next();
      double value = 0;
      std::memcpy(&value, &pattern, sizeof value);
      if (std::isfinite(value) && value != 0) return value;
    }
  }

 private:
  std::uint64_t bits_ = 0x9E3779B97F4A7C15u;
};

}  // namespace

TEST_CASE("decimal: the nearest double, at the edges", "[decimal]") {
  for (const std::string text : {"0",
                                 "-0",
                                 "0.000",
                                 "0e5",
                                 "1",
                                 "+1",
                                 "-1",
                                 ".5",
                                 "5.",
                                 "0.1",
                                 "1e23",
                                 "8.5",
                                 "9007199254740993",
                                 "9007199254740992.5",
                                 "9007199254740993.00000000000000000000000001",
                                 "1.7976931348623157e308",
                                 "1.7976931348623158e308",
                                 "1.7976931348623159e308",
                                 "179769313486231580793e289",
                                 "1e308",
                                 "1e309",
                                 "-1e309",
                                 "1e99999999999999999999",
                                 "1e-99999999999999999999",
                                 "2.2250738585072014e-308",
                                 "2.2250738585072011e-308",
                                 "2.225073858507201136057e-308",
                                 "4.9e-324",
                                 "5e-324",
                                 "2.4703282292062327e-324",
                                 "2.4703282292062328e-324",
                                 "2.47e-324",
                                 "3e-324",
                                 "1e-324",
                                 "6.9e-18",
                                 "123456789012345678901234567890",
                                 "0.000000000000000000000000000000000001e36"}) {
    INFO(text);
    CHECK(agrees(text));
  }
  CHECK(agrees("1" + std::string(1000, '0') + "e-1000"));
  CHECK(agrees("0." + std::string(1000, '0') + "1e1001"));
  // Half-way to the next, and a digit far behind that decides.
  const std::string half = "4503599627370496.5";
  CHECK(agrees(half));
  CHECK(agrees(half + std::string(900, '0')));
  CHECK(agrees(half + std::string(900, '0') + "1"));
  CHECK(agrees("4503599627370497.5"));
}

TEST_CASE("decimal: the longest midpoint, to its last digit", "[decimal]") {
  // Half of the smallest double and one and a half of it: 751 digits and more, all of which count.
  for (const double below : {0.0, 5e-324, 2.2250738585072009e-308}) {
    char text[1200];
    // An odd multiple of half the smallest double, printed exactly with the help of long double where it has the range.
    const long double middle =
        (static_cast<long double>(below) + static_cast<long double>(std::nextafter(below, 1.0))) / 2;
    std::snprintf(text, sizeof text, "%.1100Lf", middle);
    const std::string exact = text;
    CHECK(agrees(exact));
    CHECK(agrees(exact + "1"));
    // The last digit that is not zero, one less.
    std::string less = exact;
    const std::size_t last = less.find_last_not_of('0');
    --less[last];
    CHECK(agrees(less));
  }
}

TEST_CASE("decimal: random texts are read as the C library reads them", "[decimal]") {
  Random random;
  std::string wrong;
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    const auto digits = 1 + random.next() % (i % 50 == 0 ? 800 : 25);
    for (std::uint64_t d = 0; d < digits; ++d) text += static_cast<char>('0' + random.next() % 10);
    if (random.next() % 2 == 0) text.insert(random.next() % text.size(), ".");
    text += "e" + std::to_string(static_cast<int>(random.next() % 700) - 360);
    if (!agrees(text)) wrong = text;
  }
  CHECK(wrong.empty());
}

TEST_CASE("decimal: the fewest digits that read back, and the nearest of those", "[decimal]") {
  Random random;
  std::string wrong;
  for (int i = 0; i < 20000; ++i) {
    double value = std::fabs(random.finite());
    if (i % 4 == 0) value = static_cast<double>(random.next() >> 30) / 4096.0;
    if (i % 4 == 1) value = std::ldexp(1.0, static_cast<int>(random.next() % 2098) - 1074);
    if (value == 0) continue;
    // What the C library prints with growing precision until it reads back.
    char text[40];
    int precision = 0;
    for (; precision <= 16; ++precision) {
      std::snprintf(text, sizeof text, "%.*e", precision, value);
      if (std::strtod(text, nullptr) == value) break;
    }
    const auto shortest = precheck::shortest_decimal(value);
    const std::string digits(shortest.text());
    std::string expected(1, text[0]);
    if (precision > 0) expected.append(text + 2, static_cast<std::size_t>(precision));
    const int exponent = std::atoi(std::strchr(text, 'e') + 1) + 1;
    if (digits != expected || shortest.exponent != exponent) wrong = digits + " for " + text;
  }
  CHECK(wrong == "");
}
