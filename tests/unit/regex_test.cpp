#include "cel/regex.h"

#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"

using precheck::cel::Regex;

namespace {

bool matches(std::string_view text, std::string_view pattern) {
  INFO(pattern);
  const auto regex = Regex::compile(pattern);
  REQUIRE(regex.ok());
  return regex->matches(text);
}

// "message at offset", or "" for a good pattern.
std::string error_of(std::string_view pattern) {
  const auto regex = Regex::compile(pattern);
  return regex.ok() ? "" : regex.error().message + " at " + std::to_string(regex.error().offset);
}

}  // namespace

TEST_CASE("a pattern may match any part of the text", "[regex]") {
  CHECK(matches("hubba", "ubb"));
  CHECK(matches("hubba", ""));
  CHECK(matches("", ""));
  CHECK_FALSE(matches("", "a"));
  CHECK(matches("ab", "b"));
  CHECK_FALSE(matches("hubba", "^ubb"));
  CHECK(matches("hubba", "^hub"));
  CHECK(matches("hubba", "ba$"));
  CHECK_FALSE(matches("hubba", "\\Ahub\\z"));
  CHECK(matches("hubba", "\\Ahubba\\z"));
}

TEST_CASE("choices, groups and repetitions", "[regex]") {
  CHECK(matches("cows", "^(cat|dog|cow)s?$"));
  CHECK(matches("cow", "^(?:cat|dog|cow)s?$"));
  CHECK_FALSE(matches("cowss", "^(?P<animal>cat|dog|cow)s?$"));
  CHECK(matches("", "^(|a)$"));
  CHECK(matches("aaa", "^a+$"));
  CHECK(matches("", "^a*$"));
  CHECK_FALSE(matches("", "^a+$"));
  CHECK(matches("abab", "^(ab)*$"));
  CHECK_FALSE(matches("aba", "^(ab)*$"));
  CHECK(matches("aaa", "^a+?$"));  // lazy or greedy, the answer is the same
  CHECK(matches("aaa", "^a*?$"));
  CHECK(matches("ab", "^a??b$"));
  CHECK(matches("aab", "(?U)^a+b$"));
}

TEST_CASE("counted repetitions", "[regex]") {
  for (int n = 0; n <= 8; ++n) {
    const std::string text(static_cast<std::size_t>(n), 'a');
    CHECK(matches(text, "^a{3}$") == (n == 3));
    CHECK(matches(text, "^a{2,}$") == (n >= 2));
    CHECK(matches(text, "^a{0,}$"));
    CHECK(matches(text, "^a{2,5}$") == (n >= 2 && n <= 5));
    CHECK(matches(text, "^a{0,2}?$") == (n <= 2));
    CHECK(matches(text, "^a{0}$") == (n == 0));
    CHECK(matches(text, "^(a{2}){1,3}$") == (n == 2 || n == 4 || n == 6));
  }
  // Braces that count nothing are text.
  CHECK(matches("a{,2}", "^a{,2}$"));
  CHECK(matches("{x}", "^{x}$"));
  CHECK(matches("a{1", "^a{1$"));
}

TEST_CASE("repetitions of what may be empty end", "[regex]") {
  CHECK(matches("aab", "^(a*)*b$"));
  CHECK(matches("aab", "^(a*)+b$"));
  CHECK(matches("b", "^(|a)+b$"));
  CHECK(matches("", "^(^)*$"));
  CHECK(matches("x", "(){3,}x"));
  CHECK_FALSE(matches("c", "^((a|b)*)*$"));
}

TEST_CASE("classes of characters", "[regex]") {
  CHECK(matches("b", "^[abc]$"));
  CHECK(matches("m", "^[a-z]$"));
  CHECK_FALSE(matches("M", "^[a-z]$"));
  CHECK(matches("M", "^[^a-z]$"));
  CHECK(matches("\n", "^[^a-z]$"));
  CHECK(matches("]", "^[]]$"));
  CHECK(matches("a", "^[^]]$"));
  CHECK(matches("-", "^[a-]$"));
  CHECK(matches("-", "^[-a]$"));
  CHECK(matches("^", "^[a^]$"));
  CHECK(matches("[", "^[[]$"));
  CHECK(matches(".", "^[.]$"));
  CHECK_FALSE(matches("x", "^[.]$"));
  CHECK(matches("\\", "^[\\\\]$"));
  CHECK(matches("c", "^[a-bb-da]$"));
  CHECK_FALSE(matches("x", "[^\\x00-\\x{10FFFF}]"));
}

