// Makes the nodes of an Ast and keeps them within the limits.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "base/vector.h"
#include "cel/ast.h"

namespace precheck::cel {

// Beyond a limit the builder fails: error() tells why, and from then on its functions do nothing and give 0. Out of
// line on purpose: a Node is large, and must not swell the frames of the parser's recursive functions.
class AstBuilder {
 public:
  // For the parser's and the macros' texts, which live as long as the tree.
  std::string_view keep(std::string_view text) { return arena_->copy(text); }

  // Names and texts are taken as they are: kept, or constants. Lists are copied.
  NodeId literal(std::uint32_t offset, const Value& value);
  NodeId ident(std::uint32_t offset, std::string_view name, bool absolute = false);
  NodeId select(std::uint32_t offset, NodeId operand, std::string_view field);
  NodeId call(std::uint32_t offset, std::string_view function, std::span<const NodeId> args, bool absolute = false);
  NodeId call(std::uint32_t offset, std::string_view function, std::initializer_list<NodeId> args) {
    return call(offset, function, std::span(args.begin(), args.size()));
  }
  NodeId member_call(std::uint32_t offset, std::string_view function, NodeId target, std::span<const NodeId> args);
  // `optional_entries`: see Node.
  NodeId list(std::uint32_t offset, std::span<const NodeId> elements,
              std::span<const std::uint8_t> optional_entries = {});
  NodeId map(std::uint32_t offset, std::span<const NodeId> keys_and_values,
             std::span<const std::uint8_t> optional_entries = {});
  // Takes kind Comprehension and the five parts.
  NodeId comprehension(Node node, std::initializer_list<NodeId> parts);
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
  // With its parts, a target before the others; and, of a list or map, with its marks.
  NodeId add(Node node, std::span<const NodeId> parts = {}, std::span<const std::uint8_t> optional_entries = {});

  std::unique_ptr<Arena> arena_ = std::make_unique<Arena>(SIZE_MAX, 1024);
  Vector<Node> nodes_;
  Vector<int> heights_;  // of the tree that each node is the root of; a leaf has 1
  std::optional<SyntaxError> error_;
};

}  // namespace precheck::cel
