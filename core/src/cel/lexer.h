// Cuts CEL text into tokens, as the lexis of cel-spec doc/langdef.md has them. What a token means (the value of a
// number, the text of a string) is cel/literal.h's part.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/text.h"
#include "cel/ast.h"

namespace precheck::cel {

enum class TokenKind : std::uint8_t {
  End,
  Error,        // Lexer::error() says what is wrong
  Ident,        // a name; whether it is reserved depends on the place
  QuotedIdent,  // `a-b`, backquotes included
  Int,
  Uint,
  Double,
  String,
  Bytes,
  True,
  False,
  Null,
  In,
  EqualEqual,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  AndAnd,
  OrOr,
  LeftBracket,
  RightBracket,
  LeftBrace,
  RightBrace,
  LeftParen,
  RightParen,
  Dot,
  Comma,
  Minus,
  Plus,
  Star,
  Slash,
  Percent,
  Not,
  Question,
  Colon,
};

struct Token {
  TokenKind kind = TokenKind::End;
  std::uint32_t offset = 0;
  std::uint32_t length = 0;
};

class Lexer {
 public:
  // Precondition: valid UTF-8 of less than 4 GiB. The text must outlive the lexer.
  explicit Lexer(std::string_view text) : text_(text) {}

  // The next token; at the end of the text End, with the text's length as its offset. Nothing follows an Error.
  Token next();

  [[nodiscard]] std::string_view text_of(const Token& token) const { return text_.substr(token.offset, token.length); }

  // Precondition: next() gave an Error.
  [[nodiscard]] const SyntaxError& error() const { return error_; }

 private:
  void skip_blanks();
  Token number();
  Token name();
  // `quote` is the position of the opening quotation mark, behind any prefix.
  Token quoted(std::size_t start, std::size_t quote, bool raw, TokenKind kind);
  Token backquoted();
  Token punctuation();
  Token unknown();

  [[nodiscard]] char at(std::size_t position) const { return position < text_.size() ? text_[position] : '\0'; }
  Token token(TokenKind kind, std::size_t start, std::size_t end);
  Token fail(std::size_t position, Piece message);

  std::string_view text_;
  std::size_t position_ = 0;
  SyntaxError error_;
};

}  // namespace precheck::cel
