// What of a syntax tree is one thing to the author of the expression.
#pragma once

#include <optional>

#include "cel/ast.h"
#include "pack/pack.h"

namespace precheck::engine {

// What the expression's instructions were made from. A document's text was parsed when the pack was loaded; a compiled
// pack's is taken on trust until here: nothing where it does not parse, or has not the nodes that instructions name.
std::optional<cel::Ast> written(const pack::Expression& expression);

// A name or a chain of fields behind one, such as applicant.birth_date or has(applicant.name).
bool is_path(const cel::Ast& ast, const cel::Node& node);

// Its value is its text.
bool is_literal(const cel::Ast& ast, const cel::Node& node);

// dyn(x) is for the type checker only: nothing is evaluated but x.
cel::NodeId behind_dyn(const cel::Ast& ast, cel::NodeId id);

}  // namespace precheck::engine
