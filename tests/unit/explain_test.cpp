// explain(): the value of each sub-expression, the facts that were read, and the single changes that let a rule pass.
#include <string>

#include "base/limits.h"
#include "pack_support.h"

namespace {

using precheck::Json;
using precheck::member;
using precheck::to_text;
using precheck::example::Desk;
using precheck::example::each;
using precheck::example::json;
using precheck::example::Pack;
using precheck::example::Question;

constexpr const char* kFacts = R"({
  "kind": {"type": "string", "enum": ["planned", "urgent", "other"]},
  "days": {"type": "integer", "minimum": 0, "maximum": 400},
  "on": {"type": "string", "format": "date"},
  "signed": {"type": "boolean"},
  "note": {"type": "string", "maxLength": 20, "x-optional": true},
  "area": {"type": "string", "maxLength": 20},
  "person": {"type": "object", "properties": {
    "born": {"type": "string", "format": "date", "title": {"zh-CN": "出生日期", "en": "Date of birth"}},
    "kin": {"type": "string", "x-optional": true}}},
  "papers": {"type": "array", "maxItems": 20, "items": {"type": "string", "maxLength": 20}},
  "forms": {"type": "array", "maxItems": 3, "items": {"type": "string", "enum": ["A", "B"]}},
  "visits": {"type": "array", "maxItems": 100, "items": {"type": "object", "properties": {
    "year": {"type": "integer"}, "place": {"type": "string", "x-optional": true}}}},
  "used": {"type": "integer", "x-source": "host"}
})";

Pack a_pack() { return Pack(kFacts); }

Json explanation(const Desk& desk, const std::string& form, const std::string& rule = {},
                 const precheck::Directory& directory = {}) {
  const Question question;
  const precheck::Reply reply =
      desk.library().explain({question.pack, form, question.as_of, question.locale, question.params, directory}, rule);
  INFO(form);
  INFO(reply.error.message);
  REQUIRE(reply.ok);
  return json(reply.text);
}

// The entry of the one rule.
Json explained(const Pack& pack, const std::string& form) { return explanation(Desk(pack), form)["rules"][0]; }

// "text = value", parts in brackets behind it: a tree in one line.
std::string line(Json node) {
  std::string out;
  if (member(node, "with") != nullptr) out += to_text(node["with"]) + " ";
  out += node["text"].get<std::string>();
  if (member(node, "value") != nullptr) out += " = " + to_text(node["value"]);
  if (member(node, "unknown") != nullptr) out += " ? " + to_text(node["unknown"]);
  if (member(node, "error") != nullptr) out += " ! " + node["error"].get<std::string>();
  if (member(node, "absent") != nullptr) out += " absent";
  if (member(node, "not_evaluated") != nullptr) out += " -";
  std::string parts;
  if (member(node, "children") != nullptr) {
    for (const Json& child : node["children"]) parts += (parts.empty() ? "" : "; ") + line(child);
  }
  if (member(node, "iterations_left_out") != nullptr) parts += "; +" + to_text(node["iterations_left_out"]);
  return parts.empty() ? out : out + " [" + parts + "]";
}

std::string assert_line(const std::string& assertion, const std::string& form) {
  Json rule = json(R"({"id": "r"})");
  rule["assert"] = assertion;
  return line(explained(a_pack().rule(to_text(rule)), form)["assert"]);
}

// "path: from -> to", of a list "path: + element" or "path: - element @place"; behind it ~ where the rule then merely
// no longer applies.
std::string changes(Json rule) {
  std::string out;
  for (Json change : rule["changes"]) {
    out += (out.empty() ? "" : "; ") + change["path"].get<std::string>() + ": ";
    if (member(change, "added") != nullptr) {
      out += "+ " + to_text(change["added"]);
    } else if (member(change, "removed") != nullptr) {
      out += "- " + to_text(change["removed"]) + " @" + to_text(change["index"]);
    } else {
      out += to_text(change["from"]) + " -> " + to_text(change["to"]);
    }
    out += change["status_after"] == "passed" ? "" : " ~";
  }
  return out;
}

std::string changes_for(const std::string& rule, const std::string& form) {
  return changes(explained(a_pack().rule(rule), form));
}

}  // namespace

// ---------------------------------------------------------------------------------------------------------- status

