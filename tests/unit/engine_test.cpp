// What a report says: rules, requirements, outcomes, guidance and the verdict over them.
#include <string>
#include <vector>

#include "pack_support.h"

namespace {

using precheck::Json;
using precheck::example::Desk;
using precheck::example::each;
using precheck::example::gist;
using precheck::example::Pack;
using precheck::example::Question;

// Facts of every kind: what the applicant types, what may be left out, what the page's host knows.
constexpr const char* kFacts = R"({
  "kind": {"type": "string", "enum": ["planned", "urgent"], "title": {"zh-CN": "类别", "en": "Kind"}},
  "days": {"type": "integer", "minimum": 0, "title": {"zh-CN": "天数", "en": "Days"}},
  "agreed": {"type": "boolean"},
  "name": {"type": "string", "maxLength": 20},
  "channel": {"type": "string", "x-optional": true},
  "day": {"type": "string", "format": "date"},
  "visits": {"type": "array", "maxItems": 10, "items": {"type": "object", "properties": {
    "year": {"type": "integer"}, "place": {"type": "string", "x-optional": true}}}},
  "used": {"type": "integer", "x-source": "host", "title": {"zh-CN": "已用次数", "en": "Times used"}},
  "member": {"type": "boolean", "x-source": "host"},
  "materials": {"type": "array", "items": {"type": "string"}}
})";

Pack a_pack() { return Pack(kFacts); }

std::string gist_of(const Pack& pack, const std::string& form) { return gist(Desk(pack).report(form)); }

std::string statuses(const Json& requirements) {
  std::string out;
  for (const Json& r : requirements) {
    out += (out.empty() ? "" : " ") + r["id"].get<std::string>() + ":" + r["status"].get<std::string>();
    if (const Json* by = precheck::member(r, "satisfied_by")) out += "(" + by->get<std::string>() + ")";
  }
  return out;
}

}  // namespace

// ---------------------------------------------------------------------------------------------------------- rules

TEST_CASE("a rule is passed, failed, pending or not applicable", "[engine][rules]") {
  const Desk desk(a_pack().rule(R"({"id": "few-days", "when": "kind == 'planned'", "assert": "days <= 30"})"));
  CHECK(gist(desk.report(R"({"kind": "planned", "days": 30})")) == "pass |  | ");
  CHECK(gist(desk.report(R"({"kind": "planned", "days": 31})")) == "fail | few-days | ");
  CHECK(gist(desk.report(R"({"kind": "planned"})")) == "incomplete |  | few-days");
  CHECK(gist(desk.report(R"({"kind": "urgent"})")) == "pass |  | ");
  CHECK(gist(desk.report(R"({"days": 30})")) == "pass |  | ");
}

TEST_CASE("a rule without when always applies, one without assert is broken when it applies", "[engine][rules]") {
  CHECK(gist_of(a_pack().rule(R"({"id": "r", "assert": "days < 3"})"), R"({"days": 3})") == "fail | r | ");
  CHECK(gist_of(a_pack().rule(R"({"id": "r", "when": "days < 3"})"), R"({"days": 2})") == "fail | r | ");
  CHECK(gist_of(a_pack().rule(R"({"id": "r", "when": "days < 3"})"), R"({"days": 3})") == "pass |  | ");
}

TEST_CASE("a finding says the rule, how grave it is, where, what and what to do", "[engine][rules]") {
  const Desk desk(a_pack().rule(R"({"id": "few-days", "assert": "days <= 30", "severity": "error", "path": "/days",
      "message": {"zh-CN": "${days} 天太多", "en": "${days} days are too many"},
      "remedy": {"zh-CN": "改少", "en": "Take fewer"}, "cites": ["S9-02", "S9-01"]})"));
  CHECK(precheck::to_text(desk.report(R"({"days": 31})")["findings"]) ==
        R"([{"rule":"few-days","severity":"error","path":"/days","message":"31 days are too many",)"
        R"("remedy":"Take fewer","cites":["S9-02","S9-01"]}])");
}

TEST_CASE("warnings and notes do not decide", "[engine][rules]") {
  for (const std::string severity : {"warning", "info"}) {
    const Desk desk(a_pack().rule(R"({"id": "r", "assert": "days < 3", "severity": ")" + severity + "\"}"));
    CHECK(gist(desk.report(R"({"days": 5})")) == "pass | r | ");
    // A pending one waits in `pending` only.
    const Json pending = desk.report("{}");
    CHECK(gist(pending) == "pass |  | r");
    CHECK(precheck::to_text(*precheck::member(pending, "missing")) == "[]");
  }
}

TEST_CASE("for_each judges a list element by element", "[engine][rules]") {
  const Desk desk(a_pack().rule(R"({"id": "recent", "for_each": "visits", "assert": "it.year > 2020",
      "path": "/visits/*/year", "message": {"zh-CN": "第 ${index + 1} 次", "en": "visit ${index + 1} of ${it.year}"}})"));
  const Json report = desk.report(R"({"visits": [{"year": 2019}, {"year": 2022}, {"year": 2018}]})");
  CHECK(each(report.at("findings"), "path") == "/visits/0/year /visits/2/year");
  CHECK(each(report.at("findings"), "message") == "visit 1 of 2019 visit 3 of 2018");

  CHECK(gist(desk.report(R"({"visits": []})")) == "pass |  | ");

  const Json partly = desk.report(R"({"visits": [{}, {"year": 2022}, {"year": 2018}, {}]})");
  CHECK(gist(partly) == "fail | recent | recent");
  CHECK(each(partly.at("pending"), "waits_for") == R"(["/visits/0/year","/visits/3/year"])");

  const Json unknown = desk.report("{}");
  CHECK(gist(unknown) == "incomplete |  | recent");
  CHECK(each(unknown.at("pending"), "waits_for") == R"(["/visits"])");
}

