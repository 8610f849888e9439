// coverage(): what one check came to in each sub-expression of a pack.
#include <string>

#include "pack_support.h"

namespace {

using precheck::Json;
using precheck::to_text;
using precheck::example::Desk;
using precheck::example::json;
using precheck::example::Pack;
using precheck::example::Question;

constexpr const char* kFacts = R"({
  "days": {"type": "integer", "minimum": 0, "maximum": 400},
  "signed": {"type": "boolean"},
  "note": {"type": "string", "maxLength": 20, "x-optional": true},
  "papers": {"type": "array", "maxItems": 20, "items": {"type": "string", "maxLength": 20}},
  "visits": {"type": "array", "maxItems": 20, "items": {"type": "object", "properties": {
    "year": {"type": "integer"}, "place": {"type": "string", "x-optional": true}}}}
})";

Pack a_pack() { return Pack(kFacts); }

Json coverage(const Pack& pack, const std::string& form, const Question& question = {}) {
  const Desk desk(pack);
  const precheck::Reply reply =
      desk.library().coverage({question.pack, form, question.as_of, question.locale, question.params});
  INFO(form);
  INFO(reply.error.message);
  REQUIRE(reply.ok);
  return json(reply.text);
}

// "text: outcomes" of each part, in lines: what the expressions at a place in the pack came to.
std::string parts(Json coverage, const std::string& pointer) {
  std::string out;
  for (Json expression : coverage["expressions"]) {
    if (expression["pointer"] != pointer) continue;
    const auto text = expression["text"].get<std::string>();
    for (Json part : expression["parts"]) {
      const auto start = part["start"].get<std::size_t>();
      out += text.substr(start, part["end"].get<std::size_t>() - start) + ":";
      for (const Json& outcome : part["outcomes"]) out += " " + outcome.get<std::string>();
      out += "\n";
    }
  }
  return out;
}

std::string assert_parts(const std::string& assertion, const std::string& form) {
  Json rule = json(R"({"id": "r"})");
  rule["assert"] = assertion;
  return parts(coverage(a_pack().rule(to_text(rule)), form), "/rules/0/assert");
}

}  // namespace

TEST_CASE("coverage names each sub-expression that the author wrote, with what it came to", "[coverage]") {
  CHECK(to_text(coverage(a_pack().rule(R"({"id": "r", "assert": "(days + 1) > 3"})"), R"({"days": 3})")) ==
        R"({"format":1,"locale":"en","pack":{"id":"example/topic","edition":"2023","revision":1},)"
        R"("as_of":"2023-06-15T00:00:00+08:00","expressions":[{"pointer":"/rules/0/assert","text":"(days + 1) > 3",)"
        R"("parts":[{"start":0,"end":14,"outcomes":["true"]},{"start":1,"end":9,"outcomes":["value"]},)"
        R"({"start":1,"end":5,"outcomes":["value"]}]}]})");
}

TEST_CASE("what a check did not need has no outcome", "[coverage]") {
  CHECK(assert_parts("days > 3 || signed", R"({"days": 4})") ==
        "days > 3 || signed: true\ndays > 3: true\ndays: value\nsigned:\n");
  CHECK(assert_parts("days > 3 || signed", R"({"days": 3})") ==
        "days > 3 || signed: unknown\ndays > 3: false\ndays: value\nsigned: unknown\n");
  CHECK(assert_parts("days > 3 ? signed : 1 / days > 0", R"({"days": 0})") ==
        "days > 3 ? signed : 1 / days > 0: error\ndays > 3: false\ndays: value\nsigned:\n"
        "1 / days > 0: error\n1 / days: error\ndays: value\n");
  const Json skipped =
      coverage(a_pack().rule(R"({"id": "r", "when": "days > 3", "assert": "signed"})"), R"({"days": 1})");
  CHECK(parts(skipped, "/rules/0/when") == "days > 3: false\ndays: value\n");
  CHECK(parts(skipped, "/rules/0/assert") == "signed:\n");
}