TEST_CASE("an explanation says how each rule came out", "[explain]") {
  const Desk desk(a_pack()
                      .rule(R"({"id": "passed", "assert": "days <= 30"})")
                      .rule(R"({"id": "failed", "assert": "days > 30"})")
                      .rule(R"({"id": "not-applicable", "when": "days > 30", "assert": "signed"})")
                      .rule(R"({"id": "pending", "assert": "signed"})")
                      .rule(R"({"id": "unverified", "assert": "used < 3"})")
                      .rule(R"({"id": "undecided", "assert": "signed", "on_unknown": "pass"})")
                      .rule(R"({"id": "error", "assert": "1 / (days - 3) > 0"})"));
  const Json rules = explanation(desk, R"({"days": 3})")["rules"];
  CHECK(each(rules, "rule") == "passed failed not-applicable pending unverified undecided error");
  CHECK(each(rules, "status") == "passed failed not_applicable pending unverified undecided error");
  CHECK(each(rules, "waits_for") == R"([] [] [] ["/signed"] ["/used"] ["/signed"] [])");
  CHECK(each(rules, "message") == "- failed - - - - -");
  std::string changed;
  for (const Json& rule : rules) changed += "[" + changes(rule) + "]";
  CHECK(changed == "[][/days: 3 -> 31][][/signed: null -> true][/used: null -> 2][][]");
  CHECK(each(rules, "error") == "- - - - - - divide by zero");
}

TEST_CASE("one rule is explained where one is named, and an unknown one is refused by name", "[explain]") {
  const Desk desk(
      a_pack().rule(R"({"id": "first", "assert": "days < 3"})").rule(R"({"id": "second", "assert": "signed"})"));
  CHECK(each(explanation(desk, "{}", "second")["rules"], "rule") == "second");
  const precheck::Reply reply = desk.library().explain({"example/topic", "{}", "2023-06-15", "", ""}, "secnd");
  CHECK_FALSE(reply.ok);
  CHECK(reply.error.code == "rule.unknown");
  CHECK(reply.error.message == "the pack example/topic@2023 has no rule \"secnd\"; did you mean 'second'?");
  CHECK(desk.library().explain({"example/topic", "[]", "2023-06-15", "", ""}).error.code == "form.not_an_object");
}

// ----------------------------------------------------------------------------------------------------------- trees

TEST_CASE("each sub-expression has its value", "[explain][tree]") {
  CHECK(assert_line("days + 2 * days <= 30 && !signed", R"({"days": 10, "signed": true})") ==
        "days + 2 * days <= 30 && !signed = false ["
        "days + 2 * days <= 30 = true [days + 2 * days = 30 [days = 10; 2 * days = 20 [days = 10]]]; "
        "!signed = false [signed = true]]");
}

TEST_CASE("texts are as the author wrote them, parentheses and blanks included", "[explain][tree]") {
  CHECK(
      assert_line("( days >1||signed )  &&  area.startsWith( 'x' )", R"({"days": 1, "signed": true, "area": "yz"})") ==
      "( days >1||signed )  &&  area.startsWith( 'x' ) = false ["
      "( days >1||signed ) = true [days >1 = false [days = 1]; signed = true]; "
      "area.startsWith( 'x' ) = false [area = \"yz\"]]");
  Json node = explained(a_pack().rule(R"({"id": "r", "assert": "area == '陈静' && days > 1"})"),
                        R"({"area": "陈静", "days": 1})")["assert"];
  CHECK(node["pointer"] == "/rules/0/assert");
  CHECK(each(node["children"], "at") == "1 17");
}

TEST_CASE("chains are flat, and what did not matter says so", "[explain][tree]") {
  CHECK(assert_line("days > 1 && days > 2 && days > 3 && days > 4", R"({"days": 2})") ==
        "days > 1 && days > 2 && days > 3 && days > 4 = false [days > 1 = true [days = 2]; "
        "days > 2 = false [days = 2]; days > 3 -; days > 4 -]");
  CHECK(assert_line("days > 1 ? signed : area == 'x'", R"({"days": 2, "signed": true})") ==
        "days > 1 ? signed : area == 'x' = true [days > 1 = true [days = 2]; signed = true; area == 'x' -]");
}

TEST_CASE("unknown facts and errors show where they arise", "[explain][tree]") {
  CHECK(assert_line("person.born < on || 1 / days > 2", R"({"days": 0})") ==
        R"(person.born < on || 1 / days > 2 ? ["/on","/person/born"] [)"
        R"(person.born < on ? ["/on","/person/born"] [person.born ? ["/person/born"]; on ? ["/on"]]; )"
        "1 / days > 2 ! divide by zero [1 / days ! divide by zero [days = 0]]]");
}

TEST_CASE("dates are days, lists and objects are JSON, parameters and today have values", "[explain][tree]") {
  Pack pack = a_pack();
  pack.parameters(R"({"ends": {"value": "2023-06-30", "type": "date"}, "codes": {"value": ["a", "b"]}})");
  Json rule = json(R"({"id": "r"})");
  rule["assert"] =
      "today < params.ends && area in params.codes && visits == [{'year': 1}] && on - today == duration('24h')";
  CHECK(line(explained(pack.rule(to_text(rule)),
                       R"({"area": "a", "on": "2023-06-16", "visits": [{"year": 1}]})")["assert"]) ==
        rule["assert"].get<std::string>() +
            " = true ["
            "today < params.ends = true [today = \"2023-06-15\"; params.ends = \"2023-06-30\"]; "
            "area in params.codes = true [area = \"a\"; params.codes = [\"a\",\"b\"]]; "
            "visits == [{'year': 1}] = true [visits = [{\"year\":1}]]; "
            "on - today == duration('24h') = true [on - today = \"86400s\" [on = \"2023-06-16\"; "
            "today = \"2023-06-15\"]; duration('24h') = \"86400s\"]]");
}

