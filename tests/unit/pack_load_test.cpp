// What is wrong with a pack is said when it is loaded: what, where, and the way out.
#include <precheck/precheck.hpp>
#include <string>
#include <vector>

#include "pack_support.h"

namespace {

using precheck::Diagnostic;
using precheck::Json;
using precheck::Library;
using precheck::Loader;
using precheck::example::json;

// A pack with one of everything.
const std::string kGood = R"json({
  "$schema": "../schema/pack.schema.json",
  "format": 1,
  "id": "example/visit",
  "edition": "2023",
  "revision": 1,
  "title": {"zh-CN": "就诊", "en": "Visit"},
  "jurisdiction": {"code": "XX", "name": {"zh-CN": "示例"}},
  "effective": {"from": "2023-01-01", "until": "2024-01-01"},
  "edition_by": "/visits/0/year",
  "edition_value": 2023,
  "time_zone": "Asia/Shanghai",
  "sources": ["S9"],
  "note": "for tests",
  "parameters": {
    "most_days": {"value": 30, "title": {"zh-CN": "最多天数"}, "cites": ["S9-01"], "note": "n"},
    "closing": {"type": "date", "value": "2023-12-31"},
    "used": {"type": "int", "host": true}
  },
  "facts": {
    "type": "object",
    "properties": {
      "kind": {"type": "string", "enum": ["planned", "urgent"]},
      "days": {"type": "integer", "x-cites": ["S9-02"]},
      "channel": {"type": "string", "x-optional": true},
      "agent": {"type": "object", "x-optional": true, "properties": {
        "name": {"type": "string"}, "phone": {"type": "string", "x-optional": true}}},
      "session": {"type": "object", "x-source": "host", "properties": {"user": {"type": "string"}}},
      "visits": {"type": "array", "maxItems": 20, "items": {"type": "object", "properties": {
        "day": {"type": "string", "format": "date"}, "year": {"type": "integer"},
        "note": {"type": "string", "maxLength": 50, "x-optional": true}}}},
      "marks": {"type": "array", "x-optional": true, "items": {"type": "object", "properties": {
        "colour": {"type": "string"}}}}
    }
  },
  "definitions": {"is_planned": "kind == 'planned'", "with_channel": "definitions.is_planned && has(channel)"},
  "rules": [
    {"id": "not-too-early", "when": "definitions.is_planned", "assert": "days <= params.most_days", "severity": "error",
     "on_unknown": "pending", "path": "/days", "message": {"zh-CN": "早了 ${days} 天"},
     "remedy": {"zh-CN": "等"}, "unverified_message": {"zh-CN": "未核实"}, "cites": ["S9-01"], "note": "n"},
    {"id": "each-visit", "for_each": "visits", "assert": "it.year > index", "severity": "warning",
     "path": "/visits/*/year", "message": {"zh-CN": "第 ${index} 次"}, "cites": ["S9-01"]}
  ],
  "requirements": [
    {"id": "card", "kind": "material", "when": "true", "satisfied": "days > 0", "alternatives": ["letter"],
     "title": {"zh-CN": "卡"}, "cites": ["S9-01"], "note": "n"},
    {"id": "letter", "kind": "step", "title": {"zh-CN": "信"}, "cites": ["S9-01"]}
  ],
  "outcomes": {"review": [{"when": "days > 3", "value": "'manual'", "text": {"zh-CN": "人工"}, "cites": ["S9-01"]}]},
  "guidance": [{"id": "where", "when": "true", "text": {"zh-CN": "去哪"}, "cites": ["S9-01"]}],
  "plan": {
    "when": "true", "state": "visits.map(v, {'year': v.year})", "invariant": "size(state) <= size(before) + 1",
    "actions": [{"action": "move", "optional": true, "for_each": "visits", "when": "true", "next": "state",
                 "from": "it.year", "to": "it.year", "why": {"zh-CN": "因为"}, "cites": ["S9-01"]}],
    "resolves": ["not-too-early"],
    "impossible": {"path": "/visits", "message": {"zh-CN": "不行"}, "remedy": {"zh-CN": "来电"}, "cites": ["S9-01"]}
  }
})json";

std::vector<Diagnostic> load(const std::string& pack) {
  Loader loader;
  loader.add_source("S9.json", precheck::example::source_text());
  loader.add_pack("visit.json", pack);
  const Library library = loader.load();
  return library.diagnostics();
}

