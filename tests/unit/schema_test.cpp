#include "schema/schema.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "base/limits.h"
#include "engine/texts.h"
#include "form_support.h"
#include "pack_support.h"
#include "schema/facts.h"

namespace {

using precheck::Arena;
using precheck::Diagnostic;
using precheck::Diagnostics;
using precheck::Json;
using precheck::example::json;
using namespace precheck::schema;

constexpr std::int32_t kZone = 8 * 3600;

// What is wrong with a schema of one property `x`: "code pointer", one a line.
std::string problems(const std::string& facts) {
  Diagnostics diagnostics("pack.json");
  compile_schema(json(facts), "", diagnostics);
  std::string out;
  for (const Diagnostic& d : diagnostics.list()) out += (out.empty() ? "" : "\n") + d.code + " " + d.pointer;
  return out;
}
std::string problems_of_x(const std::string& x) {
  return problems(R"({"type": "object", "properties": {"x": )" + x + "}}");
}

// A form, decoded.
class Decoded {
 public:
  Decoded(const std::string& facts, const std::string& form) {
    Diagnostics diagnostics("pack.json");
    schema_ = compile_schema(json(facts), "", diagnostics);
    for (const Diagnostic& d : diagnostics.list()) FAIL_CHECK(d.pointer << ": " << d.message);
    form_ = std::make_unique<precheck::example::DecodedForm>(schema_, json(form), kZone);
  }

  // "rule path", one a line.
  std::string findings() const {
    std::string out;
    for (const auto& f : facts().findings) {
      out += (out.empty() ? "" : "\n") + std::string(precheck::engine::fault_rule(f.fault)) + " " + f.pointer;
    }
    return out;
  }
  std::string unknowns() const {
    std::vector<SlotId> ids;
    for (SlotId id = 0; id < form_->slots(); ++id) {
      const auto& slot = facts().slots[id];
      // What is below something malformed waits for that.
      if (slot.is(precheck::cel::Kind::Unknown) && slot.unknown->ids[0] == id) ids.push_back(id);
    }
    std::sort(ids.begin(), ids.end(), [&](SlotId a, SlotId b) { return facts().comes_before(a, b); });
    std::string out;
    for (const SlotId id : ids) {
      out += (out.empty() ? "" : " ") + facts().pointer_of(id) + (facts().is_malformed(id) ? "!" : "");
    }
    return out;
  }
  std::string required() const {
    std::string out;
    for (const SlotId id : facts().required) out += (out.empty() ? "" : " ") + facts().pointer_of(id);
    return out;
  }
  // A top-level property as CEL sees it.
  std::string value(std::string_view name) const {
    const auto* found = precheck::cel::find(facts().root, name);
    return found == nullptr ? "none" : precheck::cel::describe(*found);
  }

  const Facts& facts() const { return form_->facts(); }
  const Schema& schema() const { return schema_; }

 private:
  Schema schema_;
  std::unique_ptr<precheck::example::DecodedForm> form_;
};

std::string object_of(const std::string& properties) {
  return R"({"type": "object", "properties": {)" + properties + "}}";
}

// The findings of one value of a property `x`.
std::string findings_of(const std::string& x, const std::string& value) {
  return Decoded(object_of("\"x\": " + x), "{\"x\": " + value + "}").findings();
}

}  // namespace

TEST_CASE("every keyword of the subset is understood", "[schema]") {
  CHECK(problems(R"({
    "type": "object", "required": ["kind"], "title": {"zh-CN": "表"}, "help": {"zh-CN": "帮助"},
    "properties": {
      "kind": {"type": "string", "enum": ["a", "b"], "title": {"zh-CN": "类"}, "help": {"zh-CN": "h", "en": "h"},
               "x-values": {"a": {"title": {"zh-CN": "甲"}, "help": {"zh-CN": "h"}}, "b": {"title": {"zh-CN": "乙"}}},
               "x-severity": "warning", "x-cites": ["S9-01"]},
      "agreed": {"type": "boolean", "const": true},
      "count": {"type": "integer", "minimum": 0, "maximum": 10, "enum": [1, 2]},
      "share": {"type": "number", "minimum": 0.5, "maximum": 1.5, "enum": [0.5, 1]},
      "born": {"type": "string", "format": "date"},
      "at": {"type": "string", "format": "date-time"},
      "month": {"type": "string", "format": "month"},
      "id_no": {"type": "string", "format": "cn-resident-id", "x-optional": true},
      "area": {"type": "string", "format": "cn-area-code"},
      "name": {"type": "string", "minLength": 1, "maxLength": 9, "x-sensitive": true},
      "list": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "string"}, "x-source": "host"},
      "object": {"type": "object", "properties": {}}
    }
  })") == "");
}