TEST_CASE("a macro shows its arguments for each element", "[explain][tree]") {
  const std::string form = R"({"papers": ["card", "photo"]})";
  CHECK(assert_line("papers.exists(p, p == 'photo')", form) ==
        R"(papers.exists(p, p == 'photo') = true [papers = ["card","photo"]; {"p":"card"} p == 'photo' = false; )"
        R"({"p":"photo"} p == 'photo' = true])");
  CHECK(assert_line("papers.all(i, p, i < 1 && p != 'x')", form) ==
        R"(papers.all(i, p, i < 1 && p != 'x') = false [papers = ["card","photo"]; )"
        R"({"i":0,"p":"card"} i < 1 && p != 'x' = true [i < 1 = true; p != 'x' = true]; )"
        R"({"i":1,"p":"photo"} i < 1 && p != 'x' = false [i < 1 = false; p != 'x' -]])");
  CHECK(assert_line("papers.filter(p, p != 'card').map(p, size(p)) == [5]", form) ==
        R"(papers.filter(p, p != 'card').map(p, size(p)) == [5] = true [)"
        R"(papers.filter(p, p != 'card').map(p, size(p)) = [5] [)"
        R"(papers.filter(p, p != 'card') = ["photo"] [papers = ["card","photo"]; {"p":"card"} p != 'card' = false; )"
        R"({"p":"photo"} p != 'card' = true]; {"p":"photo"} size(p) = 5]])");
  CHECK(assert_line("papers.exists(p, p == 'x')", R"({"papers": []})") ==
        "papers.exists(p, p == 'x') = false [papers = []; p == 'x' -]");
}

TEST_CASE("cel.bind, optional values and dyn read as written", "[explain][tree]") {
  CHECK(assert_line("cel.bind(n, days * 2, n > 5 && n < 9)", R"({"days": 3})") ==
        "cel.bind(n, days * 2, n > 5 && n < 9) = true [days * 2 = 6 [days = 3]; "
        "n > 5 && n < 9 = true [n > 5 = true; n < 9 = true]]");
  CHECK(assert_line("person.?kin.optMap(k, k + '!').orValue('none') == 'none'", R"({"person": {}})") ==
        "person.?kin.optMap(k, k + '!').orValue('none') == 'none' = true ["
        "person.?kin.optMap(k, k + '!').orValue('none') = \"none\" ["
        "person.?kin.optMap(k, k + '!') = null [person.?kin = null; k + '!' -]]]");
  CHECK(
      assert_line("person.?kin.optMap(k, k + '!') == optional.of(area)", R"({"person": {"kin": "a"}, "area": "a!"})") ==
      "person.?kin.optMap(k, k + '!') == optional.of(area) = true ["
      "person.?kin.optMap(k, k + '!') = \"a!\" [person.?kin = \"a\"; k + '!' = \"a!\"]; "
      "optional.of(area) = \"a!\" [area = \"a!\"]]");
  CHECK(assert_line("dyn(days) == dyn(3)", R"({"days": 3})") == "dyn(days) == dyn(3) = true [days = 3]");
  CHECK(assert_line("[?person.?kin, area].size() == 1", R"({"person": {}, "area": "x"})") ==
        "[?person.?kin, area].size() == 1 = true [[?person.?kin, area].size() = 1 ["
        "[?person.?kin, area] = [\"x\"] [person.?kin = null; area = \"x\"]]]");
}

TEST_CASE("a definition's own tree stands where it is read first, once", "[explain][tree]") {
  Pack pack = a_pack();
  pack.definitions(R"({"many": "days > 3", "twice": "definitions.many || definitions.many"})");
  Json rule = explained(pack.rule(R"({"id": "r", "when": "definitions.twice", "assert": "!definitions.many"})"),
                        R"({"days": 4})");
  CHECK(line(rule["when"]) ==
        "definitions.twice = true [definitions.many || definitions.many = true [definitions.many = true ["
        "days > 3 = true [days = 4]]; definitions.many -]]");
  CHECK(rule["when"]["children"][0]["pointer"] == "/definitions/twice");
  CHECK(line(rule["assert"]) == "!definitions.many = false [definitions.many = true]");
}

// ----------------------------------------------------------------------------------------------------------- facts

