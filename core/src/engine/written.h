// What of a syntax tree is one thing to the author of the expression.
#pragma once

#include "cel/ast.h"

namespace precheck::engine {

// A name or a chain of fields behind one, such as applicant.birth_date or has(applicant.name).
bool is_path(const cel::Ast& ast, const cel::Node& node);

// Its value is its text.
bool is_literal(const cel::Ast& ast, const cel::Node& node);

// dyn(x) is for the type checker only: nothing is evaluated but x.
cel::NodeId behind_dyn(const cel::Ast& ast, cel::NodeId id);

}  // namespace precheck::engine