// "code pointer", with " line:column" where there is one.
std::string say(const Diagnostic& d) {
  std::string out = d.code + " " + d.pointer;
  if (d.line != 0) out += " " + std::to_string(d.line) + ":" + std::to_string(d.column);
  return out;
}
std::string say(const std::vector<Diagnostic>& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics) out += (out.empty() ? "" : "\n") + say(d);
  return out;
}
std::string messages(const std::vector<Diagnostic>& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics) out += d.message + "\n";
  return out;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// The good pack with one passage replaced.
std::string with(const std::string& passage, const std::string& instead) {
  const auto at = kGood.find(passage);
  INFO(passage);
  REQUIRE(at != std::string::npos);
  return std::string(kGood).replace(at, passage.size(), instead);
}

// The good pack with another condition in its first rule, which stands under no guard.
std::string with_assert(const std::string& expression, const std::string& when = "true") {
  Json pack = json(kGood);
  pack["rules"][0]["assert"] = expression;
  pack["rules"][0]["when"] = when;
  return precheck::to_text(pack);
}

}  // namespace

TEST_CASE("a pack with one of everything loads", "[load]") { CHECK(say(load(kGood)) == ""); }

TEST_CASE("one mistake in a pack gives one diagnostic, at its place", "[load]") {
  struct Row {
    std::string passage;
    std::string instead;
    std::string diagnostic;
    std::string message = "";  // a part of it
  };
  const std::vector<Row> rows{
      // Unknown keys, anywhere.
      {R"("note": "for tests")", R"("comment": 1)", "pack.unknown_key /comment", R"("comment")"},
      {R"("revision": 1)", R"("revision": 1, "extends": "a/b@1")", "pack.missing_base /extends"},
      {R"("parameters")", R"("paramters": {}, "parameters")", "pack.unknown_key /paramters",
       "did you mean 'parameters'?"},
      {R"("code": "XX")", R"("code": "XX", "level": 1)", "pack.unknown_key /jurisdiction/level"},
      {R"("until": "2024-01-01")", R"("until": null, "to": null)", "pack.unknown_key /effective/to"},
      {R"("value": 30)", R"("value": 30, "unit": "d")", "pack.unknown_key /parameters/most_days/unit"},
      {R"("severity": "error")", R"("severity": "error", "asert": "true")", "pack.unknown_key /rules/0/asert",
       "did you mean 'assert'?"},
      {R"("alternatives": [)", R"("or": 1, "alternatives": [)", "pack.unknown_key /requirements/0/or"},
      {R"("value": "'manual'")", R"("value": "'manual'", "id": "a")", "pack.unknown_key /outcomes/review/0/id"},
      {R"("id": "where")", R"("id": "where", "kind": "a")", "pack.unknown_key /guidance/0/kind"},
      {R"("resolves")", R"("solves": [], "resolves")", "pack.unknown_key /plan/solves", "did you mean 'resolves'?"},
      {R"("optional": true)", R"("optional": true, "a/b": 1)", "pack.unknown_key /plan/actions/0/a~1b"},
      {R"("path": "/visits")", R"("path": "/visits", "id": "a")", "pack.unknown_key /plan/impossible/id"},
      {R"("type": "integer", "x-cites")", R"("type": "integer", "default": 1, "x-cites")",
       "schema.unsupported_keyword /facts/properties/days/default"},

      // The head.
      {R"("format": 1)", R"("format": 2)", "pack.format /format"},
      {R"("format": 1,)", "", "pack.format /format"},
      {R"("id": "example/visit",)", "", "pack.missing_key ", R"("id" is missing)"},
      {R"("example/visit")", R"("visit")", "pack.id /id"},
      {R"("example/visit")", R"("example/Visit")", "pack.id /id"},
      {R"("example/visit")", R"("example/a/b")", "pack.id /id"},
      {R"("example/visit")", R"("")", "pack.type /id"},
      {R"("edition": "2023")", R"("edition": "2023 b")", "pack.id /edition"},
      {R"("edition": "2023")", R"("edition": 2023)", "pack.type /edition"},
      {R"("revision": 1)", R"("revision": 0)", "pack.type /revision"},
      {R"("revision": 1)", R"("revision": "1")", "pack.type /revision"},
      {R"("title": {"zh-CN": "就诊", "en": "Visit"})", R"("title": {"en": "Visit"})", "pack.text /title", "zh-CN"},
      {R"("en": "Visit")", R"("english": "Visit")", "pack.text /title/english"},
      {R"("en": "Visit")", R"("en": "")", "pack.text /title/en"},
      {R"("code": "XX")", R"("code": "4403")", "pack.type /jurisdiction/code"},
      {R"("jurisdiction": {"code": "XX", "name": {"zh-CN": "示例"}})", R"("jurisdiction": "XX")",
       "pack.type /jurisdiction"},
      {R"("Asia/Shanghai")", R"("Mars/Phobos")", "pack.time_zone /time_zone", "Mars/Phobos"},
      {R"("sources": ["S9"])", R"("sources": ["S9", "S8"])", "pack.unknown_source /sources", R"("S8")"},
      {R"("sources": ["S9"])", R"("sources": ["S9", 9])", "pack.type /sources/1"},

      // In force.
      {R"("effective": {"from": "2023-01-01", "until": "2024-01-01"},)", "", "pack.missing_key ", "null"},
      {R"("from": "2023-01-01", )", "", "pack.missing_key /effective", R"("from")"},
      {R"("from": "2023-01-01")", R"("from": "2023-02-30")", "pack.type /effective/from"},
      {R"("until": "2024-01-01")", R"("until": "2023-01-01")", "pack.type /effective/until", "first day"},
      {R"("until": "2024-01-01")", R"("until": 2024)", "pack.type /effective/until"},
      {R"("edition_value": 2023,)", "", "pack.edition_by /edition_by", "together"},
      {R"("edition_by": "/visits/0/year",)", "", "pack.edition_by /edition_value"},
      {R"("/visits/0/year")", R"("/visits/0/years")", "pack.path /edition_by"},
      {R"("/visits/0/year")", R"("/visits/*/year")", "pack.path /edition_by"},
      {R"("/visits/0/year")", R"("/visits/first/year")", "pack.path /edition_by"},
      {R"("/visits/0/year")", R"("visits/0/year")", "pack.path /edition_by"},

      // Parameters.
      {R"({"type": "int", "host": true})", R"({"host": true})", "pack.type /parameters/used/type"},
      {R"({"type": "int", "host": true})", R"({"type": "int"})", "pack.type /parameters/used/value", "host"},
      {R"({"type": "int", "host": true})", R"({"type": "integer", "host": true})", "pack.type /parameters/used/type"},
      {R"("host": true)", R"("host": 1, "value": 2)", "pack.type /parameters/used/host"},
      {R"("value": 30)", R"("type": "string", "value": 30)", "pack.type /parameters/most_days/value"},
      {R"("value": 30)", R"("value": {"a": 1})", "pack.type /parameters/most_days/type"},
      {R"("value": "2023-12-31")", R"("value": "2023-02-29")", "pack.type /parameters/closing/value"},

      // Citations.
      {R"("cites": ["S9-01"], "note": "n"})", R"("cites": ["S9-77"]})",
       "pack.unknown_clause /parameters/most_days/cites/0", R"("S9-77")"},
      {R"("x-cites": ["S9-02"])", R"("x-cites": ["S9-03"])", "pack.unknown_clause /facts/properties/days/x-cites/0"},
      {R"("unverified_message": {"zh-CN": "未核实"}, "cites": ["S9-01"])",
       R"("unverified_message": {"zh-CN": "未核实"}, "cites": ["S9-01", "S9-3"])",
       "pack.unknown_clause /rules/0/cites/1"},
      {R"("unverified_message": {"zh-CN": "未核实"}, "cites": ["S9-01"])",
       R"("unverified_message": {"zh-CN": "未核实"}, "cites": [])", "pack.type /rules/0/cites", "at least one clause"},
      {R"("text": {"zh-CN": "去哪"}, "cites": ["S9-01"])", R"("text": {"zh-CN": "去哪"})",
       "pack.missing_key /guidance/0", R"("cites")"},

      // Rules.
      {R"("id": "each-visit")", R"("id": "Each Visit")", "pack.type /rules/1/id"},
      {R"("id": "each-visit", "for_each")", R"("for_each")", "pack.missing_key /rules/1", R"("id")"},
      {R"("each-visit")", R"("not-too-early")", "pack.duplicate_id /rules/1/id", "used twice"},
      {R"("severity": "error")", R"("severity": "fatal")", "pack.type /rules/0/severity", "not_needed"},
      {R"("on_unknown": "pending")", R"("on_unknown": "fail")", "pack.type /rules/0/on_unknown"},
      {R"("path": "/days")", R"("path": "/day")", "pack.type /rules/0/path", "/day"},
      {R"("path": "/days")", R"("path": "/visits/*/year")", "pack.type /rules/0/path", "for_each"},
      {R"("path": "/visits/*/year")", R"("path": "/marks/*/colour")", "pack.type /rules/1/path", "/visits"},
      {R"("assert": "it.year > index",)", "", "pack.type /rules/1/when"},
      {R"("message": {"zh-CN": "早了 ${days} 天"},)", "", "pack.missing_key /rules/0", R"("message")"},
      {R"("for_each": "visits", "assert": "it.year > index")", R"("for_each": "visits", "assert": 1)",
       "pack.type /rules/1/assert"},
      {R"("rules": [)", R"("rules": [7, )", "pack.type /rules/0"},

      // Texts.
      {"${days}", "${days", "pack.text /rules/0/message/zh-CN", "$${"},
      {"${days}", "${dys}", "cel.undeclared /rules/0/message/zh-CN 1:1", "did you mean 'days'?"},
      {"${days}", "${}", "cel.syntax /rules/0/message/zh-CN 1:1"},

      // Requirements, outcomes, guidance.
      {R"("kind": "step")", R"("kind": "paper")", "pack.type /requirements/1/kind"},
      {R"("alternatives": ["letter"])", R"("alternatives": ["seal"])",
       "pack.unknown_requirement /requirements/0/alternatives", R"("seal")"},
      {R"("alternatives": ["letter"])", R"("alternatives": ["card"])",
       "pack.unknown_requirement /requirements/0/alternatives"},
      {R"("value": "'manual'", )", "", "pack.missing_key /outcomes/review/0", R"("value")"},
      {R"("review": [)", R"("Re view": [)", "pack.id /outcomes/Re view"},
      {R"("id": "where")", R"("id": "where?")", "pack.type /guidance/0/id"},

      // The plan.
      {"\"state\": \"visits.map(v, {'year': v.year})\",", "", "pack.missing_key /plan", R"("state")"},
      {R"("invariant": "size(state) <= size(before) + 1",)", "", "pack.missing_key /plan", R"("invariant")"},
      {R"("when": "true", "state")", R"("when": "size(state) > 0", "state")", "cel.undeclared /plan/when 1:6",
       "'state'"},
      {R"("next": "state")", R"("next": "before")", "cel.undeclared /plan/actions/0/next 1:1"},
      {R"("next": "state",)", "", "pack.missing_key /plan/actions/0", R"("next")"},
      {R"("from": "it.year")", R"("from": "it.years")", "cel.no_such_field /plan/actions/0/from 1:3",
       "did you mean 'year'?"},
      {R"("action": "move")", R"("action": "Move it")", "pack.type /plan/actions/0/action"},
      {R"("resolves": ["not-too-early"])", R"("resolves": ["each-visit"])", "pack.unknown_rule /plan/resolves/0",
       "severity error"},
      {R"("path": "/visits")", R"("path": "/visit")", "pack.type /plan/impossible/path"},
      {R"("optional": true)", R"("optional": "yes")", "pack.type /plan/actions/0/optional"},
  };
  for (const Row& row : rows) {
    INFO(row.passage << "\n-> " << row.instead);
    const auto diagnostics = load(with(row.passage, row.instead));
    INFO(messages(diagnostics));
    CHECK(say(diagnostics) == row.diagnostic);
    CHECK(contains(messages(diagnostics), row.message));
  }
}