TEST_CASE("the facts read are leaves, in the schema's order", "[explain][facts]") {
  Json text = json(R"({"id": "r"})");
  text["assert"] =
      "visits.exists(v, v.year > 2020 && !has(v.place)) || has(note) || person.born > today || size(papers) > 2 || "
      "person.?kin.orValue('') == 'x'";
  Json rule = explained(a_pack().rule(to_text(text)), R"({"visits": [{"year": 2019}, {"year": 2022, "place": "x"}],
                                                          "papers": ["card"], "person": {"born": "2001-01-01"}})");
  CHECK(rule["status"] == "failed");
  CHECK(each(rule["facts"], "path") ==
        "/note /person/born /person/kin /papers /visits/0/year /visits/1/year /visits/1/place");
  CHECK(each(rule["facts"], "value") == R"(- 2001-01-01 - ["card"] 2019 2022 x)");
  CHECK(each(rule["facts"], "absent") == "true - true - - - -");
  CHECK(rule["facts"][1]["title"] == "Date of birth");
}

TEST_CASE("what another part decides is not read", "[explain][facts]") {
  CHECK(each(explained(a_pack().rule(R"({"id": "r", "when": "days > 3", "assert": "signed"})"),
                       R"({"days": 3})")["facts"],
             "path") == "/days");
}

