// The reader, token by token: what read_json() does not show.
#include "base/json_reader.h"

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/limits.h"
#include "catch.hpp"

namespace {

using precheck::JsonError;
using precheck::JsonReader;
using Token = JsonReader::Token;

// A text with its reader. The text is exactly as long as it must be: the sanitizers see a byte too far.
struct Reading {
  explicit Reading(const std::string& given) : text(given.begin(), given.end()), reader(end_of(text), given.size()) {}
  static char* end_of(std::vector<char>& text) {
    text.push_back('x');
    text.shrink_to_fit();
    return text.data();
  }
  std::vector<char> text;
  JsonReader reader;
};

// The tokens of a text, one letter each, with names and texts in brackets.
std::string tokens(const std::string& text) {
  Reading reading(text);
  std::string out;
  for (;;) {
    const Token token = reading.reader.next();
    out += "{}[]ksntf0.!"[static_cast<std::size_t>(token)];
    if (token == Token::Key || token == Token::String) out += "(" + std::string(reading.reader.string()) + ")";
    if (token == Token::End || token == Token::Error) return out;
  }
}

JsonReader::Number number(const std::string& text) {
  Reading reading(text);
  INFO(text);
  REQUIRE(reading.reader.next() == Token::Number);
  const auto out = reading.reader.number();
  REQUIRE(reading.reader.next() == Token::End);
  return out;
}

std::string text_of(const std::string& text) {
  Reading reading(text);
  INFO(text);
  REQUIRE(reading.reader.next() == Token::String);
  return std::string(reading.reader.string());
}

JsonError error_of(const std::string& text) {
  Reading reading(text);
  for (;;) {
    const Token token = reading.reader.next();
    INFO(text);
    REQUIRE(token != Token::End);
    if (token == Token::Error) return reading.reader.error();
  }
}

std::string place(const JsonError& error) {
  return std::to_string(error.line) + ":" + std::to_string(error.column) + " " + error.pointer;
}

}  // namespace

TEST_CASE("json reader: every kind of token", "[json][reader]") {
  CHECK(tokens(R"( {"a" : [1, -2.5 ,"x",true,false,null,{ },[ ]], "b":{"c":""}} )") ==
        "{k(a)[nns(x)tf0{}[]]k(b){k(c)s()}}.");
  CHECK(tokens("\t\r\n 7 \n") == "n.");
  CHECK(tokens("\"\"") == "s().");
  CHECK(tokens("null") == "0.");
}

TEST_CASE("json reader: End and Error are for ever", "[json][reader]") {
  Reading good("1");
  CHECK(good.reader.next() == Token::Number);
  for (int i = 0; i < 3; ++i) CHECK(good.reader.next() == Token::End);
  Reading bad("[1 2]");
  CHECK(bad.reader.next() == Token::BeginArray);
  CHECK(bad.reader.next() == Token::Number);
  for (int i = 0; i < 3; ++i) CHECK(bad.reader.next() == Token::Error);
  bad.reader.fail(JsonError::Code::DuplicateKey, "too late");
  CHECK(bad.reader.error().message == "expected ',' or ']', found '2'");
}

TEST_CASE("json reader: views stay valid to the end", "[json][reader]") {
  Reading reading("[\"\\u5907\\n\", \"b\\\\\", {\"\\u0041\": \"\\ud83d\\ude00 \"}]");
  std::vector<std::string_view> views;
  for (Token token = reading.reader.next(); token != Token::End; token = reading.reader.next()) {
    REQUIRE(token != Token::Error);
    if (token == Token::Key || token == Token::String) views.push_back(reading.reader.string());
  }
  CHECK(views == std::vector<std::string_view>{"备\n", "b\\", "A", "😀 "});
}

