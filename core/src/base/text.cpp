#include "base/text.h"

#include <array>

namespace precheck {

LineColumn line_column(std::string_view text, std::size_t byte_offset) {
  LineColumn at;
  if (byte_offset > text.size()) byte_offset = text.size();
  for (std::size_t i = 0; i < byte_offset;) {
    const bool line_end = text[i] == '\n' || (text[i] == '\r' && (i + 1 >= text.size() || text[i + 1] != '\n'));
    next_code_point(text, i);
    if (line_end) {
      ++at.line;
      at.column = 1;
    } else {
      ++at.column;
    }
  }
  return at;
}

std::uint32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  const std::uint32_t first = byte(at);
  if (first < 0x80) {
    ++at;
    return first;
  }
  std::size_t length = 0;
  std::uint32_t point = 0;
  std::uint32_t least = 0;
  if (first >= 0xC2 && first <= 0xDF) {
    length = 2, point = first & 0x1Fu, least = 0x80;
  } else if (first >= 0xE0 && first <= 0xEF) {
    length = 3, point = first & 0x0Fu, least = 0x800;
  } else if (first >= 0xF0 && first <= 0xF4) {
    length = 4, point = first & 0x07u, least = 0x10000;
  }
  if (length == 0 || at + length > text.size()) {
    ++at;
    return kInvalidCodePoint;
  }
  for (std::size_t i = 1; i < length; ++i) {
    const std::uint32_t next = byte(at + i);
    if ((next & 0xC0u) != 0x80u) {
      ++at;
      return kInvalidCodePoint;
    }
    point = (point << 6) | (next & 0x3Fu);
  }
  if (point < least || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) {
    ++at;
    return kInvalidCodePoint;
  }
  at += length;
  return point;
}

bool valid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (next_code_point(text, i) == kInvalidCodePoint) return false;
  }
  return true;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
  return count;
}

void append_utf8(std::string& out, std::uint32_t code_point) {
  const auto put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0u | (code_point >> 6)), put(0x80u | (code_point & 0x3Fu));
  } else if (code_point < 0x10000) {
    put(0xE0u | (code_point >> 12)), put(0x80u | ((code_point >> 6) & 0x3Fu)), put(0x80u | (code_point & 0x3Fu));
  } else {
    put(0xF0u | (code_point >> 18)), put(0x80u | ((code_point >> 12) & 0x3Fu)),
        put(0x80u | ((code_point >> 6) & 0x3Fu)), put(0x80u | (code_point & 0x3Fu));
  }
}

void append_whole(std::string& out, std::uint64_t number) {
  constexpr std::size_t kMost = 20;
  std::array<char, kMost> text;
  std::size_t first = kMost;
  do {
    text[--first] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number != 0);
  out.append(text.data() + first, kMost - first);
}

std::string int_text(std::int64_t number) {
  if (number >= 0) return uint_text(static_cast<std::uint64_t>(number));
  std::string out = "-";
  append_whole(out, 0 - static_cast<std::uint64_t>(number));
  return out;
}

std::string uint_text(std::uint64_t number) {
  std::string out;
  append_whole(out, number);
  return out;
}

void Piece::append_to(std::string& out) const {
  if (size_ == kNumber) {
    append_whole(out, reinterpret_cast<std::size_t>(at_));
  } else {
    out += text();
  }
}

std::string_view Piece::text() const {
  if (size_ == kString) return *static_cast<const std::string*>(at_);
  return {static_cast<const char*>(at_), size_};
}

std::string pointer_token(Piece name) {
  std::string out;
  for (const char c : name.text()) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

std::string cat(std::initializer_list<Piece> parts) {
  std::string out;
  for (const Piece& part : parts) part.append_to(out);
  return out;
}

}  // namespace precheck
