#include "cel/lexer.h"

#include <string>
#include <utility>

#include "base/text.h"

namespace precheck::cel {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex_digit(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_name_part(char c) { return is_name_start(c) || is_digit(c); }
bool is_quote(char c) { return c == '"' || c == '\''; }

struct Replacement {
  std::uint32_t code_point;
  std::string_view ascii;
};

// Characters that input methods and word processors put where CEL wants ASCII.
constexpr Replacement kReplacements[] = {
    {0x00D7, "*"},  {0x00F7, "/"},  {0x2018, "'"},  {0x2019, "'"},  {0x201C, "\""}, {0x201D, "\""}, {0x2212, "-"},
    {0x2227, "&&"}, {0x2228, "||"}, {0x2260, "!="}, {0x2264, "<="}, {0x2265, ">="}, {0x3001, ","},  {0x3002, "."},
};

// What the author probably meant by a character outside ASCII; empty when there is no guess.
std::string ascii_for(std::uint32_t code_point) {
  // Full-width forms U+FF01–U+FF5E stand in the order of ASCII 0x21–0x7E.
  if (code_point >= 0xFF01 && code_point <= 0xFF5E) return std::string(1, static_cast<char>(code_point - 0xFEE0));
  for (const Replacement& replacement : kReplacements) {
    if (replacement.code_point == code_point) return std::string(replacement.ascii);
  }
  return {};
}

bool is_unusual_space(std::uint32_t code_point) {
  return code_point == 0x00A0 || (code_point >= 0x2000 && code_point <= 0x200B) || code_point == 0x3000 ||
         code_point == 0xFEFF;
}

}  // namespace

Token Lexer::token(TokenKind kind, std::size_t start, std::size_t end) {
  position_ = end;
  return Token{kind, static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end - start)};
}

Token Lexer::fail(std::size_t position, Piece message) {
  error_ = SyntaxError{static_cast<std::uint32_t>(position), std::string(message.text())};
  position_ = text_.size();
  return Token{TokenKind::Error, error_.offset, 0};
}

void Lexer::skip_blanks() {
  while (position_ < text_.size()) {
    const char c = text_[position_];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
      ++position_;
    } else if (c == '/' && at(position_ + 1) == '/') {
      while (position_ < text_.size() && text_[position_] != '\n' && text_[position_] != '\r') ++position_;
    } else {
      return;
    }
  }
}

Token Lexer::next() {
  skip_blanks();
  if (position_ >= text_.size()) return token(TokenKind::End, text_.size(), text_.size());
  const char c = text_[position_];
  if (is_digit(c) || (c == '.' && is_digit(at(position_ + 1)))) return number();
  if (is_name_start(c)) return name();
  if (is_quote(c)) return quoted(position_, position_, false, TokenKind::String);
  if (c == '`') return backquoted();
  return punctuation();
}

Token Lexer::number() {
  const std::size_t start = position_;
  std::size_t end = start;
  TokenKind kind = TokenKind::Int;
  if (at(end) == '0' && at(end + 1) == 'X') {
    return fail(start, "a hexadecimal number starts with a lower-case 0x");
  }
  if (at(end) == '0' && at(end + 1) == 'x') {
    end += 2;
    if (!is_hex_digit(at(end))) return fail(start, "a hexadecimal digit must follow 0x");
    while (is_hex_digit(at(end))) ++end;
  } else {
    while (is_digit(at(end))) ++end;
    if (at(end) == '.' && is_digit(at(end + 1))) {
      kind = TokenKind::Double;
      ++end;
      while (is_digit(at(end))) ++end;
    }
    if (at(end) == 'e' || at(end) == 'E') {
      const std::size_t digits = end + (at(end + 1) == '+' || at(end + 1) == '-' ? 2 : 1);
      if (!is_digit(at(digits))) return fail(start, "a digit must follow the exponent sign of a number");
      kind = TokenKind::Double;
      end = digits;
      while (is_digit(at(end))) ++end;
    }
  }
  if (kind == TokenKind::Int && (at(end) == 'u' || at(end) == 'U')) {
    kind = TokenKind::Uint;
    ++end;
  }
  if (is_name_start(at(end))) {
    std::size_t word = end;
    while (is_name_part(at(word))) ++word;
    // "1in [1]" is the one case in which letters may follow at once.
    if (text_.substr(end, word - end) != "in") {
      return fail(start, cat({"'", text_.substr(start, word - start),
                              "' is neither a number nor a name (names do not start with a digit)"}));
    }
  }
  return token(kind, start, end);
}

