// The abstract syntax of CEL, as cel-spec's syntax.proto has it: operators are calls of functions with the names
// that cel-go gives them (_+_, _&&_, _?_:_, @in, _?._, …), macros are already expanded to comprehensions.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/arena.h"
#include "base/vector.h"
#include "cel/value.h"

namespace precheck::cel {

using NodeId = std::uint32_t;  // index into Ast::nodes
inline constexpr NodeId kNoNode = 0xFFFFFFFFu;

enum class NodeKind : std::uint8_t { Literal, Ident, Select, Call, List, Map, Comprehension };

// Its texts and lists are the Ast's.
struct Node {
  NodeKind kind = NodeKind::Literal;
  // Where a diagnostic about this node points: a byte offset into the expression. Literals and identifiers: their
  // first byte; selections: the dot; binary operators: the operator; calls: the opening parenthesis's function name;
  // indexing, lists and maps: the opening bracket; expanded macros: the macro's name.
  std::uint32_t offset = 0;
  // The bytes of the expression that the node was written as, parentheses around it included: [begin, end). Of nodes
  // that a macro made: somewhere within the macro's call.
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  // The same without what changes nothing: the parentheses, and signs in pairs. Both 0: a macro made the node.
  std::uint32_t bare_begin = 0;
  std::uint32_t bare_end = 0;

  Value literal;            // Literal: null, bool, int, uint, double, string or bytes
  std::string_view name;    // Ident: the name; Select: the field; Call: the function
  bool absolute = false;    // Ident, and Call without target: written with a leading dot, so no container applies
  bool test_only = false;   // Select: made by has(), gives whether the field is there
  bool has_target = false;  // Call: args[0] is the receiver of a call in member style

  // Select: [operand]. Call: [target,] arguments. List: elements. Map: key, value, key, value, …
  // Comprehension: [iter_range, accu_init, loop_condition, loop_step, result].
  std::span<NodeId> args;

  std::string_view iter_var;   // Comprehension: the element of a list or the key of a map
  std::string_view iter_var2;  // Comprehension with two variables (value of a map, element after an index); else empty
  std::string_view accu_var;   // Comprehension: the accumulator, "@result" as in cel-go

  std::span<std::uint8_t> optional_entries;  // List, Map: which entries are written with ?; empty: none

  // Set on the root node of an expanded macro: its name, for explanations.
  std::string_view macro;

  // The text of a string that is written out; nullptr where the node is anything else.
  [[nodiscard]] const Value* text() const {
    return kind == NodeKind::Literal && literal.is(Kind::String) ? &literal : nullptr;
  }
};

struct Ast {
  Vector<Node> nodes;
  NodeId root = 0;
  std::unique_ptr<Arena> arena;  // what the nodes refer to

  [[nodiscard]] const Node& operator[](NodeId id) const { return nodes[id]; }
};

// What is wrong with an expression, and where: a byte offset into it (see line_column() in base/text.h).
struct SyntaxError {
  std::uint32_t offset = 0;
  std::string message;
};

}  // namespace precheck::cel
