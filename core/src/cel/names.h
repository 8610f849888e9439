// Name resolution: cel-spec doc/langdef.md, "Name Resolution".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/function_ref.h"
#include "cel/ast.h"

namespace precheck::cel {

// Within container a.b the name x may be a.b.x, a.x or x: the first that `knows` says yes to. An absolute name is
// itself only. False where it is none of them.
bool resolve_name(std::string_view container, std::string_view name, bool absolute,
                  FunctionRef<bool, std::string_view> knows);

// a.b.c of a chain of selections on an identifier; nullopt where the node is anything else.
std::optional<std::string> qualified_name(const Ast& ast, const Node& node);

// Whether a variable's name is one that macros make and nobody can write: "@result", "#unused".
inline bool made_by_macro(std::string_view name) { return !name.empty() && (name[0] == '@' || name[0] == '#'); }

// The innermost operand of a chain of selections.
const Node& root_of_chain(const Ast& ast, const Node& node);

}  // namespace precheck::cel
