// Overlays: a pack that says only what differs from its base.
#include <precheck/precheck.hpp>
#include <string>
#include <vector>

#include "pack_support.h"

namespace {

using precheck::Json;
using precheck::Library;
using precheck::Loader;
using precheck::example::Desk;
using precheck::example::gist;
using precheck::example::Pack;
using precheck::example::Question;

// The base: whoever is under 16 needs a guardian, and a form that is signed.
Pack base() {
  return Pack(R"({"age": {"type": "integer", "title": {"zh-CN": "年龄", "en": "Age"}}, "signed": {"type": "boolean"}})")
      .set("edition", "\"2022\"")
      .set("effective", R"({"from": "2022-01-01", "until": null})")
      .parameters(R"({"adult": {"value": 16}})")
      .definitions(R"({"child": "age < params.adult"})")
      .rule(R"({"id": "no-child", "assert": "!definitions.child"})")
      .rule(R"({"id": "signed", "assert": "signed", "severity": "warning"})")
      .guidance(R"({"id": "desk"})");
}

// What differs, with what every pack says for itself.
std::string overlay(const std::string& differences, const std::string& edition = "2023") {
  return R"({"format": 1, "extends": "example/topic@2022", "id": "example/topic", "edition": ")" + edition +
         R"(", "revision": 1, "effective": {"from": ")" + edition + R"(-01-01", "until": null})" +
         (differences.empty() ? "" : ", " + differences) + "}";
}

Library load(const std::vector<std::string>& packs) {
  Loader loader;
  loader.add_source("S9.json", precheck::example::source_text());
  for (std::size_t i = 0; i < packs.size(); ++i) loader.add_pack("pack-" + std::to_string(i), packs[i]);
  return loader.load();
}

// "document pointer code: message", one a line.
std::string faults(const std::vector<std::string>& packs) {
  std::string out;
  const Library library = load(packs);
  for (const auto& d : library.diagnostics()) {
    out += d.document + " " + d.pointer + " " + d.code + ": " + d.message + "\n";
  }
  return out;
}

std::string findings_at(const std::string& day, const std::string& differences, const std::string& form) {
  Question question;
  question.as_of = day;
  return gist(Desk({base().text(), overlay(differences)}).report(form, question));
}

}  // namespace

TEST_CASE("an overlay is its base where it says nothing", "[overlay]") {
  CHECK(findings_at("2023-06-01", "", R"({"age": 15, "signed": false})") == "fail | no-child signed | ");
  CHECK(findings_at("2022-06-01", "", R"({"age": 15, "signed": false})") == "fail | no-child signed | ");
}

TEST_CASE("an edition that changes a number is one line", "[overlay]") {
  const std::string lower = R"("parameters": {"adult": {"value": 14}})";
  CHECK(findings_at("2022-12-31", lower, R"({"age": 15, "signed": true})") == "fail | no-child | ");
  CHECK(findings_at("2023-01-01", lower, R"({"age": 15, "signed": true})") == "pass |  | ");
}

TEST_CASE("a known rule is changed in its place, a new one comes last, a removed one is gone", "[overlay]") {
  const std::string form = R"({"age": 15, "signed": false})";
  CHECK(findings_at("2023-06-01", R"("rules": [{"id": "no-child", "severity": "warning"}])", form) ==
        "pass | no-child signed | ");
  CHECK(findings_at("2023-06-01", R"("rules": [{"id": "no-child", "remove": true}])", form) == "pass | signed | ");
  const std::string added = R"("rules": [{"id": "never", "severity": "info", "when": "true", "path": "/age",
    "cites": ["S9-02"], "message": {"zh-CN": "新"}}, {"id": "signed", "severity": "error"}])";
  CHECK(findings_at("2023-06-01", added, form) == "fail | no-child signed never | ");
}

TEST_CASE("null removes a member, and texts are merged language by language", "[overlay]") {
  // Without its assertion a rule finds something whenever it applies.
  CHECK(findings_at("2023-06-01", R"("rules": [{"id": "no-child", "when": "age > 20", "assert": null}])",
                    R"({"age": 40, "signed": true})") == "fail | no-child | ");
  const Desk desk({base().text(), overlay(R"("guidance": [{"id": "desk", "text": {"zh-CN": "二楼"}}])")});
  Question question;
  question.locale = "zh-CN";
  CHECK(desk.report("{}", question)["guidance"][0]["text"] == "二楼");
  question.locale = "en";
  CHECK(desk.report("{}", question)["guidance"][0]["text"] == "desk");
}

