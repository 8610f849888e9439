// parse(): CEL text to Ast. Grammar: cel-spec doc/langdef.md; macros are expanded while parsing.
#pragma once

#include <string_view>

#include "base/result.h"
#include "cel/ast.h"

namespace precheck::cel {

struct ParseOptions {
  // Whether has, all, exists and the others are macros (the conformance suite switches them off).
  bool macros = true;
  // Whether has() also takes a bare identifier: in a rule pack has(channel) asks for a top-level property of the
  // form, of which the form is the implicit operand. Gives an Ident node with test_only set. Bare CEL: false.
  bool has_on_identifiers = false;
};

// Precondition: none; any bytes are answered, invalid UTF-8 with an error. Bounded by limits::kMaxExpression….
// Returns the first error only: what follows one is guesswork.
Result<Ast, SyntaxError> parse(std::string_view text, const ParseOptions& options = {});

}  // namespace precheck::cel