TEST_CASE("a keyword that would not be checked is refused", "[schema]") {
  for (const std::string keyword : {"pattern", "oneOf", "additionalProperties", "multipleOf", "exclusiveMinimum",
                                    "$ref", "default", "description", "uniqueItems", "nullable", "x-anything"}) {
    CHECK(problems_of_x("{\"type\": \"string\", \"" + keyword + "\": 1}") ==
          "schema.unsupported_keyword /properties/x/" + (keyword == "$ref" ? "$ref" : keyword));
  }
}

TEST_CASE("a keyword that is wrong is refused at its place", "[schema]") {
  struct Row {
    std::string x;
    std::string problem;  // below /properties/x; "": of the property itself
  };
  const std::vector<Row> rows{
      {R"({})", ""},
      {R"(true)", ""},
      {R"({"type": "text"})", "/type"},
      {R"({"type": ["string"]})", "/type"},
      {R"({"type": "array"})", ""},
      {R"({"type": "array", "items": []})", "/items"},
      {R"({"type": "array", "items": {"type": "string", "x-optional": true}})", "/items"},
      {R"({"type": "array", "items": {"type": "string"}, "maxItems": -1})", "/maxItems"},
      {R"({"type": "array", "items": {"type": "string"}, "maxItems": 1.5})", "/maxItems"},
      {R"({"type": "array", "items": {"type": "string"}, "maxItems": 4294967296})", "/maxItems"},
      {R"({"type": "string", "items": {"type": "string"}})", "/items"},
      {R"({"type": "string", "properties": {}})", "/properties"},
      {R"({"type": "string", "required": []})", "/required"},
      {R"({"type": "string", "maxItems": 1})", "/maxItems"},
      {R"({"type": "string", "minimum": 1})", "/minimum"},
      {R"({"type": "string", "maxLength": "1"})", "/maxLength"},
      {R"({"type": "string", "format": "email"})", "/format"},
      {R"({"type": "integer", "format": "date"})", "/format"},
      {R"({"type": "integer", "minimum": "1"})", "/minimum"},
      {R"({"type": "integer", "minLength": 1})", "/minLength"},
      {R"({"type": "string", "enum": []})", "/enum"},
      {R"({"type": "string", "enum": "a"})", "/enum"},
      {R"({"type": "string", "enum": ["a", 1]})", "/enum/1"},
      {R"({"type": "string", "enum": ["a", "b", "a"]})", "/enum/2"},
      {R"({"type": "string", "format": "month", "enum": ["2023-13"]})", "/enum/0"},
      {R"({"type": "integer", "enum": [1, 1.5]})", "/enum/1"},
      {R"({"type": "integer", "enum": [18446744073709551615]})", "/enum/0"},
      {R"({"type": "number", "enum": [1, 1.0]})", "/enum/1"},
      {R"({"type": "boolean", "const": "true"})", "/const"},
      {R"({"type": "object", "enum": [{}]})", "/enum"},
      {R"({"type": "array", "items": {"type": "string"}, "const": []})", "/const"},
      {R"({"type": "string", "x-optional": "yes"})", "/x-optional"},
      {R"({"type": "string", "x-sensitive": "yes"})", "/x-sensitive"},
      {R"({"type": "object", "properties": {}, "x-sensitive": 1})", "/x-sensitive"},
      {R"({"type": "string", "x-source": "page"})", "/x-source"},
      {R"({"type": "string", "x-severity": "not_needed"})", "/x-severity"},
      {R"({"type": "string", "x-severity": 1})", "/x-severity"},
      {R"({"type": "string", "x-cites": "S9-01"})", "/x-cites"},
      {R"({"type": "string", "x-cites": [1]})", "/x-cites"},
      {R"({"type": "integer", "x-values": {}})", "/x-values"},
      {R"({"type": "string", "x-values": []})", "/x-values"},
      {R"({"type": "string", "x-values": {"a": "甲"}})", "/x-values/a"},
      {R"({"type": "string", "x-values": {"a": {"help": {"zh-CN": "h"}}}})", "/x-values/a"},
      {R"({"type": "string", "x-values": {"a": {"title": {"zh-CN": "甲"}, "note": "n"}}})", "/x-values/a/note"},
      {R"({"type": "object", "properties": []})", "/properties"},
      {R"({"type": "object", "required": "a"})", "/required"},
      {R"({"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a", "b"]})", "/required/1"},
      {R"({"type": "object", "properties": {"a-b": {"type": "string"}}})", "/properties/a-b"},
      {R"({"type": "object", "properties": {"1a": {"type": "string"}}})", "/properties/1a"},
      {R"({"type": "object", "properties": {"in": {"type": "string"}}})", "/properties/in"},
  };
  for (const Row& row : rows) {
    INFO(row.x);
    CHECK(problems_of_x(row.x) == "schema.keyword /properties/x" + row.problem);
  }
}