TEST_CASE("Perl classes are ASCII", "[regex]") {
  CHECK(matches("2022-11-01", "^\\d{4}-\\d\\d-\\d\\d$"));
  CHECK(matches("a_9", "^\\w+$"));
  CHECK(matches(" \t\n\f\r", "^\\s+$"));
  CHECK_FALSE(matches("\v", "^\\s$"));
  CHECK(matches("a", "^\\D$"));
  CHECK(matches("a", "^\\S$"));
  CHECK(matches("-", "^\\W$"));
  CHECK_FALSE(matches("\xEF\xBC\x91", "\\d"));  // a full-width 1
  CHECK(matches("\xE5\x8C\xBB", "^\\W$"));
  CHECK(matches("7-", "^[\\d-]+$"));
  CHECK(matches("x7", "^[^\\s\\D]|x[\\w]$"));
  CHECK(matches("a ", "^[\\S ]+$"));
}

TEST_CASE("POSIX classes", "[regex]") {
  CHECK(matches("aZ", "^[[:alpha:]]+$"));
  CHECK_FALSE(matches("a1", "^[[:alpha:]]+$"));
  CHECK(matches("a1_", "^[[:alnum:]_]+$"));
  CHECK(matches("1", "^[[:^alpha:]]$"));
  CHECK(matches("fF09", "^[[:xdigit:]]+$"));
  CHECK(matches("!/:@[`{~", "^[[:punct:]]+$"));
  CHECK(matches("\v", "^[[:space:]]$"));
  CHECK(matches(std::string_view("\0", 1), "^[[:cntrl:]]$"));
  CHECK_FALSE(matches("\xC2\x80", "[[:ascii:]]"));
}

TEST_CASE("characters are code points of UTF-8", "[regex]") {
  const std::string_view doctor = "\xE5\x8C\xBB\xE4\xBF\x9D";  // U+533B U+4FDD
  CHECK(matches(doctor, "^..$"));
  CHECK(matches(doctor, "^\xE5\x8C\xBB"));
  CHECK(matches(doctor, "^[\\x{4E00}-\\x{9FFF}]{2}$"));
  CHECK(matches(doctor, "^[\xE5\x8C\xBB\xE4\xBF\x9D]+$"));
  CHECK(matches("\xF0\xA0\x80\x80", "^[^a]$"));
  CHECK(matches("\xFF", "^\\x{FFFD}$"));  // not UTF-8
}

TEST_CASE("escapes", "[regex]") {
  CHECK(matches("a.b", "^a\\.b$"));
  CHECK_FALSE(matches("axb", "^a\\.b$"));
  CHECK(matches("\a\f\n\r\t\v", "^\\a\\f\\n\\r\\t\\v$"));
  CHECK(matches("A", "^\\x41$"));
  CHECK(matches("A", "^\\x{41}$"));
  CHECK(matches("A", "^\\101$"));
  CHECK(matches("\n", "^\\012$"));
  CHECK(matches("a.b*c", "^\\Qa.b*\\Ec$"));
  CHECK(matches("a+++", "^\\Qa+\\E+$"));
  CHECK(matches("(", "\\Q("));
}

TEST_CASE("word boundaries", "[regex]") {
  CHECK(matches("a word here", "\\bword\\b"));
  CHECK_FALSE(matches("swords", "\\bword"));
  CHECK(matches("swords", "\\Bword\\B"));
  CHECK(matches("x", "^\\bx\\b$"));
  CHECK(matches("", "^\\B$"));
}

