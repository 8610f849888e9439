// Optional values over a form's facts: which expressions a pack may hold, and what they wait for.
#include <precheck/precheck.hpp>
#include <string>
#include <vector>

#include "pack_support.h"

namespace {

using precheck::Diagnostic;
using precheck::Json;
using precheck::Library;
using precheck::Loader;
using precheck::example::Desk;
using precheck::example::each;
using precheck::example::gist;
using precheck::example::Pack;

constexpr std::string_view kFacts = R"({
  "person": {"type": "object", "properties": {
    "name": {"type": "string", "maxLength": 20},
    "age": {"type": "integer", "x-optional": true},
    "home": {"type": "object", "x-optional": true, "properties": {
      "area": {"type": "string", "maxLength": 20},
      "phone": {"type": "string", "maxLength": 20, "x-optional": true},
      "street": {"type": "object", "properties": {
        "name": {"type": "string", "maxLength": 20},
        "side": {"type": "string", "maxLength": 20, "x-optional": true}}}}},
    "kids": {"type": "array", "maxItems": 5, "x-optional": true, "items": {"type": "object", "properties": {
      "age": {"type": "integer"}, "note": {"type": "string", "maxLength": 20, "x-optional": true}}}}}},
  "agent": {"type": "object", "x-optional": true, "properties": {"name": {"type": "string", "maxLength": 20}}},
  "session": {"type": "object", "x-source": "host", "properties": {"user": {"type": "string", "maxLength": 20}}},
  "visits": {"type": "array", "maxItems": 5, "items": {"type": "object", "properties": {
    "day": {"type": "integer"}, "note": {"type": "string", "maxLength": 20, "x-optional": true}}}}
})";

std::string escaped(const std::string& expression) { return precheck::to_text(Json(expression)); }

Pack pack(const std::string& assertion) {
  Pack out(kFacts);
  out.definitions(R"json({
    "home": "person.?home",
    "of_age": "person.?age.hasValue() && person.age >= 18",
    "kids": "person.?kids.orValue([])"
  })json");
  out.rule(R"({"id": "r", "path": "/person", "assert": )" + escaped(assertion) + "}");
  return out;
}

// The messages of what is wrong with the assertion of a rule, one after another; "" where it may stand.
std::string faults(const std::string& assertion) {
  Loader loader;
  loader.add_source("S9.json", precheck::example::source_text());
  loader.add_pack("pack.json", pack(assertion).text());
  const Library library = loader.load();
  std::string out;
  for (const Diagnostic& d : library.diagnostics()) out += d.code + " " + d.message + "; ";
  return out;
}

// "verdict | findings | pending" of a form, then what is missing.
std::string ask(const std::string& assertion, std::string_view form) {
  const Json report = Desk(pack(assertion)).report(form);
  const std::string errors = each(report["errors"], "message");
  return gist(report) + " | " + precheck::to_text(report["missing"]) + (errors.empty() ? "" : " | " + errors);
}

}  // namespace