TEST_CASE("for_each of an optional list that is left out has nothing to judge", "[engine][rules]") {
  Pack pack(R"({"visits": {"type": "array", "x-optional": true, "maxItems": 3, "items": {"type": "object",
                "properties": {"year": {"type": "integer"}}}},
                "trip": {"type": "object", "x-optional": true, "properties": {"stops": {"type": "array", "maxItems": 3,
                "items": {"type": "integer"}}}}})");
  pack.rule(R"({"id": "a", "for_each": "visits", "assert": "it.year > 0", "path": "/visits/*"})");
  const Desk desk(pack.rule(R"({"id": "b", "for_each": "trip.stops", "assert": "it > 0", "path": "/trip/stops/*"})"));
  CHECK(gist(desk.report("{}")) == "pass |  | ");
  CHECK(gist(desk.report(R"({"trip": {}})")) == "incomplete |  | b");
  CHECK(each(desk.report(R"({"trip": {"stops": [1, 0]}})").at("findings"), "path") == "/trip/stops/1");
}

// ------------------------------------------------------------------------------------------------------- unknowns

TEST_CASE("a deciding value beats an unknown", "[engine][unknown]") {
  const Desk desk(a_pack().rule(R"({"id": "r", "assert": "days > 3 || name == 'x'"})"));
  CHECK(gist(desk.report(R"({"days": 4})")) == "pass |  | ");
  CHECK(gist(desk.report(R"({"name": "x"})")) == "pass |  | ");
  CHECK(gist(desk.report(R"({"days": 3})")) == "incomplete |  | r");
  CHECK(each(desk.report("{}").at("pending"), "waits_for") == R"(["/days","/name"])");
}

TEST_CASE("while a rule waits to be told whether it applies, it asks for no more", "[engine][unknown]") {
  const auto waits = [](const std::string& when, const std::string& form) {
    const Desk desk(a_pack().rule(R"({"id": "r", "when": ")" + when +
                                  R"(", "assert": "days + used > 3", "on_unknown": "pending"})"));
    return each(desk.report(form).at("pending"), "waits_for");
  };
  CHECK(waits("name == 'x'", "{}") == R"(["/name"])");
  CHECK(waits("name == 'x'", R"({"name": "x"})") == R"(["/days","/used"])");
  // Nobody types what the host knows: waiting for it alone would keep the applicant from going on.
  CHECK(waits("member", "{}") == R"(["/days","/used","/member"])");
  CHECK(waits("member && name == 'x'", "{}") == R"(["/name","/member"])");
}

TEST_CASE("on_unknown says what an undecided rule does", "[engine][unknown]") {
  struct Row {
    std::string on_unknown;  // "": not said
    std::string applicants;  // the gist where `days` is unknown
    std::string hosts;       // where `used` is
    std::string both;
  };
  const std::vector<Row> rows{
      {"", "incomplete |  | r", "pass | r | ", "incomplete |  | r"},
      {"pending", "incomplete |  | r", "incomplete |  | r", "incomplete |  | r"},
      {"warning", "pass | r | ", "pass | r | ", "pass | r | "},
      {"info", "pass | r | ", "pass | r | ", "pass | r | "},
      {"pass", "pass |  | ", "pass |  | ", "pass |  | "},
  };
  for (const Row& row : rows) {
    INFO(row.on_unknown);
    const std::string key = row.on_unknown.empty() ? "" : R"(, "on_unknown": ")" + row.on_unknown + "\"";
    const Desk desk(a_pack().rule(R"({"id": "r", "assert": "days + used < 9")" + key + "}"));
    CHECK(gist(desk.report(R"({"used": 1})")) == row.applicants);
    CHECK(gist(desk.report(R"({"days": 1})")) == row.hosts);
    CHECK(gist(desk.report("{}")) == row.both);
    CHECK(gist(desk.report(R"({"days": 1, "used": 1})")) == "pass |  | ");
    CHECK(gist(desk.report(R"({"days": 8, "used": 1})")) == "fail | r | ");
  }
}

TEST_CASE("by default a rule waits for the applicant's facts only", "[engine][unknown]") {
  const Desk desk(a_pack().rule(R"({"id": "r", "assert": "days + used < 9"})"));
  const Json report = desk.report("{}");
  CHECK(each(report.at("pending"), "waits_for") == R"(["/days"])");
  CHECK(precheck::to_text(report.at("missing")) == R"(["/days"])");
  // Told to be pending, it waits for the host as well.
  const Desk strict(a_pack().rule(R"({"id": "r", "assert": "days + used < 9", "on_unknown": "pending"})"));
  CHECK(precheck::to_text(strict.report("{}").at("missing")) == R"(["/days","/used"])");
}

TEST_CASE("an unverified finding names what nobody could check", "[engine][unknown]") {
  const Desk desk(a_pack().rule(R"({"id": "r", "assert": "used < 9", "severity": "error", "path": "/used"})"));
  CHECK(precheck::to_text(desk.report("{}").at("findings")) ==
        R"([{"rule":"r","severity":"warning","path":"/used",)"
        R"("message":"Could not be verified here: Times used. The agency's records decide.",)"
        R"("cites":["S9-01"],"unverified":["/used"]}])");

  const Desk own(a_pack().rule(R"({"id": "r", "assert": "used < 9 && days < 9", "on_unknown": "info", "path": "/used",
      "unverified_message": {"zh-CN": "次数未知", "en": "Used ${used} times in ${days} days"}})"));
  const Json report = own.report(R"({"days": 3})");
  CHECK(each(report.at("findings"), "severity") == "info");
  CHECK(each(report.at("findings"), "message") == "Used … times in 3 days");
  // A rule that is broken for sure is an ordinary finding.
  CHECK(each(own.report(R"({"days": 10})").at("findings"), "unverified") == "-");
}

TEST_CASE("an undecided rule of each element points at that element, of an unknown list at the list",
          "[engine][unknown]") {
  Pack pack(R"({"logs": {"type": "array", "maxItems": 5, "x-source": "host", "items": {"type": "object",
                "properties": {"year": {"type": "integer"}}}}})");
  const Desk desk(pack.rule(R"({"id": "r", "for_each": "logs", "assert": "it.year > 2000", "path": "/logs/*/year"})"));
  CHECK(each(desk.report(R"({"logs": [{"year": 2001}, {}]})").at("findings"), "path") == "/logs/1/year");
  const Json unknown = desk.report("{}");
  CHECK(each(unknown.at("findings"), "path") == "/logs");
  CHECK(each(unknown.at("findings"), "unverified") == R"(["/logs"])");
}

