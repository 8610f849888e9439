// What the reader seldom does: escapes, skipping what nobody reads, and saying what is wrong. Compiled for size.
#include <cmath>
#include <cstring>
#include <utility>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "base/names_seen.h"
#include "base/text.h"

namespace precheck {

namespace {

unsigned char byte(char c) { return static_cast<unsigned char>(c); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_continuation(char c) { return (byte(c) & 0xC0u) == 0x80u; }
// Letters, digits and _, as in the words that other languages have for values.
bool is_word(char c) { return is_digit(c) || c == '_' || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

// The value of four hexadecimal digits, or -1.
std::int32_t four_digits(const char* at) {
  std::int32_t value = 0;
  for (int i = 0; i < 4; ++i) {
    const char c = at[i];  // a NUL at the end of the text stops this in time
    const char lower = static_cast<char>(c | 0x20);
    if (is_digit(c)) {
      value = value * 16 + (c - '0');
    } else if (lower >= 'a' && lower <= 'f') {
      value = value * 16 + (lower - 'a' + 10);
    } else {
      return -1;
    }
  }
  return value;
}

void put_utf8(char*& to, std::uint32_t point) {
  const auto put = [&](std::uint32_t byte) { *to++ = static_cast<char>(static_cast<unsigned char>(byte)); };
  if (point < 0x80) return put(point);
  if (point < 0x800) {
    put(0xC0u | (point >> 6));
  } else {
    if (point < 0x10000) {
      put(0xE0u | (point >> 12));
    } else {
      put(0xF0u | (point >> 18)), put(0x80u | ((point >> 12) & 0x3Fu));
    }
    put(0x80u | ((point >> 6) & 0x3Fu));
  }
  put(0x80u | (point & 0x3Fu));
}

void append_hex(std::string& out, std::uint32_t value, int digits) {
  while (digits > 0) out += "0123456789ABCDEF"[(value >> (4 * --digits)) & 0xFu];
}

// What stands at a place, for a message.
std::string found(const char* at, const char* end) {
  if (at == end) return "the end of the text";
  std::string out;
  std::size_t size = 0;
  const std::uint32_t point = next_code_point({at, static_cast<std::size_t>(end - at)}, size);
  constexpr std::uint32_t kByteOrderMark = 0xFEFF;
  if (point == kInvalidCodePoint) {
    out = "a byte that is not UTF-8: 0x";
    append_hex(out, byte(*at), 2);
  } else if (point < ' ' || point == 0x7F || point == kByteOrderMark) {
    out = point == 0                ? "a NUL character: U+"
          : point == kByteOrderMark ? "a byte order mark: U+"
                                    : "a control character: U+";
    append_hex(out, point, 4);
  } else {
    constexpr std::size_t kMostShown = 20;
    if (is_word(*at)) {
      while (size < kMostShown && is_word(at[size])) ++size;
    }
    out = cat({"'", std::string_view(at, size), "'"});
  }
  return out;
}

}  // namespace

// One escape, moved to `to`. Gives the place behind it, or nullptr where it is none.
char* JsonReader::read_escape(char* at, char*& to) {
  char* const begin = at;
  const auto wrong = [&](char* place, std::string_view expected) {
    std::memset(to, 0x80, static_cast<std::size_t>(begin - to));
    refuse(place, expected);
    return nullptr;
  };
  const char kind = at[1];
  at += 2;
  constexpr std::string_view kShort = "\"\\/bfnrt";
  if (kind != 'u') {
    const std::size_t which = kShort.find(kind);
    if (which == std::string_view::npos) return wrong(at - 1, R"(one of " \ / b f n r t u after '\')");
    *to++ = "\"\\/\b\f\n\r\t"[which];
  } else {
    std::int32_t unit = four_digits(at);
    constexpr std::string_view kFourDigits = "four hexadecimal digits after \\u";
    if (unit < 0) return wrong(at, kFourDigits);
    at += 4;
    auto point = static_cast<std::uint32_t>(unit);
    if (point >= 0xDC00 && point <= 0xDFFF)
      return wrong(at - 6, "the first half of a surrogate pair before the second");
    if (point >= 0xD800 && point <= 0xDBFF) {
      constexpr std::string_view kPair = "the second half of a surrogate pair, \\uDC00 to \\uDFFF";
      if (at[0] != '\\' || at[1] != 'u') return wrong(at, kPair);
      unit = four_digits(at + 2);
      if (unit < 0) return wrong(at + 2, kFourDigits);
      if (unit < 0xDC00 || unit > 0xDFFF) return wrong(at, kPair);
      point = 0x10000 + ((point - 0xD800) << 10) + (static_cast<std::uint32_t>(unit) - 0xDC00);
      at += 6;
    }
    put_utf8(to, point);
  }
  const auto shorter = static_cast<std::uint32_t>(at - begin - 1);  // what was ASCII is now one character
  line_shift_ += shorter;
  string_shift_ += shorter;
  return at;
}

void JsonReader::skip() {
  if (expect_ == Expect::Failed) return;
  if (*token_ == '[') {
    for (;;) {
      const Token token = next();
      if (token == Token::EndArray || token == Token::Error) return;
      skip();
    }
  }
  if (*token_ != '{') return;
  NamesSeen names;
  while (next() == Token::Key) {
    if (!names.add(string())) return fail_duplicate_key(string());
    next();
    skip();
  }
  if (const auto twice = names.finish()) fail_duplicate_key(*twice);
}

JsonReader::Token JsonReader::refuse(const char* at, std::string_view expected) {
  set_error(JsonError::Code::Malformed, cat({"expected ", expected, ", found ", found(at, end_)}), at, line_shift_);
  return Token::Error;
}

void JsonReader::fail(JsonError::Code code, std::string_view message) {
  set_error(code, message, token_, line_shift_ - (token_ == unescaped_ ? string_shift_ : 0));
}

void JsonReader::fail_duplicate_key(std::string_view name) {
  if (expect_ == Expect::Failed) return;
  if (*token_ == '}') ++depth_;  // found at the object's end
  if (depth_ != 0) {
    levels_[depth_ - 1].name = name.data();
    levels_[depth_ - 1].name_size = static_cast<std::uint32_t>(name.size());
  }
  fail(JsonError::Code::DuplicateKey, cat({"the key \"", name, "\" is given twice; keep one"}));
}

void JsonReader::set_error(JsonError::Code code, std::string_view message, const char* at, std::uint32_t shift) {
  if (expect_ == Expect::Failed) return;
  expect_ = Expect::Failed;
  error_.code = code;
  error_.message = message;
  error_.pointer = pointer();
  error_.line = line_;
  error_.column = 1 + shift;
  for (const char* c = line_start_; c < at; ++c) error_.column += is_continuation(*c) ? 0 : 1;
}

std::string JsonReader::pointer() const {
  std::string out;
  constexpr std::size_t kMost = 200;
  for (std::size_t i = 0; i < depth_ && out.size() <= kMost; ++i) {
    const Level& level = levels_[i];
    if (!level.object) {
      out += cat({"/", level.index});
    } else if (level.name != nullptr) {
      out += cat({"/", pointer_token(std::string_view{level.name, level.name_size})});
    }
  }
  return out;
}

std::optional<JsonError> too_large(std::string_view text, std::size_t most_bytes) {
  if (text.size() <= most_bytes) return std::nullopt;
  JsonError error;
  error.code = JsonError::Code::TooLarge;
  error.message = cat({text.size(), " bytes, more than the limit of ", most_bytes});
  return error;
}

std::string scalar_text(const JsonReader& reader, JsonReader::Token token) {
  std::string text;
  JsonWriter out(text);
  const JsonReader::Number& number = reader.number();
  switch (token) {
    case JsonReader::Token::String: out.string(reader.string()); break;
    case JsonReader::Token::Number:
      if (number.is_whole) {
        out.number(number.whole);
      } else if (std::abs(number.real) < kMostExact && std::trunc(number.real) == number.real) {
        out.number(static_cast<std::int64_t>(number.real));
      } else {
        out.number(number.real);
      }
      break;
    case JsonReader::Token::True:
    case JsonReader::Token::False: out.boolean(token == JsonReader::Token::True); break;
    default: break;
  }
  return text;
}

}  // namespace precheck
