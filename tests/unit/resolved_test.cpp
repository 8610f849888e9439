// Resolved packs: a pack that carries the clauses that it cites, and stands alone.
#include <precheck/precheck.hpp>
#include <string>
#include <vector>

#include "pack_support.h"

namespace {

using precheck::Library;
using precheck::Loader;
using precheck::example::Pack;

// Carries S9-01 and nothing else.
constexpr const char* kCarried = R"({"sources": [{"format": 1, "id": "S9", "title": {"zh-CN": "示例通知"},
  "issuer": {"zh-CN": "示例局"}, "published_on": null, "clauses": [{"id": "S9-01", "text": {"zh-CN": "别的说法"}}]}]})";

Pack example(const std::string& resolved = kCarried) {
  return Pack(R"({"signed": {"type": "boolean"}})")
      .rule(R"({"id": "is-signed", "assert": "signed"})")
      .set("resolved", resolved);
}

// "document pointer code: message", one a line.
std::string faults(const std::vector<std::string>& packs, const std::vector<std::string>& sources = {}) {
  Loader loader;
  for (std::size_t i = 0; i < sources.size(); ++i) loader.add_source("source-" + std::to_string(i), sources[i]);
  for (std::size_t i = 0; i < packs.size(); ++i) loader.add_pack("pack-" + std::to_string(i), packs[i]);
  std::string out;
  const Library library = loader.load();
  for (const auto& d : library.diagnostics()) {
    out += d.document + " " + d.pointer + " " + d.code + ": " + d.message + "\n";
  }
  return out;
}

std::string overlay(const std::string& differences) {
  return R"({"format": 1, "extends": "example/topic@2023", "id": "example/topic", "edition": "2024", "revision": 1,
    "effective": {"from": "2024-01-01", "until": null}, )" +
         differences + "}";
}

constexpr const char* kCitesSecond = R"("guidance": [{"id": "new", "text": {"zh-CN": "新"}, "cites": ["S9-02"]}])";

}  // namespace

TEST_CASE("a resolved pack needs no source beside it", "[resolved]") {
  CHECK(faults({example().text()}).empty());
  CHECK(
      faults({Pack(R"({"signed": {"type": "boolean"}})").rule(R"({"id": "is-signed", "assert": "signed"})").text()}) ==
      "pack-0 /sources pack.unknown_source: the source \"S9\" was not given with the packs\n"
      "pack-0 /rules/0/cites/0 pack.unknown_clause: no source lists the clause \"S9-01\"\n");
}

TEST_CASE("a clause that a resolved pack does not carry is looked for in the sources given", "[resolved]") {
  const std::string more = example().guidance(R"({"id": "desk", "cites": ["S9-02"]})").text();
  CHECK(faults({more}) == "pack-0 /guidance/0/cites/0 pack.unknown_clause: no source lists the clause \"S9-02\"\n");
  CHECK(faults({more}, {precheck::example::source_text()}).empty());
}

TEST_CASE("another wording of a clause may be given beside a resolved pack", "[resolved]") {
  CHECK(faults({example().text()}, {precheck::example::source_text()}).empty());
}

TEST_CASE("what one resolved pack carries is not another's", "[resolved]") {
  const std::string other =
      Pack(R"({"signed": {"type": "boolean"}})").set("edition", "\"2024\"").set("id", "\"example/other\"").text();
  CHECK(faults({example().text(), other}) ==
        "pack-1 /sources pack.unknown_source: the source \"S9\" was not given with the packs\n");
}

TEST_CASE("what a resolved pack carries is read as strictly as a source of its own", "[resolved]") {
  CHECK(faults({example(R"({"source": []})").text()}, {precheck::example::source_text()}) ==
        "pack-0 /resolved/source pack.unknown_key: unknown key \"source\"; did you mean 'sources'?\n"
        "pack-0 /resolved pack.missing_key: \"sources\" is missing\n");
  std::string twice = kCarried;
  twice.insert(twice.rfind("]}]"),
               R"(, {"id": "S9-01", "text": {"zh-CN": "一"}}, {"id": "S8-02", "text": {}, "x": 1})");
  CHECK(faults({example(twice).text()}) ==
        "pack-0 /resolved/sources/0/clauses/1/id source.duplicate_clause: the clause \"S9-01\" stands here twice\n"
        "pack-0 /resolved/sources/0/clauses/2/x pack.unknown_key: unknown key \"x\"\n"
        "pack-0 /resolved/sources/0/clauses/2/text pack.text: a text is an object of languages with at least "
        "\"zh-CN\"\n"
        "pack-0 /resolved/sources/0/clauses/2/id source.clause_id: the clause \"S8-02\" is named as if of another "
        "source; write \"S9-01\" and so on\n");
}

TEST_CASE("an overlay over a resolved pack cites what its base carries, and what is given beside", "[resolved]") {
  CHECK(faults({example().text(), overlay(R"("rules": [{"id": "is-signed", "severity": "warning"}])")}).empty());
  CHECK(faults({example().text(), overlay(kCitesSecond)}) ==
        "pack-1 /guidance/0/cites/0 pack.unknown_clause: no source lists the clause \"S9-02\"\n");
  CHECK(faults({example().text(), overlay(kCitesSecond)}, {precheck::example::source_text()}).empty());
}

TEST_CASE("a resolved pack extends none", "[resolved]") {
  CHECK(faults({example().text(), overlay(std::string(R"("resolved": )") + kCarried)}) ==
        "pack-1 /extends pack.resolved_extends: a resolved pack has its bases merged in and extends none; take "
        "\"extends\" or \"resolved\" out\n");
}
