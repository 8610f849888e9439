// Operators, names, macros and limits of the evaluator: cel-spec doc/langdef.md. What is undecided is in
// cel_unknown_test.cpp, the standard library in cel_functions_test.cpp.
#include <string>
#include <vector>

#include "cel_support.h"

using namespace precheck;
using namespace precheck::cel;

TEST_CASE("cel: every literal is its own value", "[cel][evaluate]") {
  check_rows({
      {"null", "null"},
      {"true", "true"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"0xFF", "255"},
      {"18446744073709551615u", "18446744073709551615u"},
      {"1.5e-3", "0.0015"},
      {"'深圳'", "'深圳'"},
      {"b'\\xff'", "b'\\xff'"},
      {"[1, 'two', [3u]]", "[1, 'two', [3u]]"},
      {"{'a': 1, 2: 'b', 3u: null, true: []}", "{'a': 1, 2: 'b', 3u: null, true: []}"},
      {"[]", "[]"},
      {"{}", "{}"},
      {"int", "int"},
  });
}

TEST_CASE("cel: conditions over elements of lists", "[cel][evaluate]") {
  const auto item = [](Scene& scene, std::int64_t n, std::string_view s) {
    return scene.map({{Value::of_string("n"), Value::of_int(n)}, {Value::of_string("s"), Value::of_string(s)}});
  };
  Scene scene;
  scene.let("items", scene.list({item(scene, 1, "a"), item(scene, 2, "bb"), item(scene, 3, "")}));
  scene.let("numbers", scene.list({Value::of_int(1), Value::of_int(2), Value::of_int(3)}));
  scene.let("none", scene.list({}));
  scene.let("text", Value::of_string("abc")).let("yes", Value::of_bool(true));
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"numbers.all(n, n > 0)", "true"},
      {"numbers.all(n, n in [1, 2])", "false"},
      {"numbers.exists(n, n == 3 && yes)", "true"},
      {"none.exists(n, n == 3)", "false"},
      {"none.all(n, n == 3)", "true"},
      {"text in ['a', 'abc']", "true"},
      {"text in ['a', 1]", "false"},
      {"2 in numbers", "true"},
      {"!(4 in numbers) || yes", "true"},
      {"text.startsWith('ab') && size(text) == 3", "true"},
      {"text.matches('^a.c$') && !text.endsWith('d')", "true"},
      {"size(numbers.filter(n, n > 1)) == 2", "true"},
      {"numbers.filter(n, n > 1).size() < 2", "false"},
      {"size(none.filter(n, n > 1)) <= 0", "true"},
      {"size(items.filter(i, i.n != 2 && size(i.s) < 1)) >= 1", "true"},
      {"items.all(i, i.s != 'x' && i.n in numbers)", "true"},
      {"items.exists(i, numbers.all(n, n <= i.n))", "true"},
      {"items.all(i, numbers.exists(n, size(numbers.filter(m, m < n)) >= i.n))", "false"},
      {"items.all(i, i.n / 0 == 1)", "error at 17: divide by zero"},
      {"yes || size(numbers) == 1", "true"},
      {"size(numbers) == 1 || yes", "true"},
  };
  for (const auto& [text, expected] : rows) {
    INFO(text);
    CHECK(scene.run(text) == expected);
  }
  // With too few steps both say so.
  for (std::uint64_t most = 0; most < 30; ++most) {
    scene.steps(most);
    scene.run("items.all(i, numbers.exists(n, size(numbers.filter(m, m < n)) >= i.n - 3))");
  }
}

