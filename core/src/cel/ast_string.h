// A syntax tree as indented text, in the format of cel-go's debug.ToDebugString without its annotations; for tests
// and for looking at a tree.
#pragma once

#include <string>

#include "cel/ast.h"

namespace precheck::cel {

// Recurses as deep as the tree is high, which parse() bounds.
std::string to_debug_string(const Ast& ast);

}  // namespace precheck::cel
