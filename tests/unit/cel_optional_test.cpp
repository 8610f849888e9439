// Optional values and cel.bind, as cel-go has them, and what becomes of errors and unknowns in them.
#include "cel_support.h"

namespace {

using namespace precheck::cel;

// u and v are not known yet, e is an error.
void add_undecided(Scene& scene) {
  scene.let("u", scene.unknown({1}));
  scene.let("v", scene.unknown({2}));
  scene.let("e", scene.error("broken"));
}

TEST_CASE("cel optionals: how they are made, and what they tell", "[cel][optional]") {
  check_rows({
      {"optional.of(1)", "optional.of(1)"},
      {"optional.none()", "optional.none()"},
      {"optional.of(optional.none())", "optional.of(optional.none())"},
      {"optional.of(1).hasValue()", "true"},
      {"optional.of(null).hasValue()", "true"},
      {"optional.none().hasValue()", "false"},
      {"optional.of('a').value()", "'a'"},
      {"optional.none().value()", "error at 16: optional.none() has no value"},
      {"optional.none().or(optional.of(1))", "optional.of(1)"},
      {"optional.of(1).or(optional.of(2))", "optional.of(1)"},
      {"optional.none().or(optional.none())", "optional.none()"},
      {"optional.none().orValue(1)", "1"},
      {"optional.of(2).orValue(1)", "2"},
      {"type(optional.of(1)) == optional_type", "true"},
      {"type(optional.none())", "optional_type"},
      {"optional_type", "optional_type"},

      {"1.hasValue()", "error at 2: no such overload: int.hasValue()"},
      {"'a'.value()", "error at 4: no such overload: string.value()"},
      {"1.or(optional.of(1))", "error at 2: no such overload: or() of int"},
      {"optional.none().or(1)", "error at 16: no such overload: or() of int"},
      {"null.orValue(1)", "error at 5: no such overload: orValue() of null_type"},
      {"size(optional.of('a'))", "error at 0: no such overload: size(optional_type)"},
  });
}

TEST_CASE("cel optionals: which values are the zero of their type", "[cel][optional]") {
  for (const std::string zero : {"null", "false", "0", "0u", "0.0", "-0.0", "''", "b''", "[]", "{}", "duration('0s')",
                                 "timestamp('0001-01-01T00:00:00Z')", "{?'a': optional.none()}"}) {
    CHECK(zero + Scene().run("optional.ofNonZeroValue(" + zero + ")") == zero + "optional.none()");
  }
  for (const std::string other : {"true", "-1", "1u", "0.5", "double('NaN')", "' '", "b'\\x00'", "[0]", "{0: 0}",
                                  "duration('1ns')", "timestamp('1970-01-01T00:00:00Z')", "int", "optional.none()"}) {
    CHECK(other + Scene().run("optional.ofNonZeroValue(" + other + ").hasValue()") == other + "true");
  }
}

TEST_CASE("cel optionals: equality", "[cel][optional]") {
  check_rows({
      {"optional.none() == optional.none()", "true"},
      {"optional.of(1) == optional.of(1.0)", "true"},
      {"optional.of(1) == optional.of(2)", "false"},
      {"optional.of(1) != optional.none()", "true"},
      {"optional.none() == null", "false"},
      {"optional.of(1) == 1", "false"},
      {"optional.of(1) in [optional.none(), optional.of(1)]", "true"},
      {"[optional.of([1])] == [optional.of([1u])]", "true"},
      {"optional.of(1) < optional.of(2)",
       "error at 15: no such overload: comparison of optional_type and optional_type"},
      {"{optional.of(1): 1}", "error at 0: unsupported key type: optional_type"},
  });
}

TEST_CASE("cel optionals: fields and elements that may be missing", "[cel][optional]") {
  check_rows({
      {"{'a': 1}.?a", "optional.of(1)"},
      {"{'a': null}.?a", "optional.of(null)"},
      {"{'a': 1}.?b", "optional.none()"},
      {"{'a': 1}[?'a']", "optional.of(1)"},
      {"{'a': 1}[?'b']", "optional.none()"},
      {"{1: 'x'}[?1u]", "optional.of('x')"},
      {"[7][?0]", "optional.of(7)"},
      {"[7][?1]", "optional.none()"},
      {"[7][?-1]", "optional.none()"},
      {"'a'.?b", "error at 3: no such overload: field selection of string"},
      {"1[?0]", "error at 1: no such overload: an index into of int and int"},
      {"[7][?'a']", "error at 3: no such overload: an index into of list and string"},
      {"[7][?0.5]", "error at 3: no such overload: an index into of list and double"},

      // From an optional on, every further step is optional.
      {"{'a': {'b': {'c': 1}}}.?a.b.c", "optional.of(1)"},
      {"{'a': {'b': {'c': 1}}}.?a.x.c", "optional.none()"},
      {"{}.?a.b.c", "optional.none()"},
      {"{'a': [[1], [2]]}.?a[1][0]", "optional.of(2)"},
      {"{'a': [[1], [2]]}.?a[2][0]", "optional.none()"},
      {"{'a': {'b': 1}}.?a.?b", "optional.of(1)"},
      {"optional.of({'a': 1}).a", "optional.of(1)"},
      {"optional.of([1])[0]", "optional.of(1)"},
      {"optional.none()[1 / 0]", "optional.none()"},
      {"optional.none().a.b", "optional.none()"},
      {"{'a': null}.?a.b", "error at 14: no such overload: field selection of null_type"},
      {"{true: 0}[?true].b", "error at 16: no such overload: field selection of int"},
      {"optional.of(optional.of({'a': 1})).a", "error at 34: no such overload: field selection of optional_type"},
      {"optional.of([1])['a']", "error at 16: no such overload: an index into of list and string"},
      {"{'a': 1}.b.?c", "error at 8: no such key: b"},
      {"[{'a': 1}].exists(x, x.?b.orValue(2) == 2)", "true"},
  });
}

TEST_CASE("cel optionals: has() of what is selected from one", "[cel][optional]") {
  check_rows({
      {"has({}.?a.b)", "false"},
      {"has({'a': {}}.?a.b)", "false"},
      {"has({'a': {'b': 1}}.?a.b)", "true"},
      {"has(optional.of({'a': 1}).a)", "true"},
      {"has({'a': optional.none()}.a)", "true"},
      {"has({'a': optional.none()}.a.b)", "false"},
      {"has({'a': 1}.?a.b)", "error at 0: no such overload: has() of int"},
  });
}

TEST_CASE("cel optionals: entries of lists and maps", "[cel][optional]") {
  check_rows({
      {"[?optional.of(1), 2, ?optional.none()]", "[1, 2]"},
      {"[?{}.?a]", "[]"},
      {"[?optional.of(optional.none())]", "[optional.none()]"},
      {"{?'a': optional.of(1), 'b': 2, ?'c': optional.none()}", "{'a': 1, 'b': 2}"},
      {"{'a': 1, ?'a': optional.none()}", "{'a': 1}"},
      {"{'a': 1, ?'a': optional.of(2)}", "error at 0: duplicate key in map: 'a'"},
      {"size([?optional.none()]) + size({?1: optional.none()})", "0"},
      {"[?1]", "error at 2: an entry with ? takes an optional value, not int"},
      {"{?'a': 1}", "error at 7: an entry with ? takes an optional value, not int"},
      {"[1, 2].map(x, [?[5][?x - 1]])", "[[5], []]"},
  });
}

TEST_CASE("cel optionals: optMap and optFlatMap", "[cel][optional]") {
  check_rows({
      {"optional.of(42).optMap(y, y + 1)", "optional.of(43)"},
      {"optional.none().optMap(y, y + 1)", "optional.none()"},
      {"optional.none().optMap(y, 1 / 0)", "optional.none()"},
      {"optional.of(0).optMap(y, 1 / y)", "error at 27: divide by zero"},
      {"{'a': {'b': 1}}.?a.optFlatMap(x, x.?b)", "optional.of(1)"},
      {"{'a': {'b': 1}}.?a.optFlatMap(x, x.?c)", "optional.none()"},
      {"{'a': {'b': 1}}.?a.optMap(x, x.?b)", "optional.of(optional.of(1))"},
      {"[1, 2, 3].map(x, optional.of(x).optMap(y, y * x).value())", "[1, 4, 9]"},
      // The variable hides others, and is no variable elsewhere.
      {"[1].map(x, optional.of(5).optMap(x, x))", "[optional.of(5)]"},
      {"optional.of(y).optMap(y, y)", "rejected at 12: undeclared reference to 'y'"},
      {"optional.of(1).optMap(y, optional.of(2).optMap(z, y + z))", "optional.of(optional.of(3))"},
      {"1.optMap(y, y)", "error at 2: no such overload: int.hasValue()"},
  });
}

TEST_CASE("cel bind: a value by name", "[cel][bind]") {
  check_rows({
      {"cel.bind(a, 'x', a + a + a)", "'xxx'"},
      {"cel.bind(a, 1, cel.bind(b, a + 1, a + b))", "3"},
      {"cel.bind(a, 1, cel.bind(a, a + 1, a + 1))", "3"},
      {"cel.bind(a, [1, 2], [2, 3].exists(e, e in a))", "true"},
      {"[1, 2].map(x, cel.bind(y, x * x, y + x))", "[2, 6]"},
      {"cel.bind(a, [1, 2].map(x, x + 1), a.map(x, x + size(a)))", "[4, 5]"},
      {"cel.bind(a, 1, 2) + cel.bind(a, 3, a)", "5"},
      {"cel.bind(a, {'b': 1}, a.b)", "1"},
      {"cel.bind(a, 1, a) + a", "rejected at 20: undeclared reference to 'a'"},
      {"cel.bind(a, a, a)", "rejected at 12: undeclared reference to 'a'"},
      {"cel.bind(result, 1, unused)", "rejected at 20: undeclared reference to 'unused'"},
      // A value that is not needed does not matter.
      {"cel.bind(a, 1 / 0, 2)", "2"},
      {"cel.bind(a, 1 / 0, a + 2)", "error at 14: divide by zero"},
      {"cel.bind(a, 1 / 0, true || a)", "true"},
  });
}

TEST_CASE("cel bind: an unknown goes by the name as well", "[cel][bind][unknown]") {
  Scene scene;
  add_undecided(scene);
  scene.let("applicant", scene.unknown_object({7, 8}, {{text("birth"), scene.unknown({7})}}));
  check_rows(scene, {
                        {"cel.bind(a, u, a + v)", "unknown 1, 2"},
                        {"cel.bind(a, u, 1)", "1"},
                        {"cel.bind(a, u, true || a)", "true"},
                        {"cel.bind(a, e, a)", "error at 0: broken"},
                        {"cel.bind(a, e, u || a)", "unknown 1"},
                        {"cel.bind(a, applicant, a.birth)", "unknown 7"},
                    });
}

TEST_CASE("cel optionals: errors and unknowns", "[cel][optional][unknown]") {
  Scene scene;
  add_undecided(scene);
  check_rows(scene, {
                        {"optional.of(u)", "unknown 1"},
                        {"optional.of(e)", "error at 0: broken"},
                        {"optional.ofNonZeroValue(u)", "unknown 1"},
                        {"optional.of(u).hasValue()", "unknown 1"},
                        {"u.?a", "unknown 1"},
                        {"e.?a", "error at 0: broken"},
                        {"u[?0]", "unknown 1"},
                        {"[1][?u]", "unknown 1"},
                        {"u[?v]", "unknown 1, 2"},
                        {"u[?e]", "error at 0: broken"},
                        {"e[?u]", "error at 0: broken"},
                        {"optional.none()[u]", "optional.none()"},
                        {"u.optMap(x, x + 1)", "unknown 1"},
                        {"e.optMap(x, x + 1)", "error at 0: broken"},
                        {"optional.of(1).optMap(x, x + u)", "unknown 1"},

                        // The first of or() and orValue() decides where it has a value; or() is strict otherwise.
                        {"optional.of(1).or(u)", "optional.of(1)"},
                        {"optional.of(1).or(e)", "optional.of(1)"},
                        {"optional.none().or(u)", "unknown 1"},
                        {"optional.none().or(e)", "error at 0: broken"},
                        {"u.or(optional.of(1))", "unknown 1"},
                        {"u.or(v)", "unknown 1, 2"},
                        {"u.or(e)", "error at 0: broken"},
                        {"e.or(u)", "error at 0: broken"},
                        {"optional.of(1).orValue(u)", "1"},
                        {"optional.of(1).orValue(e)", "1"},
                        {"optional.none().orValue(u)", "unknown 1"},
                        {"optional.none().orValue(e)", "error at 0: broken"},
                        {"u.orValue(1)", "unknown 1"},
                        {"u.orValue(v)", "unknown 1"},
                        {"u.orValue(e)", "unknown 1"},
                        {"e.orValue(1)", "error at 0: broken"},

                        {"[?u, 1]", "unknown 1"},
                        {"[?u, v]", "unknown 1, 2"},
                        {"[?u, e]", "error at 0: broken"},
                        {"{?'a': u}", "unknown 1"},
                        {"{?u: optional.none()}", "unknown 1"},
                        {"{?e: optional.none()}", "error at 0: broken"},
                        {"optional.of(1) == u", "unknown 1"},
                    });
}

TEST_CASE("cel optionals: a fact that is not there, or not known", "[cel][optional][unknown]") {
  Scene scene;
  scene.let("filing", scene.map({{text("given"), number(1)},
                                 {text("optional"), scene.absent()},
                                 {text("unfilled"), scene.unknown({3})},
                                 {text("host"), scene.unknown_absent({5})},
                                 {text("list"), scene.list({number(1), scene.unknown({4})})}}));
  scene.let("agent", scene.absent());
  check_rows(scene, {
                        {"filing.?given", "optional.of(1)"},
                        {"filing.?optional", "optional.none()"},
                        {"filing.?unfilled", "unknown 3"},
                        {"filing.?host", "optional.none()"},
                        {"filing.?other", "optional.none()"},
                        {"filing[?'optional']", "optional.none()"},
                        {"filing[?'host']", "optional.none()"},
                        {"filing[?'unfilled']", "unknown 3"},
                        {"filing.list[?1]", "unknown 4"},
                        {"filing.list[?2]", "optional.none()"},
                        {"filing.?list[1]", "unknown 4"},
                        {"optional.of(filing).optional", "optional.none()"},
                        {"optional.of(filing)['host']", "optional.none()"},
                        {"filing.?optional.orValue(7)", "7"},
                        {"filing.?host.orValue(7)", "7"},
                        {"filing.?unfilled.orValue(7)", "unknown 3"},
                        {"filing.?optional.below.below", "optional.none()"},
                        {"[?filing.?given, ?filing.?optional]", "[1]"},
                        {"optional.ofNonZeroValue({?'a': filing.?optional})", "optional.none()"},

                        // Below what is not there nothing is; without `?` it is an error as ever.
                        {"filing.optional.?below", "optional.none()"},
                        {"agent.?name", "optional.none()"},
                        {"agent[?0]", "optional.none()"},
                        {"has(agent.?name.first)", "false"},
                        {"agent.name.?first", "optional.none()"},
                        {"agent[0].?name", "optional.none()"},
                        {"optional.of(agent)", "error at 0: there is no answer"},
                    });
}

TEST_CASE("cel optionals: fields of an object that is not there yet", "[cel][optional][unknown]") {
  Scene scene;
  scene.let("applicant", scene.unknown_object(
                             {7, 8, 9}, {{text("birth"), scene.unknown({7})},
                                         {text("phone"), scene.absent()},
                                         {text("code"), scene.unknown_absent({8})},
                                         {text("home"), scene.unknown_object({9}, {{text("area"), scene.unknown({9})},
                                                                                   {text("note"), scene.absent()}})}}));
  check_rows(scene, {
                        {"applicant.?birth", "unknown 7"},
                        {"applicant.?phone", "optional.none()"},
                        {"applicant.?code", "optional.none()"},
                        {"applicant.?other", "optional.none()"},
                        {"applicant[?'birth']", "unknown 7"},
                        {"applicant[?'phone']", "optional.none()"},
                        {"applicant.?home.area", "unknown 9"},
                        {"applicant.?home.?area", "unknown 9"},
                        {"applicant.?home", "unknown 9"},
                        // An optional of the object it will be: a field without an answer is none even now.
                        {"applicant.?home.note", "optional.none()"},
                        {"applicant.?home['note']", "optional.none()"},
                        {"optional.of(applicant).phone", "optional.none()"},
                        {"cel.bind(h, applicant.?home, h.note)", "optional.none()"},
                        {"applicant.?home.orValue({}).note", "error at 0: there is no answer"},
                        {"applicant.home.note", "error at 0: there is no answer"},
                        {"has(applicant.?home.note)", "false"},
                        {"has(applicant.?home.area)", "unknown 9"},
                        {"dyn(applicant).birth", "unknown 7"},
                        // Indexing is selection in another notation.
                        {"applicant['birth']", "unknown 7"},
                        {"applicant['home']['area']", "unknown 9"},
                        {"applicant['home'].area", "unknown 9"},
                        {"applicant['phone']", "error at 0: there is no answer"},
                        {"applicant['other']", "error at 9: no such key: 'other'"},
                        // What is made of it is another value, all of whose parts are waited for.
                        {"[applicant][0].birth", "unknown 7, 8, 9"},
                        {"{'a': applicant}['a'].birth", "unknown 7, 8, 9"},
                        {"optional.of(applicant).hasValue()", "unknown 7, 8, 9"},
                    });
}

TEST_CASE("cel optionals: a host's own functions go before those of the library", "[cel][optional]") {
  const Function functions[] = {
      {"or", true, 2, 2, [](Evaluation&, const Value* args, std::uint32_t) { return args[1]; }},
      {"dyn", false, 1, 1, [](Evaluation&, const Value*, std::uint32_t) { return Value::of_int(5); }}};
  Scene scene;
  scene.functions(functions);
  check_rows(scene, {{"1.or(2)", "2"}, {"dyn(1)", "5"}, {"optional.none().orValue(3)", "3"}});
}

TEST_CASE("cel optionals: names resolve in a container, and functions before variables", "[cel][optional]") {
  Scene scene;
  scene.container("a.b").let("optional", scene.map({{text("of"), number(1)}})).let("x", scene.map({}));
  check_rows(scene, {
                        {"optional.of(2)", "optional.of(2)"},
                        {"optional.?of", "optional.of(1)"},
                        {"x.?y.orValue(optional.none())", "optional.none()"},
                        {"x.optMap(optional, optional)", "error at 2: no such overload: map.hasValue()"},
                        {"optional.of(1).optMap(optional, optional)", "optional.of(1)"},
                        {"nothing.?y", "rejected at 0: undeclared reference to 'nothing'"},
                    });
}

}  // namespace
