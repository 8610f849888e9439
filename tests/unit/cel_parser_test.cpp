// Syntax trees and messages of parse(). The trees are compared in cel-go's debug format, on one line.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "catch.hpp"
#include "cel/ast_string.h"
#include "cel/parser.h"

namespace {

using precheck::cel::Ast;
using precheck::cel::Node;
using precheck::cel::NodeId;
using precheck::cel::NodeKind;
using precheck::cel::parse;
using precheck::cel::ParseOptions;
using precheck::limits::kMaxExpressionBytes;
using precheck::limits::kMaxExpressionDepth;
using precheck::limits::kMaxExpressionNodes;

// The debug string without its layout; or the error.
std::string tree(std::string_view text, const ParseOptions& options = {}) {
  const auto ast = parse(text, options);
  if (!ast) return "error at " + std::to_string(ast.error().offset) + ": " + ast.error().message;
  std::string out;
  const std::string lines = to_debug_string(*ast);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i] != '\n') {
      out += lines[i];
      continue;
    }
    while (i + 1 < lines.size() && lines[i + 1] == ' ') ++i;
    if (!out.empty() && out.back() == ',') out += ' ';
  }
  return out;
}

std::size_t reachable(const Ast& ast, NodeId id) {
  std::size_t count = 1;
  for (const NodeId arg : ast[id].args) count += reachable(ast, arg);
  return count;
}

int height(const Ast& ast, NodeId id) {
  int below = 0;
  for (const NodeId arg : ast[id].args) below = std::max(below, height(ast, arg));
  return below + 1;
}