TEST_CASE("cel: arithmetic is of one type, and whole numbers are checked", "[cel][evaluate]") {
  check_rows({
      {"1 + 2 * 3 - 4", "3"},
      {"7 / 2", "3"},
      {"-7 / 2", "-3"},
      {"-7 % 2", "-1"},
      {"7u / 2u + 7u % 2u", "4u"},
      {"7.0 / 2.0", "3.5"},
      {"1.0 / 0.0", "+Inf"},
      {"0.0 / 0.0", "NaN"},
      {"-(3)", "-3"},
      {"-(1.5)", "-1.5"},

      {"9223372036854775807 + 1", "error at 20: int overflow"},
      {"-9223372036854775808 - 1", "error at 21: int overflow"},
      {"4611686018427387904 * 2", "error at 20: int overflow"},
      {"-(-9223372036854775808)", "error at 0: int overflow"},
      {"-9223372036854775808 / -1", "error at 21: int overflow"},
      {"-9223372036854775808 % -1", "error at 21: int overflow"},
      {"18446744073709551615u + 1u", "error at 22: uint overflow"},
      {"0u - 1u", "error at 3: uint overflow"},
      {"9223372036854775808u * 2u", "error at 21: uint overflow"},
      {"1 / 0", "error at 2: divide by zero"},
      {"1 % 0", "error at 2: modulus by zero"},
      {"1u / 0u", "error at 3: divide by zero"},
      {"1u % 0u", "error at 3: modulus by zero"},

      {"1 + 1u", "error at 2: no such overload: + of int and uint"},
      {"1 * 1.0", "error at 2: no such overload: * of int and double"},
      {"1.0 % 1.0", "error at 4: no such overload: % of double and double"},
      {"-1u", "error at 0: no such overload: - of uint"},
      {"'a' - 'b'", "error at 4: no such overload: - of string and string"},
      {"null + 1", "error at 5: no such overload: + of null_type and int"},
  });
}

TEST_CASE("cel: + joins strings, bytes and lists", "[cel][evaluate]") {
  check_rows({
      {"'异地' + '就医'", "'异地就医'"},
      {"'' + ''", "''"},
      {"b'a' + b'\\x00'", "b'a\\x00'"},
      {"[1] + [2, 3] + []", "[1, 2, 3]"},
      {"[] + []", "[]"},
      {"'a' + 1", "error at 4: no such overload: + of string and int"},
      {"'a' + b'a'", "error at 4: no such overload: + of string and bytes"},
  });
}

TEST_CASE("cel: a list that was appended to in place is not changed for its other readers", "[cel][evaluate]") {
  check_rows({
      // The same list grows in two ways.
      {"[[1].map(x, x)].map(l, [l + [2], l + [3], l])[0]", "[[1, 2], [1, 3], [1]]"},
      {"[[1, 2].filter(x, true)].map(l, [l + l, l + [9], l])[0]", "[[1, 2, 1, 2], [1, 2, 9], [1, 2]]"},
  });
}

TEST_CASE("cel: numbers compare by value, whatever their types", "[cel][evaluate]") {
  check_rows({
      {"1 < 2", "true"},
      {"1 < 1u", "false"},
      {"1 <= 1u", "true"},
      {"-1 < 0u", "true"},
      {"0u > -9223372036854775808", "true"},
      {"18446744073709551615u > 9223372036854775807", "true"},
      {"1 < 1.5", "true"},
      {"1.5 >= 1u", "true"},
      {"1.5 > 2", "false"},
      {"0.0 == -0.0", "true"},
      {"1 == 1u && 1u == 1.0 && 1.0 == 1", "true"},
      {"1 == 1.5", "false"},
      {"-1 == 18446744073709551615u", "false"},
      {"1e300 > 9223372036854775807 && -1e300 < 0u", "true"},
      // Beyond 2^53 a whole number is rounded before it is compared with a double.
      {"9223372036854775807 == 9223372036854775808.0", "true"},
      {"9223372036854775807 < 9223372036854775808.0", "false"},
      {"9007199254740993 == 9007199254740992.0", "true"},
      // NaN is unlike anything, itself included.
      {"0.0 / 0.0 == 0.0 / 0.0", "false"},
      {"0.0 / 0.0 != 0.0 / 0.0", "true"},
      {"0.0 / 0.0 < 1 || 0.0 / 0.0 >= 1u", "false"},
  });
}

