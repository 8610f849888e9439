// The writer, against nlohmann's where both say the same.
#include "base/json_writer.h"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>

#include "base/json.h"
#include "catch.hpp"

namespace {

using precheck::Json;
using precheck::JsonWriter;

std::string ours(double value) {
  std::string out;
  JsonWriter(out).number(value);
  return out;
}

std::string in_quotes(const std::string& text) {
  std::string out;
  JsonWriter(out).string(text);
  return out;
}

}  // namespace

TEST_CASE("json writer: commas stand between members and elements", "[json][writer]") {
  std::string out = "before ";
  JsonWriter json(out);
  json.begin_object();
  json.key("a");
  json.begin_array();
  json.number(std::int64_t{-1});
  json.number(std::uint64_t{2});
  json.begin_array();
  json.end_array();
  json.begin_object();
  json.end_object();
  json.raw("[3]");
  json.string("x");
  json.end_array();
  json.key("b");
  json.boolean(true);
  json.key("c");
  json.boolean(false);
  json.key("d");
  json.null();
  json.key("e");
  json.value(Json{{"f", {1, 2.5, nullptr, "g"}}});
  json.end_object();
  CHECK(out == R"(before {"a":[-1,2,[],{},[3],"x"],"b":true,"c":false,"d":null,"e":{"f":[1,2.5,null,"g"]}})");
}

TEST_CASE("json writer: whole numbers to the last", "[json][writer]") {
  const Json all{0, 9, 10, -10, INT64_MAX, INT64_MIN, UINT64_MAX};
  CHECK(precheck::to_text(all) == "[0,9,10,-10,9223372036854775807,-9223372036854775808,18446744073709551615]");
}

TEST_CASE("json writer: every character as nlohmann writes it", "[json][writer]") {
  for (std::uint32_t point = 0; point < 0x180; ++point) {
    // At each place of the eight bytes that are looked at at once.
    for (std::size_t before = 0; before < 10; ++before) {
      std::string text(before, 'a');
      precheck::append_utf8(text, point);
      text += "and more of it";
      if (in_quotes(text) != Json(text).dump()) CHECK(in_quotes(text) == Json(text).dump());
    }
  }
  CHECK(in_quotes("") == "\"\"");
  CHECK(in_quotes("备案 😀 \"\\\"") == R"("备案 😀 \"\\\"")");
  CHECK(in_quotes(std::string("\x1F\x7F\0", 3)) == "\"\\u001f\x7F\\u0000\"");
}

TEST_CASE("json writer: doubles with a point or an exponent", "[json][writer]") {
  struct Row {
    double value;
    const char* text;
  };
  for (const Row& row : {Row{0.0, "0.0"},
                         Row{-0.0, "-0.0"},
                         Row{1.0, "1.0"},
                         Row{-2.5, "-2.5"},
                         Row{0.1, "0.1"},
                         Row{100.0, "100.0"},
                         Row{123.456, "123.456"},
                         Row{0.001, "0.001"},
                         Row{0.0001, "0.0001"},
                         Row{0.00012, "0.00012"},
                         Row{0.00001, "1e-05"},
                         Row{1e14, "100000000000000.0"},
                         Row{1e15, "1e+15"},
                         Row{123456789012345.6, "123456789012345.6"},
                         Row{1e22, "1e+22"},
                         Row{1.5e300, "1.5e+300"},
                         Row{-1e-300, "-1e-300"},
                         Row{5e-324, "5e-324"},
                         Row{1.7976931348623157e308, "1.7976931348623157e+308"},
                         Row{0.1 + 0.2, "0.30000000000000004"}}) {
    CHECK(ours(row.value) == row.text);
    CHECK(ours(row.value) == Json(row.value).dump());
  }
  CHECK(ours(std::nan("")) == "null");
  CHECK(ours(std::numeric_limits<double>::infinity()) == "null");
}

TEST_CASE("json writer: random doubles are the fewest digits, as nlohmann writes them where it finds those",
          "[json][writer]") {
  std::uint64_t bits = 0x9E3779B97F4A7C15u;
  std::size_t same = 0;
  std::size_t all = 0;
  bool right = true;
  for (int i = 0; i < 20000; ++i) {
    bits ^= bits << 13, bits ^= bits >> 7, bits ^= bits << 17;  // xorshift: the same in every run
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    // Half of them such as stand in a form: a few digits behind the point.
    if (i % 2 == 0) value = static_cast<double>(bits >> 40) / 1000.0;
    if (!std::isfinite(value)) continue;
    ++all;
    const std::string text = ours(value);
    const std::string theirs = Json(value).dump();
    same += text == theirs;
    // nlohmann's Grisu2 misses the fewest digits, or the nearest of them, now and then; never is it shorter.
    right = right && text.size() <= theirs.size() && std::strtod(text.c_str(), nullptr) == value;
  }
  CHECK(right);
  CHECK(same > all * 99 / 100);
}
