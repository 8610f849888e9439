// libFuzzer: any bytes through lexer, parser, checker, cost estimate and compiler, and as the text of a type. Nothing
// may crash, hang or leak, and what the checker lets pass compiles.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "cel/ast_string.h"
#include "cel/checker.h"
#include "cel/cost.h"
#include "cel/parser.h"
#include "cel/program.h"
#include "cel/type_text.h"
#include "declarations.h"
#include "expect.h"

using namespace precheck;
using namespace precheck::cel;

namespace {

void read_expression(std::string_view text, const ParseOptions& options, const fuzz::Declarations& declarations) {
  const auto ast = parse(text, options);
  if (!ast.ok()) return;
  to_debug_string(*ast);
  Types types;
  const auto checked = check_types(*ast, declarations.types(), types);
  if (checked.ok()) estimate_cost(*ast, *checked);
  Environment names = declarations.names();
  const auto program = compile(*ast, names);
  fuzz::expect(!checked.ok() || program.ok(), "what the checker lets pass has no undeclared names");
  names.undeclared_is_error_value = true;
  fuzz::expect(compile(*ast, names).ok(), "what nobody declares may be left to evaluation");
}

void read_type(std::string_view text) {
  Types types;
  if (well_formed_type(text)) {
    const TypeRef type = types.parse(text);
    fuzz::expect(same_type(type, types.parse(to_string(type))), "a type reads back as itself");
  }
  if (well_formed_overload(text)) {
    FunctionTypes functions(types);
    functions.declare("fuzzed", text);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzz::Declarations declarations;
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  read_expression(text, {.macros = true, .has_on_identifiers = true}, declarations);
  read_expression(text, {.macros = false, .has_on_identifiers = false}, declarations);
  read_type(text);
  return 0;
}