TEST_CASE("cel: other values compare with their like only", "[cel][evaluate]") {
  check_rows({
      {"false < true", "true"},
      {"'a' < 'b' && 'a' < 'aa' && 'Z' < 'a' && '' < 'a'", "true"},
      {"'深' < '🐱'", "true"},  // by code point
      {"b'\\x7f' < b'\\x80'", "true"},
      {"timestamp('2022-11-01T00:00:00Z') < timestamp('2022-11-01T00:00:00.000000001Z')", "true"},
      {"timestamp('2022-11-01T08:00:00+08:00') == timestamp('2022-11-01T00:00:00Z')", "true"},
      {"duration('-1.5s') < duration('-1s') && duration('60s') == duration('1m')", "true"},
      {"1 < '2'", "error at 2: no such overload: comparison of int and string"},
      {"[1] < [2]", "error at 4: no such overload: comparison of list and list"},
      {"null <= null", "error at 5: no such overload: comparison of null_type and null_type"},
      {"int < uint", "error at 4: no such overload: comparison of type and type"},
  });
}

TEST_CASE("cel: values of different types are unequal, which is no error", "[cel][evaluate]") {
  check_rows({
      {"1 == '1'", "false"},
      {"1 != '1'", "true"},
      {"null == null", "true"},
      {"null == 0", "false"},
      {"'a' == b'a'", "false"},
      {"false == 0", "false"},
      {"int == int && int != uint && type(1) == int", "true"},
      {"{} == []", "false"},
      {"timestamp('1970-01-01T00:00:00Z') == duration('0s')", "false"},
  });
}

TEST_CASE("cel: lists are equal item by item, maps entry by entry in any order", "[cel][evaluate]") {
  check_rows({
      {"[1, 2] == [1u, 2.0]", "true"},
      {"[1, 2] == [2, 1]", "false"},
      {"[1] == [1, 1]", "false"},
      {"[[1], {'a': [2]}] == [[1], {'a': [2]}]", "true"},
      {"[0.0 / 0.0] == [0.0 / 0.0]", "false"},
      {"{'a': 1, 'b': 2} == {'b': 2u, 'a': 1.0}", "true"},
      {"{1: 'x'} == {1u: 'x'}", "true"},
      {"{'a': 1} == {'a': 1, 'b': 2}", "false"},
      {"{'a': 1} == {'b': 1}", "false"},
      {"{'a': 1} != {'a': 2}", "true"},
  });
}

TEST_CASE("cel: in asks for an item of a list or a key of a map", "[cel][evaluate]") {
  check_rows({
      {"'b' in ['a', 'b']", "true"},
      {"1.0 in [1]", "true"},
      {"[1] in [[1]]", "true"},
      {"null in []", "false"},
      {"'1' in [1]", "false"},
      {"'a' in {'a': null}", "true"},
      {"2u in {2: 'x'} && 2.0 in {2: 'x'} && !(2.5 in {2: 'x'})", "true"},
      {"true in {true: 1} && !(1 in {true: 1})", "true"},
      {"[] in {}", "false"},
      {"'a' in 'abc'", "error at 4: no such overload: in of string and string"},
  });
}

TEST_CASE("cel: an index is a whole number of any type, a key is any key", "[cel][evaluate]") {
  check_rows({
      {"['a', 'b'][1]", "'b'"},
      {"['a', 'b'][1u] + ['a', 'b'][0.0]", "'ba'"},
      {"[1][1]", "error at 3: index out of bounds: 1"},
      {"[1][-1]", "error at 3: index out of bounds: -1"},
      {"[1][18446744073709551615u]", "error at 3: index out of bounds: 18446744073709551615u"},
      {"[1][0.5]", "error at 3: no such overload: an index into of list and double"},
      {"[1]['0']", "error at 3: no such overload: an index into of list and string"},
      {"{'a': 1}['a']", "1"},
      {"{1: 'x'}[1u] + {1u: 'y'}[1.0]", "'xy'"},
      {"{true: 'yes'}[true]", "'yes'"},
      {"{'a': 1}['b']", "error at 8: no such key: 'b'"},
      {"{9007199254740993: 1}[9007199254740992.0]", "error at 21: no such key: 9.007199254740992e+15"},
      {"{'a': 1}[b'\\xff']", "error at 8: no such key: b'\\xff'"},
      {"'abc'[0]", "error at 5: no such overload: an index into of string and int"},
  });
}