TEST_CASE("a bool or enum that changes nothing is not waited for", "[engine][unknown]") {
  const auto waits = [](const std::string& assertion) {
    return each(Desk(a_pack().rule(R"({"id": "r", "assert": ")" + assertion + "\"}")).report("{}").at("pending"),
                "waits_for");
  };
  CHECK(waits("kind == 'planned' || kind != 'planned'") == "");
  CHECK(waits("kind in ['planned', 'urgent']") == "");
  CHECK(waits("agreed ? true : !agreed") == "");
  // As long as the days are not known, the answer to `agreed` decides nothing; then it does.
  CHECK(waits("(agreed ? 1 : 2) + days > 1") == R"(["/days"])");
  const Desk desk(a_pack().rule(R"({"id": "r", "assert": "(agreed ? 1 : 2) + days > 1"})"));
  CHECK(each(desk.report(R"({"days": 0})").at("pending"), "waits_for") == R"(["/agreed"])");
  CHECK(gist(desk.report(R"({"days": 1})")) == "pass |  | ");
  CHECK(waits("(agreed ? 1 : 1) + days > 0") == R"(["/days"])");
  CHECK(waits("agreed || !agreed || days > 1") == "");
  CHECK(waits("kind == 'planned'") == R"(["/kind"])");
  CHECK(waits("kind == 'planned' ? days > 1 : days > 2") == R"(["/kind"])");
  // A text may be anything.
  CHECK(waits("name == 'x' || name != 'x'") == R"(["/name"])");
}

TEST_CASE("a fact with more than eight values is not tried out", "[engine][unknown]") {
  const auto verdict = [](int values) {
    std::string list;
    for (int i = 0; i < values; ++i) list += std::string(i == 0 ? "" : ", ") + "\"v" + std::to_string(i) + "\"";
    Pack pack(R"({"x": {"type": "string", "enum": [)" + list + "]}}");
    return Desk(pack.rule(R"json({"id": "r", "assert": "x.startsWith('v')"})json"))
        .report("{}")["verdict"]
        .get<std::string>();
  };
  CHECK(verdict(8) == "pass");
  CHECK(verdict(9) == "incomplete");
}

TEST_CASE("what was written but could not be read is neither tried out nor missing", "[engine][unknown]") {
  const Desk desk(a_pack().rule(R"({"id": "r", "assert": "kind == 'planned' || kind != 'planned'"})"));
  const Json report = desk.report(R"({"kind": 7})");
  CHECK(gist(report) == "fail | schema.type | r");
  CHECK(precheck::to_text(report.at("missing")) == "[]");
}

TEST_CASE("host facts answer has() at once", "[engine][unknown]") {
  const Desk desk(a_pack().rule(R"json({"id": "r", "when": "has(used)", "assert": "used < 3"})json"));
  CHECK(gist(desk.report("{}")) == "pass |  | ");
  CHECK(gist(desk.report(R"({"used": 3})")) == "fail | r | ");
}

TEST_CASE("an optional fact that is left out is an answer", "[engine][unknown]") {
  const Desk desk(a_pack().rule(R"({"id": "r", "assert": "has(channel) && channel == 'counter'"})"));
  CHECK(gist(desk.report("{}")) == "fail | r | ");
  CHECK(gist(desk.report(R"({"channel": null})")) == "fail | r | ");
  CHECK(gist(desk.report(R"({"channel": "counter"})")) == "pass |  | ");
}

TEST_CASE("has() below an optional object that is left out is false", "[engine][unknown]") {
  Pack pack(R"({"agent": {"type": "object", "x-optional": true, "properties": {"name": {"type": "string"},
                "phone": {"type": "string", "x-optional": true}}}})");
  const Desk desk(
      pack.rule(R"json({"id": "r", "when": "has(agent.phone)", "assert": "agent.phone != agent.name"})json"));
  CHECK(gist(desk.report("{}")) == "pass |  | ");
  CHECK(gist(desk.report(R"({"agent": {}})")) == "pass |  | ");
  CHECK(gist(desk.report(R"({"agent": {"phone": "1"}})")) == "incomplete |  | r");
  CHECK(gist(desk.report(R"({"agent": {"phone": "1", "name": "1"}})")) == "fail | r | ");
}

