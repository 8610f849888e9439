// The type checker: cel-spec doc/langdef.md, "Gradual Type Checking". The deduced types of the conformance suite are
// held against it elsewhere; here stand the errors that authors see and the types that packs rely on.
#include <string>
#include <vector>

#include "catch.hpp"
#include "cel/checker.h"
#include "cel/cost.h"
#include "cel/parser.h"

namespace {

using namespace precheck::cel;
using precheck::Vector;

const Vector<Value> kKinds{Value::of_string("planned"), Value::of_string("emergency")};

// A form with a person, a kind (an enum) and requests, as a pack's schema would declare it.
struct Form {
  Types types;
  FunctionTypes functions{types};
  TypeEnvironment environment{functions, {}, {}};

  Form() {
    const TypeRef text = types.bounded(types.simple(TypeKind::String), 20);
    const ObjectType::Field person[] = {
        {"name", text}, {"age", types.simple(TypeKind::Int)}, {"born", types.simple(TypeKind::Timestamp)}};
    const ObjectType::Field request[] = {{"kind", types.enumeration(&kKinds)}, {"year", types.simple(TypeKind::Int)}};
    environment.variables = {{"person", types.object("/person", person)},
                             {"kind", types.enumeration(&kKinds)},
                             {"requests", types.bounded(types.list(types.object("/requests/*", request)), 5)},
                             {"codes", types.list(text)},
                             {"words", types.list(types.simple(TypeKind::String))},
                             {"anything", types.dyn()},
                             {"params.limit", types.simple(TypeKind::Int)}};
  }

  std::string check(const std::string& text) {
    const auto ast = parse(text);
    if (!ast.ok()) return "syntax: " + ast.error().message;
    const auto checked = check_types(*ast, environment, types);
    if (checked.ok()) return to_string((*checked)[ast->root]);
    std::string out;
    for (const TypeError& error : checked.error()) {
      out += (out.empty() ? "" : " | ") + std::to_string(error.offset + 1) + ": " + error.message;
    }
    return out;
  }

  CostEstimate cost(const std::string& text) {
    const auto ast = parse(text);
    REQUIRE(ast.ok());
    const auto checked = check_types(*ast, environment, types);
    REQUIRE(checked.ok());
    return estimate_cost(*ast, *checked);
  }
};

struct Row {
  std::string expression;
  std::string expected;
};

void check_rows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    INFO(row.expression);
    CHECK(Form().check(row.expression) == row.expected);
  }
}

}  // namespace

TEST_CASE("the type of an expression is deduced from what it reads") {
  check_rows({
      {"person.age + 1", "int"},
      {"person.born", "timestamp"},
      {"requests[0].year", "int"},
      {"requests.map(r, r.year)", "list(int)"},
      {"requests.filter(r, r.year == 2023).size()", "int"},
      {"requests.exists(r, r.kind == 'planned')", "bool"},
      {"codes + ['x']", "list(string)"},
      {"[1, 'a']", "list(dyn)"},
      {"{'a': 1}", "map(string, int)"},
      {"person.age > 16 ? 'adult' : 'child'", "string"},
      {"type(person.age)", "type(int)"},
      {"params.limit", "int"},
      {"person", "map(string, dyn)"},
      {"anything.what + 1", "int"},
      {"anything == 1 || anything == 'a'", "bool"},
      {"dyn(1) == 'a'", "bool"},
      {"1 < 1.5", "bool"},
      {"codes.transformMap(i, c, c.size())", "map(int, int)"},
  });
}

TEST_CASE("a slip in a name is an error with a suggestion") {
  check_rows({
      {"persn.age > 1", "1: undeclared reference to 'persn'; did you mean 'person'?"},
      {"person.agee > 1", "7: there is no /person/agee; did you mean 'age'?"},
      {"params.limt > 1", "1: undeclared reference to 'params.limt'; did you mean 'params.limit'?"},
      {"requests.exists(r, r.yeer == 1)", "21: there is no /requests/*/yeer; did you mean 'year'?"},
      {"codes.exists(c, resul)", "17: undeclared reference to 'resul'"},  // the macro's own @result is none to write
      {"sise(codes) > 1", "1: undeclared reference to function 'sise'; did you mean 'size'?"},
      {"not(person.age > 1)", "1: undeclared reference to function 'not'; write ! instead"},
  });
}

