// UTF-8 and positions in text.
#include "base/text.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"

using namespace precheck;

namespace {

std::string position(std::string_view text, std::size_t offset) {
  const LineColumn at = line_column(text, offset);
  return std::to_string(at.line) + ":" + std::to_string(at.column);
}

std::vector<std::uint32_t> code_points(std::string_view text) {
  std::vector<std::uint32_t> out;
  for (std::size_t at = 0; at < text.size();) out.push_back(next_code_point(text, at));
  return out;
}

}  // namespace

TEST_CASE("text: lines and columns start at 1, columns count code points", "[text]") {
  CHECK(position("", 0) == "1:1");
  CHECK(position("ab\ncd", 0) == "1:1");
  CHECK(position("ab\ncd", 2) == "1:3");  // the line end belongs to its line
  CHECK(position("ab\ncd", 3) == "2:1");
  CHECK(position("ab\ncd", 5) == "2:3");
  CHECK(position("ab\ncd", 99) == "2:3");
  CHECK(position("医保x", 6) == "1:3");
  CHECK(position("🐱x", 4) == "1:2");
}

TEST_CASE("text: CR LF is one line end, a lone CR is one too", "[text]") {
  CHECK(position("a\r\nb", 3) == "2:1");
  CHECK(position("a\r\nb", 2) == "1:3");
  CHECK(position("a\rb", 2) == "2:1");
  CHECK(position("a\n\nb", 3) == "3:1");
  CHECK(position("a\r\r\nb", 4) == "3:1");
  CHECK(position("a\r", 2) == "2:1");
}

TEST_CASE("text: code points of one to four bytes", "[text]") {
  CHECK(code_points("aé医🐱") == std::vector<std::uint32_t>{0x61, 0xE9, 0x533B, 0x1F431});
  CHECK(code_points("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF") ==
        std::vector<std::uint32_t>{0xD7FF, 0xE000, 0x10FFFF});
  CHECK(code_points(std::string_view("\0", 1)) == std::vector<std::uint32_t>{0});
}

TEST_CASE("text: bytes that are no UTF-8 are passed one by one", "[text]") {
  constexpr std::uint32_t kBad = kInvalidCodePoint;
  CHECK(code_points("\x80") == std::vector<std::uint32_t>{kBad});
  CHECK(code_points("\xC3") == std::vector<std::uint32_t>{kBad});                      // cut short
  CHECK(code_points("\xC3(") == std::vector<std::uint32_t>{kBad, '('});                // no continuation
  CHECK(code_points("\xC0\x80") == std::vector<std::uint32_t>{kBad, kBad});            // overlong
  CHECK(code_points("\xE0\x80\xAF") == std::vector<std::uint32_t>{kBad, kBad, kBad});  // overlong
  CHECK(code_points("\xED\xA0\x80") == std::vector<std::uint32_t>{kBad, kBad, kBad});  // a surrogate
  CHECK(code_points("\xF4\x90\x80\x80") == std::vector<std::uint32_t>(4, kBad));       // beyond U+10FFFF
  CHECK(code_points("\xFF\x61") == std::vector<std::uint32_t>{kBad, 0x61});
  CHECK(code_points("\xE5\x8C") == std::vector<std::uint32_t>{kBad, kBad});
}

TEST_CASE("text: valid_utf8", "[text]") {
  CHECK(valid_utf8(""));
  CHECK(valid_utf8("异地就医 é 🐱"));
  CHECK_FALSE(valid_utf8("a\xFF"));
  CHECK_FALSE(valid_utf8("\xE5\x8C"));
  CHECK_FALSE(valid_utf8("\xC1\xBF"));
}

TEST_CASE("text: count_code_points", "[text]") {
  CHECK(count_code_points("") == 0);
  CHECK(count_code_points("abc") == 3);
  CHECK(count_code_points("aé医🐱") == 4);
}

TEST_CASE("text: append_utf8 and next_code_point agree on every code point", "[text]") {
  bool all = true;
  for (std::uint32_t point = 0; point <= 0x10FFFF; ++point) {
    if (point == 0xD800) point = 0xE000;  // surrogates are no code points of UTF-8
    std::string text;
    append_utf8(text, point);
    std::size_t at = 0;
    all = all && next_code_point(text, at) == point && at == text.size() && count_code_points(text) == 1;
  }
  CHECK(all);
}
