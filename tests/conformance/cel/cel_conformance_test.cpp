// The CEL conformance suite, natively, from the vectors that tests/conformance/cel/export.mjs writes. A test differs
// from the suite only where skips.json says why; one that is listed there and agrees is a failure too.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <optional>
#include <precheck/cel.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/limits.h"
#include "catch.hpp"

namespace {

using precheck::CelProgram;
using precheck::Json;

Json read_vectors() {
  std::ifstream in(PRECHECK_CONFORMANCE, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  const auto vectors = precheck::read_json(text.str(), precheck::limits::kMaxDocumentBytes);
  INFO(PRECHECK_CONFORMANCE << " is missing or damaged: node tests/conformance/cel/export.mjs");
  REQUIRE(vectors.ok());
  return *vectors;
}

// The entries of maps in one order, whatever the order they were made in.
Json in_order(Json value) {
  if (value.is_structured()) {
    for (Json& part : value) part = in_order(part);
  }
  if (value.is_object() && value.contains("map")) {
    std::sort(value["map"].begin(), value["map"].end(),
              [](const Json& a, const Json& b) { return precheck::to_text(a) < precheck::to_text(b); });
  }
  return value;
}

// What we have where the suite expects something else; nothing where both agree.
std::optional<std::string> difference(const std::string& aspect, const Json& expected, const Json& test,
                                      const CelProgram& program) {
  if (aspect == "value") {
    const std::string answer = program.evaluate(precheck::to_text(test.at("bindings")));
    const Json found = *precheck::read_json(answer, precheck::limits::kMaxDocumentBytes);
    const bool same = expected.contains("error") ? found.contains("error") : in_order(found) == in_order(expected);
    return same ? std::nullopt : std::optional(answer);
  }
  if (!program.errors().empty()) return program.errors().front().message;
  const std::string found = aspect == "tree" ? program.tree() : program.type();
  return found == expected.get<std::string>() ? std::nullopt : std::optional(found);
}

struct Count {
  int passed = 0;
  int skipped = 0;
};

std::string row(const std::string& title, const Count& c) {
  std::ostringstream out;
  out << std::left << std::setw(22) << title << std::right << std::setw(6) << c.passed << " passed" << std::setw(6)
      << c.skipped << " skipped" << std::setw(6) << c.passed + c.skipped << " in all";
  return out.str();
}

}  // namespace

TEST_CASE("CEL conformance suite", "[conformance]") {
  const Json vectors = read_vectors();
  std::vector<std::string> sections;      // in the suite's order
  std::map<std::string, Count> tests;     // by section: by the test's value, or its type where that is all it has
  std::map<std::string, Count> compared;  // by aspect
  for (const Json& test : vectors) {
    const auto section = test.at("section").get<std::string>();
    if (sections.empty() || sections.back() != section) sections.push_back(section);
    const Json& expected = test.at("expected");
    const std::string main = expected.contains("value") ? "value" : "type";
    const auto program =
        CelProgram::compile(test.at("expression").get<std::string>(), precheck::to_text(test.at("options")));
    INFO(section << "/" << test.at("group").get<std::string>() << "/" << test.at("name").get<std::string>() << ": "
                 << test.at("expression").get<std::string>());
    for (const auto& [aspect, wanted] : expected.items()) {
      const auto reason = test.at("skips").value(aspect, std::string());
      const auto found = difference(aspect, wanted, test, program);
      Count& count = compared[aspect];
      ++(found ? count.skipped : count.passed);
      if (aspect == main) ++(found ? tests[section].skipped : tests[section].passed);
      if (found && reason.empty()) {
        FAIL_CHECK(aspect << ": expected " << precheck::to_text(wanted) << ", found " << *found);
      } else if (!found && !reason.empty()) {
        FAIL_CHECK(aspect << " is as expected, although skips.json lists it: " << reason);
      } else {
        SUCCEED();
      }
    }
  }
  Count all;
  for (const auto& section : sections) {
    std::cout << row(section, tests[section]) << '\n';
    all.passed += tests[section].passed;
    all.skipped += tests[section].skipped;
  }
  std::cout << row("all sections", all) << '\n';
  for (const auto& [aspect, count] : compared) std::cout << row("compared: " + aspect, count) << '\n';
}