TEST_CASE("the outcomes of all elements and iterations are together", "[coverage]") {
  CHECK(assert_parts("papers.all(p, p == 'A' || p.startsWith('B'))", R"({"papers": ["A", "B1", "C", "D"]})") ==
        "papers.all(p, p == 'A' || p.startsWith('B')): false\npapers: value\n"
        "p == 'A' || p.startsWith('B'): true false\np == 'A': true false\np: value\n"
        "p.startsWith('B'): true false\np: value\n");
  const Pack pack = a_pack().rule(R"json({"id": "r", "for_each": "visits", "path": "/visits/*/year",
                                          "assert": "it.year > 2020 || has(it.place)"})json");
  const Json covered =
      coverage(pack, R"({"visits": [{"year": 2021}, {"year": 2019, "place": "x"}, {"year": 2018}, {}]})");
  CHECK(parts(covered, "/rules/0/assert") ==
        "it.year > 2020 || has(it.place): true false unknown\nit.year > 2020: true false unknown\n"
        "it.year: value unknown\nhas(it.place): true false\n");
}

TEST_CASE("what a macro makes and what it uses twice do not show", "[coverage]") {
  CHECK(assert_parts("cel.bind(n, days + 1, n * n > 9)", R"({"days": 3})") ==
        "cel.bind(n, days + 1, n * n > 9): true\ndays + 1: value\ndays: value\nn * n > 9: true\nn * n: value\n"
        "n: value\nn: value\n");
  CHECK(assert_parts("optional.of(days + 1).optMap(d, d > 3).orValue(signed)", R"({"days": 3})") ==
        "optional.of(days + 1).optMap(d, d > 3).orValue(signed): true\n"
        "optional.of(days + 1).optMap(d, d > 3): value\noptional.of(days + 1): value\ndays + 1: value\ndays: value\n"
        "d > 3: true\nd: value\nsigned:\n");
  CHECK(assert_parts("papers.filter(p, p != 'A').map(p, p + '!').exists_one(p, p == 'B!')", R"({"papers": []})") ==
        "papers.filter(p, p != 'A').map(p, p + '!').exists_one(p, p == 'B!'): false\n"
        "papers.filter(p, p != 'A').map(p, p + '!'): value\npapers.filter(p, p != 'A'): value\npapers: value\n"
        "p != 'A':\np:\np + '!':\np:\np == 'B!':\np:\n");
}

TEST_CASE("paths are one part, literals none, and dyn(x) is x", "[coverage]") {
  CHECK(assert_parts("dyn(days) in [1, 2] && type(days) == int && visits[0].?place.orValue('') != {'a': 'b'}['a']",
                     R"({"days": 1, "visits": [{"year": 1}]})") ==
        "dyn(days) in [1, 2] && type(days) == int && visits[0].?place.orValue('') != {'a': 'b'}['a']: true\n"
        "dyn(days) in [1, 2] && type(days) == int: true\ndyn(days) in [1, 2]: true\ndays: value\n"
        "type(days) == int: true\ntype(days): value\ndays: value\nint: value\n"
        "visits[0].?place.orValue('') != {'a': 'b'}['a']: true\nvisits[0].?place.orValue(''): value\n"
        "visits[0].?place: value\nvisits[0]: value\nvisits: value\n{'a': 'b'}['a']: value\n");
}

TEST_CASE("values that are tried in the place of an unknown fact do not count", "[coverage]") {
  // The rule holds whatever `signed` is, which the check finds out by trying both.
  CHECK(assert_parts("signed ? days > 1 : days > 2", R"({"days": 3})") ==
        "signed ? days > 1 : days > 2: unknown\nsigned: unknown\ndays > 1:\ndays:\ndays > 2:\ndays:\n");
}

TEST_CASE("definitions are covered where a rule needs them", "[coverage]") {
  Pack pack = a_pack().definitions(R"({"long": "days > 30", "unused": "signed", "other": "!definitions.unused"})");
  pack.rule(R"({"id": "a", "assert": "!definitions.long"})").rule(R"({"id": "b", "assert": "definitions.long"})");
  const Json covered = coverage(pack, R"({"days": 31})");
  CHECK(parts(covered, "/definitions/long") == "days > 30: true\ndays: value\n");
  CHECK(parts(covered, "/definitions/unused") == "signed:\n");
  CHECK(parts(covered, "/definitions/other") == "!definitions.unused:\ndefinitions.unused:\n");
}

TEST_CASE("every kind of expression of a pack is covered, and texts in the language asked for", "[coverage]") {
  Pack pack = a_pack();
  pack.rule(
      R"({"id": "r", "assert": "days < 3", "message": {"zh-CN": "多 ${days - 2} 天", "en": "${days - 2} too many"}})");
  pack.requirement(R"({"id": "q", "when": "days > 1", "satisfied": "'A' in papers"})");
  pack.guidance(R"({"id": "g", "when": "days > 2"})");
  pack.outcome("o", R"([{"when": "days > 9", "value": "days + 1"}, {"value": "days"}])");
  pack.plan(R"json({"when": "size(papers) > 0", "state": "[]", "invariant": "size(state) < 3", "actions": [
    {"action": "add", "for_each": "papers", "when": "!(it in state)", "next": "state + [it]", "to": "it"}]})json");
  const Json covered = coverage(pack, R"({"days": 3, "papers": ["A", "B"], "signed": true})");
  std::string pointers;
  for (const Json& expression : covered["expressions"]) pointers += expression["pointer"].get<std::string>() + "\n";
  CHECK(pointers ==
        "/rules/0/assert\n/rules/0/message/en\n/requirements/0/when\n/requirements/0/satisfied\n"
        "/outcomes/o/0/when\n/outcomes/o/0/value\n/outcomes/o/1/value\n/guidance/0/when\n"
        "/plan/when\n/plan/state\n/plan/invariant\n/plan/actions/0/for_each\n/plan/actions/0/when\n"
        "/plan/actions/0/next\n/plan/actions/0/to\n");
  CHECK(parts(covered, "/rules/0/message/en") == "days - 2: value\ndays: value\n");
  CHECK(parts(covered, "/requirements/0/satisfied") == "'A' in papers: true\npapers: value\n");
  CHECK(parts(covered, "/outcomes/o/0/value") == "days + 1:\ndays:\n");
  CHECK(parts(covered, "/outcomes/o/1/value") == "days: value\n");
  CHECK(parts(covered, "/plan/invariant") == "size(state) < 3: true\nsize(state): value\nstate: value\n");
  CHECK(parts(covered, "/plan/actions/0/when") ==
        "!(it in state): true\nit in state: false\nit: value\nstate: value\n");
}

TEST_CASE("coverage refuses what a check refuses", "[coverage]") {
  const Desk desk(a_pack());
  CHECK(desk.library().coverage({"example/topic", "[]", "2023-06-15", "", ""}).error.code == "form.not_an_object");
  CHECK(desk.library().coverage({"example/tropic", "{}", "2023-06-15", "", ""}).error.code == "pack.unknown");
  CHECK(desk.library().coverage({"example/topic", "{}", "", "", ""}).error.code == "as_of.missing");
}