// ---------------------------------------------------------------------------------------------------- definitions

TEST_CASE("a definition is read wherever it is named, in any order", "[engine][definitions]") {
  Pack pack = a_pack();
  pack.definitions(R"({"late": "definitions.limit < days", "limit": "size(visits) + 1"})");
  pack.rule(R"({"id": "a", "when": "definitions.late"})");
  const Desk desk(
      pack.rule(R"({"id": "b", "assert": "!definitions.late", "message": {"zh-CN": "最多 ${definitions.limit}"}})"));
  const Json report = desk.report(R"({"days": 2, "visits": []})");
  CHECK(gist(report) == "fail | a b | ");
  CHECK(each(report.at("findings"), "message") == "a 最多 1");
}

TEST_CASE("trying out values does not leave them behind in definitions", "[engine][definitions]") {
  // The first rule tries both values of `agreed`; the second asks for the definition afterwards.
  Pack pack = a_pack();
  pack.definitions(R"({"said_yes": "agreed == true", "either": "definitions.said_yes || !definitions.said_yes"})");
  pack.rule(R"({"id": "either", "assert": "definitions.either"})");
  pack.rule(R"({"id": "yes", "when": "definitions.said_yes", "severity": "warning"})");
  const Desk desk(pack.rule(R"({"id": "no", "when": "!definitions.said_yes", "severity": "warning"})"));
  CHECK(gist(desk.report("{}")) == "pass |  | yes no");
  CHECK(gist(desk.report(R"({"agreed": true})")) == "pass | yes | ");
  CHECK(gist(desk.report(R"({"agreed": false})")) == "pass | no | ");
}

TEST_CASE("a definition that was read before is tried out all the same", "[engine][definitions]") {
  Pack pack = a_pack();
  pack.definitions(R"({"said_yes": "agreed == true"})");
  pack.rule(R"({"id": "first", "when": "definitions.said_yes", "severity": "info"})");
  const Desk desk(pack.rule(R"({"id": "second", "assert": "definitions.said_yes || !definitions.said_yes"})"));
  CHECK(gist(desk.report("{}")) == "pass |  | first");
}

TEST_CASE("a definition's error is found where the definition is written", "[engine][definitions]") {
  Pack pack = a_pack();
  pack.definitions(R"({"share": "1 > 10 / days"})");
  const Desk desk(pack.rule(R"({"id": "r", "assert": "definitions.share"})"));
  CHECK(each(desk.report(R"({"days": 0})").at("errors"), "at") == "/definitions/share:8");
}

// ----------------------------------------------------------------------------------------------------- parameters

TEST_CASE("the host sets the parameters that the pack leaves to it", "[engine][parameters]") {
  Pack pack = a_pack();
  pack.parameters(R"({"most": {"value": 3, "host": true}, "own": {"value": 1}, "left": {"type": "int", "host": true},
                      "closing": {"type": "date", "value": "2023-06-15", "host": true},
                      "list": {"value": ["a", "b"], "host": true}, "share": {"type": "double", "value": 1}})");
  pack.rule(R"({"id": "most", "assert": "days <= params.most"})");
  pack.rule(R"json({"id": "left", "when": "has(params.left)", "assert": "params.left > 0", "path": "/days"})json");
  pack.rule(R"({"id": "closed", "when": "today > params.closing"})");
  const Desk desk(pack.rule(R"({"id": "listed", "assert": "'a' in params.list && params.share == 1.0"})"));
  const auto with = [&](const std::string& params) {
    Question question;
    question.params = params;
    return gist(desk.report(R"({"days": 4})", question));
  };
  CHECK(with("") == "fail | most | ");
  CHECK(with("{}") == "fail | most | ");
  CHECK(with(R"({"most": 4})") == "pass |  | ");
  CHECK(with(R"({"most": 4, "left": 0})") == "fail | left | ");
  CHECK(with(R"({"most": 4, "left": 1})") == "pass |  | ");
  CHECK(with(R"({"most": 4, "closing": "2023-06-14"})") == "fail | closed | ");
  CHECK(with(R"({"most": 4, "list": ["c"]})") == "fail | listed | ");

  const auto refused = [&](const std::string& params) {
    Question question;
    question.params = params;
    const auto reply = desk.ask(R"({"days": 4})", question);
    CHECK_FALSE(reply.ok);
    return reply.error.code + " " + reply.error.pointer;
  };
  CHECK(refused(R"({"own": 2})") == "params.not_host /own");
  CHECK(refused(R"({"mots": 2})") == "params.undeclared /mots");
  CHECK(refused(R"({"most": "4"})") == "params.type /most");
  CHECK(refused(R"({"most": 4.5})") == "params.type /most");
  CHECK(refused(R"({"most": null})") == "params.type /most");
  CHECK(refused(R"({"closing": "2023-02-30"})") == "params.type /closing");
  CHECK(refused(R"({"list": [{}]})") == "params.type /list");
  CHECK(refused("[]") == "params.type ");
  CHECK(refused("{\"most\": }") == "params.malformed_json /most");
}

// -------------------------------------------------------------------------------------------------- requirements

