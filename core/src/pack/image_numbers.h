// Whole numbers as characters: the digits of a number to the base 2^15, the lowest first, each a code point. UTF-8 then
// takes one byte for most numbers, and the whole is text. Code points that JSON escapes, and surrogates, are left out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace precheck::pack {

void append_number(std::string& out, std::uint64_t number);

// Moves `at` behind the number; nullopt where none stands there.
std::optional<std::uint64_t> next_number(std::string_view text, std::size_t& at);

// Small numbers of either sign as small numbers without one, and back.
constexpr std::uint64_t unsigned_of(std::int64_t number) {
  return (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
}
constexpr std::int64_t signed_of(std::uint64_t number) {
  return static_cast<std::int64_t>(number >> 1) ^ -static_cast<std::int64_t>(number & 1);
}

// A double's bits in the order in which those of simple numbers are zeros at the end of a number; and back.
std::uint64_t number_of(double value);
double double_of(std::uint64_t number);

// 32 bits that differ where two texts do, for damage by accident: FNV-1a.
std::uint32_t check_sum(std::string_view text);

}  // namespace precheck::pack