TEST_CASE("texts of the schema are texts", "[schema]") {
  CHECK(problems_of_x(R"({"type": "string", "title": "x"})") == "pack.text /properties/x/title");
  CHECK(problems_of_x(R"({"type": "string", "help": {"en": "x"}})") == "pack.text /properties/x/help");
  CHECK(problems_of_x(R"({"type": "string", "x-values": {"a": {"title": {"zh-CN": ""}}}})") ==
        "pack.text /properties/x/x-values/a/title/zh-CN");
}

TEST_CASE("what contradicts itself is refused", "[schema]") {
  struct Row {
    std::string x;
    std::string pointer;
  };
  const std::vector<Row> rows{
      {R"({"type": "string", "minLength": 3, "maxLength": 2})", "/minLength"},
      {R"({"type": "array", "items": {"type": "string"}, "minItems": 3, "maxItems": 2})", "/minItems"},
      {R"({"type": "number", "minimum": 3, "maximum": 2.5})", "/minimum"},
      {R"({"type": "string", "enum": ["a"], "const": "a"})", "/const"},
      {R"({"type": "string", "x-optional": true, "x-source": "host"})", ""},
      // A day is a timestamp: its values would never be compared with these texts.
      {R"({"type": "string", "format": "date", "enum": ["2023-01-01"]})", "/enum"},
      {R"({"type": "string", "format": "date-time", "const": "2023-01-01T00:00:00Z"})", "/const"},
      {R"({"type": "object", "properties": {"a": {"type": "string", "x-optional": true}}, "required": ["a"]})",
       "/required/0"},
  };
  for (const Row& row : rows) {
    INFO(row.x);
    CHECK(problems_of_x(row.x) == "schema.keyword /properties/x" + row.pointer);
  }
  CHECK(problems_of_x(R"({"type": "integer", "minimum": 2, "maximum": 2})") == "");
}