TEST_CASE("a requirement has a status for each thing that can be said of it", "[engine][requirements]") {
  Pack pack = a_pack();
  pack.requirement(R"({"id": "always", "satisfied": "'card' in materials"})");
  pack.requirement(R"({"id": "if-urgent", "when": "kind == 'urgent'", "satisfied": "'letter' in materials"})");
  const Desk desk(pack.requirement(R"({"id": "bring", "kind": "step"})"));
  const auto say = [&](const std::string& form) {
    const Json report = desk.report(form);
    return report.at("verdict").get<std::string>() + " | " + statuses(report.at("requirements"));
  };
  CHECK(say(R"({"kind": "planned", "materials": ["card"]})") == "pass | always:satisfied bring:advisory");
  CHECK(say(R"({"kind": "planned", "materials": []})") == "incomplete | always:missing bring:advisory");
  CHECK(say(R"({"kind": "urgent", "materials": ["card"]})") ==
        "incomplete | always:satisfied if-urgent:missing bring:advisory");
  CHECK(say(R"({"materials": ["card"]})") == "incomplete | always:satisfied if-urgent:pending bring:advisory");
  CHECK(say(R"({"kind": "planned"})") == "incomplete | always:pending bring:advisory");
  CHECK(precheck::to_text(desk.report("{}").at("missing")) == R"(["/kind","/materials"])");
}

TEST_CASE("an alternative stands in, and is never demanded by itself", "[engine][requirements]") {
  Pack pack = a_pack();
  pack.requirement(R"({"id": "deed", "satisfied": "'deed' in materials", "alternatives": ["lease", "letter"]})");
  pack.requirement(R"({"id": "lease", "satisfied": "'lease' in materials"})");
  const Desk desk(
      pack.requirement(R"({"id": "letter", "when": "kind == 'urgent'", "satisfied": "'letter' in materials"})"));
  const auto say = [&](const std::string& form) {
    const Json report = desk.report(form);
    return report.at("verdict").get<std::string>() + " | " + statuses(report.at("requirements"));
  };
  CHECK(say(R"({"kind": "planned", "materials": ["deed"]})") == "pass | deed:satisfied lease:alternative");
  CHECK(say(R"({"kind": "planned", "materials": ["lease"]})") == "pass | deed:satisfied(lease) lease:satisfied");
  CHECK(say(R"({"kind": "planned", "materials": ["lease", "deed"]})") == "pass | deed:satisfied lease:satisfied");
  CHECK(say(R"({"kind": "planned", "materials": []})") == "incomplete | deed:missing lease:alternative");
  // The letter stands in only where its own condition holds.
  CHECK(say(R"({"kind": "planned", "materials": ["letter"]})") == "incomplete | deed:missing lease:alternative");
  CHECK(say(R"({"kind": "urgent", "materials": ["letter"]})") ==
        "pass | deed:satisfied(letter) lease:alternative letter:satisfied");
  // Whether it does is not known: so is whether the deed is owed.
  CHECK(say(R"({"materials": ["letter"]})") == "incomplete | deed:pending lease:alternative letter:alternative");
  CHECK(each(desk.report(R"({"materials": []})").at("requirements"), "alternatives") == R"(["lease","letter"] [] [])");
}

TEST_CASE("requirements carry kind, title and clauses, and wait for what they need", "[engine][requirements]") {
  const Desk desk(a_pack().requirement(R"({"id": "sign", "kind": "signature", "satisfied": "days + used > 0",
      "title": {"zh-CN": "签 ${days} 次", "en": "Sign ${days} times"}, "cites": ["S9-02"]})"));
  const Json report = desk.report(R"({"days": 2})");
  CHECK(precheck::to_text(report.at("requirements")) ==
        R"([{"id":"sign","kind":"signature","title":"Sign 2 times","status":"pending","alternatives":[],)"
        R"("cites":["S9-02"]}])");
  CHECK(precheck::to_text(report.at("missing")) == R"(["/used"])");
}

// ---------------------------------------------------------------------------------------------------- outcomes

TEST_CASE("the first outcome whose condition holds answers", "[engine][outcomes]") {
  Pack pack = a_pack();
  pack.outcome("review", R"([
    {"when": "days > 10", "value": "'manual'", "text": {"zh-CN": "人工", "en": "by hand, ${days}"}},
    {"when": "name == 'x'", "value": "'special'"},
    {"value": "'auto'", "cites": ["S9-02"]}])");
  const Desk desk(pack.outcome("first_day", R"json({"when": "days > 0", "value": "addDays(today, days)"})json"));
  const auto outcomes = [&](const std::string& form) { return precheck::to_text(desk.report(form).at("outcomes")); };
  CHECK(outcomes(R"({"days": 11})") == R"({"review":{"value":"manual","text":"by hand, 11","cites":["S9-01"]},)"
                                       R"("first_day":{"value":"2023-06-26","cites":["S9-01"]}})");
  CHECK(outcomes(R"({"days": 0, "name": "y"})") == R"({"review":{"value":"auto","cites":["S9-02"]}})");
  // A later entry is no answer while an earlier one may still hold.
  CHECK(outcomes(R"({"days": 0})") == "{}");
  CHECK(outcomes("{}") == "{}");
}

