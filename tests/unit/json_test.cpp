#include "base/json.h"

#include <string>
#include <vector>

#include "base/limits.h"
#include "base/text.h"
#include "catch.hpp"

namespace {

using precheck::Json;
using precheck::JsonError;
using precheck::read_json;
using Code = JsonError::Code;

constexpr std::size_t kPlenty = 1u << 20;

bool reads(const std::string& text) { return read_json(text, kPlenty).ok(); }

JsonError error_of(const std::string& text, std::size_t most = kPlenty) {
  auto read = read_json(text, most);
  INFO(text);
  REQUIRE_FALSE(read.ok());
  return read.error();
}

// "line:column pointer"
std::string place_of(const std::string& text) {
  const JsonError error = error_of(text);
  CHECK(error.code == Code::Malformed);
  CHECK(error.message.find("json.exception") == std::string::npos);
  return std::to_string(error.line) + ":" + std::to_string(error.column) + " " + error.pointer;
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST_CASE("malformed JSON is refused with its line and column", "[json]") {
  struct Row {
    std::string text;
    std::string place;
  };
  const std::vector<Row> rows{
      {"", "1:1 "},
      {" ", "1:2 "},
      {"{", "1:2 "},
      {"{\"a\": }", "1:7 /a"},
      {"{\n  \"a\": 1,\n}", "3:1 /a"},
      {"{\r\n  \"a\": ,\r\n}", "2:8 /a"},
      {"[1, 2", "1:6 /1"},
      {"{\"a\": 1} x", "1:10 "},
      {"{'a': 1}", "1:2 "},
      {"{\"a\" 1}", "1:6 /a"},
      {"{a: 1}", "1:2 "},
      {"[01]", "1:3 /0"},
      {"[1.]", "1:4 /0"},
      {"[+1]", "1:2 /0"},
      {"[NaN]", "1:2 /0"},
      {"[Infinity]", "1:2 /0"},
      {"[nul]", "1:2 /0"},
      {"[1, 2 3]", "1:7 /1"},
      {"[1e]", "1:4 /0"},
      {"[-]", "1:3 /0"},
      {"\r[1,\r\n\n x]", "4:2 /1"},
      {"[1,]", "1:4 /1"},
      {"// nothing\n1", "1:1 "},
      {"\"a\tb\"", "1:3 "},
      {"\"a\nb\"", "1:3 "},
      {"\"\\x\"", "1:3 "},
      {"\"open", "1:6 "},
      {"{\"list\": [{\"x\": 1}, {\"y\": ?}]}", "1:27 /list/1/y"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(place_of(row.text) == row.place);
  }
}

TEST_CASE("columns count characters, not bytes", "[json]") {
  CHECK(place_of("{\"备案\": x}") == "1:8 /备案");
  CHECK(place_of("{\"😀\": x}") == "1:7 /😀");
}

TEST_CASE("a key may stand only once in an object", "[json]") {
  const JsonError error = error_of(R"({"a": 1, "b": 2, "a": 3})");
  CHECK(error.code == Code::DuplicateKey);
  CHECK(error.pointer == "/a");
  CHECK(error.message.find("\"a\"") != std::string::npos);

  SECTION("however it is written") { CHECK(error_of(R"({"a": 1, "\u0061": 2})").code == Code::DuplicateKey); }
  SECTION("however deep") { CHECK(error_of(R"([{"a": 1}, {"b": [0, {"c": 1, "c": 1}]}])").pointer == "/1/b/1/c"); }
  SECTION("however many keys there are") {
    std::string text = "{";
    for (int i = 0; i < 1000; ++i) text += "\"k" + std::to_string(i) + "\": 0, ";
    CHECK(reads(text + "\"k1000\": 0}"));
    CHECK(error_of(text + "\"k0\": 0}").code == Code::DuplicateKey);
    CHECK(error_of(text + "\"k999\": 0}").code == Code::DuplicateKey);
  }
  SECTION("with a pointer that is escaped") { CHECK(error_of(R"({"a/b~": 1, "a/b~": 2})").pointer == "/a~1b~0"); }
  SECTION("but again in another object") { CHECK(reads(R"({"a": {"a": 1}, "b": [{"a": 1}, {"a": 1}]})")); }
}

TEST_CASE("nesting is bounded", "[json]") {
  CHECK(reads(nested(precheck::limits::kMaxJsonDepth)));
  CHECK(error_of(nested(precheck::limits::kMaxJsonDepth + 1)).code == Code::TooDeep);
  CHECK(error_of(nested(100'000)).code == Code::TooDeep);
  CHECK(error_of(std::string(100'000, '[')).code == Code::TooDeep);
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  CHECK(error_of(objects).code == Code::TooDeep);
}

TEST_CASE("size is bounded, to the byte", "[json]") {
  CHECK(read_json("[1]", 3).ok());
  const JsonError error = error_of("[10]", 3);
  CHECK(error.code == Code::TooLarge);
  CHECK(error.message.find("limit of 3") != std::string::npos);
}

TEST_CASE("a NUL character is refused as such and taken when escaped", "[json]") {
  CHECK(place_of(std::string("{\"a\": 1}\0", 9)) == "1:9 ");
  CHECK(place_of(std::string("{\"a\": \"x\0y\"}", 12)) == "1:9 /a");
  CHECK(place_of(std::string("\0", 1)) == "1:1 ");
  CHECK(place_of(std::string("1\n\0 2", 5)) == "2:1 ");
  const auto escaped = read_json("\"x\\u0000y\"", kPlenty);
  REQUIRE(escaped.ok());
  CHECK(escaped->get<std::string>() == std::string("x\0y", 3));
}

TEST_CASE("half of a surrogate pair is refused", "[json]") {
  for (const char* text : {R"("\ud800")", R"("\udc00")", R"("\ud800\ud800")", R"("\ud800A")", R"("\ud800\u0041")"}) {
    INFO(text);
    CHECK(error_of(text).code == Code::Malformed);
  }
  const auto pair = read_json(R"("\ud83d\ude00")", kPlenty);
  REQUIRE(pair.ok());
  CHECK(pair->get<std::string>() == "😀");
}

TEST_CASE("bytes that are not UTF-8 are refused", "[json]") {
  for (const std::string bytes : {"\x80", "\xC0\x80", "\xC3", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF"}) {
    CHECK(error_of("\"" + bytes + "\"").code == Code::Malformed);
    CHECK(error_of("{\"" + bytes + "\": 1}").code == Code::Malformed);
    CHECK(error_of(bytes).code == Code::Malformed);
  }
  CHECK(place_of("[1,\n \"ab\xFF\"]").rfind("2:5", 0) == 0);
  CHECK(precheck::valid_utf8(error_of("\"\xFF\"").message));
}

TEST_CASE("a message does not quote a whole document", "[json]") {
  CHECK(error_of("\"" + std::string(100'000, 'x')).message.size() < 400);
}

TEST_CASE("a byte order mark is refused by name", "[json]") {
  CHECK(error_of("\xEF\xBB\xBF{\"a\": 1}").message == "expected a value, found a byte order mark: U+FEFF");
  CHECK_FALSE(reads("\xEF\xBB{\"a\": 1}"));
  CHECK_FALSE(reads("{\"a\": \xEF\xBB\xBF 1}"));
}

TEST_CASE("numbers keep their kind", "[json]") {
  const auto read =
      read_json("[1, -1, 9007199254740993, 18446744073709551615, 123456789012345678901234567890, 1.0]", kPlenty);
  REQUIRE(read.ok());
  CHECK((*read)[0].is_number_unsigned());
  CHECK((*read)[1] == -1);
  CHECK((*read)[1].is_number_integer());
  CHECK((*read)[2].get<std::int64_t>() == 9007199254740993);
  CHECK((*read)[3].is_number_float());  // beyond int64
  CHECK((*read)[4].is_number_float());
  CHECK((*read)[5].is_number_float());
}

TEST_CASE("a number beyond every double is refused in plain words", "[json]") {
  const JsonError error = error_of("{\"n\":\n 1e400}");
  CHECK(error.code == Code::Malformed);
  CHECK(error.pointer == "/n");
  CHECK(error.line == 2);
  CHECK(error.message == "expected a number that a double can hold, found '1e400'");
  CHECK(reads("1e-400"));
}

TEST_CASE("members are found by name, and their order is kept", "[json]") {
  const auto read = read_json(R"({"b": 1, "a": {"c": 2}})", kPlenty);
  REQUIRE(read.ok());
  CHECK(precheck::to_text(*read) == R"({"b":1,"a":{"c":2}})");
  REQUIRE(precheck::member(*read, "a") != nullptr);
  CHECK(precheck::member(*read, "c") == nullptr);
  CHECK(precheck::member(*precheck::member(*read, "b"), "c") == nullptr);
}

TEST_CASE("pointer tokens are escaped as RFC 6901 says", "[json]") {
  CHECK(precheck::pointer_token("a/b") == "a~1b");
  CHECK(precheck::pointer_token("m~n") == "m~0n");
  CHECK(precheck::pointer_token("~1") == "~01");
  CHECK(precheck::pointer_token("") == "");
}