TEST_CASE("cel: a selection reads a key of a map", "[cel][evaluate]") {
  check_rows({
      {"{'a': {'b': 1}}.a.b", "1"},
      {"{'a': 1}.b", "error at 8: no such key: b"},
      {"'text'.a", "error at 6: no such overload: field selection of string"},
      {"[1].a", "error at 3: no such overload: field selection of list"},
      {"has({'a': null}.a)", "true"},
      {"has({'a': 1}.b)", "false"},
      {"has({'a': {}}.a.b)", "false"},
      {"has({}.a.b)", "error at 6: no such key: a"},
      {"has('text'.a)", "error at 0: no such overload: has() of string"},
  });
}

TEST_CASE("cel: maps have keys of four types, each once", "[cel][evaluate]") {
  check_rows({
      {"{1.5: 'x'}", "error at 0: unsupported key type: double"},
      {"{null: 'x'}", "error at 0: unsupported key type: null_type"},
      {"{'a': 1, 'a': 2}", "error at 0: duplicate key in map: 'a'"},
      {"{1: 'a', 1u: 'b'}", "error at 0: duplicate key in map: 1u"},
      {"{1: 'a', '1': 'b', true: 'c'}", "{1: 'a', '1': 'b', true: 'c'}"},
  });
}

TEST_CASE("cel: the boolean operators take booleans", "[cel][evaluate]") {
  check_rows({
      {"!true || false && true", "false"},
      {"true ? 'yes' : 'no'", "'yes'"},
      {"false ? 1 / 0 : 2", "2"},
      {"1 && true", "error at 2: no such overload: && of int"},
      {"true && 1", "error at 5: no such overload: && of int"},
      {"false || 'a'", "error at 6: no such overload: || of string"},
      {"1 || true", "true"},
      {"'a' ? 1 : 2", "error at 4: no such overload: ?: of string"},
      {"!1", "error at 0: no such overload: ! of int"},
  });
}

TEST_CASE("cel: macros over lists", "[cel][evaluate][macros]") {
  check_rows({
      {"[1, 2, 3].all(x, x > 0)", "true"},
      {"[1, 2, 3].all(x, x > 1)", "false"},
      {"[].all(x, false)", "true"},
      {"[1, 2, 3].exists(x, x > 2)", "true"},
      {"[].exists(x, true)", "false"},
      {"[1, 2, 3].exists_one(x, x > 2)", "true"},
      {"[1, 2, 3].exists_one(x, x > 1)", "false"},
      {"[1, 2, 3].filter(x, x % 2 == 1)", "[1, 3]"},
      {"[1, 2, 3].map(x, x * x)", "[1, 4, 9]"},
      {"[1, 2, 3].map(x, x != 2, x * x)", "[1, 9]"},
      {"[[1, 2], [3]].map(l, l.map(x, x + size(l)))", "[[3, 4], [4]]"},
      {"[1, 2].map(x, [3].map(x, x))", "[[3], [3]]"},  // the inner x hides the outer one
      {"1.all(x, true)", "error at 2: no such overload: a comprehension over a value of int"},
  });
}

TEST_CASE("cel: macros over maps see the keys, in the order written", "[cel][evaluate][macros]") {
  check_rows({
      {"{'b': 1, 'a': 2}.map(k, k)", "['b', 'a']"},
      {"{'b': 1, 'a': 2}.all(k, k < 'c')", "true"},
      {"{'b': 1, 'a': 2}.exists(k, k == 'a')", "true"},
      {"{'b': 1, 'a': 2}.filter(k, k > 'a')", "['b']"},
      {"{'b': 1, 'a': 2}.exists_one(k, k > 'a')", "true"},
  });
}

