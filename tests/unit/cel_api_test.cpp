// Bare CEL as callers of core/include/precheck/cel.hpp meet it: texts in, texts out.
#include <precheck/cel.hpp>
#include <string>

#include "base/limits.h"
#include "catch.hpp"

namespace {

using precheck::CelProgram;
using precheck::CelPrograms;

// With the variable x, of any type.
std::string evaluate(const std::string& expression, const std::string& x = "null") {
  return CelProgram::compile(expression, R"({"variables":{"x":"dyn"}})").evaluate(R"({"x":)" + x + "}");
}

std::string error_of(const std::string& answer, const std::string& key = "code") {
  const std::string start = "\"" + key + "\":\"";
  const std::size_t at = answer.find(start);
  if (answer.find("{\"error\":") != 0 || at == std::string::npos) return "no error: " + answer;
  return answer.substr(at + start.size(), answer.find('"', at + start.size()) - at - start.size());
}

}  // namespace

TEST_CASE("a value of every kind comes out as it went in") {
  for (const char* value : {"null",
                            "true",
                            "false",
                            R"("")",
                            R"("中文 😀")",
                            "1.5",
                            "5.0",
                            R"({"double":"NaN"})",
                            R"({"double":"Infinity"})",
                            R"({"double":"-Infinity"})",
                            R"({"double":"-0"})",
                            R"({"int":"9223372036854775807"})",
                            R"({"int":"-9223372036854775808"})",
                            R"({"uint":"18446744073709551615"})",
                            R"({"bytes":""})",
                            R"({"bytes":"00ff10"})",
                            R"({"timestamp":"0001-01-01T00:00:00Z"})",
                            R"({"timestamp":"9999-12-31T23:59:59.999999999Z"})",
                            R"({"duration":"0s"})",
                            R"({"duration":"-1.5s"})",
                            R"({"duration":"9223372036.854775807s"})",
                            R"({"type":"list"})",
                            "[]",
                            R"([1.5,[null],{"int":"1"}])",
                            R"({"map":[]})",
                            R"({"map":[[true,{"int":"1"}],[{"int":"2"},"b"],[{"uint":"3"},[]],["k",{"map":[]}]]})"}) {
    CHECK(evaluate("x", value) == "{\"value\":" + std::string(value) + "}");
  }
}

TEST_CASE("kinds are told apart by their tags") {
  CHECK(evaluate("type(x)", "5") == R"({"value":{"type":"double"}})");
  CHECK(evaluate("type(x)", R"({"int":"5"})") == R"({"value":{"type":"int"}})");
  CHECK(evaluate("type(x)", R"({"uint":"5"})") == R"({"value":{"type":"uint"}})");
  CHECK(evaluate("x == b'\\x00\\xff'", R"({"bytes":"00ff"})") == R"({"value":true})");
  CHECK(evaluate("x[2u]", R"({"map":[[{"int":"2"},"two"]]})") == R"({"value":"two"})");
  CHECK(evaluate("x", R"({"timestamp":"2009-02-14T07:31:30+08:00"})") ==
        R"({"value":{"timestamp":"2009-02-13T23:31:30Z"}})");
}

TEST_CASE("a binding that is no value is an error with a pointer to it") {
  for (const char* value :
       {R"({"int":"9223372036854775808"})", R"({"int":5})", R"({"int":""})", R"({"uint":"-1"})", R"({"double":"1"})",
        R"({"bytes":"0"})", R"({"bytes":"0G"})", R"({"timestamp":"2009-02-13"})", R"({"duration":"300y"})",
        R"({"number":"1"})", R"({"optional":null})", R"({"optional":[1,2]})", "{}", R"({"int":"1","uint":"1"})",
        R"({"map":{}})", R"({"map":[["a"]]})", R"({"map":[[1.5,null]]})", R"({"map":[["a",1],["a",2]]})",
        R"({"map":[[{"int":"1"},1],[{"uint":"1"},2]]})"}) {
    INFO(value);
    CHECK(error_of(evaluate("x", value)) == "cel.bindings");
  }
  CHECK(error_of(evaluate("x", R"([0,{"map":[["a/b",{"int":"?"}]]}])"), "pointer") == "/x/1/a~1b");
  CHECK(error_of(evaluate("x", "")) == "cel.bindings");
  CHECK(error_of(CelProgram::compile("1").evaluate("[]")) == "cel.bindings");
}