TEST_CASE("outcomes are codes, numbers, days or instants", "[engine][outcomes]") {
  Pack pack = a_pack();
  const std::vector<std::pair<std::string, std::string>> rows{
      {"'a'", R"("a")"},
      {"1 + 1", "2"},
      {"1.5", "1.5"},
      {"true", "true"},
      {"as_of", R"("2023-06-15T09:30:00+08:00")"},
      {"today", R"("2023-06-15")"},
      {"addMonths(date('2023-08-31'), 6)", R"("2024-02-29")"},
      {"timestamp('2023-06-14T16:00:00Z')", R"("2023-06-15")"},  // 00:00 in the pack's zone
      {"timestamp('2023-06-15T00:00:00Z')", R"("2023-06-15T08:00:00+08:00")"},
      {"endOfMonth(day)", R"("2024-02-29")"},
      {"monthKey(day)", R"("2024-02")"},
      {"areaProvince('XPCC') + areaProvince('123456')", R"("XPCC120000")"},
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    pack.outcome("o" + std::to_string(i), R"json({"value": ")json" + rows[i].first + "\"}");
  }
  Question question;
  question.as_of = "2023-06-15T01:30:00Z";
  const Json report = Desk(pack).report(R"({"day": "2024-02-10"})", question);
  CHECK(report.at("as_of") == "2023-06-15T09:30:00+08:00");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    INFO(rows[i].first);
    const Json* outcome = precheck::member(report.at("outcomes"), "o" + std::to_string(i));
    REQUIRE(outcome != nullptr);
    CHECK(precheck::to_text(outcome->at("value")) == rows[i].second);
  }
}

TEST_CASE("outcomes are computed whatever the verdict", "[engine][outcomes]") {
  Pack pack = a_pack();
  pack.outcome("o", R"({"value": "'x'"})");
  pack.rule(R"({"id": "wrong", "when": "days == 1"})");
  const Desk desk(pack.rule(R"({"id": "moot", "when": "days == 2", "severity": "not_needed"})"));
  for (const char* form : {R"({"days": 0})", R"({"days": 1})", R"({"days": 2})", "{}"}) {
    CHECK(desk.report(form).at("outcomes").size() == 1);
  }
}

TEST_CASE("guidance is given where it is known to apply", "[engine][guidance]") {
  Pack pack = a_pack();
  pack.guidance(R"({"id": "always"})");
  const Desk desk(
      pack.guidance(R"({"id": "long", "when": "days > 3", "text": {"zh-CN": "${days} 天", "en": "${days} d"}})"));
  CHECK(precheck::to_text(desk.report(R"({"days": 4})").at("guidance")) ==
        R"([{"id":"always","text":"always","cites":["S9-01"]},{"id":"long","text":"4 d","cites":["S9-01"]}])");
  CHECK(each(desk.report(R"({"days": 3})").at("guidance"), "id") == "always");
  CHECK(each(desk.report("{}").at("guidance"), "id") == "always");
}

// ------------------------------------------------------------------------------------------------------- texts

TEST_CASE("texts insert values as people write them", "[engine][texts]") {
  Pack pack = a_pack();
  pack.parameters(R"({"places": {"value": ["甲", "乙"]}, "closing": {"type": "date", "value": "2023-12-31"}})");
  const Desk desk(pack.rule(R"json({"id": "r", "assert": "false", "message": {
    "zh-CN": "${params.places}|${day}|${params.closing}|${as_of}|${1.5}|${kind}|${days}|$${days}|${visits.map(v, v.year)}",
    "en": "${params.places}|${[]}|${true}"}})json"));
  const auto message = [&](const std::string& locale) {
    Question question;
    question.as_of = "2023-06-15T09:30:00+08:00";
    question.locale = locale;
    return each(
        desk.report(R"({"day": "2024-02-10", "kind": "urgent", "visits": [{"year": 1}, {"year": 2}]})", question)
            .at("findings"),
        "message");
  };
  CHECK(message("zh-CN") == "甲、乙|2024-02-10|2023-12-31|2023-06-15T09:30:00+08:00|1.5|urgent|…|${days}|1、2");
  CHECK(message("en") == "甲, 乙||true");
}

TEST_CASE("what is not known yet reads as an ellipsis, and an error too", "[engine][texts]") {
  const Desk desk(a_pack().rule(R"({"id": "r", "assert": "false", "message": {"zh-CN": "${days} ${10 / used}"}})"));
  const Json report = desk.report(R"({"used": 0})");
  CHECK(each(report.at("findings"), "message") == "… …");
  CHECK(each(report.at("errors"), "rule") == "r");
  CHECK(report.at("errors").size() == 1);
}

TEST_CASE("a locale that a text does not have falls back to zh-CN", "[engine][texts]") {
  Pack pack = a_pack();
  pack.rule(R"({"id": "both", "assert": "false", "message": {"en": "English", "zh-CN": "中文"}})");
  const Desk desk(pack.rule(R"({"id": "one", "assert": "false", "message": {"zh-CN": "只有中文"}})"));
  const auto say = [&](const std::string& locale) {
    Question question;
    question.locale = locale;
    const Json report = desk.report("{}", question);
    return report.at("locale").get<std::string>() + " " + each(report.at("findings"), "message");
  };
  CHECK(say("en") == "en English 只有中文");
  CHECK(say("zh-CN") == "zh-CN 中文 只有中文");
  CHECK(say("") == "zh-CN 中文 只有中文");
  CHECK(say("fr") == "fr 中文 只有中文");
}

TEST_CASE("structural findings speak the form's titles and the bounds", "[engine][texts]") {
  const Desk desk(a_pack());
  const Json report = desk.report(R"({"kind": "x", "days": -1, "name": 5, "day": "2023-02-30", "colour": 1})");
  CHECK(each(report.at("findings"), "rule") ==
        "schema.enum schema.minimum schema.type schema.format schema.unknown_property");
  CHECK(each(report.at("findings"), "severity") == "error error error error info");
  CHECK(each(report.at("findings"), "path") == "/kind /days /name /day /colour");
  CHECK(report.at("findings")[0].at("message") == "“Kind” must be one of: planned, urgent.");
  CHECK(report.at("findings")[1].at("message") == "“Days” must not be less than 0.");
  CHECK(report.at("findings")[2].at("message") == "“name” is not filled in as expected: text is needed.");
}