TEST_CASE("cel: macros with two variables see index and item, or key and value", "[cel][evaluate][macros]") {
  check_rows({
      {"[4, 5].all(i, x, x == i + 4)", "true"},
      {"[4, 5].exists(i, x, i == 1 && x == 5)", "true"},
      {"[4, 5].exists_one(i, x, i < 1)", "true"},
      {"[4, 5].existsOne(i, x, i < 2)", "false"},
      {"{'a': 1, 'b': 2}.all(k, v, v > 0)", "true"},
      {"{'a': 1, 'b': 2}.exists(k, v, k == 'b' && v == 2)", "true"},
      {"[4, 5].transformList(i, x, i * x)", "[0, 5]"},
      {"[4, 5].transformList(i, x, i > 0, x)", "[5]"},
      {"{'a': 1, 'b': 2}.transformList(k, v, k)", "['a', 'b']"},
      {"[4, 5].transformMap(i, x, x * x)", "{0: 16, 1: 25}"},
      {"{'a': 1, 'b': 2}.transformMap(k, v, v > 1, k + k)", "{'b': 'bb'}"},
      {"{'a': 1, 'b': 2}.transformMapEntry(k, v, {v: k})", "{1: 'a', 2: 'b'}"},
      {"['a', 'a'].transformMapEntry(i, x, {x: i})", "error at 11: duplicate key in map: 'a'"},
      {"[1].transformMapEntry(i, x, x)", "error at 4: no such overload: cel.@mapInsert(map, int)"},
  });
}

TEST_CASE("cel: all and exists stop at the item that decides, and forgive errors of the others",
          "[cel][evaluate][macros]") {
  check_rows({
      {"[0, 1].exists(x, 1 / x == 1)", "true"},
      {"[1, 0].exists(x, 1 / x == 1)", "true"},
      {"[0, 1].all(x, 1 / x == 2)", "false"},
      {"[1, 0].all(x, 1 / x == 1)", "error at 16: divide by zero"},
      {"[0, 1].exists(x, 1 / x == 2)", "error at 19: divide by zero"},
      // The others need every item.
      {"[0, 1].filter(x, 1 / x == 1)", "error at 19: divide by zero"},
      {"[0, 1].map(x, 1 / x)", "error at 16: divide by zero"},
      {"[1, 1, 0].exists_one(x, 1 / x == 1)", "error at 26: divide by zero"},
      {"[1].all(x, 'true')", "error at 4: no such overload: && of string"},
  });
}

TEST_CASE("cel: a name is looked up in the container first, then outwards", "[cel][evaluate][names]") {
  Scene scene;
  scene.container("com.example").let("com.example.y", number(1)).let("com.y", number(2)).let("y", number(3));
  scene.let("com.z", number(4)).let("z", number(5)).let("a.b", number(6)).let("a", scene.map({{text("b"), number(7)}}));
  check_rows(scene, {
                        {"y", "1"},
                        {"z", "4"},
                        {".y", "3"},
                        {".z", "5"},
                        {"com.y", "2"},
                        {"example.y", "1"},  // com.example.y, found within com
                        {".com.example.y", "1"},
                        {"a.b", "6"},  // the longest name that is declared
                        {"a", "{'b': 7}"},
                        {"a['b']", "7"},
                        {"has(a.b)", "true"},
                    });
}

TEST_CASE("cel: a macro's variable hides every other name, qualified ones too", "[cel][evaluate][names]") {
  Scene scene;
  scene.container("com").let("com.x", number(1)).let("x.f", number(2)).let("x", number(3));
  check_rows(scene, {
                        {"[{'f': 9}].map(x, x.f)", "[9]"},
                        {"[{'f': 9}].map(x, has(x.f))", "[true]"},
                        {"[9].map(x, .x)", "[3]"},
                        {"[9].map(x, [x].map(x, x + 1))", "[[10]]"},
                        {"[x].map(x, x)", "[1]"},  // the range is outside its scope
                        {"[1].map(int, int)", "[1]"},
                    });
}

