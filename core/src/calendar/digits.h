// Decimal digits of fixed width, the stuff of ISO 8601 dates. ASCII only, no locale.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace precheck::calendar {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The number written by `count` digits at `at`; nothing when the text is too short or has anything else there.
// `count` is at most 9, so the value fits.
constexpr std::optional<std::int32_t> read_digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at > text.size() || text.size() - at < count) return std::nullopt;
  std::int32_t value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (!is_digit(text[i])) return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

// Appends a non-negative `value` with leading zeros to at least `width` digits.
inline void append_digits(std::string& out, std::int64_t value, std::size_t width) {
  char reversed[20];
  std::size_t count = 0;
  do {
    reversed[count++] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  for (std::size_t i = count; i < width; ++i) out.push_back('0');
  while (count > 0) out.push_back(reversed[--count]);
}

}  // namespace precheck::calendar
