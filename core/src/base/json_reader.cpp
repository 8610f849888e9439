#include "base/json_reader.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <optional>

#include "base/decimal.h"
#include "base/text.h"

namespace precheck {

namespace {

unsigned char byte(char c) { return static_cast<unsigned char>(c); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_continuation(char c) { return (byte(c) & 0xC0u) == 0x80u; }
// The first byte of a string that is not plain: a quote, a backslash, a control character, or no UTF-8. There is one,
// the NUL at the end of the text at the latest.
char* plain_end(char* at, const char* end) {
  constexpr std::uint64_t kOnes = 0x0101010101010101u;
  for (;;) {
    // Eight bytes of ASCII at once. A high bit comes out of the subtractions where a byte is less than what is taken
    // off: 1 from zero, where the byte is the character sought, and 0x20 from a control character. Above the first
    // such byte borrowing may set others.
    while (end - at >= 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, at, sizeof word);
      const std::uint64_t stop =
          (((word ^ (kOnes * '"')) - kOnes) | ((word ^ (kOnes * '\\')) - kOnes) | (word - kOnes * ' ') | word) &
          (kOnes * 0x80u);
      if (stop != 0) {
        static_assert(std::endian::native == std::endian::little, "the first byte is the lowest");
        at += std::countr_zero(stop) / 8;
        break;
      }
      at += sizeof word;
    }
    while (byte(*at) < 0x80) {
      if (byte(*at) < ' ' || *at == '"' || *at == '\\') return at;
      ++at;
    }
    do {
      // The three-byte forms with nothing to exclude, Chinese among them.
      const unsigned char first = byte(*at);
      if (first > 0xE0 && first < 0xF0 && first != 0xED && is_continuation(at[1]) && is_continuation(at[2])) {
        at += 3;
        continue;
      }
      std::size_t length = 0;
      if (next_code_point({at, static_cast<std::size_t>(end - at)}, length) == kInvalidCodePoint) return at;
      at += length;
    } while (byte(*at) >= 0x80);
  }
}

// Both are doubles, and so is nearest what one operation makes of them.
std::optional<double> small_decimal(std::uint64_t digits, int exponent) {
  constexpr std::array kPowers{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                               1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  constexpr int kMost = static_cast<int>(kPowers.size()) - 1;
  if (digits > std::uint64_t{1} << 53 || exponent > kMost || exponent < -kMost) return std::nullopt;
  const auto whole = static_cast<double>(digits);
  return exponent < 0 ? whole / kPowers[static_cast<std::size_t>(-exponent)]
                      : whole * kPowers[static_cast<std::size_t>(exponent)];
}

}  // namespace

// levels_ is filled as far as it is used.
// NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init)
JsonReader::JsonReader(char* text, std::size_t size) : at_(text), end_(text + size), token_(text), line_start_(text) {
  text[size] = '\0';
}

inline void JsonReader::skip_white_space() {
  while (byte(*at_) <= ' ') {
    const char c = *at_;
    if (c == '\n' || c == '\r') {
      if (c == '\n' || at_[1] != '\n') ++line_;  // CR LF is one line end
      line_start_ = at_ + 1;
      line_shift_ = 0;
    } else if (c != ' ' && c != '\t') {
      return;
    }
    ++at_;
  }
}

JsonReader::Token JsonReader::next() {
  if (expect_ == Expect::Failed) return Token::Error;
  skip_white_space();
  bool key = false;
  switch (expect_) {
    case Expect::FirstElement:
      if (*at_ == ']') return close();
      break;
    case Expect::FirstKey:
      if (*at_ == '}') return close();
      key = true;
      break;
    case Expect::Colon:
      if (*at_ != ':') return refuse(at_, "':' after the key");
      ++at_;
      skip_white_space();
      break;
    case Expect::More: {
      if (depth_ == 0) {
        token_ = at_;
        return at_ == end_ ? Token::End : refuse(at_, "nothing after the value");
      }
      Level& level = levels_[depth_ - 1];
      if (*at_ != ',') {
        if (*at_ == (level.object ? '}' : ']')) return close();
        return refuse(at_, level.object ? "',' or '}'" : "',' or ']'");
      }
      ++at_;
      skip_white_space();
      key = level.object;
      level.index += key ? 0 : 1;
      break;
    }
    default: break;  // Expect::Value
  }
  return key ? read_key() : read_value();
}

inline JsonReader::Token JsonReader::read_value() {
  token_ = at_;
  expect_ = Expect::More;
  switch (*at_) {
    case '"': return read_string() ? Token::String : Token::Error;
    case '{': return open(true);
    case '[': return open(false);
    case 't': return read_word("true", Token::True);
    case 'f': return read_word("false", Token::False);
    case 'n': return read_word("null", Token::Null);
    default:
      if (*at_ != '-' && !is_digit(*at_)) return refuse(at_, "a value");
      return read_number();
  }
}

inline JsonReader::Token JsonReader::read_key() {
  token_ = at_;
  if (*at_ != '"') return refuse(at_, "a key in double quotes");
  expect_ = Expect::Colon;
  if (!read_string()) return Token::Error;
  Level& level = levels_[depth_ - 1];
  level.name = string_;
  level.name_size = static_cast<std::uint32_t>(string_size_);
  return Token::Key;
}

inline JsonReader::Token JsonReader::open(bool object) {
  if (depth_ == levels_.size()) {
    set_error(JsonError::Code::TooDeep, cat({"nested deeper than ", levels_.size(), " levels"}), at_, line_shift_);
    return Token::Error;
  }
  levels_[depth_++] = {nullptr, 0, 0, object};
  ++at_;
  expect_ = object ? Expect::FirstKey : Expect::FirstElement;
  return object ? Token::BeginObject : Token::BeginArray;
}

inline JsonReader::Token JsonReader::close() {
  token_ = at_++;
  expect_ = Expect::More;
  return levels_[--depth_].object ? Token::EndObject : Token::EndArray;
}

inline JsonReader::Token JsonReader::read_word(std::string_view word, Token token) {
  const auto left = static_cast<std::size_t>(end_ - at_);
  if (left < word.size() || std::memcmp(at_, word.data(), word.size()) != 0) return refuse(at_, "a value");
  at_ += word.size();
  return token;
}

inline bool JsonReader::read_string() {
  char* const begin = at_ + 1;
  char* const stop = plain_end(begin, end_);
  string_ = begin;
  if (*stop != '"') return unescape(stop);
  string_size_ = static_cast<std::size_t>(stop - begin);
  at_ = stop + 1;
  return true;
}

// The rest of a string from its first byte on that is not plain. What becomes shorter leaves a gap before the closing
// quote: filled with bytes that continue a character, which no column counts.
bool JsonReader::unescape(char* at) {
  char* to = at;
  unescaped_ = token_;
  string_shift_ = 0;
  while (*at == '\\') {
    at = read_escape(at, to);
    if (at == nullptr) return false;
    char* const stop = plain_end(at, end_);
    std::memmove(to, at, static_cast<std::size_t>(stop - at));
    to += stop - at;
    at = stop;
  }
  std::memset(to, 0x80, static_cast<std::size_t>(at - to));
  if (*at != '"') {
    if (at == end_) return refuse(at, "'\"' at the end of the string") != Token::Error;
    return refuse(at, byte(*at) < ' ' ? "an escape such as \\n or \\u000A" : "UTF-8") != Token::Error;
  }
  string_size_ = static_cast<std::size_t>(to - string_);
  at_ = at + 1;
  return true;
}

JsonReader::Token JsonReader::read_number() {
  const char* at = at_;
  const bool negative = *at == '-';
  if (negative) ++at;
  if (!is_digit(*at)) return refuse(at, "a digit");
  const char* const first = at;
  std::uint64_t digits = 0;  // wrong beyond 19 of them, and then not used
  while (is_digit(*at)) digits = digits * 10 + static_cast<std::uint64_t>(*at++ - '0');
  auto count = at - first;
  if (*first == '0' && count > 1) return refuse(first + 1, "no digit after a leading 0");
  constexpr std::ptrdiff_t kExactDigits = 19;
  int exponent = 0;
  bool whole = true;
  if (*at == '.') {
    whole = false;
    const char* const point = at++;
    if (!is_digit(*at)) return refuse(at, "a digit");
    while (is_digit(*at)) digits = digits * 10 + static_cast<std::uint64_t>(*at++ - '0');
    count += at - point - 1;
    // Digits that do not count leave no fast way, so that the exponent need not hold millions of them.
    if (count <= kExactDigits) exponent = -static_cast<int>(at - point - 1);
  }
  if (*at == 'e' || *at == 'E') {
    whole = false;
    ++at;
    const bool less = *at == '-';
    if (less || *at == '+') ++at;
    if (!is_digit(*at)) return refuse(at, "a digit");
    constexpr int kPlenty = 100'000;
    int given = 0;
    for (; is_digit(*at); ++at) given = given < kPlenty ? given * 10 + (*at - '0') : given;
    exponent += less ? -given : given;
  }
  const std::uint64_t most = static_cast<std::uint64_t>(INT64_MAX) + (negative ? 1 : 0);
  number_.is_whole = whole && count <= kExactDigits && digits <= most;
  if (number_.is_whole) {
    number_.whole = static_cast<std::int64_t>(negative ? 0 - digits : digits);
    number_.real = static_cast<double>(number_.whole);
  } else {
    number_.whole = 0;
    const auto small = count <= kExactDigits ? small_decimal(digits, exponent) : std::nullopt;
    if (small) {
      number_.real = negative ? -*small : *small;
    } else {
      number_.real = decimal_to_double({at_, static_cast<std::size_t>(at - at_)});
      if (std::isinf(number_.real)) return refuse(at_, "a number that a double can hold");
    }
  }
  at_ += at - at_;
  return Token::Number;
}

}  // namespace precheck