TEST_CASE("what is between ${ and } ends at the brace that closes it", "[load]") {
  for (const std::string text : {"$${days", "${'}' + string(days)}", "${ {'a': days}.a }", "costs 5$", "$$ {", "}"}) {
    INFO(text);
    CHECK(say(load(with("${days}", text))) == "");
  }
}

TEST_CASE("two requirements or actions of one name are refused", "[load]") {
  CHECK(say(load(with(R"("id": "letter")", R"("id": "card")"))).rfind("pack.duplicate_id /requirements/1/id", 0) == 0);
  Json pack = json(kGood);
  pack["plan"]["actions"].push_back(pack["plan"]["actions"][0]);
  CHECK(say(load(precheck::to_text(pack))) == "pack.duplicate_id /plan/actions/1/action");
}

TEST_CASE("for_each of a rule is a list of the form, by its path", "[load]") {
  for (const std::string list : {"days", "nothing", "visits.filter(v, true)", "visits[0]", "params.most_days", "agent",
                                 "definitions.is_planned", "visits.day"}) {
    Json pack = json(kGood);
    pack["rules"][1]["for_each"] = list;
    pack["rules"][1]["assert"] = "true";
    pack["rules"][1]["path"] = "/visits";
    pack["rules"][1]["message"]["zh-CN"] = "x";
    INFO(list);
    CHECK(say(load(precheck::to_text(pack))) == "pack.type /rules/1/for_each");
  }
}