TEST_CASE("for_each explains each element with its place", "[explain][facts]") {
  const Desk desk(
      a_pack().rule(R"({"id": "recent", "for_each": "visits", "assert": "it.year > 2020", "path": "/visits/*/year"})"));
  Json rules = explanation(desk, R"({"visits": [{"year": 2019}, {"year": 2022}, {}]})")["rules"];
  CHECK(each(rules, "index") == "0 1 2");
  CHECK(each(rules, "status") == "failed passed pending");
  CHECK(changes(rules[0]) == "/visits/0/year: 2019 -> 2021");
  CHECK(changes(rules[2]) == "/visits/2/year: null -> 2021");
  // Of a list that is not known, only that can be said.
  rules = explanation(desk, "{}")["rules"];
  CHECK(each(rules, "waits_for") == R"(["/visits"])");
  CHECK(each(rules[0]["facts"], "path") == "/visits");
  CHECK(member(rules[0], "assert") == nullptr);
  CHECK(changes(rules[0]) == "/visits: null -> [] ~");
}

TEST_CASE("a list without elements, or left out, has one entry: the rule does not apply", "[explain][facts]") {
  const Desk desk(Pack(R"({"trips": {"type": "array", "maxItems": 9, "x-optional": true, "items": {"type": "integer"}},
                           "person": {"type": "object", "x-optional": true, "properties": {
                             "trips": {"type": "array", "maxItems": 9, "items": {"type": "integer"}}}}})")
                      .rule(R"({"id": "own", "for_each": "trips", "assert": "it > 3", "path": "/trips/*"})")
                      .rule(R"({"id": "theirs", "for_each": "person.trips", "assert": "it > 3",
                                "path": "/person/trips/*"})"));
  Json rules = explanation(desk, R"({"trips": [], "person": {"trips": []}})")["rules"];
  CHECK(each(rules, "rule") == "own theirs");
  CHECK(each(rules, "status") == "not_applicable not_applicable");
  CHECK(each(rules, "index") == "- -");
  CHECK(to_text(rules[0]["facts"]) == R"([{"path":"/trips","title":"trips","value":[]}])");
  CHECK(to_text(rules[1]["facts"]) == R"([{"path":"/person/trips","title":"trips","value":[]}])");
  rules = explanation(desk, "{}")["rules"];
  CHECK(each(rules, "status") == "not_applicable not_applicable");
  CHECK(each(rules[0]["facts"], "path") == "/trips");
  CHECK(each(rules[0]["facts"], "absent") == "true");
  CHECK(each(rules[1]["facts"], "path") == "/person/trips");
  CHECK(each(rules[1]["facts"], "absent") == "true");
}

TEST_CASE("an element that is a scalar is a fact of its own", "[explain][facts]") {
  Json rule = explained(a_pack().rule(R"({"id": "r", "for_each": "forms", "assert": "it != 'B'", "path": "/forms/*"})"),
                        R"({"forms": ["B"]})");
  CHECK(each(rule["facts"], "path") == "/forms/0");
  CHECK(changes(rule) == R"(/forms/0: "B" -> "A")");
}

// --------------------------------------------------------------------------------------------------------- changes

TEST_CASE("a date is moved to the nearest day that will do, also behind a computation", "[explain][changes]") {
  CHECK(changes_for(R"({"id": "r", "assert": "on <= today"})", R"({"on": "2023-09-01"})") ==
        R"(/on: "2023-09-01" -> "2023-06-15")");
  CHECK(changes_for(R"({"id": "r", "assert": "on < today"})", R"({"on": "2023-06-15"})") ==
        R"(/on: "2023-06-15" -> "2023-06-14")");
  CHECK(changes_for(R"({"id": "r", "assert": "on != today"})", R"({"on": "2023-06-15"})") ==
        R"(/on: "2023-06-15" -> "2023-06-14"; /on: "2023-06-15" -> "2023-06-16")");
  CHECK(changes_for(R"({"id": "r", "assert": "ageOn(person.born, today) >= 16"})",
                    R"({"person": {"born": "2010-01-01"}})") == R"(/person/born: "2010-01-01" -> "2007-06-15")");
  CHECK(changes_for(R"({"id": "r", "assert": "ageOn(person.born, today) >= 16"})", "{}") ==
        R"(/person/born: null -> "2007-06-15")");
}

TEST_CASE("a whole number is moved to the nearest one within its bounds", "[explain][changes]") {
  CHECK(changes_for(R"({"id": "r", "assert": "days <= 30"})", R"({"days": 45})") == "/days: 45 -> 30");
  CHECK(changes_for(R"({"id": "r", "assert": "days * days > 100"})", R"({"days": 3})") == "/days: 3 -> 11");
  CHECK(changes_for(R"({"id": "r", "assert": "days > 400"})", R"({"days": 3})") == "");
  CHECK(changes_for(R"({"id": "r", "assert": "days in [7, 14, 21]"})", R"({"days": 12})") ==
        "/days: 12 -> 14; /days: 12 -> 7");
}

TEST_CASE("an enum or a bool takes another of its values", "[explain][changes]") {
  CHECK(changes_for(R"({"id": "r", "assert": "kind != 'urgent'"})", R"({"kind": "urgent"})") ==
        R"(/kind: "urgent" -> "planned"; /kind: "urgent" -> "other")");
  CHECK(changes_for(R"({"id": "r", "assert": "signed"})", R"({"signed": false})") == "/signed: false -> true");
  CHECK(changes_for(R"({"id": "r", "assert": "signed"})", "{}") == "/signed: null -> true");
}

TEST_CASE("a list gets an element or loses one", "[explain][changes]") {
  CHECK(changes_for(R"({"id": "r", "assert": "'card' in papers"})", R"({"papers": ["photo"]})") ==
        R"(/papers: + "card")");
  CHECK(changes_for(R"~({"id": "r", "assert": "papers.exists(p, p == 'card')"})~", "{}") == R"(/papers: + "card")");
  CHECK(changes_for(R"~({"id": "r", "assert": "!papers.exists(p, p == 'card')"})~",
                    R"({"papers": ["photo", "card"]})") == R"(/papers: - "card" @1; /papers: ["photo","card"] -> [])");
  // The schema allows three: no fourth is proposed.
  CHECK(changes_for(R"({"id": "r", "assert": "'B' in forms"})", R"({"forms": ["A", "A", "A"]})") == "");
}

TEST_CASE("an optional fact is left out where that is what helps", "[explain][changes]") {
  CHECK(changes_for(R"~({"id": "r", "assert": "!has(note)"})~", R"({"note": "x"})") == R"(/note: "x" -> null)");
  CHECK(changes_for(R"~({"id": "r", "when": "has(note)", "assert": "note == 'y'"
})~",
                    R"({"note": "x"})") == R"(/note: "x" -> "y"; /note: "x" -> null ~)");
}

TEST_CASE("a date that is far off is moved to the nearest day before it is left out", "[explain][changes]") {
  const auto moved = [](const std::string& form) {
    return changes(explained(Pack(R"({"on": {"type": "string", "format": "date", "x-optional": true}})")
                                 .rule(R"~({"id": "r", "assert": "!has(on) || on >= date('2023-12-01')"})~"),
                             form));
  };
  CHECK(moved(R"({"on": "2023-11-30"})") == R"(/on: "2023-11-30" -> "2023-12-01"; /on: "2023-11-30" -> null)");
  CHECK(moved(R"({"on": "2023-06-01"})") == R"(/on: "2023-06-01" -> "2023-12-01"; /on: "2023-06-01" -> null)");
  CHECK(moved(R"({"on": "1950-06-01"})") == R"(/on: "1950-06-01" -> "2023-12-01"; /on: "1950-06-01" -> null)");
}

TEST_CASE("where a directory is given, neither codes nor what it says of them are changed", "[explain][changes]") {
  const Desk desk(Pack(R"({"to": {"type": "object", "x-directory": "code", "properties": {
                             "code": {"type": "string", "maxLength": 12}, "designated": {"type": "boolean"},
                             "reason": {"type": "string", "enum": ["moved", "other"]}}}})")
                      .rule(R"({"id": "second", "assert": "to.code == 'H2' && to.designated"})")
                      .rule(R"({"id": "undesignated", "assert": "!to.designated"})")
                      .rule(R"({"id": "reason", "assert": "to.reason == 'moved'"})"));
  const precheck::Directory directory(R"({"H1": {"designated": true}, "H2": {"designated": false}})");
  const auto offered = [&](const std::string& form, const precheck::Directory& given) {
    std::string out;
    const Json answer = explanation(desk, form, "", given);
    for (const Json& rule : answer.at("rules")) out += "[" + changes(rule) + "]";
    return out;
  };
  const std::string form = R"({"to": {"code": "H1", "reason": "other"}})";
  CHECK(offered(form, directory) == R"([][][/to/reason: "other" -> "moved"])");
  CHECK(offered(form, {}) == R"([][/to/designated: null -> false][/to/reason: "other" -> "moved"])");
  // Without a directory a code is a text like others, and of one that it does not list it says nothing.
  CHECK(offered(R"({"to": {"code": "H1", "designated": true, "reason": "moved"}})", {}) ==
        R"([/to/code: "H1" -> "H2"][/to/designated: true -> false][])");
  CHECK(offered(R"({"to": {"code": "H3", "designated": true, "reason": "moved"}})", directory) ==
        R"([][/to/designated: true -> false][])");
}

TEST_CASE("a fact that picks the edition is not changed: another edition would answer", "[explain][changes]") {
  const auto edition = [](const char* name, const char* from, const char* until) {
    Pack pack(R"({"choice": {"type": "object", "x-optional": true, "properties": {"year": {"type": "integer"}}},
                  "days": {"type": "integer"}})");
    pack.set("edition", "\"" + std::string(name) + "\"");
    pack.set("effective", "{\"from\": \"" + std::string(from) + "\", \"until\": " + until + "}");
    return pack.rule(R"({"id": "y", "assert": "has(choice) && choice.year > 2023 || days > 3"})")
        .rule(R"~({"id": "c", "assert": "!has(choice) || days > 3"})~");
  };
  const auto offered = [](const std::vector<Pack>& packs) {
    std::vector<std::string> texts;
    for (const Pack& pack : packs) texts.push_back(pack.text());
    std::string out;
    const Json answer = explanation(Desk(texts), R"({"choice": {"year": 2023}, "days": 3})");
    for (const Json& rule : answer.at("rules")) out += "[" + changes(rule) + "]";
    return out;
  };
  Pack first = edition("2023", "2023-01-01", "\"2024-01-01\"");
  Pack second = edition("2024", "2024-01-01", "null");
  const std::string all =
      R"([/choice/year: 2023 -> 2024; /days: 3 -> 4][/choice: {"year":2023} -> null; /days: 3 -> 4])";
  CHECK(offered({first, second}) == all);
  second.set("edition_by", R"("/choice/year")").set("edition_value", "2024");
  CHECK(offered({first, second}) == "[/days: 3 -> 4][/days: 3 -> 4]");
  first.set("edition_by", R"("/choice/year")").set("edition_value", "2023");
  CHECK(offered({first}) == "[/days: 3 -> 4][/days: 3 -> 4]");
}

TEST_CASE("a text takes what it is compared with, and nothing that it is not", "[explain][changes]") {
  CHECK(changes_for(R"({"id": "r", "assert": "area == '360600'"})", R"({"area": "440300"})") ==
        R"(/area: "440300" -> "360600")");
  CHECK(changes_for(R"({"id": "r", "assert": "area != 'x' || days > 400"})", R"({"area": "x", "days": 1})") == "");
}

TEST_CASE("what makes the rule hold comes before what makes it moot, and definitions are computed anew",
          "[explain][changes]") {
  Pack pack = a_pack();
  pack.definitions(R"({"planned": "kind == 'planned'", "late": "days > 30"})");
  CHECK(changes(explained(pack.rule(R"({"id": "r", "when": "definitions.planned", "assert": "!definitions.late"})"),
                          R"({"kind": "planned", "days": 31})")) ==
        R"(/days: 31 -> 30; /kind: "planned" -> "urgent" ~; /kind: "planned" -> "other" ~)");
}

TEST_CASE("where two facts would have to change, nothing is proposed", "[explain][changes]") {
  CHECK(changes_for(R"({"id": "r", "assert": "signed && days > 3"})", R"({"signed": false, "days": 3})") == "");
}

TEST_CASE("a form comes out of an explanation as it went in", "[explain][changes]") {
  const Desk desk(a_pack().rule(R"({"id": "a", "assert": "days <= 3"})").rule(R"({"id": "b", "assert": "days <= 3"})"));
  const Json rules = explanation(desk, R"({"days": 9})")["rules"];
  CHECK(each(rules, "status") == "failed failed");
  CHECK(to_text(rules[0].at("changes")) == to_text(rules[1].at("changes")));
}

// ---------------------------------------------------------------------------------------------------------- limits

TEST_CASE("of many iterations the first ones and the last are shown", "[explain][limits]") {
  CHECK(assert_line("papers.all(p, size(p) < 6)", R"({"papers": ["1", "2", "3", "4", "5", "6", "7777777", "8"]})") ==
        R"(papers.all(p, size(p) < 6) = false [papers = ["1","2","3","4","5","6","7777777","8"]; )"
        R"({"p":"1"} size(p) < 6 = true [size(p) = 1]; {"p":"2"} size(p) < 6 = true [size(p) = 1]; )"
        R"({"p":"3"} size(p) < 6 = true [size(p) = 1]; {"p":"7777777"} size(p) < 6 = false [size(p) = 7]; +3])");
}

TEST_CASE("of many elements those that did not pass are explained first", "[explain][limits]") {
  const Desk desk(
      a_pack().rule(R"({"id": "recent", "for_each": "visits", "assert": "it.year > 2020", "path": "/visits/*/year"})"));
  std::string form;
  for (int i = 0; i < 60; ++i)
    form += (i == 0 ? "" : ",") + std::string(i == 50 ? R"({"year": 2000})" : R"({"year": 2022})");
  Json rules = explanation(desk, "{\"visits\": [" + form + "]}")["rules"];
  REQUIRE(rules.size() == precheck::limits::kMaxExplainedElements);
  CHECK(rules.back()["index"] == 50);
  CHECK(rules.back()["status"] == "failed");
  CHECK(rules.back()["elements_left_out"] == 40);
}