Token Lexer::name() {
  const std::size_t start = position_;
  std::size_t end = start;
  while (is_name_part(at(end))) ++end;
  const std::string_view word = text_.substr(start, end - start);
  if (is_quote(at(end)) && word.size() <= 2) {
    if (word == "r" || word == "R") return quoted(start, end, true, TokenKind::String);
    if (word == "b" || word == "B") return quoted(start, end, false, TokenKind::Bytes);
    if (word == "br" || word == "bR" || word == "Br" || word == "BR") return quoted(start, end, true, TokenKind::Bytes);
    if (word == "rb" || word == "rB" || word == "Rb" || word == "RB") {
      return fail(start, cat({"raw bytes are written with the prefix br, not ", word}));
    }
  }
  TokenKind kind = TokenKind::Ident;
  if (word == "true") kind = TokenKind::True;
  if (word == "false") kind = TokenKind::False;
  if (word == "null") kind = TokenKind::Null;
  if (word == "in") kind = TokenKind::In;
  return token(kind, start, end);
}

Token Lexer::quoted(std::size_t start, std::size_t quote, bool raw, TokenKind kind) {
  const char mark = text_[quote];
  const bool triple = at(quote + 1) == mark && at(quote + 2) == mark;
  std::size_t end = quote + (triple ? 3 : 1);
  while (end < text_.size()) {
    const char c = text_[end];
    if (c == mark && !triple) return token(kind, start, end + 1);
    if (c == mark && at(end + 1) == mark && at(end + 2) == mark) return token(kind, start, end + 3);
    if (!triple && (c == '\n' || c == '\r')) {
      return fail(start, cat({"string is not closed on its line: expected ", text_.substr(quote, 1),
                              " (three of them around a text of several lines)"}));
    }
    // The character behind a backslash cannot close the string; whether the two are an escape is seen to later.
    end += c == '\\' && !raw ? 2 : 1;
  }
  return fail(start, cat({"string is never closed: expected ", std::string(triple ? 3 : 1, mark)}));
}

Token Lexer::backquoted() {
  const std::size_t start = position_;
  std::size_t end = start + 1;
  while (end < text_.size() && text_[end] != '`') {
    const char c = text_[end];
    if (!is_name_part(c) && c != '.' && c != '-' && c != '/' && c != ' ') {
      return fail(end, "a backquoted name may only hold letters, digits, spaces and _ . - /");
    }
    ++end;
  }
  if (end == text_.size()) return fail(start, "backquoted name is never closed: expected `");
  if (end == start + 1) return fail(start, "a backquoted name cannot be empty");
  return token(TokenKind::QuotedIdent, start, end + 1);
}

Token Lexer::punctuation() {
  const std::size_t start = position_;
  const auto one = [&](TokenKind kind) { return token(kind, start, start + 1); };
  const auto two = [&](TokenKind kind) { return token(kind, start, start + 2); };
  const char following = at(start + 1);
  switch (text_[start]) {
    case '[': return one(TokenKind::LeftBracket);
    case ']': return one(TokenKind::RightBracket);
    case '{': return one(TokenKind::LeftBrace);
    case '}': return one(TokenKind::RightBrace);
    case '(': return one(TokenKind::LeftParen);
    case ')': return one(TokenKind::RightParen);
    case '.': return one(TokenKind::Dot);
    case ',': return one(TokenKind::Comma);
    case '-': return one(TokenKind::Minus);
    case '+': return one(TokenKind::Plus);
    case '*': return one(TokenKind::Star);
    case '/': return one(TokenKind::Slash);
    case '%': return one(TokenKind::Percent);
    case '?': return one(TokenKind::Question);
    case ':': return one(TokenKind::Colon);
    case '!': return following == '=' ? two(TokenKind::NotEqual) : one(TokenKind::Not);
    case '<': return following == '=' ? two(TokenKind::LessEqual) : one(TokenKind::Less);
    case '>': return following == '=' ? two(TokenKind::GreaterEqual) : one(TokenKind::Greater);
    case '=':
      if (following == '=') return two(TokenKind::EqualEqual);
      return fail(start, "single '=': use == to compare");
    case '&':
      if (following == '&') return two(TokenKind::AndAnd);
      return fail(start, "single '&': use && for \"and\"");
    case '|':
      if (following == '|') return two(TokenKind::OrOr);
      return fail(start, "single '|': use || for \"or\"");
    default: return unknown();
  }
}

Token Lexer::unknown() {
  const std::size_t start = position_;
  std::size_t end = start;
  const std::uint32_t code_point = next_code_point(text_, end);
  if (code_point < 0x20 || code_point == 0x7F) {
    return fail(start, "unexpected control character outside a string");
  }
  if (is_unusual_space(code_point)) return fail(start, "unusual space outside a string: use an ordinary space");
  std::string message = cat({"unexpected character '", text_.substr(start, end - start), "' outside a string"});
  const std::string ascii = ascii_for(code_point);
  if (!ascii.empty()) message += cat({": use ", ascii});
  return fail(start, message);
}

}  // namespace precheck::cel