TEST_CASE("a list without \"items\" is reported, also where a rule walks it", "[load]") {
  Json pack = json(kGood);
  pack["facts"]["properties"]["visits"].erase("items");
  const auto diagnostics = load(precheck::to_text(pack));
  CHECK(contains(say(diagnostics), "schema.keyword /facts/properties/visits"));
}

TEST_CASE("an expression that does not parse is pointed at, by line and column", "[load]") {
  struct Row {
    std::string expression;
    std::string place;
  };
  const std::vector<Row> rows{
      {"days <=", "1:8"},           {"days <= )", "1:9"}, {"'备案' == kind)", "1:13"},
      {"days <\n  && true", "2:3"}, {"'open", "1:1"},
  };
  for (const Row& row : rows) {
    INFO(row.expression);
    const auto diagnostics = load(with_assert(row.expression));
    INFO(messages(diagnostics));
    CHECK(say(diagnostics) == "cel.syntax /rules/0/assert " + row.place);
  }
}

TEST_CASE("names that nothing declares are refused, with the nearest one that is", "[load]") {
  struct Row {
    std::string expression;
    std::string place;
    std::string message;
  };
  const std::vector<Row> rows{
      {"day > 1", "1:1", "did you mean 'days'?"},
      {"true && params.most_day > 1", "1:9", "did you mean 'params.most_days'?"},
      {"definitions.is_planed", "1:1", "did you mean 'definitions.is_planned'?"},
      {"visits.all(v, w.year > 1)", "1:15", "'w'"},
      {"it.year > 1", "1:1", "'it'"},
      {"index > 1", "1:1", "'index'"},
      {"size(state) > 1", "1:6", "'state'"},
      {"has(params.limit)", "1:5", "'params.limit'"},
      {"now() > today", "1:1", "function 'now'"},
      {"ageOn(today) > 1", "1:1", "does not take 1 argument"},
  };
  for (const Row& row : rows) {
    INFO(row.expression);
    const auto diagnostics = load(with_assert(row.expression));
    INFO(messages(diagnostics));
    REQUIRE(diagnostics.size() == 1);
    CHECK(say(diagnostics[0]) == "cel.undeclared /rules/0/assert " + row.place);
    CHECK(contains(diagnostics[0].message, row.message));
  }
}

