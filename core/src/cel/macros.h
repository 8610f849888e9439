// The macros of CEL: has, all, exists, exists_one (also as existsOne), map, filter, those with two variables
// (cel-spec's macros2: all, exists, exists_one, transformList, transformMap, transformMapEntry), optMap and optFlatMap
// of optional values, and cel.bind. Their expansions are those of cel-go (parser/macro.go, ext/comprehensions.go,
// cel/library.go, ext/bindings.go), with which other implementations' syntax trees compare.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "cel/ast.h"
#include "cel/ast_builder.h"

namespace precheck::cel {

// The accumulator of an expanded macro: no name that an expression could write.
inline constexpr std::string_view kAccumulator = "@result";
// The iteration variable of a comprehension over nothing, which only gives its accumulator a name: cel.bind and the
// like.
inline constexpr std::string_view kUnusedVariable = "#unused";
// Function of expanded transformMap and transformMapEntry: (map, key, value) or (map, map) gives the map with the
// entries added; a key that is there already is an error.
inline constexpr std::string_view kMapInsert = "cel.@mapInsert";

struct MacroCall {
  std::string_view name;
  std::uint32_t offset = 0;  // of the name; the nodes that the expansion adds take it
  std::optional<NodeId> target;
  std::span<const NodeId> args;  // without the target
};

// Whether a call of this form is a macro; any other call, such as all() with one argument, is an ordinary one.
// Precondition: no error in `ast`.
bool is_macro(const MacroCall& call, const AstBuilder& ast);

// Precondition: is_macro(call, ast), no error in `ast`. Every argument's node becomes a part of the expansion, so that
// the tree holds all nodes. Limits beyond are left to ast.error(). `has_on_identifiers`: see ParseOptions.
Result<NodeId, SyntaxError> expand_macro(const MacroCall& call, bool has_on_identifiers, AstBuilder& ast);

}  // namespace precheck::cel
