#include "base/decimal.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>

#include "base/text.h"

namespace precheck {

namespace {

constexpr int kFractionBits = 52;
constexpr std::uint64_t kHiddenBit = std::uint64_t{1} << kFractionBits;
constexpr int kLeastExponent = -1022;
constexpr int kMostExponent = 1023;

// 0.d1d2d3… times ten to the power of `point`, as decimal digits that are multiplied and divided by powers of two: no
// fast way, but a short one, and exact. The midpoint between two doubles has 768 digits at most; where digits beyond
// the last kept one are not zero, `more` says so, which is all that rounding asks for.
class LongDecimal {
 public:
  LongDecimal() = default;
  LongDecimal(std::uint64_t whole, int power_of_two) {
    std::size_t size = 0;
    for (std::uint64_t rest = whole; rest != 0; rest /= 10) ++size;
    for (std::size_t i = size; i > 0; whole /= 10) digits_[--i] = static_cast<std::uint8_t>(whole % 10);
    count_ = size;
    point_ = static_cast<int>(size);
    trim();
    scale(power_of_two);
  }

  int point() const { return point_; }
  std::size_t count() const { return count_; }
  unsigned digit(std::size_t i) const { return i < count_ ? digits_[i] : 0; }

  void append(unsigned digit) {
    if (count_ < kMost) {
      digits_[count_++] = static_cast<std::uint8_t>(digit);
    } else {
      more_ = more_ || digit != 0;
    }
  }
  void set_point(int point) { point_ = point; }

  void trim() {
    while (count_ > 0 && digits_[count_ - 1] == 0) --count_;
  }

  void scale(int power_of_two) {
    for (; power_of_two > 0; power_of_two -= std::min(power_of_two, kStep)) multiply(std::min(power_of_two, kStep));
    for (; power_of_two < 0; power_of_two += std::min(-power_of_two, kStep)) divide(std::min(-power_of_two, kStep));
  }

  // Whether cutting after `size` digits asks for one more in the last: from half on, at exactly half if it is odd.
  bool rounds_up(std::size_t size) const {
    if (digit(size) != 5) return digit(size) > 5;
    if (count_ > size + 1 || more_) return true;
    return size > 0 && digit(size - 1) % 2 != 0;
  }

  // What stands before the point. Precondition: it fits.
  std::uint64_t rounded() const {
    std::uint64_t out = 0;
    for (int i = 0; i < point_; ++i) out = out * 10 + digit(static_cast<std::size_t>(i));
    return point_ >= 0 && rounds_up(static_cast<std::size_t>(point_)) ? out + 1 : out;
  }

 private:
  // Ten times two to this power fits into 64 bits.
  static constexpr int kStep = 60;
  static constexpr std::size_t kMost = 800;

  void multiply(int bits) {
    std::uint64_t carry = 0;
    for (std::size_t i = count_; i > 0; --i) {
      carry += std::uint64_t{digits_[i - 1]} << bits;
      digits_[i - 1] = static_cast<std::uint8_t>(carry % 10);
      carry /= 10;
    }
    std::size_t size = 0;
    for (std::uint64_t rest = carry; rest != 0; rest /= 10) ++size;
    const std::size_t kept = std::min(count_, kMost - size);
    for (std::size_t i = kept; i < count_; ++i) more_ = more_ || digits_[i] != 0;
    std::memmove(digits_.data() + size, digits_.data(), kept);
    for (std::size_t i = size; i > 0; carry /= 10) digits_[--i] = static_cast<std::uint8_t>(carry % 10);
    count_ = kept + size;
    point_ += static_cast<int>(size);
    trim();
  }

  void divide(int bits) {
    const std::uint64_t mask = (std::uint64_t{1} << bits) - 1;
    const std::size_t size = count_;
    std::uint64_t rest = 0;
    count_ = 0;
    for (std::size_t i = 0; i < size || rest != 0; ++i) {
      rest = rest * 10 + (i < size ? digits_[i] : 0);
      const auto quotient = static_cast<unsigned>(rest >> bits);
      rest &= mask;
      if (count_ == 0 && quotient == 0) {
        --point_;
      } else if (count_ < kMost) {
        digits_[count_++] = static_cast<std::uint8_t>(quotient);  // not beyond the digit that is read
      } else {
        more_ = more_ || quotient != 0 || rest != 0;
        if (i >= size) break;
      }
    }
    trim();
  }