TEST_CASE("an overlay of an overlay, whatever the order in which they are given", "[overlay]") {
  std::string third = overlay(R"("rules": [{"id": "signed", "remove": true}])", "2024");
  third.replace(third.find("topic@2022"), 10, "topic@2023");
  const std::string second = overlay(R"("parameters": {"adult": {"value": 14}})");
  for (const auto& packs : {std::vector<std::string>{base().text(), second, third}, {third, second, base().text()}}) {
    Question question;
    question.as_of = "2024-01-01";
    CHECK(gist(Desk(packs).report(R"({"age": 15, "signed": false})", question)) == "pass |  | ");
  }
}

TEST_CASE("what names a pack and when it holds is never inherited", "[overlay]") {
  CHECK(faults({base().text(), R"({"extends": "example/topic@2022", "id": "example/other"})"}) ==
        "pack-1 /format pack.format: \"format\" is 1, the version of this format\n"
        "pack-1  pack.missing_key: \"edition\" is missing\n"
        "pack-1 /revision pack.type: \"revision\" is a whole number from 1 on; raise it when a published edition is "
        "corrected\n"
        "pack-1  pack.missing_key: \"effective\" is missing; write null where the source gives no date\n");
}

TEST_CASE("the listing says what an overlay overrides, not what it adds", "[overlay]") {
  const auto library = load({base().text(), overlay(R"("parameters": {"adult": {"value": 14}, "new": {"value": 1}},
    "rules": [{"id": "no-child", "severity": "warning", "note": "new"}, {"id": "signed", "remove": true}])")});
  const Json listing = precheck::example::json(library.listing());
  CHECK(precheck::to_text(listing["packs"][1]["overrides"]) ==
        R"([{"path":"/rules/no-child/severity","change":"replaced"},{"path":"/rules/signed","change":"removed"},)"
        R"({"path":"/parameters/adult/value","change":"replaced"}])");
  CHECK(listing["packs"][1]["extends"] == "example/topic@2022");
  CHECK(precheck::member(listing["packs"][0], "extends") == nullptr);
}

TEST_CASE("overriding what is not there is an error that names what is", "[overlay]") {
  CHECK(faults({base().text(), overlay(R"("rules": [{"id": "no-chlid", "remove": true}])")}) ==
        "pack-1 /rules/0 pack.nothing_to_override: removes \"no-chlid\", which the base does not have; did you mean "
        "'no-child'?\n");
  CHECK(faults({base().text(), overlay(R"("rules": [{"id": "singed", "severity": "info"}])")}) ==
        "pack-1 /rules/0 pack.nothing_to_override: changes \"singed\", which the base does not have; did you mean "
        "'signed'?; a new entry has a \"message\"\n");
  CHECK(faults({base().text(), overlay(R"("definitions": {"chidl": null})")}) ==
        "pack-1 /definitions/chidl pack.nothing_to_override: null removes \"chidl\" from the base, which has none\n");
  CHECK(faults({base().text(), overlay(R"("rules": [{"id": "signed", "remove": true, "severity": "info"}])")}) ==
        "pack-1 /rules/0 pack.type: \"remove\": true stands alone beside \"id\"\n");
}

TEST_CASE("an overlay names an entry once", "[overlay]") {
  CHECK(faults({base().text(),
                overlay(R"("rules": [{"id": "signed", "severity": "info"}, {"id": "signed", "remove": true}])")}) ==
        "pack-1 /rules/1 pack.duplicate_id: the overlay names \"signed\" twice; say all that differs in one entry\n");
}

TEST_CASE("what is new has nothing that null could remove", "[overlay]") {
  CHECK(faults({base().text(), overlay(R"("parameters": {"new": {"value": 1, "note": null}})")}) ==
        "pack-1 /parameters/new/note pack.nothing_to_override: null removes \"note\" from the base, which has none\n");
}

TEST_CASE("a base that cannot be read is reported where it stands, and nowhere else", "[overlay]") {
  CHECK(load({"{", overlay("")}).diagnostics().size() == 1);
}

TEST_CASE("a base of another topic holds on some day on which its overlay does", "[overlay][select]") {
  const auto city = [](const std::string& from) {
    return R"({"format": 1, "extends": "example/topic@2022", "id": "city/topic", "edition": "1", "revision": 1,
               "effective": {"from": ")" +
           from + R"(", "until": null}})";
  };
  Pack ended = base();
  ended.set("effective", R"({"from": "2022-01-01", "until": "2023-01-01"})");
  CHECK(faults({ended.text(), city("2022-12-31")}).empty());
  CHECK(faults({ended.text(), city("2023-01-01")}) ==
        "pack-1 /extends pack.base_not_in_force: example/topic@2022 ended on 2023-01-01, before this begins; extend an "
        "edition that is in force at the same time\n");
  // A later edition of the same topic follows its base.
  CHECK(faults({ended.text(), overlay("")}).empty());
}

