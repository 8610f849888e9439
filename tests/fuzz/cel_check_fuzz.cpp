// libFuzzer: any bytes through lexer, parser, checker, cost estimate and compiler. Nothing may crash, hang or leak.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "cel/checker.h"
#include "cel/cost.h"
#include "cel/parser.h"
#include "cel/program.h"

using namespace precheck::cel;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ParseOptions options;
  options.has_on_identifiers = true;
  const auto ast = parse({reinterpret_cast<const char*>(data), size}, options);
  if (!ast.ok()) return 0;

  Types types;
  const std::vector<std::string> kinds{"planned", "emergency"};
  const ObjectType object{"/a", {{"b", types.simple(TypeKind::Int)}, {"c", types.enumeration(&kinds)}}};
  const FunctionTypes functions(types);
  TypeEnvironment declarations{functions, "x.y", {}};
  declarations.variables = {{"a", types.object(&object)},
                            {"l", types.bounded(types.list(types.object(&object)), 9)},
                            {"m", types.map(types.simple(TypeKind::String), types.dyn())},
                            {"d", types.dyn()},
                            {"p.q", types.simple(TypeKind::Timestamp)}};
  const auto checked = check_types(*ast, declarations, types);
  if (checked.ok()) estimate_cost(*ast, *checked);

  Environment environment;
  environment.container = declarations.container;
  for (const auto& variable : declarations.variables) environment.variables.push_back(variable.name);
  const auto program = compile(*ast, environment);
  // What the checker lets pass has no undeclared names.
  if (checked.ok() && !program.ok()) __builtin_trap();
  return 0;
}