  std::array<std::uint8_t, kMost> digits_;
  std::size_t count_ = 0;
  int point_ = 0;
  bool more_ = false;
};

// -1, 0 or 1: how a few digits compare with a number.
int compare(std::string_view digits, int point, const LongDecimal& with) {
  if (point != with.point()) return point < with.point() ? -1 : 1;
  for (std::size_t i = 0; i < std::max(digits.size(), with.count()); ++i) {
    const unsigned digit = i < digits.size() ? static_cast<unsigned>(digits[i] - '0') : 0;
    if (digit != with.digit(i)) return digit < with.digit(i) ? -1 : 1;
  }
  return 0;
}

double assemble(bool negative, int exponent, std::uint64_t fraction) {
  const std::uint64_t pattern =
      (std::uint64_t{negative} << 63) | (static_cast<std::uint64_t>(exponent) << kFractionBits) | fraction;
  double out = 0;
  std::memcpy(&out, &pattern, sizeof out);
  return out;
}

double nearest(bool negative, LongDecimal value) {
  const double zero = negative ? -0.0 : 0.0;
  const double infinity = negative ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
  constexpr int kMostPoint = std::numeric_limits<double>::max_exponent10 + 1;
  constexpr int kLeastPoint = -323;  // half of the smallest, 2.47e-324, is 0.247e-323
  if (value.count() == 0 || value.point() < kLeastPoint) return zero;
  if (value.point() > kMostPoint) return infinity;
  // Into [1, 10) by powers of two, three for a power of ten, and then into [1, 2).
  int exponent = 0;
  const auto scale = [&](int bits) {
    value.scale(bits);
    exponent -= bits;
  };
  while (value.point() > 1) scale(-3 * (value.point() - 1));
  while (value.point() < 1) scale(value.point() < 0 ? -3 * value.point() : 1);
  while (value.digit(0) >= 2) scale(-1);
  if (exponent < kLeastExponent) scale(exponent - kLeastExponent);
  value.scale(kFractionBits);
  std::uint64_t bits = value.rounded();
  if (bits == 2 * kHiddenBit) {
    bits = kHiddenBit;
    ++exponent;
  }
  if (exponent > kMostExponent) return infinity;
  if (bits < kHiddenBit) return assemble(negative, 0, bits);
  return assemble(negative, exponent + kMostExponent, bits - kHiddenBit);
}

}  // namespace

double decimal_to_double(std::string_view text) {
  std::size_t at = 0;
  const bool negative = text[0] == '-';
  if (text[0] == '-' || text[0] == '+') ++at;
  LongDecimal value;
  // Of the point: the digits before it, less the zeros that begin the number.
  std::int64_t point = 0;
  bool fraction = false;
  for (; at < text.size() && (text[at] | 0x20) != 'e'; ++at) {
    if (text[at] == '.') {
      fraction = true;
      continue;
    }
    const auto digit = static_cast<unsigned>(text[at] - '0');
    if (value.count() != 0 || digit != 0) {
      value.append(digit);
      if (!fraction) ++point;
    } else if (fraction) {
      --point;
    }
  }
  value.trim();
  if (at < text.size()) {
    ++at;
    const bool less = text[at] == '-';
    if (less || text[at] == '+') ++at;
    constexpr std::int64_t kPlenty = std::int64_t{1} << 40;  // more than a text has digits
    std::int64_t exponent = 0;
    for (; at < text.size(); ++at) exponent = std::min(exponent * 10 + (text[at] - '0'), kPlenty);
    point += less ? -exponent : exponent;
  }
  constexpr std::int64_t kFar = 10'000;  // beyond every double
  value.set_point(static_cast<int>(std::clamp(point, -kFar, kFar)));
  return nearest(negative, value);
}

ShortDecimal shortest_decimal(double value) {
  std::uint64_t pattern = 0;
  std::memcpy(&pattern, &value, sizeof pattern);
  std::uint64_t bits = pattern & (kHiddenBit - 1);
  int exponent = static_cast<int>(pattern >> kFractionBits & 0x7FF);
  if (exponent == 0) {
    exponent = 1;
  } else {
    bits |= kHiddenBit;
  }
  // Half-way to the neighbours; the one below a power of two is half as far.
  const bool near = bits == kHiddenBit && exponent > 1;
  exponent -= kMostExponent + kFractionBits;
  const LongDecimal exact(bits, exponent);
  const LongDecimal above(2 * bits + 1, exponent - 1);
  const LongDecimal below(near ? 4 * bits - 1 : 2 * bits - 1, near ? exponent - 2 : exponent - 1);
  // What lies exactly half-way is read as the even one.
  const int inside = bits % 2 == 0 ? 0 : 1;
  ShortDecimal out;
  for (out.count = 1; out.count <= ShortDecimal::kMostDigits; ++out.count) {
    out.exponent = exact.point();
    for (std::size_t i = 0; i < out.count; ++i) out.digits[i] = static_cast<char>('0' + exact.digit(i));
    if (exact.rounds_up(out.count)) {
      std::size_t i = out.count;
      while (i > 0 && out.digits[i - 1] == '9') out.digits[--i] = '0';
      if (i > 0) {
        ++out.digits[i - 1];
      } else {
        out.digits[0] = '1';
        ++out.exponent;
      }
    }
    if (compare(out.text(), out.exponent, below) >= inside && compare(out.text(), out.exponent, above) <= -inside)
      break;
  }
  return out;
}

void append_decimal(std::string& out, double value, int most_whole) {
  if (std::signbit(value)) out += '-';
  if (value == 0) {
    out += '0';
    return;
  }
  const ShortDecimal decimal = shortest_decimal(value);
  const std::string_view digits = decimal.text();
  constexpr int kMostZeros = 3;
  const int whole = decimal.exponent;
  if (whole > 0 && whole <= most_whole) {
    const auto point = static_cast<std::size_t>(whole);
    out += digits.substr(0, point);
    if (digits.size() < point) out.append(point - digits.size(), '0');
    if (digits.size() > point) (out += '.') += digits.substr(point);
  } else if (whole <= 0 && whole >= -kMostZeros) {
    out += "0.";
    out.append(static_cast<std::size_t>(-whole), '0');
    out += digits;
  } else {
    out += digits[0];
    if (digits.size() > 1) (out += '.') += digits.substr(1);
    const int exponent = whole - 1;
    out += exponent < 0 ? "e-" : "e+";
    if (std::abs(exponent) < 10) out += '0';
    append_whole(out, static_cast<std::uint64_t>(std::abs(exponent)));
  }
}

}  // namespace precheck