TEST_CASE("x-severity and x-cites are the finding's", "[engine][texts]") {
  Pack pack(R"({"kind": {"type": "string", "enum": ["a"], "x-severity": "warning", "x-cites": ["S9-02"]}})");
  const Json report = Desk(pack).report(R"({"kind": "b"})");
  CHECK(gist(report) == "pass | schema.enum | ");
  CHECK(each(report.at("findings"), "severity") == "warning");
  CHECK(each(report.at("findings"), "cites") == R"(["S9-02"])");
}

// ----------------------------------------------------------------------------------------------------- verdicts

TEST_CASE("the verdicts, by precedence", "[engine][verdict]") {
  Pack pack = a_pack();
  pack.rule(R"({"id": "moot", "when": "days == 0", "severity": "not_needed"})");
  pack.rule(R"({"id": "wrong", "when": "name == 'wrong'"})");
  pack.rule(R"({"id": "mind", "when": "name == 'wrong'", "severity": "warning"})");
  pack.requirement(R"({"id": "card", "satisfied": "'card' in materials"})");
  const Desk desk(pack.guidance(R"({"id": "g"})"));
  CHECK(gist(desk.report(R"({"days": 1, "name": "right", "materials": ["card"]})")) == "pass |  | ");
  CHECK(gist(desk.report(R"({"days": 1, "name": "right", "materials": []})")) == "incomplete |  | ");
  CHECK(gist(desk.report(R"({"days": 1, "name": "right"})")) == "incomplete |  | ");
  CHECK(gist(desk.report(R"({"name": "right", "materials": ["card"]})")) == "incomplete |  | moot");
  CHECK(gist(desk.report(R"({"days": 1, "name": "wrong"})")) == "fail | wrong mind | ");
  CHECK(gist(desk.report(R"({"name": "wrong"})")) == "fail | wrong mind | moot");
  CHECK(gist(desk.report(R"({"days": 0, "name": "wrong"})")) == "not_needed | moot mind | ");
}

TEST_CASE("where nothing has to be submitted, nothing is owed", "[engine][verdict]") {
  Pack pack = a_pack();
  pack.required(R"(["name"])");
  pack.rule(R"({"id": "moot", "when": "days == 0", "severity": "not_needed"})");
  pack.rule(R"({"id": "waits", "when": "name == 'x'"})");
  pack.rule(R"({"id": "wrong", "when": "days < 5"})");
  pack.requirement(R"({"id": "card", "satisfied": "'card' in materials"})");
  pack.outcome("o", R"({"value": "1"})");
  const Desk desk(pack.guidance(R"({"id": "g"})"));
  const Json report = desk.report(R"({"days": 0, "kind": "unheard-of", "colour": "red"})");
  // Structural faults stay: what was typed is not what it should be.
  CHECK(gist(report) == "not_needed | schema.enum schema.unknown_property moot | ");
  for (const char* part : {"requirements", "pending", "missing", "plan"}) CHECK(report.at(part).empty());
  CHECK(report.at("outcomes").size() == 1);
  CHECK(report.at("guidance").size() == 1);
}