TEST_CASE("json reader: strings of every length and every place of an escape", "[json][reader]") {
  // Eight bytes are looked at at a time: what ends a run stands in each of them once, and at each distance to the end.
  for (std::size_t before = 0; before < 20; ++before) {
    for (std::size_t behind = 0; behind < 20; ++behind) {
      const std::string a(before, 'a');
      const std::string z(behind, 'z');
      CHECK(text_of("\"" + a + z + "\"") == a + z);
      CHECK(text_of("\"" + a + "\\t" + z + "\"") == a + "\t" + z);
      CHECK(text_of("\"" + a + "备" + z + "\"") == a + "备" + z);
      CHECK(text_of("\"" + a + "\x7F" + z + "\"") == a + "\x7F" + z);
      CHECK(place(error_of("\"" + a + "\x01" + z + "\"")) == "1:" + std::to_string(before + 2) + " ");
      CHECK(place(error_of("\"" + a + "\xE5\xA4" + z + "\"")) == "1:" + std::to_string(before + 2) + " ");
      CHECK(place(error_of("\"" + a + z)) == "1:" + std::to_string(before + behind + 2) + " ");
    }
  }
}

TEST_CASE("json reader: every code point of the planes' edges, raw and escaped", "[json][reader]") {
  for (const std::uint32_t point : {0x7Fu, 0x80u, 0x7FFu, 0x800u, 0xFFFu, 0x1000u, 0xCFFFu, 0xD000u, 0xD7FFu, 0xE000u,
                                    0xFFFDu, 0xFFFEu, 0xFFFFu, 0x10000u, 0x3FFFFu, 0x40000u, 0xFFFFFu, 0x10FFFFu}) {
    std::string raw;
    precheck::append_utf8(raw, point);
    CHECK(text_of("\"" + raw + "\"") == raw);
    CHECK(text_of("\"ab" + raw + raw + "c\"") == "ab" + raw + raw + "c");
    char escape[16];
    if (point < 0x10000) {
      std::snprintf(escape, sizeof escape, "\\u%04X", static_cast<unsigned>(point));
    } else {
      std::snprintf(escape, sizeof escape, "\\u%04x\\u%04x", static_cast<unsigned>(0xD800 + ((point - 0x10000) >> 10)),
                    static_cast<unsigned>(0xDC00 + ((point - 0x10000) & 0x3FF)));
    }
    CHECK(text_of(std::string("\"") + escape + "\"") == raw);
  }
}

TEST_CASE("json reader: whole numbers to the last of int64, others as doubles", "[json][reader]") {
  struct Row {
    const char* text;
    bool is_whole;
    std::int64_t whole;
    double real;
  };
  for (const Row& row : {Row{"0", true, 0, 0.0},
                         Row{"-0", true, 0, 0.0},
                         Row{"7", true, 7, 7.0},
                         Row{"-12", true, -12, -12.0},
                         Row{"9007199254740993", true, 9007199254740993, 9007199254740992.0},
                         Row{"9223372036854775807", true, INT64_MAX, 9223372036854775808.0},
                         Row{"-9223372036854775808", true, INT64_MIN, -9223372036854775808.0},
                         Row{"9223372036854775808", false, 0, 9223372036854775808.0},
                         Row{"-9223372036854775809", false, 0, -9223372036854775808.0},
                         Row{"18446744073709551616", false, 0, 18446744073709551616.0},
                         Row{"100000000000000000000", false, 0, 1e20},
                         Row{"1.0", false, 0, 1.0},
                         Row{"1e0", false, 0, 1.0},
                         Row{"1E+2", false, 0, 100.0},
                         Row{"25e-1", false, 0, 2.5},
                         Row{"0.1", false, 0, 0.1},
                         Row{"123.456", false, 0, 123.456},
                         Row{"1e22", false, 0, 1e22},
                         Row{"1e23", false, 0, 1e23},
                         Row{"9007199254740993.0", false, 0, 9007199254740992.0},
                         Row{"1e-400", false, 0, 0.0},
                         Row{"0e999999999999", false, 0, 0.0},
                         Row{"0.1e-999999999999", false, 0, 0.0},
                         Row{"17976931348623157e292", false, 0, 1.7976931348623157e308}}) {
    const auto read = number(row.text);
    INFO(row.text);
    CHECK(read.is_whole == row.is_whole);
    CHECK(read.real == row.real);
    if (row.is_whole) CHECK(read.whole == row.whole);
    CHECK_FALSE((row.is_whole && std::signbit(read.real) && row.whole == 0));
  }
  CHECK(std::signbit(number("-0.0").real));
  CHECK(number("1" + std::string(400, '0') + "e-400").real == 1.0);
  CHECK(number("0." + std::string(400, '0') + "1e401").real == 1.0);
  CHECK(error_of("1e309").message == "expected a number that a double can hold, found '1e309'");
  CHECK(error_of("-1" + std::string(400, '0')).code == JsonError::Code::Malformed);
}

