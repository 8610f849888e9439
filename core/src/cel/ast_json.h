// A syntax tree as JSON, for tools. The layout is that of the public header.
#pragma once

#include <string>

#include "cel/ast.h"

namespace precheck::cel {

// Recurses as deep as the tree is high, which parse() bounds.
void write_syntax(const Ast& ast, std::string& out);

}  // namespace precheck::cel