TEST_CASE("flags", "[regex]") {
  CHECK(matches("XpCc", "^(?i)xpcc$"));
  CHECK(matches("XPcc", "^(?i:xp)cc$"));
  CHECK_FALSE(matches("XPCC", "^(?i:xp)cc$"));
  CHECK_FALSE(matches("aB", "^(?i)a(?-i)b$"));
  CHECK(matches("Ab", "^((?i)a)b$"));
  CHECK_FALSE(matches("AB", "^((?i)a)b$"));  // to the end of the group
  CHECK(matches("Q", "^(?i)[a-z]$"));
  CHECK_FALSE(matches("Q", "^(?i)[^a-z]$"));
  CHECK(matches("\xE2\x84\xAA", "^(?i)k$"));  // the Kelvin sign, as in RE2
  CHECK(
      matches("\xE5\x8C\xBB"
              "a",
              "^(?i)\xE5\x8C\xBB"
              "A$"));

  CHECK_FALSE(matches("\n", "^.$"));
  CHECK(matches("\n", "^(?s).$"));
  CHECK(matches("a\nb", "(?m)^b$"));
  CHECK(matches("a\nb", "(?m)^a$"));
  CHECK_FALSE(matches("a\nb", "^b"));
  CHECK_FALSE(matches("a\nb", "a$"));
  CHECK_FALSE(matches("a\n", "a$"));  // the end is the end, also after a line feed
  CHECK_FALSE(matches("a\nb", "(?m)\\Ab"));
  CHECK(matches("A\nB", "(?ims)^a.b$"));
}

TEST_CASE("what is wrong with a pattern, and where", "[regex]") {
  CHECK(error_of("a**") == "a repetition cannot be repeated at 2");
  CHECK(error_of("a+?*") == "a repetition cannot be repeated at 3");
  CHECK(error_of("*a") == "nothing to repeat at 0");
  CHECK(error_of("a|+") == "nothing to repeat at 2");
  CHECK(error_of("({2})") == "nothing to repeat at 1");
  CHECK(error_of("a{3,2}") == "invalid repeat count at 1");
  CHECK(error_of("a{1001}") == "invalid repeat count at 1");
  CHECK(error_of("a{99999999999999999999}") == "invalid repeat count at 1");
  CHECK(error_of("a{1,1001}") == "invalid repeat count at 1");
  CHECK(error_of("(a{100}){11}") == "nested repeat counts are too large at 8");
  CHECK(error_of("((){1000}){1000}") == "nested repeat counts are too large at 10");
  CHECK(error_of("(ab") == "missing ) at 0");
  CHECK(error_of("x(?i") == "missing ) at 1");
  CHECK(error_of("ab)") == "unmatched ) at 2");
  CHECK(error_of("a[bc") == "missing ] at 1");
  CHECK(error_of("a[]") == "missing ] at 1");
  CHECK(error_of("[a-") == "missing ] at 0");
  CHECK(error_of("[z-a]") == "the range is in the wrong order at 1");
  CHECK(error_of("[a-\\d]") == "invalid escape sequence at 3");
  CHECK(error_of("[[:word:][:foo:]]") == "unknown class name at 9");
  CHECK(error_of("a\\") == "\\ at the end of the pattern at 1");
  CHECK(error_of("(a)\\1") == "invalid escape sequence at 3");
  CHECK(error_of("\\8") == "invalid escape sequence at 0");
  CHECK(error_of("\\y") == "invalid escape sequence at 0");
  CHECK(error_of("\\x4") == "invalid escape sequence at 0");
  CHECK(error_of("\\x{110000}") == "invalid escape sequence at 0");
  CHECK(error_of("\\x{}") == "invalid escape sequence at 0");
  CHECK(error_of("a(?=b)") == "unsupported group syntax at 1");
  CHECK(error_of("(?i-)a") == "invalid group flags at 0");
  CHECK(error_of("(?P<n>a)(?P<n>b)") == "duplicate group name at 8");
  CHECK(error_of("(?P<>a)") == "invalid group name at 0");
  CHECK(error_of("a\xFF") == "the pattern is not valid UTF-8 at 1");
}