TEST_CASE("missing has the schema's order, each fact once, whoever waits for it", "[engine][verdict]") {
  Pack pack(R"({
    "list": {"type": "array", "maxItems": 3, "items": {"type": "object", "required": ["b"], "properties": {
      "a": {"type": "string"}, "b": {"type": "string"}}}},
    "person": {"type": "object", "required": ["name"], "properties": {"age": {"type": "integer"}, "name": {"type": "string"}}},
    "z": {"type": "string"}, "y": {"type": "string"}, "x": {"type": "string"}, "unread": {"type": "string"},
    "mild": {"type": "string"}})");
  pack.required(R"(["unread", "person"])");
  pack.rule(R"({"id": "later", "assert": "x == 'x' && y == 'y' && person.age > 3", "path": "/x"})");
  pack.rule(R"({"id": "mild", "assert": "mild == 'x'", "severity": "warning", "path": "/x"})");
  pack.rule(R"({"id": "each", "for_each": "list", "assert": "it.a == 'x'", "path": "/list/*"})");
  const Desk desk(pack.requirement(R"({"id": "r", "satisfied": "z == 'z' && x == 'x'"})"));
  CHECK(precheck::to_text(desk.report(R"({"list": [{"b": "1"}, {}]})").at("missing")) ==
        R"(["/list/0/a","/list/1/a","/list/1/b","/person/age","/person/name","/z","/y","/x","/unread"])");
}

// ------------------------------------------------------------------------------------------- errors and bounds

TEST_CASE("a rule that cannot be evaluated hides nothing and never lets a form pass", "[engine][errors]") {
  Pack pack = a_pack();
  pack.rule(R"({"id": "broken", "assert": "10 / days > 1"})");
  pack.rule(R"({"id": "fine", "assert": "name == 'x'"})");
  pack.requirement(R"({"id": "card", "satisfied": "10 / days > 1"})");
  pack.outcome("o", R"({"value": "10 / days"})");
  pack.outcome("p", R"({"value": "1"})");
  pack.guidance(R"({"id": "g", "when": "10 / days > 1"})");
  const Desk desk(pack.guidance(R"({"id": "h"})"));
  const Json report = desk.report(R"({"days": 0, "name": "x"})");
  CHECK(gist(report) == "incomplete |  | ");
  CHECK(each(report.at("errors"), "rule") == "broken card o g");
  CHECK(precheck::to_text(report.at("errors")[0]) ==
        R"({"rule":"broken","message":"divide by zero","at":"/rules/0/assert:4"})");
  CHECK(statuses(report.at("requirements")) == "card:pending");
  CHECK(report.at("outcomes").size() == 1);
  CHECK(each(report.at("guidance"), "id") == "h");
  CHECK(gist(desk.report(R"({"days": 0, "name": "y"})")) == "fail | fine | ");
}

TEST_CASE("an unknown beats an error: the fact may still make it right", "[engine][errors]") {
  const Desk desk(a_pack().rule(R"({"id": "r", "assert": "10 / days > 1 || name == 'x'"})"));
  CHECK(gist(desk.report(R"({"days": 0})")) == "incomplete |  | r");
  CHECK(desk.report(R"({"days": 0})").at("errors").empty());
  CHECK(gist(desk.report(R"({"days": 0, "name": "x"})")) == "pass |  | ");
  CHECK(desk.report(R"({"days": 0, "name": "y"})").at("errors").size() == 1);
}

TEST_CASE("a condition that is no bool is an error", "[engine][errors]") {
  const Desk desk(a_pack().rule(R"json({"id": "r", "assert": "dyn(days)"})json"));
  const Json report = desk.report(R"({"days": 1})");
  CHECK(report.at("verdict") == "incomplete");
  CHECK(each(report.at("errors"), "message") == "a condition gives true or false, not int");
}

TEST_CASE("one error at one place is reported once", "[engine][errors]") {
  Pack pack(R"({"list": {"type": "array", "maxItems": 9, "items": {"type": "integer"}}})");
  const Desk desk(pack.rule(R"({"id": "r", "for_each": "list", "assert": "1 / it > 0", "path": "/list/*"})"));
  CHECK(desk.report(R"({"list": [0, 1, 0]})").at("errors").size() == 1);
}

TEST_CASE("a check ends after so many steps, with an error and what was found before", "[engine][bounds]") {
  // Each rule alone is within its bound; that the flags are tried, true and false, makes them too much together.
  Pack pack(R"({"list": {"type": "array", "maxItems": 40, "items": {"type": "integer"}}, "flag": {"type": "boolean"},
                "other": {"type": "boolean"}, "third": {"type": "boolean"}})");
  pack.rule(R"({"id": "before", "when": "size(list) > 3"})");
  for (const std::string id : {"one", "two", "three", "four"}) {
    pack.rule(
        R"({"id": ")" + id +
        R"json(", "assert": "list.all(a, list.all(b, list.all(c, a + b + c >= 0))) && flag && other && third"})json");
  }
  const Desk desk(pack);
  std::string form = R"({"list": [0)";
  for (int i = 0; i < 39; ++i) form += ",0";
  const Json report = desk.report(form + "]}");
  CHECK(report.at("verdict") == "fail");
  CHECK(each(report.at("findings"), "rule") == "before");
  REQUIRE_FALSE(report.at("errors").empty());
  CHECK(report.at("errors").back().at("rule") == "four");
  CHECK(report.at("errors").back().at("message") == "the check takes too many steps");
  // The next check starts afresh.
  CHECK(gist(desk.report(R"({"list": [1, 2, 3], "flag": true, "other": true, "third": true})")) == "pass |  | ");
}

TEST_CASE("a check ends before it takes too much memory", "[engine][bounds]") {
  Pack pack(R"({"list": {"type": "array", "maxItems": 9, "items": {"type": "integer"}},
                "text": {"type": "string", "maxLength": 60000}})");
  for (const std::string id : {"one", "two", "three"}) {
    pack.rule(R"({"id": ")" + id + R"json(", "assert": "size(list.map(a, list.map(b, text + text))) > 0"})json");
  }
  const Json report =
      Desk(pack).report(R"({"list": [1,2,3,4,5,6,7,8,9], "text": ")" + std::string(60000, 'x') + R"("})");
  CHECK(report.at("verdict") == "incomplete");
  REQUIRE_FALSE(report.at("errors").empty());
  CHECK(report.at("errors").back().at("message") == "the check takes too much memory");
}

TEST_CASE("the report has all its parts, in one order, and the same bytes each time", "[engine][report]") {
  Pack pack = a_pack();
  pack.rule(R"({"id": "r", "assert": "days < 3"})");
  pack.requirement(R"({"id": "card", "satisfied": "'card' in materials"})");
  const Desk desk(pack);
  const auto once = desk.ask("{}");
  REQUIRE(once.ok);
  CHECK(once.text ==
        R"({"format":1,"locale":"en","pack":{"id":"example/topic","edition":"2023","revision":1},)"
        R"("as_of":"2023-06-15T00:00:00+08:00","verdict":"incomplete","findings":[],)"
        R"("requirements":[{"id":"card","kind":"material","title":"card","status":"pending","alternatives":[],)"
        R"("cites":["S9-01"]}],"pending":[{"rule":"r","waits_for":["/days"],"cites":["S9-01"]}],)"
        R"("missing":["/days","/materials"],"outcomes":{},"plan":[],"guidance":[],"errors":[]})");
  CHECK(desk.ask("{}").text == once.text);
  REQUIRE(desk.ask(R"({"days": 9, "kind": "urgent", "visits": [{}]})").ok);
  CHECK(desk.ask("{}").text == once.text);
  CHECK(Desk(pack).ask(" { } ").text == once.text);
}