TEST_CASE("definitions of definitions are shown to a depth, and what they read is found below it",
          "[explain][limits]") {
  std::string sum = "days";
  Pack pack = a_pack();
  std::string definitions;
  for (int i = 0; i < 8; ++i) {
    for (int term = 0; term < 60; ++term) sum += " + 1";
    definitions += (i == 0 ? "{\"d" : ", \"d") + std::to_string(i) + "\": \"" + sum + "\"";
    sum = "definitions.d" + std::to_string(i);
  }
  pack.definitions(definitions + "}");
  const Desk desk(pack.rule(R"({"id": "r", "assert": "definitions.d7 <= 500"})"));
  const precheck::Reply reply = desk.library().explain({"example/topic", R"({"days": 30})", "2023-06-15", "", ""});
  // Deeper than what the core itself would read.
  const Json rule = Json::parse(reply.text).at("rules").at(0);
  CHECK(rule.at("status") == "failed");
  CHECK(changes(rule) == "/days: 30 -> 20");
  std::size_t depth = 0;
  const Json* node = &rule.at("assert");
  for (const Json* below = member(*node, "children"); below != nullptr; below = member(*node, "children")) {
    node = &below->at(0);
    ++depth;
  }
  CHECK(depth == precheck::limits::kMaxExplainedDepth + 2);  // the names of two definitions come on top
  CHECK(node->at("details_left_out") == true);
}

