// Tokens and literal values: cel-spec doc/langdef.md, "Syntax" and "String and Bytes Values".
#include <limits>
#include <string>
#include <vector>

#include "catch.hpp"
#include "cel/lexer.h"
#include "cel/literal.h"

namespace {

using precheck::cel::double_literal;
using precheck::cel::int_literal;
using precheck::cel::Lexer;
using precheck::cel::SyntaxError;
using precheck::cel::Token;
using precheck::cel::TokenKind;
using precheck::cel::uint_literal;
using precheck::cel::unquote;

std::vector<TokenKind> kinds(std::string_view text) {
  std::vector<TokenKind> out;
  Lexer lexer(text);
  for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
    out.push_back(token.kind);
    if (token.kind == TokenKind::Error) break;
  }
  return out;
}

std::vector<std::string> texts(std::string_view text) {
  std::vector<std::string> out;
  Lexer lexer(text);
  for (Token token = lexer.next(); token.kind != TokenKind::End && token.kind != TokenKind::Error;
       token = lexer.next()) {
    out.emplace_back(lexer.text_of(token));
  }
  return out;
}

SyntaxError error(std::string_view text) {
  Lexer lexer(text);
  for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
    if (token.kind == TokenKind::Error) return lexer.error();
  }
  return {0, "no error"};
}

std::string text_of(std::string_view token) {
  const auto text = unquote(token);
  return text ? *text : "error at " + std::to_string(text.error().offset) + ": " + text.error().message;
}

using K = TokenKind;
using Kinds = std::vector<TokenKind>;

TEST_CASE("cel lexer: every operator and bracket", "[cel][lexer]") {
  CHECK(kinds("== != < <= > >= && || ! - + * / % ? : . ,") ==
        Kinds{K::EqualEqual, K::NotEqual, K::Less, K::LessEqual, K::Greater, K::GreaterEqual, K::AndAnd, K::OrOr,
              K::Not, K::Minus, K::Plus, K::Star, K::Slash, K::Percent, K::Question, K::Colon, K::Dot, K::Comma});
  CHECK(kinds("()[]{}") ==
        Kinds{K::LeftParen, K::RightParen, K::LeftBracket, K::RightBracket, K::LeftBrace, K::RightBrace});
}

TEST_CASE("cel lexer: names and keywords", "[cel][lexer]") {
  CHECK(kinds("true false null in inner _x a1 package") ==
        Kinds{K::True, K::False, K::Null, K::In, K::Ident, K::Ident, K::Ident, K::Ident});
  CHECK(texts("a.`b-c`") == std::vector<std::string>{"a", ".", "`b-c`"});
  CHECK(kinds("`a b/c.d_1`") == Kinds{K::QuotedIdent});
}

TEST_CASE("cel lexer: numbers end where the grammar ends them", "[cel][lexer]") {
  CHECK(kinds("1 0x1F 1u 0xFU 1.5 .5 1e3 1E-3 1.5e+3") ==
        Kinds{K::Int, K::Int, K::Uint, K::Uint, K::Double, K::Double, K::Double, K::Double, K::Double});
  CHECK(texts("1.size()") == std::vector<std::string>{"1", ".", "size", "(", ")"});
  CHECK(texts("1in [1]") == std::vector<std::string>{"1", "in", "[", "1", "]"});
  CHECK(texts("1..5") == std::vector<std::string>{"1", ".", ".5"});
}

