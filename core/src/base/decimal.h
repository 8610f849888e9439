// Doubles as decimals and back, exactly rounded, without locale: what JSON and CEL read and write.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace precheck {

// Precondition: digits with at most one point among them, a sign before and an exponent (e, E) behind if wished.
// The nearest double, of two as near the even one; infinity beyond the largest, zero below the smallest.
double decimal_to_double(std::string_view text);

// 0.d1d2d3… times ten to the power of `exponent`: the fewest digits that read back as the same double, and of those
// the nearest to it. Precondition: finite and not zero; the sign is left out.
struct ShortDecimal {
  static constexpr std::size_t kMostDigits = 17;
  std::array<char, kMostDigits> digits;
  std::size_t count;
  int exponent;

  std::string_view text() const { return {digits.data(), count}; }
};
ShortDecimal shortest_decimal(double value);

// The same as text: 0.00012, 120, -0, and with an exponent of two digits at least (1.2e-05, 1.2e+20) from the fifth
// zero behind the point on and beyond `most_whole` digits before it. Precondition: finite.
void append_decimal(std::string& out, double value, int most_whole);

}  // namespace precheck