TEST_CASE("what a check has enough memory for has enough in an explanation", "[explain][limits]") {
  Pack pack(R"({"papers": {"type": "array", "maxItems": 2000, "items": {"type": "string", "maxLength": 200}}})");
  pack.definitions(R"~({"marked": "papers.map(p, p + '!')"})~");
  for (int i = 0; i < 60; ++i) {
    pack.rule("{\"id\": \"r" + std::to_string(i) + "\", \"assert\": \"size(definitions.marked) > " +
              std::to_string(i % 2 == 0 ? 0 : 3000) + "\"}");
  }
  std::string papers;
  for (int i = 0; i < 2000; ++i) papers += (i == 0 ? "\"" : ",\"") + std::string(100, 'x') + std::to_string(i) + "\"";
  const std::string form = "{\"papers\": [" + papers + "]}";
  const Desk desk(pack);
  CHECK(desk.report(form)["errors"].empty());
  const Json answer = explanation(desk, form);
  REQUIRE(answer.at("rules").size() == 60);
  for (std::size_t i = 0; i < 60; ++i) CHECK(answer.at("rules")[i].at("status") == (i % 2 == 0 ? "passed" : "failed"));
}

TEST_CASE("facts and changes show the beginning of what is long, and an explanation stays small", "[explain][limits]") {
  Pack pack(R"({"text": {"type": "string", "maxLength": 300000},
                "other": {"type": "string", "maxLength": 5000},
                "list": {"type": "array", "maxItems": 10000, "items": {"type": "string", "maxLength": 3000}}})");
  for (int i = 0; i < 20; ++i) {
    pack.rule("{\"id\": \"r" + std::to_string(i) +
              "\", \"assert\": \"text == 'short' || size(list) < 3000 || other == ''\"}");
  }
  pack.rule(R"~({"id": "added", "assert": "'new' in list"})~")
      .rule(R"~({"id": "removed", "assert": "!list.exists(e, size(e) > 2000)"})~")
      .rule(R"~({"id": "cleared", "assert": "size(list) < 2"})~")
      .rule(R"~({"id": "same", "assert": "text == other"})~");
  const std::string three = "\"" + std::string(2500, 'y') + "\"";
  std::string list = three;
  for (int i = 0; i < 4000; ++i) list += ",\"" + std::to_string(i) + "\"";
  const std::string form = "{\"text\": \"" + std::string(200000, 'x') + "\", \"other\": \"" + std::string(3000, 'z') +
                           "\", \"list\": [" + list + "]}";
  Json rules = explanation(Desk(pack), form)["rules"];
  CHECK(to_text(rules).size() < 300'000);
  CHECK(each(rules[0]["facts"], "value_cut") == "true true true");
  CHECK(rules[0]["facts"][0]["value"].get<std::string>() == std::string(1000, 'x') + "...");
  CHECK(changes(rules[20]) == R"(/list: + "new")");
  CHECK(changes(rules[21]).substr(0, 13) == R"(/list: - "yyy)");
  CHECK(rules[21]["changes"][0]["index"] == 0);
  CHECK(rules[21]["changes"][0]["value_cut"] == true);
  CHECK(rules[22]["changes"][0]["to"] == Json::array());
  CHECK(rules[22]["changes"][0]["value_cut"] == true);
  CHECK(rules[22]["changes"][0]["from"].size() < 200);
  // A text that cannot be shown whole cannot be followed.
  CHECK(changes(rules[23]) == "");
  CHECK(rules[23]["status"] == "failed");
}