TEST_CASE("an error has its code and its place") {
  const auto program = CelProgram::compile("'中文' == x ||\n  1 / 0 > 0", R"({"variables":{"x":"string"}})");
  CHECK(program.evaluate(R"({"x":"中"})") ==
        R"({"error":{"code":"cel.divide_by_zero","message":"divide by zero","line":2,"column":5,"offset":21}})");
  CHECK(program.evaluate(R"({"x":"中文"})") == R"({"value":true})");
  CHECK(error_of(evaluate("x.a", R"({"map":[]})")) == "cel.no_such_key");
  CHECK(error_of(evaluate("x + 1", "true")) == "cel.no_such_overload");
  CHECK(error_of(evaluate("int(x)", R"("one")")) == "cel.bad_conversion");
}

TEST_CASE("a variable without a value is an error where it is read") {
  const auto program = CelProgram::compile("1 == 2 || x", R"({"variables":{"x":"bool"}})");
  CHECK(program.evaluate() == R"({"error":{"code":"cel.undeclared","message":"no value was given for 'x'","line":1,)"
                              R"("column":11,"offset":10}})");
  CHECK(CelProgram::compile("true || x", R"({"variables":{"x":"bool"}})").evaluate() == R"({"value":true})");
  CHECK(CelProgram::compile("has(a.b)", R"({"variables":{"a.b":"dyn"}})").evaluate() == R"({"value":false})");
  CHECK(CelProgram::compile("has(a.b)", R"({"variables":{"a.b":"dyn"}})").evaluate(R"({"a.b":1})") ==
        R"({"value":true})");
}

TEST_CASE("unknowns are named by pointers, those that matter") {
  CHECK(evaluate("x", R"({"unknown":true})") == R"({"unknown":["/x"]})");
  CHECK(evaluate("x[0] + x[1].a", R"([{"unknown":true},{"map":[["a",{"unknown":true}]]},{"unknown":true}])") ==
        R"({"unknown":["/x/0","/x/1/a"]})");
  CHECK(evaluate("x || true", R"({"unknown":true})") == R"({"value":true})");
  CHECK(evaluate("x.hasValue()", R"({"optional":[{"unknown":true}]})") == R"({"unknown":["/x"]})");
  CHECK(evaluate("x", R"([1.5,{"unknown":true}])") == R"({"unknown":["/x/1"]})");
}

TEST_CASE("compile tells all that is wrong") {
  const auto program = CelProgram::compile("a + b.c + f(1) + size(1, 2)");
  REQUIRE(program.errors().size() == 4);
  CHECK(program.errors()[1].code == "cel.undeclared");
  CHECK(program.errors()[1].message == "undeclared reference to 'b'");
  CHECK(program.errors()[1].column == 5);
  CHECK(error_of(program.evaluate()) == "cel.undeclared");

  const auto broken = CelProgram::compile("1 +\n  )");
  REQUIRE(broken.errors().size() == 1);
  CHECK(broken.errors()[0].code == "cel.syntax");
  CHECK(broken.errors()[0].line == 2);
  CHECK(broken.errors()[0].column == 3);
  CHECK(broken.errors()[0].offset == 6);
  CHECK(broken.tree().empty());
}

TEST_CASE("unchecked, what nobody declares is an error once it is evaluated") {
  const auto run = [](const std::string& expression) {
    return CelProgram::compile(expression, R"({"check":false,"variables":{"x":"dyn"}})")
        .evaluate(R"({"x":{"int":"1"}})");
  };
  CHECK(run("f_unknown(17) || true") == R"({"value":true})");
  CHECK(run("true ? x : y.z.w") == R"({"value":{"int":"1"}})");
  CHECK(run("x.f_unknown(y) == 1 || x == 1") == R"({"value":true})");
  CHECK(run("size(1, 2) == 1 || true") == R"({"value":true})");
  CHECK(run("has(y.z) || true") == R"({"value":true})");
  CHECK(error_of(run("y")) == "cel.undeclared");
  CHECK(error_of(run("[1, y]")) == "cel.undeclared");
  CHECK(error_of(run("[y]")) == "cel.undeclared");
  CHECK(error_of(run("{'a': y.b}")) == "cel.undeclared");
  CHECK(error_of(run("has(y.z)")) == "cel.undeclared");
  CHECK(error_of(run("[1].all(i, f_unknown(i))")) == "cel.undeclared");
}