TEST_CASE("the facts are an object whose names are free for rules", "[schema]") {
  CHECK(problems(R"({"type": "string"})") == "schema.root ");
  for (const std::string name : {"as_of", "today", "params", "definitions", "it", "index", "state", "before"}) {
    CHECK(problems(object_of("\"" + name + R"(": {"type": "string"})")) == "schema.keyword /properties/" + name);
    // Further down they hide nothing.
    CHECK(problems_of_x(object_of("\"" + name + R"(": {"type": "string"})")) == "");
  }
}

TEST_CASE("several faults of a schema are reported at once", "[schema]") {
  CHECK(problems(object_of(R"("a": {"type": "texts"}, "b": {"type": "string", "pattern": "x", "maxLength": -1})")) ==
        "schema.keyword /properties/a/type\nschema.unsupported_keyword /properties/b/pattern\n"
        "schema.keyword /properties/b/maxLength");
}

TEST_CASE("values are what CEL calls them", "[schema]") {
  const Decoded form(object_of(R"("text": {"type": "string"}, "whole": {"type": "integer"}, "real": {"type": "number"},
                                  "yes": {"type": "boolean"}, "day": {"type": "string", "format": "date"},
                                  "at": {"type": "string", "format": "date-time"},
                                  "month": {"type": "string", "format": "month"},
                                  "list": {"type": "array", "items": {"type": "integer"}},
                                  "object": {"type": "object", "properties": {"a": {"type": "integer"}}})"),
                     R"({"text": "文", "whole": 3, "real": 3, "yes": true, "day": "2023-01-31",
                         "at": "2023-01-31T08:00:00.5+08:00", "month": "2023-01", "list": [1, 2], "object": {"a": 1}})");
  CHECK(form.findings() == "");
  CHECK(form.unknowns() == "");
  CHECK(form.value("text") == "'文'");
  CHECK(form.value("whole") == "3");
  CHECK(precheck::cel::find(form.facts().root, "real")->is(precheck::cel::Kind::Double));
  CHECK(form.value("yes") == "true");
  CHECK(form.value("day") == "timestamp('2023-01-30T16:00:00Z')");  // 00:00 at +08:00
  CHECK(form.value("at") == "timestamp('2023-01-31T00:00:00.500Z')");
  CHECK(form.value("month") == "'2023-01'");
  CHECK(form.value("list") == "[1, 2]");
  CHECK(form.value("object") == "{'a': 1}");
}

TEST_CASE("whole numbers may be written with a point, but no fraction and nothing beyond 2^53", "[schema]") {
  const std::string integer = R"({"type": "integer"})";
  CHECK(Decoded(object_of("\"x\": " + integer), R"({"x": 3.0})").value("x") == "3");
  CHECK(Decoded(object_of("\"x\": " + integer), R"({"x": 1e3})").value("x") == "1000");
  CHECK(Decoded(object_of("\"x\": " + integer), R"({"x": 9007199254740992})").value("x") == "9007199254740992");
  CHECK(Decoded(object_of("\"x\": " + integer), R"({"x": -9007199254740992})").value("x") == "-9007199254740992");
  CHECK(findings_of(integer, "2.5") == "schema.integer /x");
  CHECK(findings_of(integer, "9007199254740993") == "schema.magnitude /x");
  CHECK(findings_of(integer, "-9007199254740993") == "schema.magnitude /x");
  CHECK(findings_of(integer, "18446744073709551615") == "schema.magnitude /x");
  CHECK(findings_of(integer, "1e300") == "schema.magnitude /x");
  CHECK(findings_of(integer, "\"3\"") == "schema.type /x");
}

TEST_CASE("each structural fault is a finding at its place", "[schema]") {
  CHECK(findings_of(R"({"type": "string"})", "1") == "schema.type /x");
  CHECK(findings_of(R"({"type": "boolean"})", "\"true\"") == "schema.type /x");
  CHECK(findings_of(R"({"type": "array", "items": {"type": "string"}})", "{}") == "schema.type /x");
  CHECK(findings_of(object_of(""), "[]") == "schema.type /x");
  CHECK(findings_of(R"({"type": "number"})", "\"1\"") == "schema.type /x");
  CHECK(findings_of(R"({"type": "string", "format": "date"})", "\"2023-02-29\"") == "schema.format /x");
  CHECK(findings_of(R"({"type": "string", "format": "date-time"})", "\"2023-02-28\"") == "schema.format /x");
  CHECK(findings_of(R"({"type": "string", "format": "month"})", "\"2023-2\"") == "schema.format /x");
  CHECK(findings_of(R"({"type": "string", "format": "cn-area-code"})", "\"4403\"") == "schema.format /x");
  CHECK(findings_of(R"({"type": "string", "format": "cn-resident-id"})", "\"1\"") == "schema.format /x");
  CHECK(findings_of(R"({"type": "string", "enum": ["a", "b"]})", "\"c\"") == "schema.enum /x");
  CHECK(findings_of(R"({"type": "boolean", "const": true})", "false") == "schema.const /x");
  CHECK(findings_of(R"({"type": "integer", "enum": [1, 2]})", "2.0") == "");
  CHECK(findings_of(R"({"type": "string", "minLength": 2})", "\"文\"") == "schema.min_length /x");
  CHECK(findings_of(R"({"type": "string", "maxLength": 2})", "\"文文\"") == "");  // characters, not bytes
  CHECK(findings_of(R"({"type": "string", "maxLength": 2})", "\"文文文\"") == "schema.max_length /x");
  CHECK(findings_of(R"({"type": "integer", "minimum": 2, "maximum": 3})", "1") == "schema.minimum /x");
  CHECK(findings_of(R"({"type": "integer", "minimum": 2, "maximum": 3})", "2") == "");
  CHECK(findings_of(R"({"type": "integer", "minimum": 2, "maximum": 3})", "3") == "");
  CHECK(findings_of(R"({"type": "number", "minimum": 2, "maximum": 3})", "3.01") == "schema.maximum /x");
  const std::string list = R"({"type": "array", "minItems": 1, "maxItems": 2, "items": {"type": "integer"}})";
  CHECK(findings_of(list, "[]") == "schema.min_items /x");
  CHECK(findings_of(list, "[1, 2]") == "");
  CHECK(findings_of(list, "[1, 2, 3]") == "schema.max_items /x");
  CHECK(findings_of(list, "[1, \"2\"]") == "schema.type /x/1");
}

TEST_CASE("what the schema does not name is mentioned and read past", "[schema]") {
  const Decoded form(object_of(R"("x": {"type": "array", "items": {"type": "object", "properties": {}}})"),
                     R"({"x": [{}, {"a/b": 1}], "y": 1})");
  CHECK(form.findings() == "schema.unknown_property /x/1/a~1b\nschema.unknown_property /y");
}

TEST_CASE("a value outside its list stays readable, one that cannot be read is unknown", "[schema]") {
  const std::string facts = object_of(R"("kind": {"type": "string", "enum": ["a"]}, "day": {"type": "string",
                                         "format": "date"}, "many": {"type": "array", "maxItems": 1,
                                         "items": {"type": "integer"}}, "low": {"type": "integer", "minimum": 5})");
  const Decoded form(facts, R"({"kind": "b", "day": "soon", "many": [1, 2], "low": 1})");
  CHECK(form.value("kind") == "'b'");
  CHECK(form.value("low") == "1");
  CHECK(form.unknowns() == "/day! /many!");
}

TEST_CASE("an absent fact is unknown, and so is null", "[schema]") {
  const std::string facts =
      object_of(R"("a": {"type": "string"}, "b": {"type": "array", "items": {"type": "string"}})");
  CHECK(Decoded(facts, "{}").unknowns() == "/a /b");
  CHECK(Decoded(facts, R"({"a": null, "b": null})").unknowns() == "/a /b");
  CHECK(Decoded(facts, R"({"a": "", "b": []})").unknowns() == "");  // an empty list says: none
}

TEST_CASE("an absent object has all its leaves unknown", "[schema]") {
  const std::string facts = object_of(R"("person": )" + object_of(R"("name": {"type": "string"}, "home": )" +
                                                                  object_of(R"("area": {"type": "string"})")));
  for (const char* form : {"{}", R"({"person": null})", R"({"person": {}})"}) {
    const Decoded decoded(facts, form);
    CHECK(decoded.unknowns().find("/person/name") != std::string::npos);
    CHECK(decoded.unknowns().find("/person/home/area") != std::string::npos);
    CHECK(decoded.findings() == "");
  }
}

TEST_CASE("elements follow the same rules", "[schema]") {
  const std::string facts =
      object_of(R"("list": {"type": "array", "items": )" + object_of(R"("a": {"type": "string"}, "b": {"type": "string",
                                                   "x-optional": true})") +
                "}");
  CHECK(Decoded(facts, R"({"list": [{"a": "1"}, {}, {"a": 1}]})").unknowns() == "/list/1/a /list/2/a!");
  CHECK(Decoded(facts, R"({"list": [null]})").unknowns().find("/list/0/a") != std::string::npos);
}

TEST_CASE("an absent optional fact is an answer", "[schema]") {
  const std::string facts =
      object_of(R"("note": {"type": "string", "x-optional": true}, "agent": {"type": "object", "x-optional": true,
                   "required": ["name"], "properties": {"name": {"type": "string"}}})");
  const Decoded absent(facts, "{}");
  CHECK(absent.unknowns() == "");
  CHECK(absent.required() == "");
  const Decoded given(facts, R"({"agent": {}})");
  CHECK(given.unknowns() == "/agent/name");
  CHECK(given.required() == "/agent/name");
}