TEST_CASE("an expression that may take too long is refused, and says which list has no bound", "[load]") {
  Json pack = json(kGood);
  pack["facts"]["properties"]["visits"].erase("maxItems");
  pack["rules"][0]["assert"] = "visits.exists(v, visits.exists(w, w.year == v.year))";
  const auto diagnostics = load(precheck::to_text(pack));
  REQUIRE(diagnostics.size() == 2);
  CHECK(diagnostics[0].code == "cel.cost");
  CHECK(diagnostics[0].pointer == "/rules/0/assert");
  CHECK(contains(diagnostics[0].message, "give a bound (maxItems or maxLength) to visits"));
  CHECK(diagnostics[1].code == "pack.cost");
}

TEST_CASE("values of types that never go together are refused where they meet", "[load]") {
  CHECK(say(load(with_assert("days == 'two'"))) == "cel.no_matching_overload /rules/0/assert 1:6");
  CHECK(say(load(with_assert("kind == 'planed'"))) == "cel.enum /rules/0/assert 1:9");
  CHECK(say(load(with_assert("days"))) == "cel.type /rules/0/assert 1:1");
  CHECK(say(load(with_assert("visits.exists(v, v.year == today)"))) == "cel.no_matching_overload /rules/0/assert 1:25");
}

TEST_CASE("fields that the facts do not have are refused, wherever they are read", "[load]") {
  struct Row {
    std::string expression;
    std::string message;
  };
  const std::vector<Row> rows{
      {"session.usr == 'a'", "/session/usr; did you mean 'user'?"},
      {"visits[0].yaer > 1", "/visits/*/yaer; did you mean 'year'?"},
      {"visits.exists(v, v.years > 1)", "/visits/*/years; did you mean 'year'?"},
      {"visits.filter(v, true).all(w, w.years > 1)", "/visits/*/years"},
      {"visits.filter(v, true)[0].years > 1", "/visits/*/years"},
      {"(days > 1 ? visits : visits)[0].years > 1", "/visits/*/years"},
      {"visits.year > 1", "has no field 'year'"},
      {"days.value > 1", "a value of type int has no field 'value'"},
      {"has(session.usr)", "/session/usr"},
      {"visits.all(kind, kind.yer > 1)", "/visits/*/yer"},  // the macro's variable, not the fact of that name
  };
  for (const Row& row : rows) {
    INFO(row.expression);
    const auto diagnostics = load(with_assert(row.expression));
    INFO(messages(diagnostics));
    REQUIRE(diagnostics.size() == 1);
    CHECK(diagnostics[0].code == "cel.no_such_field");
    CHECK(diagnostics[0].column > 0);
    CHECK(contains(diagnostics[0].message, row.message));
  }
}