TEST_CASE("an optional fact may be read with .? and no other guard", "[load][optional]") {
  for (const std::string expression : {
           "person.?age.orValue(18) >= 18",
           "!person.?age.hasValue() || person.?age.value() >= 18",
           "person.?age.hasValue() && person.age >= 18",
           "person.?age.hasValue() ? person.age >= 18 : true",
           "has(person.age) ? person.?age.value() >= 18 : true",
           "person.?age == optional.of(18)",
           "person.?age.optMap(a, a >= 18).orValue(true)",
           "person.?age.or(optional.of(18)).orValue(0) == 18",
           "size([?person.?age]) == 1",
           "{?'age': person.?age}.size() == 1",
           "optional.of(person).?age.orValue(1) > 0",
           "optional.of(person.name).value() == 'x'",
           "(has(person.age) ? optional.of(person.age) : optional.none()).hasValue()",
           "definitions.of_age && person.age < 60",
           "cel.bind(p, person, p.?age.orValue(1) > 0)",
           "cel.bind(p, person, has(p.age) && p.age > 0)",
           "cel.bind(p, person, has(p.age)) || true",
           "has(person.age) && cel.bind(a, person.age, a > 0)",
           "cel.bind(a, person.?age, a.hasValue() && person.age > a.value() - 1)",
           "cel.bind(p, has(agent) ? person : person, has(p.age) && p.age > 0)",

           // Below an optional object, every step is optional.
           "person.?home.area.orValue('x') == 'x'",
           "person.?home.?area.orValue('x') == 'x'",
           "person.?home.phone.orValue('x') == 'x'",
           "person.?home.?phone.orValue('x') == 'x'",
           "person.?home.street.side.orValue('x') == 'x'",
           "person.home.?phone.orValue('x') == 'x'",
           "has(person.?home.phone) && person.home.phone == 'x'",
           "person.?home.optMap(h, h.area == 'x').orValue(true)",
           "person.?home.optMap(h, !has(h.phone) || h.phone == 'x').orValue(true)",
           "person.?home.optFlatMap(h, h.?phone).orValue('x') == 'x'",
           "person.?home.hasValue() && person.?home.value().area == 'x'",
           "person.?home.phone.hasValue() && person.home.phone + person.home.area == 'x'",
           "definitions.home.area.orValue('x') == 'x'",
           "definitions.home.phone.orValue('x') == 'x'",
           "definitions.home.hasValue() && definitions.home.value().area == 'x'",
           "agent.?name.orValue('x') == 'x'",
           "agent.?name.hasValue() && agent.name == 'x'",

           "session.?user.orValue('x') == 'x'",
           "visits[?0].day.orValue(1) == 1",
           "visits[?0].note.orValue('x') == 'x'",
           "visits[?0].?note.orValue('x') == 'x'",
           "visits[0].?note.orValue('x') == 'x'",
           "visits[?0].value().day == 1",
           "visits[?0].note.hasValue() && visits[0].note == 'x'",
           "visits.all(v, v.?note.orValue('x') == 'x')",
           "visits.exists(v, v.?note.hasValue() && v.note == 'x')",
           "person.?kids[0].age.orValue(1) > 0",
           "person.kids[?0].age.orValue(1) > 0",
           "person.?kids.orValue([]).all(k, k.age > 0)",
           "person.?kids.orValue([]).all(k, k.?note.orValue('x') == 'x')",
           "definitions.kids.all(k, k.age > 0)",
       }) {
    CHECK(expression + ": " + faults(expression) == expression + ": ");
  }
}

TEST_CASE("what an optional may still get wrong", "[load][optional]") {
  struct Row {
    std::string expression;
    std::string faults;
  };
  const std::string ask_first =
      " is optional: ask has() first, as in has(x) && x == ..., !has(x) || x == ... or "
      "has(x) ? x : ...; ";
  const std::string ask_value =
      " may have no value: ask hasValue() first, or write x.orValue(...) or x.optMap(v, ...); ";
  for (const auto& [expression, expected] : std::vector<Row>{
           // Like has(): of what the applicant has to type, absence is no answer.
           {"person.?name.orValue('x') == 'x'",
            "cel.fact .? of /person/name: this fact is unknown until typed, not absent; .? is for x-optional and host "
            "facts; "},
           {"visits[?0].?day.orValue(1) == 1",
            "cel.fact .? of /visits/*/day: this fact is unknown until typed, not absent; .? is for x-optional and "
            "host facts; "},
           {"person.?nme.hasValue()", "cel.no_such_field there is no /person/nme; did you mean 'name'?; "},
           {"person.?home.aera.hasValue()", "cel.no_such_field there is no /person/home/aera; did you mean 'area'?; "},
           {"person.name.?first.hasValue()", "cel.no_such_field a value of type string has no field 'first'; "},
           {"definitions.home.aera.hasValue()",
            "cel.no_such_field there is no /person/home/aera; did you mean 'area'?; "},
           {"person.?home.optMap(h, h.aera).hasValue()",
            "cel.no_such_field there is no /person/home/aera; did you mean 'area'?; "},

           // Unwrapping is reading.
           {"person.?age.value() >= 18", "cel.fact /person/age" + ask_value},
           {"person.?age.hasValue() || person.?age.value() >= 18", "cel.fact /person/age" + ask_value},
           {"person.?home.hasValue() && person.?home.phone.value() == 'x'", "cel.fact /person/home/phone" + ask_value},
           {"person.?home.area.value() == 'x'", "cel.fact /person/home/area" + ask_value},
           {"definitions.home.value().area == 'x'", "cel.fact /person/home" + ask_value},
           {"session.?user.value() == 'x'", "cel.fact /session/user" + ask_value},
           {"person.?home.optMap(h, h.phone == 'x').hasValue()", "cel.fact /person/home/phone" + ask_first},
           {"person.?home.hasValue() && person.?home.value().phone == 'x'", "cel.fact /person/home/phone" + ask_first},
           {"optional.of(person.age).hasValue()", "cel.fact /person/age" + ask_first},
           {"person.?kids.orValue([]).all(k, k.note == 'x')", "cel.fact /person/kids/*/note" + ask_first},
           {"definitions.kids.all(k, k.note == 'x')", "cel.fact /person/kids/*/note" + ask_first},
           {"cel.bind(p, person, p.age > 1)", "cel.fact /person/age" + ask_first},
           {"cel.bind(a, person.age, has(person.age) && a > 1)", "cel.fact /person/age" + ask_first},
           {"person.?age.orValue(1) > 0 && person.age > 0", "cel.fact /person/age" + ask_first},

           // There is nothing before a top-level fact that a question mark could stand behind.
           {"params.?x.hasValue()", "cel.undeclared undeclared reference to 'params'; "},
           // Found once, although optMap() doubles what it is called on.
           {"params.?x.optMap(x, x > today.getHours()).orValue(true)",
            "cel.undeclared undeclared reference to 'params'; cel.utc_accessor getHours() without a zone is in UTC and "
            "may name the day before; write getHours('Asia/Shanghai'); "},
           {"optional.of(today.getHours()).optMap(x, x > 1).orValue(true)",
            "cel.utc_accessor getHours() without a zone is in UTC and may name the day before; write "
            "getHours('Asia/Shanghai'); "},
       }) {
    CHECK(expression + ": " + faults(expression) == expression + ": " + expected);
  }
}