TEST_CASE("json reader: messages say what was expected and what was found", "[json][reader]") {
  struct Row {
    std::string text;
    const char* message;
  };
  for (const Row& row :
       {Row{"", "expected a value, found the end of the text"},
        Row{"[None]", "expected a value, found 'None'"},
        Row{"[1,]", "expected a value, found ']'"},
        Row{"[备]", "expected a value, found '备'"},
        Row{"{\"a\":1,}", "expected a key in double quotes, found '}'"},
        Row{"{'a':1}", "expected a key in double quotes, found '''"},
        Row{"{\"a\" 1}", "expected ':' after the key, found '1'"},
        Row{"{\"a\":1 \"b\"", "expected ',' or '}', found '\"'"},
        Row{"[1", "expected ',' or ']', found the end of the text"},
        Row{"1 x", "expected nothing after the value, found 'x'"},
        Row{"[01]", "expected no digit after a leading 0, found '1'"},
        Row{"[1.]", "expected a digit, found ']'"},
        Row{"\"a", "expected '\"' at the end of the string, found the end of the text"},
        Row{"\"a\\nb", "expected '\"' at the end of the string, found the end of the text"},
        Row{"\"a\nb\"", "expected an escape such as \\n or \\u000A, found a control character: U+000A"},
        Row{std::string("\"\0\"", 3), "expected an escape such as \\n or \\u000A, found a NUL character: U+0000"},
        Row{"\"\\x\"", "expected one of \" \\ / b f n r t u after '\\', found 'x'"},
        Row{"\"\\", "expected one of \" \\ / b f n r t u after '\\', found the end of the text"},
        Row{"\"\\u12\"", "expected four hexadecimal digits after \\u, found '12'"},
        Row{"\"\\ud800\"", "expected the second half of a surrogate pair, \\uDC00 to \\uDFFF, found '\"'"},
        Row{"\"\\udc00\"", "expected the first half of a surrogate pair before the second, found '\\'"},
        Row{"\"\xFF\"", "expected UTF-8, found a byte that is not UTF-8: 0xFF"}}) {
    INFO(row.text);
    CHECK(error_of(row.text).message == row.message);
  }
}