TEST_CASE("a host fact that is absent is unknown, and known to be absent", "[schema]") {
  const Decoded form(object_of(R"("session": {"type": "object", "x-source": "host", "properties": {
                                  "user": {"type": "string"}}}, "typed": {"type": "string"})"),
                     R"({"session": {}})");
  CHECK(form.unknowns() == "/session/user /typed");
  const auto* session = precheck::cel::find(form.facts().root, "session");
  const auto* user = precheck::cel::find(*session->map, "user");
  CHECK(user->unknown->known_absent);
  CHECK_FALSE(precheck::cel::find(form.facts().root, "typed")->unknown->known_absent);
}

TEST_CASE("required facts are listed until they are given", "[schema]") {
  const std::string facts = R"({"type": "object", "required": ["person", "count"], "properties": {
    "count": {"type": "integer"},
    "person": {"type": "object", "required": ["name"], "properties": {
      "name": {"type": "string"}, "nick": {"type": "string"}}},
    "bare": {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}},
    "list": {"type": "array", "items": {"type": "object", "required": ["b"], "properties": {"b": {"type": "string"}}}}
  }})";
  // The order is that of reading: the report sorts by the schema.
  CHECK(Decoded(facts, "{}").required() == "/count /person/name /bare/a");
  CHECK(Decoded(facts, R"({"count": 1, "person": {"name": "n"}, "bare": {"a": "x"}})").required() == "");
  CHECK(Decoded(facts, R"({"count": null, "person": {"name": "n"}, "list": [{"b": "x"}, {}]})").required() ==
        "/count /bare/a /list/1/b");
  CHECK(Decoded(facts, R"({"count": 1, "person": {"name": "n"}, "bare": {}})").required() == "/bare/a");
  CHECK(Decoded(facts, "{}").findings() == "");
}