TEST_CASE("an optional fact without an answer is none, one of a form half filled in is waited for",
          "[engine][optional]") {
  const std::string given = R"({"person": {"name": "A", "age": 17}, "visits": []})";
  const std::string left_out = R"({"person": {"name": "A"}, "visits": []})";
  CHECK(ask("person.?age.orValue(18) >= 18", given) == "fail | r |  | []");
  CHECK(ask("person.?age.orValue(18) >= 18", left_out) == "pass |  |  | []");
  // The object itself is still to come, the age never has to.
  CHECK(ask("person.?age.orValue(18) >= 18", "{}") == "pass |  |  | []");
  CHECK(ask("person.?age.orValue(size(person.name)) >= 18", "{}") == "incomplete |  | r | [\"/person/name\"]");
  CHECK(ask("person.?age.optMap(a, a > 20).orValue(true)", given) == "fail | r |  | []");
  CHECK(ask("person.?age.optMap(a, a > 20).orValue(true)", left_out) == "pass |  |  | []");
  CHECK(ask("definitions.of_age", given) == "fail | r |  | []");

  const std::string street = "person.?home.street.name.orValue('x') == 'x'";
  CHECK(ask(street, left_out) == "pass |  |  | []");
  CHECK(ask(street, R"({"person": {"home": {}}})") == "incomplete |  | r | [\"/person/home/street/name\"]");
  CHECK(ask(street, R"({"person": {"home": {"street": {"name": "y"}}}})") == "fail | r |  | []");
  // Optional below an object that is not filled in yet: nobody has to answer.
  const std::string side = "person.?home.street.side.orValue('x') == 'x'";
  CHECK(ask(side, R"({"person": {"home": {}}})") == "pass |  |  | []");
  CHECK(ask("definitions.home.street.side.orValue('x') == 'x'", R"({"person": {"home": {}}})") == "pass |  |  | []");

  CHECK(ask("agent.?name.orValue('x') == 'x'", "{}") == "pass |  |  | []");
  CHECK(ask("agent.?name.orValue('x') == 'x'", R"({"agent": {}})") == "incomplete |  | r | [\"/agent/name\"]");
  CHECK(ask("session.?user.orValue('x') == 'x'", "{}") == "pass |  |  | []");
  CHECK(ask("visits[?0].day.orValue(1) == 1", R"({"visits": []})") == "pass |  |  | []");
  CHECK(ask("visits[?0].day.orValue(1) == 1", R"({"visits": [{}]})") == "incomplete |  | r | [\"/visits/0/day\"]");
  CHECK(ask("visits[?0].day.orValue(1) == 1", "{}") == "incomplete |  | r | [\"/visits\"]");
  CHECK(ask("definitions.kids.all(k, k.?note.orValue('x') == 'x')", left_out) == "pass |  |  | []");
}
