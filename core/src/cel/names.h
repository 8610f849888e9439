// Name resolution: cel-spec doc/langdef.md, "Name Resolution".
#pragma once

#include <optional>
#include <string>

#include "cel/ast.h"

namespace precheck::cel {

// Within container a.b the name x may be a.b.x, a.x or x: the first that `find` knows. An absolute name is itself only.
// `find` gives something that is false where it knows nothing.
template <typename Find>
auto resolve_name(std::string scope, const std::string& name, bool absolute, Find find) -> decltype(find(name)) {
  if (absolute) scope.clear();
  while (!scope.empty()) {
    if (auto found = find(scope + "." + name)) return found;
    const std::size_t dot = scope.rfind('.');
    scope.resize(dot == std::string::npos ? 0 : dot);
  }
  return find(name);
}

// a.b.c of a chain of selections on an identifier; nullopt where the node is anything else.
std::optional<std::string> qualified_name(const Ast& ast, const Node& node);

// Whether a variable's name is one that macros make and nobody can write: "@result", "#unused".
inline bool made_by_macro(const std::string& name) { return !name.empty() && (name[0] == '@' || name[0] == '#'); }

// The innermost operand of a chain of selections.
const Node& root_of_chain(const Ast& ast, const Node& node);

}  // namespace precheck::cel
