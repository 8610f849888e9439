// UTF-8 and positions in text.
#pragma once

#include <cstddef>
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

// Whole numbers in decimal digits. Not std::to_string(): it brings an instance for each type, and tables.
void append_whole(std::string& out, std::uint64_t number);
std::string int_text(std::int64_t number);
std::string uint_text(std::uint64_t number);

// A part of a text under way: characters, or a number for its digits. A string goes by its address: to find out where
// it keeps its characters takes more code than the call that it is handed over to.
class Piece {
 public:
  Piece(std::string_view text) : at_(text.data()), size_(text.size()) {}  // NOLINT(google-explicit-constructor)
  Piece(const char* text) : Piece(std::string_view(text)) {}              // NOLINT(google-explicit-constructor)
  Piece(const std::string& text) : at_(&text), size_(kString) {}          // NOLINT(google-explicit-constructor)
  Piece(std::size_t number) : at_(as_address(number)), size_(kNumber) {}  // NOLINT(google-explicit-constructor)

  void append_to(std::string& out) const;
  // Precondition: it is not a number.
  [[nodiscard]] std::string_view text() const;

 private:
  // A union would not be handed over in registers.
  static const void* as_address(std::size_t number) {
    return reinterpret_cast<const void*>(number);  // NOLINT(performance-no-int-to-ptr): it is not followed
  }

  static constexpr std::size_t kString = SIZE_MAX;
  static constexpr std::size_t kNumber = SIZE_MAX - 1;

  const void* at_;    // of a character, or of a string
  std::size_t size_;  // of the characters, or one of the above
};

// RFC 6901: ~ and / in a name become ~0 and ~1.
std::string pointer_token(Piece name);
// The parts in one text. Out of line: a chain of + is large, and messages and pointers are many.
std::string cat(std::initializer_list<Piece> parts);

}  // namespace precheck