TEST_CASE("values of types that never go together are an error") {
  check_rows({
      {"person.age == '16'", "12: found no matching overload for '_==_' applied to '(int, string)'"},
      {"person.name > 3", "13: found no matching overload for '_>_' applied to '(string, int)'"},
      {"person.born + 1", "13: found no matching overload for '_+_' applied to '(timestamp, int)'"},
      {"1 in codes", "3: found no matching overload for '@in' applied to '(int, list(string))'"},
      {"person.age && true", "12: found no matching overload for '_&&_' applied to '(int, bool)'"},
      {"person.name.size(1)", "13: 'size' does not take 1 argument as a method"},
      {"person.age.year", "11: a value of type int has no field 'year'"},
      {"person.age.exists(x, x)", "7: a macro walks a list or a map, not a value of type int"},
      {"1 == 1u", "3: found no matching overload for '_==_' applied to '(int, uint)'"},
      {"requests[0].year == 'a' || person.agee",
       "18: found no matching overload for '_==_' applied to '(int, string)' | 34: "
       "there is no /person/agee; did you mean 'age'?"},
  });
}

TEST_CASE("a value that an enum does not have is an error") {
  check_rows({
      {"kind == 'planed'",
       "9: 'planed' is none of the values of this field ('planned', 'emergency'); did you mean 'planned'?"},
      {"'x' != kind", "1: 'x' is none of the values of this field ('planned', 'emergency')"},
      {"kind in ['planned', 'urgent']", "21: 'urgent' is none of the values of this field ('planned', 'emergency')"},
      {"requests.exists(r, r.kind == 'add')", "30: 'add' is none of the values of this field ('planned', 'emergency')"},
      {"'add' in requests.map(r, r.kind)", "1: 'add' is none of the values of this field ('planned', 'emergency')"},
      {"kind == 'planned'", "bool"},
      {"kind == person.name", "bool"},
      {"kind + 'x'", "string"},
  });
}

TEST_CASE("a type that doubles with every step is dyn once it is large") {
  // {a: a} is a map of the type of a to the type of a: written out, the last one here would fill a memory.
  std::string text = "v30";
  for (int i = 30; i > 0; --i) {
    const std::string before = "v" + std::to_string(i - 1);
    text = "cel.bind(v" + std::to_string(i) + ", {" + before + ": " + before + "}, " + text + ")";
  }
  CHECK(Form().check("cel.bind(v0, 1, {v0: {v0: v0}})") == "map(int, map(int, int))");
  CHECK(Form().check("cel.bind(v0, 1, " + text + ")").size() < 2000);
}

TEST_CASE("types that share their parts through variables are bounded, not written out") {
  // The elements of a4 are {a3: a3}, those of a3 {a2: a2}, …: nobody says what those of a0 are.
  const auto chain = [](int length) {
    std::string text = "true";
    for (int i = length; i > 0; --i) {
      const std::string before = "a" + std::to_string(i - 1);
      text += " && a" + std::to_string(i) + " == [{" + before + ": " + before + "}]";
    }
    for (int i = length; i >= 0; --i) text = "cel.bind(a" + std::to_string(i) + ", [], " + text + ")";
    return text;
  };
  CHECK(Form().check(chain(4)) == "bool");
  CHECK(Form().check(chain(28)) ==
        "5: the types in this expression are too large: checking it takes more than 1000000 steps");
}

TEST_CASE("a long row of empty lists or maps is checked in time that grows with its length") {
  const auto row = [](const std::string& element, int count) {
    std::string text = "[" + element;
    for (int i = 1; i < count; ++i) text += "," + element;
    return text + "]";
  };
  CHECK(Form().check(row("[]", 19'000)) == "list(list(dyn))");
  CHECK(Form().check(row("{}", 19'000)) == "list(map(dyn, dyn))");
}

TEST_CASE("the cost of an expression follows from the bounds of what it walks") {
  Form form;
  CHECK(form.cost("person.age > 16").steps == 4);
  CHECK(form.cost("requests.exists(r, r.year == 2023)").unbounded.empty());
  CHECK(form.cost("requests.exists(r, r.year == 2023)").steps < 100);
  CHECK(form.cost("requests.exists(r, requests.exists(s, s.year == r.year))").steps < 500);
  CHECK(form.cost("requests.filter(r, r.year == 2023)").most == 5);
  CHECK(form.cost("requests + requests").most == 10);
  CHECK(form.cost("person.name + 'abc'").most == 23);

  SECTION("a list or text without a bound is named, and counted with the core's own limit") {
    CHECK(form.cost("codes.exists(c, c == 'a')").unbounded == Vector<std::string>{"codes"});
    CHECK(form.cost("codes.exists(c, c == 'a')").steps > 10'000);
    CHECK(form.cost("codes.exists(c, codes.exists(d, c == d))").steps > 100'000'000);
    CHECK(form.cost("words.exists(w, w.contains(person.name))").unbounded == Vector<std::string>{"words", "w"});
  }
}
