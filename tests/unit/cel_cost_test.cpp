// The estimate of an expression's cost against the steps that evaluation takes: never fewer. Cases that fuzzing found.
#include <string>
#include <utility>

#include "catch.hpp"
#include "cel/checker.h"
#include "cel/cost.h"
#include "cel/optional.h"
#include "cel_support.h"

using namespace precheck;
using namespace precheck::cel;

namespace {

// {steps taken, steps estimated}, with an int `u` that is not known and an optional int `o` that has no value.
std::pair<std::uint64_t, std::uint64_t> steps(const std::string& text) {
  const auto ast = parse(text);
  REQUIRE(ast.ok());
  Types types;
  const FunctionTypes functions(types);
  const TypeEnvironment environment{
      functions, {}, {{"u", types.simple(TypeKind::Int)}, {"o", types.optional(types.simple(TypeKind::Int))}}};
  const auto checked = check_types(*ast, environment, types);
  REQUIRE(checked.ok());
  Scene scene;
  scene.let("u", scene.unknown({0})).let("o", optional_none());
  scene.run(text);
  return {limits::kMaxEvaluationSteps - scene.steps_left(), estimate_cost(*ast, *checked).steps};
}

void check_bound(const std::string& text) {
  const auto [taken, estimated] = steps(text);
  INFO(text);
  CHECK(taken <= estimated);
}

}  // namespace

TEST_CASE("an evaluation takes no more steps than estimated") {
  SECTION("a comprehension over an empty list is a step too") {
    check_bound("[].map(n, n / 2)");
    check_bound("[].all(n, n == 1)");
    check_bound("cel.bind(x, 1, x + x)");
  }
  SECTION("an entry written with ? is looked at once more") {
    check_bound("[?o]");
    check_bound("[?o, ?o, 1]");
    check_bound("{?'a': o, 'b': 1}");
  }
  SECTION("a comprehension that waits for a fact looks at its condition once more") {
    check_bound("[1].exists(n, n == u)");
    check_bound("[1, 2].all(n, n == u)");
    check_bound("[1].exists_one(n, n == u)");
    check_bound("[1, 2, 3].filter(n, n == u)");
  }
}
