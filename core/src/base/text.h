// UTF-8 and positions in text.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace precheck {

// 1-based; columns count code points, as editors show them. A CR LF pair is one line end.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};
LineColumn line_column(std::string_view text, std::size_t byte_offset);

// Reads one code point at `at` and moves `at` behind it. Gives kInvalidCodePoint, and moves one byte, where the bytes
// are not well-formed UTF-8 (overlong forms, surrogates and values over U+10FFFF included: RFC 3629).
inline constexpr std::uint32_t kInvalidCodePoint = 0xFFFFFFFFu;
std::uint32_t next_code_point(std::string_view text, std::size_t& at);

bool valid_utf8(std::string_view text);
// Precondition for a meaningful answer: valid UTF-8.
std::size_t count_code_points(std::string_view text);
void append_utf8(std::string& out, std::uint32_t code_point);

// RFC 6901: ~ and / in a name become ~0 and ~1.
std::string pointer_token(std::string_view name);
// The parts in one text. Out of line: a chain of + is large, and messages and pointers are many.
std::string cat(std::initializer_list<std::string_view> parts);

}  // namespace precheck