TEST_CASE("of many unknown facts a sub-expression names the first", "[explain][limits]") {
  std::string visits = "{}";
  constexpr std::size_t kMany = precheck::limits::kMaxExplainedUnknowns + 10;
  for (std::size_t i = 1; i < kMany; ++i) visits += ",{}";
  Json rule = explained(a_pack().rule(R"~({"id": "r", "assert": "visits.all(v, v.year > 2020)"})~"),
                        "{\"visits\": [" + visits + "]}");
  CHECK(rule["assert"]["unknown"].size() == precheck::limits::kMaxExplainedUnknowns);
  CHECK(rule["assert"]["value_cut"] == true);
  CHECK(rule["waits_for"].size() == kMany);
}

TEST_CASE("a long value is shown in part", "[explain][limits]") {
  Pack pack(
      R"({"text": {"type": "string", "maxLength": 5000}, "list": {"type": "array", "maxItems": 5000, "items": {"type": "integer"}}})");
  std::string text, list;
  for (int i = 0; i < 400; ++i) text += "医", list += (i == 0 ? "1" : ",1");
  Json rule = explained(pack.rule(R"({"id": "r", "assert": "text == '' && size(list) == 1"})"),
                        "{\"text\": \"" + text + "\", \"list\": [" + list + "]}");
  Json shown = rule["assert"]["children"][0]["children"][0];
  CHECK(shown["value_cut"] == true);
  CHECK(shown["value"].get<std::string>().size() == 999 + std::string("...").size());
}

TEST_CASE("nested iterations stay within the limit on nodes", "[explain][limits]") {
  std::string nested = "a + b + c + d + e + f != 'x'";
  for (const char* name : {"f", "e", "d", "c", "b", "a"}) {
    nested = "forms.all(" + std::string(name) + ", " + nested + " && " + name + " <= 'B')";
  }
  const Desk desk(a_pack().rule("{\"id\": \"r\", \"assert\": \"" + nested + "\"}"));
  const std::string text = to_text(explanation(desk, R"({"forms": ["A", "B", "A"]})"));
  CHECK(text.find("\"status\":\"passed\"") != std::string::npos);
  CHECK(text.find("\"details_left_out\":true") != std::string::npos);
  CHECK(text.size() < 2'000'000);
}

TEST_CASE("the search for changes ends at its limit and says so", "[explain][limits]") {
  std::string papers;
  for (int i = 0; i < 20; ++i) papers += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\"";
  std::string terms = "a + b + c != string(days)";
  for (const char* other : {"'u'", "'v'", "'w'", "'x'", "'y'"}) terms += " && a + b + c != " + std::string(other);
  const std::string rule = "\"assert\": \"papers.all(a, papers.all(b, papers.all(c, " + terms + "))) && days < 0\"}";
  auto pack = a_pack();
  for (const char* id : {"r", "s", "t", "u", "v"}) pack.rule("{\"id\": \"" + std::string(id) + "\", " + rule);
  const Desk desk(pack);
  const Json rules = explanation(desk, "{\"days\": 7, \"papers\": [" + papers + "]}")["rules"];
  CHECK(each(rules, "status") == "failed failed failed failed failed");
  CHECK(each(rules, "changes") == "[] [] [] [] []");
  CHECK(each(rules, "search_cut") == "- - - true true");
}