TEST_CASE("options") {
  CHECK(CelProgram::compile("y", R"({"variables":{"a.b.y":"int","y":"int"},"container":"a.b"})")
            .evaluate(R"({"a.b.y":1.5})") == R"({"value":1.5})");
  CHECK_FALSE(CelProgram::compile("[1].all(i, true)", R"({"macros":false})").errors().empty());
  for (const char* options : {"[]", "{", R"({"variable":{}})", R"({"variables":[]})", R"({"variables":{"x":1}})",
                              R"({"container":1})", R"({"check":"no"})"}) {
    INFO(options);
    const auto program = CelProgram::compile("1", options);
    REQUIRE(program.errors().size() == 1);
    CHECK(program.errors()[0].code == "cel.options");
    CHECK(program.errors()[0].line == 0);
  }
  CHECK(CelProgram::compile("1", R"({"variables":{"a/b":"?"}})").errors()[0].pointer == "/variables/a~1b");
}

TEST_CASE("the type check") {
  const std::string options =
      R"json({"variables":{"x":"map(string, list(int))"},"functions":{"f":["(string) -> int"],)json"
      R"json("g":["int.(int) -> bool","string.() -> list(T)","() -> pair(T, int)"]}})json";
  const auto program = [&](const std::string& expression) { return CelProgram::compile(expression, options); };
  CHECK(program("x.a[0] + f('a')").type() == "int");
  CHECK(program("[x.a, []]").type() == "list(list(int))");
  CHECK(program("1.g(2)").type() == "bool");
  CHECK(program("g()").type() == "pair(dyn, int)");
  CHECK(program("optional.of(x.a)").type() == "optional_type(list(int))");
  CHECK(CelProgram::compile("1 + 1", R"({"check":false})").type() == "dyn");

  const auto wrong = program("x.a[0] + 'a' == f(1)");
  REQUIRE(wrong.errors().size() == 2);
  CHECK(wrong.errors()[0].code == "cel.no_matching_overload");
  CHECK(wrong.errors()[0].column == 8);
  CHECK(wrong.errors()[1].column == 17);

  // Declared is not there: the call is an error value.
  CHECK(error_of(program("f('a')").evaluate()) == "cel.undeclared");
  CHECK(program("f('a') == 1 || true").evaluate() == R"({"value":true})");

  for (const char* overload : {"", "()", "(int)", "() ->", "(int)-> int", "(list) -> int", "int.int(int) -> int",
                               "(int) -> int x", "(int,int) -> int", "() -> ()"}) {
    INFO(overload);
    const auto declared = CelProgram::compile("1", "{\"functions\":{\"f\":[\"" + std::string(overload) + "\"]}}");
    REQUIRE(declared.errors().size() == 1);
    CHECK(declared.errors()[0].pointer == "/functions/f");
  }
}

TEST_CASE("types of variables") {
  const auto declared = [](const std::string& type) {
    return CelProgram::compile("1", "{\"variables\":{\"x\":\"" + type + "\"}}").errors().empty();
  };
  for (const char* type :
       {"dyn", "bool", "int", "uint", "double", "string", "bytes", "timestamp", "duration", "null", "type", "list(int)",
        "map(string, list(map(int, type)))", "optional_type(int)", "type(int)"}) {
    INFO(type);
    CHECK(declared(type));
  }
  for (const char* type :
       {"", "integer", "list", "list()", "list(int", "list(int))", "list(int, int)", "map(string)", "map(string,int)",
        "int(int)", "type(int, int)", "optional_type", "T", "tuple(int)", "Int", " int"}) {
    INFO(type);
    CHECK_FALSE(declared(type));
  }
}

TEST_CASE("a value whose text would be too large is an error") {
  std::string x = "[";
  for (int i = 0; i < 200; ++i) x += "true,";
  x.back() = ']';
  CHECK(error_of(evaluate("x.map(a, x.map(b, x))", x)) == "cel.limit");
  CHECK(evaluate("size(x.map(a, x.map(b, x)))", x) == R"({"value":{"int":"200"}})");
}

