// vectors.jsonl: what is JSON and what is not, one text a line. It covers every case of the public JSONTestSuite
// (github.com/nst/JSONTestSuite, test_parsing), those that it accepts and those that it refuses, and more at the edges.
// Where that suite leaves the answer open, or ours is stricter (a key given twice), "why" says why ours is as it is.
//   about   the part of the grammar
//   text    or "base64" where it is not UTF-8; "times" repeats it
//   reads   whether it is read
#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/limits.h"
#include "catch.hpp"

namespace {

using precheck::Json;
using precheck::limits::kMaxDocumentBytes;

std::string from_base64(std::string_view text) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) break;
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xFF);
  }
  return out;
}

std::string text_of(const Json& vector) {
  const std::string one = vector.contains("base64") ? from_base64(vector.at("base64").get<std::string>())
                                                    : vector.at("text").get<std::string>();
  std::string out;
  for (int times = vector.value("times", 1); times > 0; --times) out += one;
  return out;
}

}  // namespace

TEST_CASE("JSON vectors", "[json][vectors]") {
  std::ifstream in(PRECHECK_JSON_VECTORS, std::ios::binary);
  std::size_t read = 0;
  std::size_t refused = 0;
  for (std::string line; std::getline(in, line);) {
    INFO(line);
    const Json vector = Json::parse(line);  // not with the reader that is tested
    const bool reads = vector.at("reads").get<bool>();
    const auto ours = precheck::read_json(text_of(vector), kMaxDocumentBytes);
    if (!ours.ok()) {
      INFO(ours.error().message);
      CHECK_FALSE(reads);
      CHECK(!ours.error().message.empty());
      CHECK(ours.error().line != 0);
      CHECK(ours.error().column != 0);
      ++refused;
    } else {
      CHECK(reads);
      // What was read is written so that it is read the same again.
      const std::string written = precheck::to_text(*ours);
      const auto again = precheck::read_json(written, kMaxDocumentBytes);
      REQUIRE(again.ok());
      CHECK(*again == *ours);
      CHECK(*ours == Json::parse(text_of(vector)));
      ++read;
    }
  }
  CHECK(read >= 100);
  CHECK(refused >= 240);
}