TEST_CASE("has() of a fact that is unknown until typed is refused", "[load]") {
  for (const std::string expression : {"has(kind)", "has(visits)", "visits.all(v, has(v.year))", "has(visits[0].year)",
                                       // The list may be left out, a colour of one of its elements may not.
                                       "has(marks) && marks.all(m, has(m.colour))"}) {
    INFO(expression);
    const auto diagnostics = load(with_assert(expression));
    REQUIRE(diagnostics.size() == 1);
    CHECK(diagnostics[0].code == "cel.fact");
    CHECK(contains(diagnostics[0].message, "unknown until typed"));
  }
  for (const std::string expression :
       {"has(channel)", "has(session)", "has(session.user)", "has(agent)", "has(agent.phone)", "has(agent.name)",
        "visits.all(v, has(v.note))", "has(visits[0].note)", "has(params.used)", "has(marks)"}) {
    INFO(expression);
    CHECK(say(load(with_assert(expression))) == "");
  }
}

TEST_CASE("an optional fact is read under a guard only", "[load]") {
  const std::vector<std::string> guarded{
      "has(channel) && channel == 'counter'",
      "channel == 'counter' && has(channel)",  // && does not care for order
      "!has(channel) || channel == 'counter'",
      "channel == 'counter' || !has(channel)",
      "has(channel) ? channel == 'counter' : true",
      "!has(channel) ? true : channel == 'counter'",
      "!(has(channel) && channel == 'counter')",
      "!(!has(channel) || days > 1) && channel == 'counter'",
      "days > 1 && has(channel) && kind == 'planned' && channel == 'counter'",
      "has(channel) && (days > 1 || channel == 'counter')",
      "definitions.with_channel && channel == 'counter'",
      "!definitions.with_channel || channel == 'counter'",
      "has(agent) && agent.name == 'x'",
      "has(agent.phone) && agent.phone == 'x' && agent.name == 'y'",
      "visits.all(v, !has(v.note) || v.note == 'x')",
      "visits.exists(v, has(v.note) && visits.exists(w, has(w.note) && w.note == v.note))",
      "visits.filter(v, has(v.note)).all(v, has(v.note) && v.note == 'x')",
      "has(visits[0].note) && visits[0].note == 'x'",
      "has(marks) && marks.all(m, m.colour == 'red')",
      "(has(channel) && days > 1 || has(channel) && days < 1) && channel == 'x'",
      "session.user == 'host facts need no guard'",
  };
  for (const auto& expression : guarded) {
    INFO(expression);
    const auto diagnostics = load(with_assert(expression));
    CHECK(messages(diagnostics) == "");
  }
  const std::vector<std::string> bare{
      "channel == 'counter'",
      "has(channel) || channel == 'counter'",
      "!has(channel) && channel == 'counter'",
      "has(channel) ? true : channel == 'counter'",
      "has(agent) && channel == 'counter'",
      "has(agent) && agent.phone == 'x'",
      "agent.name == 'x'",
      "(has(channel) || days > 1) && channel == 'x'",
      "!definitions.with_channel && channel == 'counter'",
      "visits.all(v, v.note == 'x')",
      "visits.exists(v, has(v.note)) && visits.exists(v, v.note == 'x')",
      "has(visits[0].note) && visits[1].note == 'x'",
      "size(marks) > 0",
      "[channel] == ['x']",
      "size(channel) > 1",
  };
  for (const auto& expression : bare) {
    INFO(expression);
    const auto diagnostics = load(with_assert(expression));
    INFO(messages(diagnostics));
    REQUIRE(diagnostics.size() == 1);
    CHECK(diagnostics[0].code == "cel.fact");
    CHECK(contains(diagnostics[0].message, "optional: ask has() first"));
  }
}

TEST_CASE("a rule's when guards its assert and its texts", "[load]") {
  CHECK(say(load(with_assert("channel == 'counter'", "has(channel)"))) == "");
  CHECK(say(load(with_assert("channel == 'counter'", "definitions.with_channel"))) == "");
  CHECK(say(load(with_assert("channel == 'counter'", "!has(channel)"))) == "cel.fact /rules/0/assert 1:1");

  Json pack = json(kGood);
  pack["rules"][0]["when"] = "has(channel)";
  pack["rules"][0]["message"] = json(R"({"zh-CN": "${channel}"})");
  pack["rules"][0]["remedy"] = json(R"({"zh-CN": "${channel}"})");
  CHECK(say(load(precheck::to_text(pack))) == "");
  // An undecided rule speaks without its `when` being known to hold.
  pack["rules"][0]["unverified_message"] = json(R"({"zh-CN": "${channel}"})");
  CHECK(say(load(precheck::to_text(pack))) == "cel.fact /rules/0/unverified_message/zh-CN 1:1");

  Json requirement = json(kGood);
  requirement["requirements"][0]["when"] = "has(channel)";
  requirement["requirements"][0]["satisfied"] = "channel == 'x'";
  requirement["outcomes"]["review"][0]["when"] = "has(channel)";
  requirement["outcomes"]["review"][0]["value"] = "channel";
  requirement["guidance"][0]["when"] = "has(channel)";
  requirement["guidance"][0]["text"]["zh-CN"] = "${channel}";
  requirement["plan"]["when"] = "has(channel)";
  requirement["plan"]["actions"][0]["to"] = "channel";
  CHECK(say(load(precheck::to_text(requirement))) == "");
}

