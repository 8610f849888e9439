// Every golden case, natively: byte for byte the report that Node over wasm and the browser give.
#include <sstream>

#include "base/json.h"
#include "base/limits.h"
#include "catch.hpp"
#include "rule_files.h"

namespace {

using precheck::Json;

// "a/b@2023" -> "a.b.2023.jsonl"
std::string golden_name(std::string pack) {
  for (char& c : pack) {
    if (c == '/' || c == '@') c = '.';
  }
  return pack + ".jsonl";
}

}  // namespace

TEST_CASE("the shipped packs load without a diagnostic") {
  const auto library = precheck::rule_files::load(PRECHECK_RULES);
  for (const auto& d : library.diagnostics()) {
    FAIL_CHECK(d.document << d.pointer << ":" << d.line << ":" << d.column << " " << d.code << " " << d.message);
  }
}

TEST_CASE("golden cases give the recorded reports, byte for byte") {
  const auto library = precheck::rule_files::load(PRECHECK_RULES);
  const auto files = precheck::rule_files::find(PRECHECK_RULES, true);
  REQUIRE(!files.empty());
  for (const auto& path : files) {
    const auto cases = precheck::read_json(precheck::rule_files::read(path), precheck::limits::kMaxDocumentBytes);
    REQUIRE(cases.ok());
    const std::string golden = golden_name(cases->at("pack").get<std::string>());
    std::istringstream recorded(precheck::rule_files::read(std::string(PRECHECK_GOLDEN) + "/" + golden));
    REQUIRE(!cases->at("cases").empty());
    for (const Json& entry : cases->at("cases")) {
      std::string line;
      INFO(golden << ": " << entry.at("id").get<std::string>() << ": " << entry.at("title").get<std::string>());
      REQUIRE(std::getline(recorded, line));
      CHECK(library.check_line(precheck::rule_files::request(*cases, entry), {}).text == line);
    }
    std::string more;
    CHECK_FALSE(std::getline(recorded, more));
  }
}
