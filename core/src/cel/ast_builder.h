// Makes the nodes of an Ast and keeps them within the limits.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "cel/ast.h"

namespace precheck::cel {

// Beyond a limit the builder fails: error() tells why, and from then on its functions do nothing and give 0. Out of
// line on purpose: a Node is large, and must not swell the frames of the parser's recursive functions.
class AstBuilder {
 public:
  NodeId literal(std::uint32_t offset, Literal value);
  NodeId ident(std::uint32_t offset, std::string_view name, bool absolute = false);
  NodeId select(std::uint32_t offset, NodeId operand, std::string_view field);
  NodeId call(std::uint32_t offset, std::string_view function, std::vector<NodeId> args, bool absolute = false);
  NodeId call(std::uint32_t offset, std::string_view function, NodeId arg);
  NodeId call(std::uint32_t offset, std::string_view function, NodeId first, NodeId second);
  NodeId call(std::uint32_t offset, std::string_view function, NodeId first, NodeId second, NodeId third);
  NodeId member_call(std::uint32_t offset, std::string_view function, NodeId target, const std::vector<NodeId>& args);
  // `optional_entries`: see Node.
  NodeId list(std::uint32_t offset, std::vector<NodeId> elements, std::vector<std::uint8_t> optional_entries = {});
  NodeId map(std::uint32_t offset, std::vector<NodeId> keys_and_values,
             std::vector<std::uint8_t> optional_entries = {});
  // Takes kind Comprehension; `node.args` are the five parts.
  NodeId comprehension(Node node);
  // The same tree once more, for a macro that needs an argument twice.
  NodeId copy(NodeId id);

  // For macros, which change nodes that they took over. Precondition: no error. Never change `args`: the heights
  // would no longer be right.
  Node& node(NodeId id) { return nodes_[id]; }
  [[nodiscard]] const Node& node(NodeId id) const { return nodes_[id]; }

  [[nodiscard]] const std::optional<SyntaxError>& error() const { return error_; }

  // Precondition: no error.
  Ast take(NodeId root);

 private:
  NodeId add(Node node);

  std::vector<Node> nodes_;
  std::vector<int> heights_;  // of the tree that each node is the root of; a leaf has 1
  std::optional<SyntaxError> error_;
};

}  // namespace precheck::cel