TEST_CASE("json reader: unescaping moves no place", "[json][reader]") {
  // Each text once with escapes and once with other characters in their stead: the column is the same.
  CHECK(place(error_of(R"(["\u5907\u0041\n\ud83d\ude00", ?])")) == "1:32 /1");
  CHECK(place(error_of(R"(["123456123456121234561234567", ?])")) == "1:33 /1");
  CHECK(place(error_of(R"({"\u5907": ["\t\t", x]})")) == "1:21 /备/1");
  CHECK(place(error_of("[\"\\u5907\",\n \"\\n\\n\\x\"]")) == "2:8 /1");
  CHECK(place(error_of("[\"\\n\\n\",\r\n\r ?]")) == "3:2 /1");
  CHECK(place(error_of(R"("\n\u0041)")) == "1:10 ");
}

TEST_CASE("json reader: skip reads one value, whatever it is", "[json][reader]") {
  for (const std::string value :
       {"1", "\"x\"", "null", "[]", "{}", "[1,[2,{\"a\":[3]}],4]", "{\"a\":{\"b\":{}},\"c\":[]}"}) {
    Reading reading("[" + value + ",7]");
    INFO(value);
    CHECK(reading.reader.next() == Token::BeginArray);
    reading.reader.next();
    reading.reader.skip();
    REQUIRE(reading.reader.next() == Token::Number);
    CHECK(reading.reader.number().whole == 7);
    CHECK(reading.reader.next() == Token::EndArray);
    CHECK(reading.reader.next() == Token::End);
  }
}

namespace {

JsonError skipped(const std::string& text) {
  Reading reading(text);
  reading.reader.next();
  reading.reader.skip();
  INFO(text);
  REQUIRE(reading.reader.next() == Token::Error);
  return reading.reader.error();
}

}  // namespace

TEST_CASE("json reader: skip finds what is wrong within", "[json][reader]") {
  CHECK(place(skipped("[1,{\"a\":tru}]")) == "1:9 /1/a");
  CHECK(place(skipped("[1,{\"a\":1")) == "1:10 /1/a");
  CHECK(skipped(std::string(100'000, '[')).code == JsonError::Code::TooDeep);
  const JsonError twice = skipped(R"([0, {"x": {"a": 1, "\u0062": 2, "b": 3}}])");
  CHECK(twice.code == JsonError::Code::DuplicateKey);
  CHECK(place(twice) == "1:33 /1/x/b");
  CHECK(twice.message == "the key \"b\" is given twice; keep one");
  // The place of a key, however it is written.
  CHECK(place(skipped(R"({"a":1,"\u0061":2})")) == "1:8 /a");
}

TEST_CASE("json reader: skip finds a key given twice among however many", "[json][reader]") {
  for (const int count : {2, 15, 16, 17, 18, 1000}) {
    std::string members;
    for (int i = 0; i < count; ++i) members += "\"k" + std::to_string(i) + "\":{\"k0\":0},";
    Reading good("[{" + members + "\"last\":0}]");
    good.reader.next();
    good.reader.skip();
    CHECK(good.reader.next() == Token::End);
    for (const int again : {0, count / 2, count - 1}) {
      const std::string name = "k" + std::to_string(again);
      INFO(count << " " << name);
      const JsonError error = skipped("[{" + members + "\"" + name + "\":0}]");
      CHECK(error.code == JsonError::Code::DuplicateKey);
      CHECK(error.pointer == "/0/" + name);
    }
  }
}

TEST_CASE("json reader: who reads may refuse", "[json][reader]") {
  Reading reading("{\"a\":1,\n  \"b\\t\":2}");
  reading.reader.next();
  reading.reader.next();
  reading.reader.next();
  REQUIRE(reading.reader.next() == Token::Key);
  reading.reader.fail(JsonError::Code::DuplicateKey, "no");
  CHECK(reading.reader.next() == Token::Error);
  CHECK(place(reading.reader.error()) == "2:3 /b\t");
  CHECK(reading.reader.error().message == "no");
}

TEST_CASE("json reader: a key given twice is found at the end of an object of many, and has that place",
          "[json][reader]") {
  std::string text = "{\"o\":{";
  for (int i = 0; i < 20; ++i) text += "\"k" + std::to_string(i) + "\":0,";
  const JsonError error = skipped(text + "\"k3\":0}\n}");
  CHECK(error.pointer == "/o/k3");
  CHECK(error.line == 1);
  CHECK(error.column == text.size() + 7);  // the closing brace: names are sorted then
}

TEST_CASE("json reader: depth is bounded to the level", "[json][reader]") {
  constexpr std::size_t kMost = precheck::limits::kMaxJsonDepth;
  CHECK(tokens(std::string(kMost, '[') + std::string(kMost, ']')).back() == '.');
  const JsonError error = error_of(std::string(kMost + 1, '['));
  CHECK(error.code == JsonError::Code::TooDeep);
  CHECK(error.column == kMost + 1);
}