TEST_CASE("cel: unknown names and wrong calls are refused before anything runs", "[cel][evaluate][names]") {
  Scene scene;
  scene.let("category", number(1)).let("params.limit", number(2));
  check_rows(scene,
             {
                 {"true || categori", "rejected at 8: undeclared reference to 'categori'; did you mean 'category'?"},
                 {"params.limt", "rejected at 0: undeclared reference to 'params.limt'; did you mean 'params.limit'?"},
                 {"[1].all(x, x > 0) && x", "rejected at 21: undeclared reference to 'x'"},
                 {"frobnicate(1)", "rejected at 0: undeclared reference to function 'frobnicate'"},
                 {"size()", "rejected at 0: no overload of 'size' takes 0 arguments"},
                 {"'a'.startsWith()", "rejected at 4: no overload of 'startsWith' takes 0 arguments as a method"},
                 {"startsWith('a', 'b')", "rejected at 0: no overload of 'startsWith' takes 2 arguments"},
                 {"has(category)", "rejected at 4: invalid argument to has() macro: expected a field, as in has(a.b)"},
                 {"1 +", "rejected at 3: expected a value, a name or '(', found the end of the expression"},
             });
}

TEST_CASE("cel: every mistake of an expression is reported at once", "[cel][evaluate][names]") {
  const auto ast = parse("a + size() + b.c(d)");
  REQUIRE(ast.ok());
  const auto program = compile(*ast, Environment{});
  REQUIRE_FALSE(program.ok());
  std::vector<std::string> messages;
  for (const SyntaxError& error : program.error()) {
    messages.push_back(std::to_string(error.offset) + " " + error.message);
  }
  CHECK(messages == std::vector<std::string>{"0 undeclared reference to 'a'",
                                             "4 no overload of 'size' takes 0 arguments",
                                             "13 undeclared reference to 'b'", "17 undeclared reference to 'd'",
                                             "15 undeclared reference to function 'c'"});
}

namespace {

Value twice(Evaluation& run, const Value* args, std::uint32_t) {
  if (!args[0].is(Kind::Int)) return run.error(ErrorCode::NoSuchOverload, "twice() takes an int");
  return Value::of_int(2 * args[0].integer);
}

constexpr Function kHostFunctions[] = {{"twice", false, 1, 1, twice}, {"math.twice", false, 1, 1, twice}};

}  // namespace

TEST_CASE("cel: the host adds functions, with qualified names where it likes", "[cel][evaluate][names]") {
  Scene scene;
  scene.functions(kHostFunctions).container("math");
  check_rows(scene, {
                        {"twice(4)", "8"},
                        {".twice(4)", "8"},
                        {"math.twice(4)", "8"},
                        {"1 + twice('a')", "error at 4: twice() takes an int"},
                        {"twice(1, 2)", "rejected at 0: no overload of 'twice' takes 2 arguments"},
                    });
}

TEST_CASE("cel: has() of a bare name is for packs", "[cel][evaluate][names]") {
  Scene scene;
  scene.has_on_identifiers();
  scene.let("given", number(1)).let("absent", scene.absent()).let("params.set", number(2));
  check_rows(scene, {
                        {"has(given)", "true"},
                        {"has(absent)", "false"},
                        {"has(params.set)", "true"},
                        {"absent", "error at 0: there is no answer"},
                        {"has(absent.field)", "false"},
                        {"has(given.field)", "error at 0: no such overload: has() of int"},
                    });
}

