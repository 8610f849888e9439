#include "pack/image_numbers.h"

#include <cstring>

#include "base/text.h"

namespace precheck::pack {

namespace {

constexpr std::uint32_t kDigitBits = 15;
constexpr std::uint32_t kBase = 1u << kDigitBits;
constexpr std::uint32_t kMoreFollows = kBase;  // beside a digit that is not the last

constexpr std::uint32_t kFirst = '#';  // behind the control characters, the space, ! and the quote
constexpr std::uint32_t kBackslash = '\\';
constexpr std::uint32_t kSurrogates = 0xD800;
constexpr std::uint32_t kSurrogateCount = 0x800;

std::uint32_t code_point_of(std::uint32_t digit) {
  std::uint32_t out = digit + kFirst;
  if (out >= kBackslash) ++out;
  return out < kSurrogates ? out : out + kSurrogateCount;
}

std::uint32_t digit_of(std::uint32_t code_point) {
  std::uint32_t out = code_point;
  if (out >= kSurrogates + kSurrogateCount) out -= kSurrogateCount;
  if (out > kBackslash) --out;
  return out - kFirst;
}

}  // namespace

void append_number(std::string& out, std::uint64_t number) {
  while (number >= kBase) {
    append_utf8(out, code_point_of(static_cast<std::uint32_t>(number % kBase) + kMoreFollows));
    number /= kBase;
  }
  append_utf8(out, code_point_of(static_cast<std::uint32_t>(number)));
}

std::optional<std::uint64_t> next_number(std::string_view text, std::size_t& at) {
  std::uint64_t number = 0;
  for (std::uint32_t shift = 0; at < text.size() && shift < 64; shift += kDigitBits) {
    const std::uint32_t code_point = next_code_point(text, at);
    if (code_point < kFirst || code_point == kBackslash) return std::nullopt;
    const std::uint32_t digit = digit_of(code_point);
    if (digit >= 2 * kBase) return std::nullopt;
    number |= std::uint64_t{digit % kBase} << shift;
    if (digit < kMoreFollows) return number;
  }
  return std::nullopt;
}

namespace {

std::uint64_t reversed(std::uint64_t bits) {
  std::uint64_t out = 0;
  for (unsigned i = 0; i < 64; ++i) out |= (bits >> i & 1) << (63 - i);
  return out;
}

}  // namespace

std::uint64_t number_of(double value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof(bits));
  return reversed(bits);
}

double double_of(std::uint64_t number) {
  const std::uint64_t bits = reversed(number);
  double value = 0;
  std::memcpy(&value, &bits, sizeof(bits));
  return value;
}

std::uint32_t check_sum(std::string_view text) {
  std::uint32_t sum = 2166136261u;
  for (const char c : text) sum = (sum ^ static_cast<unsigned char>(c)) * 16777619u;
  return sum;
}

}  // namespace precheck::pack