std::string repeat(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST_CASE("cel parser: literals", "[cel][parser]") {
  CHECK(tree("null") == "null");
  CHECK(tree("true") == "true");
  CHECK(tree("0xF") == "15");
  CHECK(tree("23u") == "23u");
  CHECK(tree("23.39") == "23.39");
  CHECK(tree("1e10") == "1e+10");
  CHECK(tree("'医保\\n'") == "\"医保\\n\"");
  CHECK(tree("b'\\000\\xff'") == "b\"\\x00\\xff\"");
}

TEST_CASE("cel parser: a minus before a number is a part of it", "[cel][parser]") {
  CHECK(tree("-1") == "-1");
  CHECK(tree("- 1.5") == "-1.5");
  CHECK(tree("-9223372036854775808") == "-9223372036854775808");
  CHECK(tree("4--4") == "_-_(4, -4)");
  CHECK(tree("-1.size()") == "-1.size()");
  CHECK(tree("!-1") == "!_(-1)");
  CHECK(tree("-(1)") == "-_(1)");
  CHECK(tree("9223372036854775808") ==
        "error at 0: number is out of range: an int is between -9223372036854775808 and 9223372036854775807");
  CHECK(tree("1 -9223372036854775808") ==
        "error at 3: number is out of range: an int is between -9223372036854775808 and 9223372036854775807");
}

TEST_CASE("cel parser: pairs of the same sign cancel", "[cel][parser]") {
  CHECK(tree("!!a") == "a");
  CHECK(tree("!!!a") == "!_(a)");
  CHECK(tree("--a") == "a");
  CHECK(tree("--1") == "1");
  CHECK(tree("---a") == "-_(a)");
  CHECK(tree("!a.b") == "!_(a.b)");
}

TEST_CASE("cel parser: precedence and associativity", "[cel][parser]") {
  CHECK(tree("1 + 2 * 3 - 1 / 2 == 6 % 1") == "_==_(_-_(_+_(1, _*_(2, 3)), _/_(1, 2)), _%_(6, 1))");
  CHECK(tree("a - b - c") == "_-_(_-_(a, b), c)");
  CHECK(tree("a < b == c") == "_==_(_<_(a, b), c)");
  CHECK(tree("a in b != c in d") == "@in(_!=_(@in(a, b), c), d)");
  CHECK(tree("a <= b && c >= d || e > f") == "_||_(_&&_(_<=_(a, b), _>=_(c, d)), _>_(e, f))");
  CHECK(tree("a ? b : c ? d : e") == "_?_:_(a, b, _?_:_(c, d, e))");
  CHECK(tree("a || b ? c && d : e") == "_?_:_(_||_(a, b), _&&_(c, d), e)");
  CHECK(tree("(a + b) * c") == "_*_(_+_(a, b), c)");
  CHECK(tree("-a * b") == "_*_(-_(a), b)");
}

TEST_CASE("cel parser: chains of && and || are balanced as in cel-go", "[cel][parser]") {
  CHECK(tree("a || b || c") == "_||_(_||_(a, b), c)");
  CHECK(tree("a && b && c && d") == "_&&_(_&&_(a, b), _&&_(c, d))");
  CHECK(tree("a || b || c || d || e") == "_||_(_||_(_||_(a, b), c), _||_(d, e))");
  const auto chain = parse("a" + repeat(" && a", 999));
  REQUIRE(chain.ok());
  CHECK(height(*chain, chain->root) == 11);
}

TEST_CASE("cel parser: selections, indexes and calls", "[cel][parser]") {
  CHECK(tree("a.b.c") == "a.b.c");
  CHECK(tree(".a.b") == ".a.b");
  CHECK(tree("a[0][b]") == "_[_](_[_](a, 0), b)");
  CHECK(tree("f()") == "f()");
  CHECK(tree(".f(1, a)") == ".f(1, a)");
  CHECK(tree("a.f(1)[2].g()") == "_[_](a.f(1), 2).g()");
  CHECK(tree("a.`b-c`.`in`") == "a.b-c.in");
  CHECK(tree("a.package.while()") == "a.package.while()");
  CHECK(tree("{'a': 1}.a") == "{\"a\":1}.a");
}

TEST_CASE("cel parser: lists and maps", "[cel][parser]") {
  CHECK(tree("[]") == "[]");
  CHECK(tree("[1, 'a', [2],]") == "[1, \"a\", [2]]");
  CHECK(tree("[,]") == "[]");
  CHECK(tree("{}") == "{}");
  CHECK(tree("{1: a, 'b': c ? d : e,}") == "{1:a, \"b\":_?_:_(c, d, e)}");
  CHECK(tree("[1,,]") == "error at 3: expected a value, a name or '(', found ','");
}

TEST_CASE("cel parser: whitespace and comments mean nothing", "[cel][parser]") {
  CHECK(tree("\n [ . a\t. f ( 17 ) ] [ // x\n 0 ] \f") == "_[_]([.a.f(17)], 0)");
}

TEST_CASE("cel parser: has() makes the selection a test", "[cel][parser][macros]") {
  CHECK(tree("has(a.b.c)") == "a.b.c~test-only~");
  CHECK(tree("has(a.`b-c`)") == "a.b-c~test-only~");
  const std::string message = "invalid argument to has() macro: expected a field, as in has(a.b)";
  CHECK(tree("has(a)") == "error at 4: " + message);
  CHECK(tree("has(a[0])") == "error at 5: " + message);
  CHECK(tree("has(has(a.b))") == "error at 4: " + message);
  CHECK(tree("has(a.b, c)") == "has(a.b, c)");
  CHECK(tree(".has(a.b)") == ".has(a.b)");
  CHECK(tree("x.has(a.b)") == "x.has(a.b)");
}

TEST_CASE("cel parser: has() may take a name where the form is implicit", "[cel][parser][macros]") {
  ParseOptions options;
  options.has_on_identifiers = true;
  CHECK(tree("has(channel) && has(a.b)", options) == "_&&_(channel~test-only~, a.b~test-only~)");
  CHECK(tree("has(1)", options) ==
        "error at 4: invalid argument to has() macro: expected a name or a field, as in has(a.b)");
}

TEST_CASE("cel parser: optional fields, elements and entries", "[cel][parser][optional]") {
  CHECK(tree("a.?b") == "_?._(a, \"b\")");
  CHECK(tree("a . ? b") == "_?._(a, \"b\")");
  CHECK(tree("a.?`b-c`.d") == "_?._(a, \"b-c\").d");
  CHECK(tree("a.?b[?0] && a[?c]") == "_&&_(_[?_](_?._(a, \"b\"), 0), _[?_](a, c))");
  CHECK(tree("a[?b ? c : d]") == "_[?_](a, _?_:_(b, c, d))");
  CHECK(tree("{?'key': value, 1: b}") == "{?\"key\":value, 1:b}");
  // cel-go prints no marks in lists.
  CHECK(tree("[a, ?b]") == "[a, b]");
  CHECK(tree("a ? [?b] : .b") == "_?_:_(a, [b], .b)");
  CHECK(tree("has(a.?b.c)") == "_?._(a, \"b\").c~test-only~");
  CHECK(tree("has(a.?b)") == "error at 5: invalid argument to has() macro: expected a field, as in has(a.b)");

  const auto marks = [](std::string_view text) {
    const auto ast = parse(text);
    const auto& entries = ast->nodes[ast->root].optional_entries;
    return std::vector<std::uint8_t>(entries.begin(), entries.end());
  };
  CHECK(marks("[a, b]").empty());
  CHECK(marks("{a: b}").empty());
  CHECK(marks("[?a, b, ?c,]") == std::vector<std::uint8_t>{true, false, true});
  CHECK(marks("{a: b, ?c: d}") == std::vector<std::uint8_t>{false, true});
}

TEST_CASE("cel parser: optMap and optFlatMap expand as in cel-go", "[cel][parser][macros][optional]") {
  const std::string bound =
      "__comprehension__(// Variable#unused, // Target[], // Accumulatorv, // Initm.value(), // LoopConditionfalse, "
      "// LoopStepv, // Resultf)";
  CHECK(tree("m.optMap(v, f)") == "_?_:_(m.hasValue(), optional.of(" + bound + "), optional.none())");
  CHECK(tree("m.optFlatMap(v, f)") == "_?_:_(m.hasValue(), " + bound + ", optional.none())");
  CHECK(tree("m.optMap(v.w, f)") ==
        "error at 10: the first argument of optMap() must be a simple name, the variable to bind");
  CHECK(tree("m.optMap(f)") == "m.optMap(f)");
  CHECK(tree("optMap(v, f)") == "optMap(v, f)");
}

TEST_CASE("cel parser: cel.bind expands as in cel-go", "[cel][parser][macros]") {
  CHECK(tree("cel.bind(v, a, f)") ==
        "__comprehension__(// Variable#unused, // Target[], // Accumulatorv, // Inita, // LoopConditionfalse, "
        "// LoopStepv, // Resultf)");
  CHECK(tree("cel.bind(1, a, f)") ==
        "error at 9: the first argument of cel.bind() must be a simple name, the variable to bind");
  CHECK(tree("m.bind(v, a, f)") == "m.bind(v, a, f)");
  CHECK(tree(".cel.bind(v, a, f)") == ".cel.bind(v, a, f)");
  CHECK(tree("cel.bind(v, a)") == "cel.bind(v, a)");
}

TEST_CASE("cel parser: quantifiers expand as in cel-go", "[cel][parser][macros]") {
  CHECK(tree("m.all(v, f)") ==
        "__comprehension__(// Variablev, // Targetm, // Accumulator@result, // Inittrue, "
        "// LoopCondition@not_strictly_false(@result), // LoopStep_&&_(@result, f), // Result@result)");
  CHECK(tree("m.exists(v, f)") ==
        "__comprehension__(// Variablev, // Targetm, // Accumulator@result, // Initfalse, "
        "// LoopCondition@not_strictly_false(!_(@result)), // LoopStep_||_(@result, f), // Result@result)");
  const std::string one =
      "__comprehension__(// Variablev, // Targetm, // Accumulator@result, // Init0, // LoopConditiontrue, "
      "// LoopStep_?_:_(f, _+_(@result, 1), @result), // Result_==_(@result, 1))";
  CHECK(tree("m.exists_one(v, f)") == one);
  CHECK(tree("m.existsOne(v, f)") == one);
}

TEST_CASE("cel parser: map and filter expand as in cel-go", "[cel][parser][macros]") {
  const std::string head =
      "__comprehension__(// Variablev, // Targetm, // Accumulator@result, // Init[], // LoopConditiontrue, ";
  CHECK(tree("m.map(v, f)") == head + "// LoopStep_+_(@result, [f]), // Result@result)");
  CHECK(tree("m.map(v, p, f)") == head + "// LoopStep_?_:_(p, _+_(@result, [f]), @result), // Result@result)");
  CHECK(tree("m.filter(v, p)") == head + "// LoopStep_?_:_(p, _+_(@result, [v]), @result), // Result@result)");
}

TEST_CASE("cel parser: macros with two variables", "[cel][parser][macros]") {
  const std::string head = "__comprehension__(// Variablei, v, // Targetm, // Accumulator@result, ";
  CHECK(tree("m.all(i, v, f)") == head +
                                      "// Inittrue, // LoopCondition@not_strictly_false(@result), "
                                      "// LoopStep_&&_(@result, f), // Result@result)");
  CHECK(tree("m.existsOne(i, v, f)") == head +
                                            "// Init0, // LoopConditiontrue, "
                                            "// LoopStep_?_:_(f, _+_(@result, 1), @result), "
                                            "// Result_==_(@result, 1))");
  CHECK(tree("m.transformList(i, v, p, f)") == head +
                                                   "// Init[], // LoopConditiontrue, "
                                                   "// LoopStep_?_:_(p, _+_(@result, [f]), @result), "
                                                   "// Result@result)");
  CHECK(tree("m.transformMap(i, v, f)") == head +
                                               "// Init{}, // LoopConditiontrue, "
                                               "// LoopStepcel.@mapInsert(@result, i, f), // Result@result)");
  CHECK(tree("m.transformMapEntry(i, v, p, f)") == head +
                                                       "// Init{}, // LoopConditiontrue, "
                                                       "// LoopStep_?_:_(p, cel.@mapInsert(@result, f), @result), "
                                                       "// Result@result)");
}

TEST_CASE("cel parser: a macro's variable is a simple name", "[cel][parser][macros]") {
  CHECK(tree("1.all(2, 3)") ==
        "error at 6: the first argument of all() must be a simple name, the variable to iterate with");
  CHECK(tree("m.filter(a.b, false)") ==
        "error at 10: the first argument of filter() must be a simple name, the variable to iterate with");
  CHECK(tree("m.map(.a, a)") ==
        "error at 7: the first argument of map() must be a simple name, the variable to iterate with");
  CHECK(tree("m.all(i, i.j, true)") ==
        "error at 10: each of the first two arguments of all() must be a simple name, the variable to iterate with");
  CHECK(tree("m.all(i, i, true)") == "error at 9: the two variables of all() must have different names");
  // No name can hide the accumulator.
  CHECK(tree("m.all(@result, true)") == "error at 6: unexpected character '@' outside a string");
}

TEST_CASE("cel parser: what only looks like a macro is a call", "[cel][parser][macros]") {
  CHECK(tree("m.all(a)") == "m.all(a)");
  CHECK(tree("all(a, b)") == "all(a, b)");
  ParseOptions options;
  options.macros = false;
  CHECK(tree("has(a.b)", options) == "has(a.b)");
  CHECK(tree("m.map(v, f)", options) == "m.map(v, f)");
}

TEST_CASE("cel parser: nodes point at their text", "[cel][parser]") {
  const auto offset = [](std::string_view text) { return parse(text).value().nodes[parse(text).value().root].offset; };
  CHECK(offset("  a") == 2);
  CHECK(offset("a. b") == 1);
  CHECK(offset("aa + b") == 3);
  CHECK(offset(" f(x)") == 1);
  CHECK(offset("a.f(x)") == 2);
  CHECK(offset("aa[0]") == 2);
  CHECK(offset(" [1]") == 1);
  CHECK(offset("  {}") == 2);
  CHECK(offset("aa ? b : c") == 3);
  CHECK(offset(" -1") == 1);
  CHECK(offset(" !a") == 1);
  CHECK(offset("aa.all(x, y)") == 3);
  CHECK(offset(" has(a.b)") == 1);
}

TEST_CASE("cel parser: an expanded macro keeps its name, and the tree all nodes", "[cel][parser][macros]") {
  const auto ast = parse("a.all(x, has(x.y)) && b.map(i, v, i + v).filter(z, z > 1) == c.transformMap(k, v, k, v)");
  REQUIRE(ast.ok());
  CHECK(reachable(*ast, ast->root) == ast->nodes.size());
  const Node& conjunction = (*ast)[ast->root];
  REQUIRE(conjunction.args.size() == 2);
  CHECK((*ast)[conjunction.args[0]].kind == NodeKind::Comprehension);
  CHECK((*ast)[conjunction.args[0]].macro == "all");

  for (const std::string_view text :
       {"cel.bind(a, [b.?c], a)", "a.?b.optMap(v, v + 1)", "a[?b].optFlatMap(v, v.?c).optMap(v, v)"}) {
    INFO(text);
    const auto optional = parse(text);
    REQUIRE(optional.ok());
    CHECK(reachable(*optional, optional->root) == optional->nodes.size());
  }
  CHECK(parse("cel.bind(a, b, a)")->nodes[parse("cel.bind(a, b, a)")->root].macro == "cel.bind");
  CHECK(parse("a.optMap(b, b)")->nodes[parse("a.optMap(b, b)")->root].macro == "optMap");
}

TEST_CASE("cel parser: messages for usual mistakes", "[cel][parser]") {
  CHECK(tree("") == "error at 0: expression is empty");
  CHECK(tree("  // nothing") == "error at 0: expression is empty");
  CHECK(tree("a = 1") == "error at 2: single '=': use == to compare");
  CHECK(tree("a and b") == "error at 2: use && instead of 'and'");
  CHECK(tree("a OR b") == "error at 2: use || instead of 'OR'");
  CHECK(tree("not a") == "error at 0: use ! instead of 'not'");
  CHECK(tree("a not in b") == "error at 2: use ! instead of 'not', as in !(a in b)");
  CHECK(tree("a & b") == "error at 2: single '&': use && for \"and\"");
  CHECK(tree("a | b") == "error at 2: single '|': use || for \"or\"");
  CHECK(tree("(a + (b)") == "error at 0: '(' is never closed: expected ')' before the end of the expression");
  CHECK(tree("f(a, b") == "error at 1: '(' is never closed: expected ',' or ')' before the end of the expression");
  CHECK(tree("[a") == "error at 0: '[' is never closed: expected ',' or ']' before the end of the expression");
  CHECK(tree("a)") == "error at 1: expected an operator or the end of the expression, found ')'");
  CHECK(tree("[a)") == "error at 2: expected ',' or ']', found ')'");
  CHECK(tree("a b") == "error at 2: expected an operator or the end of the expression, found 'b'");
  CHECK(tree("1 +") == "error at 3: expected a value, a name or '(', found the end of the expression");
  CHECK(tree("{a}") == "error at 2: expected ':' and a value after the key of a map, found '}'");
  CHECK(tree("a ? b") ==
        "error at 5: expected ':' and the other branch of the conditional, found the end of the expression");
  CHECK(tree("a ? b ? c : d : e") == "error at 6: put parentheses around a conditional between '?' and ':'");
  CHECK(tree("-!a") == "error at 1: expected a value, a name or '(', found '!'");
  CHECK(tree("!-a") == "error at 1: unexpected '-' here: put parentheses around the negation");
  CHECK(tree("a.") ==
        "error at 2: expected the name of a field or function after '.', found the end of the expression");
  CHECK(tree("a.'b'") == "error at 2: expected the name of a field or function after '.', found a string");
  CHECK(tree("'a\\q'") == "error at 2: unknown escape in a string: write \\\\ for a backslash");
  CHECK(tree("a.?") ==
        "error at 3: expected the name of a field or function after '.', found the end of the expression");
  CHECK(tree("a.?b(c)") == "error at 4: a function cannot be called behind '.?'");
  CHECK(tree("a.?in") == "error at 3: 'in' is a keyword: write .`in` for a field of that name");
  CHECK(tree("a?.b") ==
        "error at 4: expected ':' and the other branch of the conditional, found the end of the expression");
}

TEST_CASE("cel parser: reserved words are no names, but may be fields", "[cel][parser]") {
  CHECK(tree("package") == "error at 0: 'package' is a reserved word and cannot be used as a name");
  CHECK(tree("1 + while(a)") == "error at 4: 'while' is a reserved word and cannot be used as a name");
  CHECK(tree("if (a) b") ==
        "error at 0: 'if' is a reserved word and cannot be used as a name: write condition ? a : b");
  CHECK(tree("a.in") == "error at 2: 'in' is a keyword: write .`in` for a field of that name");
  CHECK(tree("`a`") == "error at 0: a backquoted name can only be a field, after a dot: a.`b-c`");
  CHECK(tree("a.`b`()") == "error at 2: a function's name cannot be backquoted");
}

TEST_CASE("cel parser: messages cannot be constructed", "[cel][parser]") {
  CHECK(tree("T{a: 1}") == "error at 1: message construction is not supported");
  CHECK(tree(".p.q.T {}") == "error at 7: message construction is not supported");
  CHECK(tree("f(){}") == "error at 3: expected an operator or the end of the expression, found '{'");
}

TEST_CASE("cel parser: bytes that are no UTF-8 are refused", "[cel][parser]") {
  CHECK(tree("'a\xFF'") == "error at 2: expression is not valid UTF-8");
  CHECK(tree("a // \xE5\x8C") == "error at 5: expression is not valid UTF-8");
  CHECK(tree(std::string_view("a\0b", 3)) == "error at 1: unexpected control character outside a string");
}

TEST_CASE("cel parser: at least the nesting and repetition that cel-spec asks for", "[cel][parser][limits]") {
  CHECK(parse(repeat("(", 32) + "7" + repeat(")", 32)).ok());
  CHECK(parse(repeat("[", 32) + "7" + repeat("]", 32)).ok());
  CHECK(parse(repeat("{1:", 32) + "7" + repeat("}", 32)).ok());
  CHECK(parse(repeat("f(", 32) + "7" + repeat(")", 32)).ok());
  CHECK(parse("a" + repeat(".b", 32)).ok());
  CHECK(parse("a" + repeat("[0]", 32)).ok());
  CHECK(parse(repeat("a[", 32) + "0" + repeat("]", 32)).ok());
  CHECK(parse(repeat("a ? b : ", 32) + "c").ok());
  CHECK(parse(repeat("a ? (", 24) + "0" + repeat(") : c", 24)).ok());
  CHECK(parse("1" + repeat(" + 1", 32)).ok());
  CHECK(parse("1" + repeat(" < 1", 32)).ok());
  CHECK(parse(repeat("!", 1000) + "a").ok());
  CHECK(parse(repeat("[0].map(x, x == x, ", 15) + "x" + repeat(")", 15)).ok());
}

TEST_CASE("cel parser: limits are exact and named", "[cel][parser][limits]") {
  const std::string too_deep = "expression is nested deeper than 64 levels";
  // The expression itself is the first level.
  const auto nested = [](int times) { return repeat("(", times) + "7" + repeat(")", times); };
  CHECK(tree(nested(kMaxExpressionDepth - 1)) == "7");
  CHECK(tree(nested(kMaxExpressionDepth)) == "error at 64: " + too_deep);
  CHECK(tree(repeat("[", 90'000)) == "error at 64: " + too_deep);
  CHECK(tree(repeat("a?b:", 20'000)) == "error at 256: " + too_deep);

  CHECK(parse("1" + repeat("+1", kMaxExpressionDepth - 1)).ok());
  CHECK(tree("1" + repeat("+1", kMaxExpressionDepth)) ==
        "error at 127: " + too_deep + " (in a chain such as a + b + c each operator is one)");
  CHECK_FALSE(parse("a" + repeat(".b", 40'000)).ok());

  CHECK(parse("1" + std::string(kMaxExpressionBytes - 1, ' ')).ok());
  CHECK(tree("1" + std::string(kMaxExpressionBytes, ' ')) == "error at 0: expression is longer than 100000 bytes");

  const auto list = [](std::size_t elements) { return "[" + repeat("1,", static_cast<int>(elements)) + "]"; };
  // optMap() needs what it is called on twice, so each one of a chain doubles the nodes before it.
  CHECK(parse("a" + repeat(".optMap(v, v)", 5)).ok());
  CHECK_FALSE(parse("a" + repeat(".optMap(v, v)", 20)).ok());

  CHECK(parse(list(kMaxExpressionNodes - 1)).ok());
  CHECK(tree(list(kMaxExpressionNodes)) == "error at 0: expression has more than 20000 nodes after macro expansion");
}

TEST_CASE("cel parser: the tree is never higher than the depth limit", "[cel][parser][limits]") {
  // Three levels of the tree for each level of the text.
  const std::string text = repeat("1+[2*(", 30) + "3" + repeat(")]", 30);
  const auto ast = parse(text);
  REQUIRE_FALSE(ast.ok());
  const auto lower = parse(repeat("1+[2*(", 21) + "3" + repeat(")]", 21));
  REQUIRE(lower.ok());
  CHECK(height(*lower, lower->root) == kMaxExpressionDepth);
}

}  // namespace