TEST_CASE("cel: steps are bounded, and shared by the runs of one check", "[cel][evaluate][limits]") {
  Scene scene;
  scene.let("x", number(1)).steps(5);
  CHECK(scene.run("x + x") == "2");
  CHECK(scene.steps_left() == 2);
  CHECK(scene.run("x + x") == "error at 4: the check takes too many steps");
  CHECK(scene.run("x") == "error at 0: the check takes too many steps");
  CHECK(scene.run("1 + 1") == "2");  // worked out when it was compiled
}

TEST_CASE("cel: nothing outweighs a limit", "[cel][evaluate][limits]") {
  Scene scene;
  scene.let("u", scene.unknown({1})).let("i", number(1));
  for (const char* expression : {"i + i + i == 4 || true", "true && (i + i == 2 || u)", "u || i + i + i == 3",
                                 "[1, 2, 3].all(x, u || x > 0)", "[1, 2, 3].exists(x, x > 2)", "[i + i + i, u]"}) {
    INFO(expression);
    for (std::uint64_t most = 1; most < 4; ++most) {
      scene.steps(most);
      const std::string result = scene.run(expression);
      INFO(result);
      CHECK(result.find("the check takes too many steps") != std::string::npos);
    }
  }
}

TEST_CASE("cel: memory is bounded", "[cel][evaluate][limits]") {
  const std::string ten = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]";
  std::string doubling = "'0123456789'";
  for (int i = 0; i < 12; ++i) doubling = "[" + doubling + "].map(s, s + s + s + s)[0]";
  {
    Scene scene(1u << 20);
    const std::string result = scene.run(ten + ".map(a, " + ten + ".map(b, " + ten + ".map(c, " + ten + ")))");
    CHECK(result.find("[[[[0, 1, 2") == 0);
  }
  {
    Scene scene(64u << 10);
    const std::string result = scene.run(ten + ".map(a, " + ten + ".map(b, " + ten + ".map(c, [a, b, c])))");
    CHECK(result.find("the check takes too much memory") != std::string::npos);
  }
  {
    Scene scene;
    const std::string result = scene.run(doubling);
    CHECK(result.find("the check takes too much memory") != std::string::npos);
  }
  {
    Scene scene(64u << 10);
    const std::string result = scene.run(doubling + " == '' || true");
    CHECK(result.find("the check takes too much memory") != std::string::npos);
  }
}

TEST_CASE("cel: comparing values that share their parts is bounded", "[cel][evaluate][limits]") {
  // Every level is the one before, twice: a small value of 2^levels parts.
  Scene scene;
  const auto shared = [&](int levels) {
    Value value = scene.list({Value::of_int(1)});
    for (int i = 0; i < levels; ++i) value = scene.list({value, value});
    return value;
  };
  scene.let("a", shared(40)).let("b", shared(40)).let("small_a", shared(9)).let("small_b", shared(9));
  CHECK(scene.run("small_a == small_b") == "true");
  for (const char* comparison : {"a == b", "a != b", "a in [b]", "{'x': a} == {'x': b}", "a == b || true"}) {
    CHECK(scene.run(comparison).find("compares values of too many parts") != std::string::npos);
  }
}

TEST_CASE("cel: a long result of map() or filter() takes time in proportion", "[cel][evaluate][limits]") {
  Scene scene;
  std::string items = "[0";
  for (int i = 1; i < 5000; ++i) items += "," + std::to_string(i);
  items += "]";
  CHECK(scene.run("size(" + items + ".map(x, x + 1).filter(x, x % 2 == 0))") == "2500");
}

TEST_CASE("cel: a described value is cut after a while, and is always UTF-8", "[cel][evaluate][describe]") {
  std::string wide;
  for (int i = 0; i < 40; ++i) wide += "医";
  check_rows({
      {"'" + wide + "'", "'" + wide.substr(0, 78) + "...'"},
      {"'it\\'s \\\\ \\n \\t \\x07'", "'it\\'s \\\\ \\n \\x09 \\x07'"},
      {"b'\\xe5\\x8c'", "b'\\xe5\\x8c'"},
      {"[[[[[[[[1]]]]]]]]", "[[[[[[[...]]]]]]]"},
  });
}