TEST_CASE("what is left out of RE2 is refused, not read in another way", "[regex]") {
  const std::string unicode_class =
      "Unicode classes such as \\pL and \\p{Han} are not supported; write the ranges, such as [\\x{4E00}-\\x{9FFF}]";
  CHECK(error_of("x\\pL") == unicode_class + " at 1");
  CHECK(error_of("[\\p{Han}]") == unicode_class + " at 1");
  CHECK(error_of("\\P{Greek}") == unicode_class + " at 0");
  CHECK(error_of("\\C") == "invalid escape sequence at 0");
  const std::string folding = "case-insensitive matching of letters beyond ASCII is not supported";
  CHECK(error_of("(?i)a\xC3\xA9") == folding + " at 5");
  CHECK(error_of("(?i)[\\x{0}-\\x{10FFFF}]") == folding + " at 5");
}

TEST_CASE("patterns that make backtracking explode take linear time", "[regex]") {
  const std::string many(40, 'a');
  CHECK_FALSE(matches(many + 'b', "(a*)*c"));
  CHECK_FALSE(matches(many + 'b', "^(a+)+$"));
  CHECK_FALSE(matches(many + 'b', "^(a|aa)+$"));
  CHECK_FALSE(matches(many + 'b', "^(([a-z])+.)+[A-Z]([a-z])+$"));
  CHECK(matches(many, "^(a?){40}a{40}$"));
  CHECK_FALSE(matches(std::string(100000, 'a') + 'b', "(a*)*c"));
}

TEST_CASE("a program has a bounded size", "[regex]") {
  CHECK(Regex::compile("a").value().program_size() == 2);
  CHECK(error_of("(abcdefghi){1000}").empty());
  CHECK(error_of("(abcdefghijkl){1000}") == "the pattern is too large at 0");
  CHECK(error_of(std::string(9999, 'a')).empty());
  CHECK(error_of(std::string(10000, 'a')) == "the pattern is too large at 0");
  CHECK(error_of(std::string(32, '(') + std::string(32, ')')).empty());
  CHECK(error_of(std::string(33, '(') + std::string(33, ')')) == "groups are nested too deeply at 32");
}

TEST_CASE("small patterns agree with a plain definition of matching", "[regex]") {
  // Ends of the matches of a pattern over {a, b} that begin at `from`, by recursion on the pattern's own meaning.
  // Patterns are x, x*, x? and x+ put one after the other; x is a, b or . here.
  const std::vector<std::string> atoms = {"a", "b", ".", "a*", "b?", ".*", "a+"};
  const auto ends = [](const std::string& text, const std::vector<std::string>& parts, std::size_t from) {
    std::vector<bool> at(text.size() + 1, false);
    at[from] = true;
    for (const std::string& part : parts) {
      std::vector<bool> then(text.size() + 1, false);
      const char repeat = part.size() > 1 ? part[1] : '1';
      for (std::size_t i = 0; i <= text.size(); ++i) {
        if (!at[i]) continue;
        std::size_t count = 0;
        for (std::size_t j = i;; ++j, ++count) {
          const bool enough = count >= 1 || repeat == '*' || repeat == '?';
          const bool too_many = count > 1 && (repeat == '1' || repeat == '?');
          if (too_many) break;
          if (enough) then[j] = true;
          if (j == text.size() || (part[0] != '.' && text[j] != part[0])) break;
        }
      }
      at = then;
    }
    return at;
  };

  bool all = true;
  for (const std::string& first : atoms) {
    for (const std::string& second : atoms) {
      for (const std::string& third : atoms) {
        const auto anywhere = Regex::compile(first + second + third);
        const auto whole = Regex::compile("^" + first + second + third + "$");
        REQUIRE(anywhere.ok());
        REQUIRE(whole.ok());
        for (unsigned length = 0; length <= 5; ++length) {
          for (unsigned bits = 0; bits < (1u << length); ++bits) {
            std::string text;
            for (unsigned i = 0; i < length; ++i) text.push_back((bits >> i & 1u) != 0 ? 'a' : 'b');
            bool found = false;
            for (std::size_t from = 0; from <= text.size(); ++from) {
              for (const bool end : ends(text, {first, second, third}, from)) found = found || end;
            }
            all = all && anywhere->matches(text) == found &&
                  whole->matches(text) == ends(text, {first, second, third}, 0)[text.size()];
          }
        }
      }
    }
  }
  CHECK(all);
}