TEST_CASE("a base that is not there, or that leads back, is an error", "[overlay]") {
  std::string lost = overlay("");
  lost.replace(lost.find("topic@2022"), 10, "topic@2202");
  CHECK(faults({base().text(), lost}) ==
        "pack-1 /extends pack.missing_base: the base \"example/topic@2202\" was not given with the packs; did you mean "
        "'example/topic@2022'?\n");
  std::string circle = overlay("", "2022");
  circle.replace(circle.find("topic@2022"), 10, "topic@2023");
  CHECK(faults({circle, overlay("")}) ==
        "pack-1 /extends pack.extends_cycle: \"example/topic@2022\" extends this pack in turn\n");
  CHECK(faults({R"({"id": "a/b", "edition": "1", "extends": "a/b@1"})"}) ==
        "pack-0 /extends pack.extends_cycle: \"a/b@1\" extends this pack in turn\n");
  CHECK(faults({R"({"id": "a/b", "edition": "1", "extends": 3})"}) ==
        "pack-0 /extends pack.type: \"extends\" names one edition of a pack, \"id@edition\"\n");
}

TEST_CASE("overlays upon overlays have an end", "[overlay]") {
  std::vector<std::string> packs{base().text()};
  for (std::size_t i = 1; i <= precheck::limits::kMaxOverlayLevels + 1; ++i) {
    std::string next = overlay("", std::to_string(2022 + i));
    next.replace(next.find("topic@2022"), 10, "topic@" + std::to_string(2021 + i));
    packs.push_back(next);
  }
  CHECK(faults(packs) ==
        "pack-17 /extends pack.extends_levels: more than 16 packs that extend each other; extend an "
        "earlier one of them\n");
  packs.pop_back();
  CHECK(faults(packs).empty());
}

TEST_CASE("a fault is reported where it was written", "[overlay]") {
  // In the overlay's own words, although the merged rule stands elsewhere.
  CHECK(faults({base().text(), overlay(R"("rules": [{"id": "signed", "assert": "sigend"}])")}) ==
        "pack-1 /rules/0/assert cel.undeclared: undeclared reference to 'sigend'; did you mean 'signed'?\n");
  // The base's own fault is said once.
  const std::string faulty = base().rule(R"({"id": "typo", "assert": "aeg > 1"})").text();
  CHECK(faults({faulty, overlay("")}) ==
        "pack-0 /rules/2/assert cel.undeclared: undeclared reference to 'aeg'; did you mean 'age'?\n");
  // What becomes wrong only by the overlay names both places; the index is the base's, before anything was removed.
  const std::string removed =
      overlay(R"("facts": {"properties": {"signed": null}}, "rules": [{"id": "no-child", "remove": true}])");
  CHECK(
      faults({base().text(), removed}) ==
      "pack-0 /rules/1/assert cel.undeclared: undeclared reference to 'signed' (as example/topic@2023 inherits it)\n");
}

TEST_CASE("editions of a topic do not overlap", "[overlay][select]") {
  const auto edition = [](const std::string& name, const std::string& effective) {
    return Pack(R"({"age": {"type": "integer"}})")
        .set("edition", "\"" + name + "\"")
        .set("effective", effective)
        .text();
  };
  const std::string open = R"({"from": "2022-01-01", "until": null})";
  CHECK(faults({edition("a", open), edition("b", open)}) ==
        "pack-1 /effective/from pack.editions_overlap: example/topic@a begins on the same day\n");
  CHECK(faults({edition("a", "null"), edition("b", "null")}) ==
        "pack-1 /effective pack.editions_overlap: example/topic@a has no dates either: nothing tells which of them "
        "answers\n");
  CHECK(faults({edition("a", R"({"from": "2022-01-01", "until": "2023-02-01"})"),
                edition("b", R"({"from": "2023-01-01", "until": null})")}) ==
        "pack-1 /effective pack.editions_overlap: example/topic@a says that it holds until 2023-02-01, but "
        "example/topic@b begins on 2023-01-01; end the former on that day, or leave its end open\n");
  CHECK(faults({edition("a", open), edition("b", R"({"from": "2023-01-01", "until": null})"), edition("c", "null")})
            .empty());
  const auto for_year = [&](const std::string& name, const std::string& from) {
    return Pack(R"({"age": {"type": "integer"}})")
        .set("edition", "\"" + name + "\"")
        .set("effective", R"({"from": ")" + from + R"(", "until": null})")
        .set("edition_by", "\"/age\"")
        .set("edition_value", "2023")
        .text();
  };
  CHECK(faults({for_year("a", "2022-01-01"), for_year("b", "2023-01-01")}) ==
        "pack-1 /edition_value pack.edition_value: example/topic@a answers for the same value\n");
  CHECK(faults({edition("a", open), edition("a", open)}) ==
        "pack-1  pack.duplicate: another document is example/topic@a as well\n");
}