TEST_CASE("cel lexer: prefixes and marks of strings", "[cel][lexer]") {
  CHECK(kinds(R"('a' "a" '''a''' """a""" r'\' R"\" b'a' B"a" br'\' bR"a" Br'a' BR"""a""")") ==
        Kinds{K::String, K::String, K::String, K::String, K::String, K::String, K::Bytes, K::Bytes, K::Bytes, K::Bytes,
              K::Bytes, K::Bytes});
  CHECK(texts(R"('a\'b' 'c')") == std::vector<std::string>{R"('a\'b')", "'c'"});
  CHECK(texts("'''a'b''c'''") == std::vector<std::string>{"'''a'b''c'''"});
  CHECK(texts("''") == std::vector<std::string>{"''"});
}

TEST_CASE("cel lexer: whitespace and comments separate tokens", "[cel][lexer]") {
  CHECK(texts("a\t\r\n\f// b\n c // d") == std::vector<std::string>{"a", "c"});
  CHECK(texts("// only a comment").empty());
}

TEST_CASE("cel lexer: a token says where it is", "[cel][lexer]") {
  Lexer lexer("  ab // x\n  '文'");
  const Token name = lexer.next();
  CHECK(name.offset == 2);
  CHECK(name.length == 2);
  const Token text = lexer.next();
  CHECK(text.offset == 12);
  CHECK(text.length == 5);
  CHECK(lexer.next().offset == 17);
}

TEST_CASE("cel lexer: errors name the mistake and its place", "[cel][lexer]") {
  struct Case {
    std::string_view text;
    std::uint32_t offset;
    std::string_view message;
  };
  const Case cases[] = {
      {"a = 1", 2, "single '=': use == to compare"},
      {"a & b", 2, "single '&': use && for \"and\""},
      {"a | b", 2, "single '|': use || for \"or\""},
      {"1 + $", 4, "unexpected character '$' outside a string"},
      {"a；b", 1, "unexpected character '；' outside a string: use ;"},
      {"f（1）", 1, "unexpected character '（' outside a string: use ("},
      {"f(1，2)", 3, "unexpected character '，' outside a string: use ,"},
      {"“a”", 0, "unexpected character '“' outside a string: use \""},
      {"a ≥ 1", 2, "unexpected character '≥' outside a string: use >="},
      {"年龄", 0, "unexpected character '年' outside a string"},
      {"a　b", 1, "unusual space outside a string: use an ordinary space"},
      {"a \x01", 2, "unexpected control character outside a string"},
      {"'abc", 0, "string is never closed: expected '"},
      {"'abc\n'", 0, "string is not closed on its line: expected ' (three of them around a text of several lines)"},
      {"'abc\\'", 0, "string is never closed: expected '"},
      {"\"\"\"a\"\"", 0, "string is never closed: expected \"\"\""},
      {"rb'a'", 0, "raw bytes are written with the prefix br, not rb"},
      {"12ab", 0, "'12ab' is neither a number nor a name (names do not start with a digit)"},
      {"0xg", 0, "a hexadecimal digit must follow 0x"},
      {"0X1", 0, "a hexadecimal number starts with a lower-case 0x"},
      {"1e+", 0, "a digit must follow the exponent sign of a number"},
      {"a.`b$`", 4, "a backquoted name may only hold letters, digits, spaces and _ . - /"},
      {"a.`b", 2, "backquoted name is never closed: expected `"},
      {"a.``", 2, "a backquoted name cannot be empty"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const SyntaxError found = error(c.text);
    CHECK(found.offset == c.offset);
    CHECK(found.message == c.message);
  }
}

TEST_CASE("cel literal: ints cover exactly 64 bits", "[cel][literal]") {
  CHECK(int_literal("0", false) == 0);
  CHECK(int_literal("9223372036854775807", false) == std::numeric_limits<std::int64_t>::max());
  CHECK(int_literal("9223372036854775808", true) == std::numeric_limits<std::int64_t>::min());
  CHECK_FALSE(int_literal("9223372036854775808", false).has_value());
  CHECK_FALSE(int_literal("9223372036854775809", true).has_value());
  CHECK(int_literal("0xfF", false) == 255);
  CHECK(int_literal("0x8000000000000000", true) == std::numeric_limits<std::int64_t>::min());
  CHECK_FALSE(int_literal("0x10000000000000000", false).has_value());
  CHECK(int_literal("007", false) == 7);
}

TEST_CASE("cel literal: uints cover exactly 64 bits", "[cel][literal]") {
  CHECK(uint_literal("0u") == 0u);
  CHECK(uint_literal("18446744073709551615u") == std::numeric_limits<std::uint64_t>::max());
  CHECK_FALSE(uint_literal("18446744073709551616u").has_value());
  CHECK(uint_literal("0xFFFFFFFFFFFFFFFFU") == std::numeric_limits<std::uint64_t>::max());
}

TEST_CASE("cel literal: doubles are rounded once, to the nearest", "[cel][literal]") {
  CHECK(double_literal("23.39") == 23.39);
  CHECK(double_literal(".5") == 0.5);
  CHECK(double_literal("1e3") == 1000.0);
  CHECK(double_literal("1.5E-2") == 0.015);
  CHECK(double_literal("0.1") == 0.1);
  CHECK(double_literal("9007199254740993.0") == 9007199254740992.0);
  CHECK(double_literal("1.7976931348623157e308") == std::numeric_limits<double>::max());
  CHECK(double_literal("1e-400") == 0.0);
  CHECK_FALSE(double_literal("1e309").has_value());
  CHECK_FALSE(double_literal("1e99999999999999999999").has_value());
  CHECK(double_literal("0.0e99999999999999999999") == 0.0);
}

TEST_CASE("cel literal: escapes in strings are code points", "[cel][literal]") {
  CHECK(text_of(R"('\a\b\f\n\r\t\v\\\?\"\'\`')") == "\a\b\f\n\r\t\v\\?\"'`");
  CHECK(text_of(R"("\x41\X42\103")") == "ABC");
  CHECK(text_of(R"("\xFF\377")") == "ÿÿ");
  CHECK(text_of(R"("\u533B\U0001F431")") == "医🐱");
  CHECK(text_of(R"('\000')") == std::string(1, '\0'));
  CHECK(text_of("'医保'") == "医保");
}

TEST_CASE("cel literal: escapes in bytes are bytes", "[cel][literal]") {
  CHECK(text_of(R"(b'\xff\X00\377')") == std::string("\xFF\0\xFF", 3));
  CHECK(text_of("b'ÿ'") == "\xC3\xBF");
  CHECK(text_of(R"(b"\n")") == "\n");
}

TEST_CASE("cel literal: raw and triple-quoted strings", "[cel][literal]") {
  CHECK(text_of(R"(r'\n\u')") == R"(\n\u)");
  CHECK(text_of(R"(bR"\x")") == R"(\x)");
  CHECK(text_of("'''a'b\n''c'''") == "a'b\n''c");
  CHECK(text_of("\"\"\"\"a\"\"\"") == "\"a");
  CHECK(text_of("''''''").empty());
  // However the file ends its lines.
  CHECK(text_of("'''a\r\nb\rc'''") == "a\nb\nc");
  CHECK(text_of("r'''a\r\nb'''") == "a\nb");
  CHECK(text_of(R"('''a\r\n''')") == "a\r\n");
}

TEST_CASE("cel literal: bad escapes are refused where they stand", "[cel][literal]") {
  CHECK(text_of(R"('a\q')") == "error at 2: unknown escape in a string: write \\\\ for a backslash");
  CHECK(text_of(R"('\8')") == "error at 1: unknown escape in a string: write \\\\ for a backslash");
  CHECK(text_of(R"('\400')") == "error at 1: unknown escape in a string: write \\\\ for a backslash");
  CHECK(text_of(R"('\xF')") == "error at 1: this escape needs 2 hexadecimal digits");
  CHECK(text_of(R"('\u12')") == "error at 1: this escape needs 4 hexadecimal digits");
  CHECK(text_of(R"('\12')") == "error at 1: this escape needs 3 octal digits");
  const std::string no_character =
      "this escape is not a Unicode character (surrogates are not, nor is anything over 10FFFF)";
  CHECK(text_of(R"('\uD83D\uDE00')") == "error at 1: " + no_character);
  CHECK(text_of(R"('\U00110000')") == "error at 1: " + no_character);
  CHECK(text_of(R"('\UFFFFFFFF')") == "error at 1: " + no_character);
  CHECK(text_of(R"(b'\u0041')") == "error at 2: \\u and \\U are for strings: write the bytes with \\x");
}

}  // namespace