TEST_CASE("programs by number") {
  CelPrograms programs;
  CHECK(programs.compile("1 + 1") == R"({"program":1,"type":"int"})");
  CHECK(programs.compile("y").find(R"({"errors":[{"code":"cel.undeclared")") == 0);
  CHECK(programs.compile("x", R"({"variables":{"x":"int"}})") == R"({"program":2,"type":"int"})");
  CHECK(programs.evaluate(1) == R"({"value":{"int":"2"}})");
  CHECK(programs.evaluate(2, R"({"x":null})") == R"({"value":null})");
  CHECK(programs.tree(1) == "_+_(\n  1,\n  1\n)");
  programs.dispose(1);
  programs.dispose(1);
  CHECK(error_of(programs.evaluate(1)) == "cel.disposed");
  CHECK(programs.tree(1).empty());
  for (std::size_t i = 1; i < precheck::limits::kMaxCelPrograms; ++i)
    REQUIRE(programs.compile("1").find("program") == 2);
  CHECK(programs.compile("1").find(R"({"errors":[{"code":"cel.limit")") == 0);
  programs.dispose(2);
  CHECK(programs.compile("1").find("program") == 2);
}

TEST_CASE("the syntax is given with the bytes that each node was written as, without parentheses around it") {
  CHECK(precheck::cel_syntax("(1u)") ==
        R"({"kind":"literal","start":1,"end":3,"at":1,"type":"uint","value":{"uint":"1"}})");
  CHECK(precheck::cel_syntax("(-1.5)") ==
        R"({"kind":"literal","start":1,"end":5,"at":1,"type":"double","value":-1.5})");
  CHECK(precheck::cel_syntax("(.a)") == R"({"kind":"ident","start":1,"end":3,"at":2,"name":".a"})");
  CHECK(precheck::cel_syntax("!(!a)") == R"({"kind":"call","start":0,"end":5,"at":0,"function":"!_","args":[)"
                                         R"({"kind":"call","start":2,"end":4,"at":2,"function":"!_","args":[)"
                                         R"({"kind":"ident","start":3,"end":4,"at":3,"name":"a"}]}]})");
}

TEST_CASE("in a chain of && each node ends with its last operand") {
  CHECK(precheck::cel_syntax("a && b && (c)") ==
        R"({"kind":"call","start":0,"end":13,"at":7,"function":"_&&_","args":[)"
        R"({"kind":"call","start":0,"end":6,"at":2,"function":"_&&_","args":[)"
        R"({"kind":"ident","start":0,"end":1,"at":0,"name":"a"},)"
        R"({"kind":"ident","start":5,"end":6,"at":5,"name":"b"}]},)"
        R"({"kind":"ident","start":11,"end":12,"at":11,"name":"c"}]})");
}

TEST_CASE("macros in the syntax are calls, or comprehensions where that is asked for") {
  CHECK(precheck::cel_syntax("has(a.b)") ==
        R"({"kind":"call","start":0,"end":8,"at":0,"function":"has","args":[)"
        R"({"kind":"select","start":4,"end":7,"at":5,"operand":{"kind":"ident","start":4,"end":5,"at":4,"name":"a"},)"
        R"("field":"b"}]})");
  CHECK(precheck::cel_syntax("has(a.b)", true) ==
        R"({"kind":"select","start":0,"end":8,"at":0,"macro":"has",)"
        R"("operand":{"kind":"ident","start":4,"end":5,"at":4,"name":"a"},"field":"b","test_only":true})");
  CHECK(
      precheck::cel_syntax("l.all(v, v)", true)
          .starts_with(
              R"({"kind":"comprehension","start":0,"end":11,"at":2,"macro":"all","iter_var":"v","accu_var":"@result",)"
              R"("iter_range":{"kind":"ident","start":0,"end":1,"at":0,"name":"l"},)"
              R"("accu_init":{"kind":"literal","start":0,"end":11,"at":2,"type":"bool","value":true},)"));
}

TEST_CASE("an expression without a syntax is refused where it is wrong") {
  CHECK(
      precheck::cel_syntax("1 +") ==
      R"({"errors":[{"code":"cel.syntax","message":"expected a value, a name or '(', found the end of the expression",)"
      R"("line":1,"column":4,"offset":3}]})");
}