TEST_CASE("a pattern that is written out is checked with the pack", "[load]") {
  CHECK(say(load(with_assert("'a'.matches('(')"))) == "cel.pattern /rules/0/assert 1:13");
  CHECK(say(load(with_assert("'a'.matches('\\\\pL')"))) == "cel.pattern /rules/0/assert 1:13");
  CHECK(say(load(with_assert("'a'.matches('(a*)*c')"))) == "");
}

TEST_CASE("conversions that CEL does not have are refused", "[load]") {
  CHECK(say(load(with_assert("int(duration('1s')) > 1"))) == "cel.no_matching_overload /rules/0/assert 1:1");
  CHECK(say(load(with_assert("duration(5) > duration('1s')"))) == "cel.no_matching_overload /rules/0/assert 1:1");
}

TEST_CASE("accessors without a zone are refused, with the way to write them", "[load]") {
  for (const std::string accessor : {"getFullYear", "getMonth", "getDate", "getDayOfMonth", "getDayOfWeek",
                                     "getDayOfYear", "getHours", "getMinutes", "getSeconds", "getMilliseconds"}) {
    const auto diagnostics = load(with_assert("today." + accessor + "() > 1"));
    INFO(accessor);
    CHECK(say(diagnostics) == "cel.utc_accessor /rules/0/assert 1:7");
    CHECK(contains(messages(diagnostics), accessor + "('Asia/Shanghai')"));
    CHECK(say(load(with_assert("today." + accessor + "('Asia/Shanghai') > 1"))) == "");
  }
}

TEST_CASE("definitions may use each other in any order, but not in a circle", "[load]") {
  Json pack = json(kGood);
  const auto definitions = [&](const std::string& text) {
    pack["definitions"] = json(text);
    pack["rules"][0]["when"] = "true";
    return load(precheck::to_text(pack));
  };
  CHECK(say(definitions(R"({"a": "definitions.b && definitions.c", "b": "definitions.c", "c": "days > 1"})")) == "");
  // A guard shows through, whichever is written first.
  CHECK(say(definitions(R"json({"a": "definitions.b && channel == 'x'", "b": "has(channel)"})json")) == "");

  const auto self = definitions(R"({"a": "definitions.a"})");
  CHECK(say(self) == "pack.definition_cycle /definitions/a");
  const auto circle = definitions(R"({"a": "definitions.b", "b": "definitions.c", "c": "definitions.b"})");
  CHECK(say(circle) == "pack.definition_cycle /definitions/b");
  CHECK(contains(messages(circle), "b -> c -> b"));

  CHECK(say(definitions(R"({"a": "definitions.b"})")) == "cel.undeclared /definitions/a 1:1");
  CHECK(say(definitions(R"({"a": 1})")) == "pack.type /definitions/a");
  CHECK(say(definitions(R"({"a": "days >"})")) == "cel.syntax /definitions/a 1:7");
  CHECK(say(definitions(R"([])")) == "pack.type /definitions");
}

TEST_CASE("definitions build on each other to a bounded depth", "[load]") {
  const auto chain = [](int length) {
    Json pack = json(kGood);
    pack["definitions"] = Json::object();
    for (int i = 0; i < length; ++i) {
      pack["definitions"]["d" + std::to_string(i)] =
          i + 1 == length ? "days > 1" : "definitions.d" + std::to_string(i + 1) + " && true";
    }
    pack["rules"][0]["when"] = "true";
    return say(load(precheck::to_text(pack)));
  };
  CHECK(chain(16) == "");
  CHECK(chain(17) == "pack.definition_depth /definitions/d0");
  CHECK(chain(2000) == "pack.definition_depth /definitions/d0");
}