TEST_CASE("what is given but unreadable is a fault, not a missing required fact", "[schema]") {
  const Decoded form(R"({"type": "object", "required": ["count", "person"], "properties": {
    "count": {"type": "integer"},
    "person": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}}})",
                     R"({"count": "many", "person": 1})");
  CHECK(form.required() == "");
  CHECK(form.findings() == "schema.type /count\nschema.type /person");
  CHECK(form.unknowns() == "/count! /person!");
}

TEST_CASE("facts have the schema's order, elements by their index", "[schema]") {
  const Decoded form(object_of(R"("list": {"type": "array", "items": {"type": "object", "properties": {
                                  "b": {"type": "string"}, "a": {"type": "string"}}}}, "first": {"type": "string"})"),
                     R"({"list": [{}, {}]})");
  CHECK(form.unknowns() == "/list/0/b /list/0/a /list/1/b /list/1/a /first");
}

TEST_CASE("a list is never longer than the core takes", "[schema]") {
  std::string form = "{\"x\": [0";
  for (std::size_t i = 1; i < precheck::limits::kMaxListItems; ++i) form += ",0";
  const std::string facts = object_of(R"("x": {"type": "array", "items": {"type": "integer"}})");
  CHECK(Decoded(facts, form + "]}").findings() == "");
  const Decoded longer(facts, form + ",0]}");
  CHECK(longer.findings() == "schema.max_items /x");
  CHECK(precheck::engine::fault_message(longer.schema(), longer.facts().findings[0], "en") ==
        "“x” takes at most 10000 entries.");
}

TEST_CASE("nothing that a form may hold breaks the reader", "[schema]") {
  const std::string facts = object_of(
      R"("a": {"type": "object", "properties": {"b": {"type": "array", "items": {"type": "array", "items": {
         "type": "object", "properties": {"c": {"type": "boolean"}}}}}}})");
  for (const char* value : {"null", "true", "1", "1.5", "\"\"", "[]", "{}", "[[]]", "[{}]", "{\"b\": [[{\"c\": []}]]}",
                            "{\"b\": [[null]]}", "{\"b\": [null]}", "{\"b\": {\"c\": 1}}"}) {
    INFO(value);
    const Decoded form(facts, std::string("{\"a\": ") + value + "}");
    CHECK(form.facts().root.count == 1);
  }
}
