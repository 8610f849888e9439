#include "cel/literal.h"

#include <cmath>
#include <limits>

#include "base/decimal.h"
#include "base/text.h"

namespace precheck::cel {
namespace {

// -1 when `c` is no digit of the base.
int digit_value(char c, int base) {
  int value = -1;
  if (c >= '0' && c <= '9') value = c - '0';
  if (c >= 'a' && c <= 'f') value = c - 'a' + 10;
  if (c >= 'A' && c <= 'F') value = c - 'A' + 10;
  return value < base ? value : -1;
}

std::optional<std::uint64_t> magnitude(std::string_view digits) {
  constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
  const bool hex = digits.size() > 2 && digits[1] == 'x';
  const std::uint64_t base = hex ? 16 : 10;
  std::uint64_t value = 0;
  for (const char c : digits.substr(hex ? 2 : 0)) {
    const auto digit = static_cast<std::uint64_t>(digit_value(c, static_cast<int>(base)));
    if (value > (kMax - digit) / base) return std::nullopt;
    value = value * base + digit;
  }
  return value;
}

// Reads the escapes of one token.
class Unquoter {
 public:
  Unquoter(std::string_view token, std::size_t begin, std::size_t end, bool bytes)
      : token_(token), position_(begin), end_(end), bytes_(bytes) {}

  Result<std::string, SyntaxError> run(bool raw) {
    while (position_ < end_) {
      const char c = token_[position_];
      if (c == '\\' && !raw) {
        if (!escape()) return error_;
      } else if (c == '\r') {
        out_.push_back('\n');
        position_ += position_ + 1 < end_ && token_[position_ + 1] == '\n' ? 2 : 1;
      } else {
        out_.push_back(c);
        ++position_;
      }
    }
    return std::move(out_);
  }

 private:
  bool escape() {
    const char letter = position_ + 1 < end_ ? token_[position_ + 1] : '\0';
    switch (letter) {
      case '\\':
      case '?':
      case '"':
      case '\'':
      case '`': return plain(letter);
      case 'a': return plain('\a');
      case 'b': return plain('\b');
      case 'f': return plain('\f');
      case 'n': return plain('\n');
      case 'r': return plain('\r');
      case 't': return plain('\t');
      case 'v': return plain('\v');
      case 'x':
      case 'X': return numeric(2, 2, 16);
      case 'u': return numeric(2, 4, 16);
      case 'U': return numeric(2, 8, 16);
      case '0':
      case '1':
      case '2':
      case '3': return numeric(1, 3, 8);
      default: return fail("unknown escape in a string: write \\\\ for a backslash");
    }
  }

  bool plain(char c) {
    out_.push_back(c);
    position_ += 2;
    return true;
  }

  // `skip` bytes, then exactly `count` digits.
  bool numeric(std::size_t skip, std::size_t count, int base) {
    const bool unicode = count >= 4;
    if (unicode && bytes_) return fail("\\u and \\U are for strings: write the bytes with \\x");
    std::uint32_t value = 0;
    for (std::size_t i = position_ + skip; i < position_ + skip + count; ++i) {
      const int digit = i < end_ ? digit_value(token_[i], base) : -1;
      if (digit < 0) {
        return fail(cat({"this escape needs ", count, base == 16 ? " hexadecimal" : " octal", " digits"}));
      }
      value = value * static_cast<std::uint32_t>(base) + static_cast<std::uint32_t>(digit);
    }
    if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
      return fail("this escape is not a Unicode character (surrogates are not, nor is anything over 10FFFF)");
    }
    if (bytes_) {
      out_.push_back(static_cast<char>(static_cast<unsigned char>(value)));
    } else {
      append_utf8(out_, value);
    }
    position_ += skip + count;
    return true;
  }

  bool fail(std::string_view message) {
    error_ = SyntaxError{static_cast<std::uint32_t>(position_), std::string(message)};
    return false;
  }

  std::string_view token_;
  std::size_t position_;
  std::size_t end_;
  bool bytes_;
  std::string out_;
  SyntaxError error_;
};

}  // namespace

std::optional<std::int64_t> int_literal(std::string_view digits, bool negative) {
  constexpr auto kMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  const std::optional<std::uint64_t> value = magnitude(digits);
  if (!value || *value > kMax + (negative ? 1 : 0)) return std::nullopt;
  // Two's complement: negating the unsigned number also covers the smallest int.
  return static_cast<std::int64_t>(negative ? 0 - *value : *value);
}

std::optional<std::uint64_t> uint_literal(std::string_view token) {
  return magnitude(token.substr(0, token.size() - 1));
}

std::optional<double> double_literal(std::string_view token) {
  const double value = decimal_to_double(token);
  if (std::isinf(value)) return std::nullopt;
  return value;
}

Result<std::string, SyntaxError> unquote(std::string_view token) {
  bool bytes = false;
  bool raw = false;
  std::size_t quote = 0;
  for (; token[quote] != '"' && token[quote] != '\''; ++quote) {
    bytes = bytes || token[quote] == 'b' || token[quote] == 'B';
    raw = raw || token[quote] == 'r' || token[quote] == 'R';
  }
  const char mark = token[quote];
  const bool triple = token.size() >= quote + 6 && token[quote + 1] == mark && token[quote + 2] == mark;
  const std::size_t marks = triple ? 3 : 1;
  return Unquoter(token, quote + marks, token.size() - marks, bytes).run(raw);
}

}  // namespace precheck::cel