TEST_CASE("definitions that use each other many times are read in no time", "[load]") {
  Json pack = json(kGood);
  pack["definitions"] = Json::object();
  for (int i = 0; i < 16; ++i) {
    std::string use = "has(channel)";
    if (i > 0) {
      use.clear();
      for (int k = 0; k < 20; ++k) use += (k == 0 ? "" : " && ") + ("definitions.d" + std::to_string(i - 1));
    }
    pack["definitions"]["d" + std::to_string(i)] = use;
  }
  pack["rules"][0]["when"] = "definitions.d15";
  pack["rules"][0]["assert"] = "channel == 'x'";
  CHECK(say(load(precheck::to_text(pack))) == "");
}

TEST_CASE("a clause is cited only through a source that the pack lists", "[load]") {
  Loader loader;
  loader.add_source("S9.json", precheck::example::source_text());
  std::string other = precheck::example::source_text();
  for (auto at = other.find("S9"); at != std::string::npos; at = other.find("S9")) other.replace(at, 2, "S8");
  loader.add_source("S8.json", other);
  loader.add_pack("visit.json", with(R"("text": {"zh-CN": "去哪"}, "cites": ["S9-01"])",
                                     R"("text": {"zh-CN": "去哪"}, "cites": ["S8-01"])"));
  CHECK(say(loader.load().diagnostics()) == "pack.unlisted_source /guidance/0/cites/0");
}

TEST_CASE("several mistakes are reported at once, in the order of reading", "[load]") {
  Json pack = json(kGood);
  pack["revision"] = 0;
  pack["colour"] = "red";
  pack["rules"][0]["assert"] = "dayz > 1 && channel == 'x'";
  pack["rules"][1]["severity"] = "bad";
  pack["guidance"][0]["cites"][0] = "S9-99";
  CHECK(say(load(precheck::to_text(pack))) ==
        "pack.unknown_key /colour\n"
        "pack.type /revision\n"
        "cel.undeclared /rules/0/assert 1:1\n"
        "cel.fact /rules/0/assert 1:13\n"
        "pack.type /rules/1/severity\n"
        "pack.unknown_clause /guidance/0/cites/0");
}

TEST_CASE("a pack that is not even JSON says where", "[load]") {
  CHECK(say(load("{\n  \"format\": 1,\n}")) == "json.malformed /format 3:1");
  CHECK(say(load(R"({"id": "a", "id": "b"})")) == "json.duplicate_key /id 1:13");
  CHECK(say(load("[]")) == "pack.type ");
  CHECK(say(load("null")) == "pack.type ");
  CHECK_FALSE(load("{}").empty());
}

TEST_CASE("diagnostics name the document", "[load]") {
  Loader loader;
  loader.add_source("sources/S9.json", precheck::example::source_text());
  loader.add_source("sources/S9-again.json", precheck::example::source_text());
  loader.add_pack("a.json", kGood);
  loader.add_pack("b.json", kGood);
  const Library library = loader.load();
  REQUIRE(library.diagnostics().size() == 2);
  CHECK(library.diagnostics()[0].document == "sources/S9-again.json");
  CHECK(library.diagnostics()[0].code == "source.duplicate");
  CHECK(library.diagnostics()[1].document == "b.json");
  CHECK(library.diagnostics()[1].code == "pack.duplicate");
}

TEST_CASE("a source is as strict as a pack", "[load]") {
  struct Row {
    std::string passage;
    std::string instead;
    std::string diagnostic;
  };
  const std::vector<Row> rows{
      {R"("format": 1)", R"("format": 3)", "pack.type /format"},
      {R"("id": "S9", )", R"("id": "S9", "colour": 1, )", "pack.unknown_key /colour"},
      {R"("published_on": "2023-01-01")", R"("published_on": "2023")", "pack.type /published_on"},
      {R"("published_on": "2023-01-01",)", "", "pack.type /published_on"},
      {R"("published_on")", R"("status": "draft", "published_on")", "pack.type /status"},
      {R"("id": "S9-02")", R"("id": "S9-01")", "source.duplicate_clause /clauses/1/id"},
      {R"("id": "S9-02")", R"("id": "S8-02")", "source.clause_id /clauses/1/id"},
      {R"("issuer": {"zh-CN": "示例局"},)", "", "pack.missing_key "},
      {R"({"zh-CN": "第二条"})", R"("第二条")", "pack.text /clauses/1/text"},
  };
  for (const Row& row : rows) {
    std::string source = precheck::example::source_text();
    const auto at = source.find(row.passage);
    INFO(row.passage);
    REQUIRE(at != std::string::npos);
    Loader loader;
    loader.add_source("S9.json", source.replace(at, row.passage.size(), row.instead));
    CHECK(say(loader.load().diagnostics()) == row.diagnostic);
  }
}
