#include "cel/ast_builder.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/limits.h"
#include "base/text.h"
#include "base/vector.h"

namespace precheck::cel {

namespace {

template <typename T>
std::span<T> kept(std::span<const T> list, Arena& arena) {
  if (list.empty()) return {};
  T* copy = arena.array<T>(list.size());
  std::copy(list.begin(), list.end(), copy);
  return {copy, list.size()};
}

Node made(NodeKind kind, std::uint32_t offset, std::string_view name = {}) {
  Node node;
  node.kind = kind;
  node.offset = offset;
  node.name = name;
  return node;
}

}  // namespace

NodeId AstBuilder::add(Node node, std::span<const NodeId> parts, std::span<const std::uint8_t> optional_entries) {
  if (error_) return 0;
  if (nodes_.size() == limits::kMaxExpressionNodes) {
    error_ = SyntaxError{
        node.offset, cat({"expression has more than ", limits::kMaxExpressionNodes, " nodes after macro expansion"})};
    return 0;
  }
  int height = 0;
  node.begin = node.offset;
  for (const NodeId part : parts) {
    height = std::max(height, heights_[part]);
    node.begin = std::min(node.begin, nodes_[part].begin);
  }
  // Whatever walks the tree recurses once per level, so a long chain such as a + b + c + … counts like nesting.
  if (++height > limits::kMaxExpressionDepth) {
    error_ = SyntaxError{node.offset, cat({"expression is nested deeper than ", limits::kMaxExpressionDepth,
                                           " levels (in a chain such as a + b + c each operator is one)"})};
    return 0;
  }
  node.args = kept(parts, *arena_);
  // No entry marked is the same as no marks.
  const bool marked = std::find(optional_entries.begin(), optional_entries.end(), true) != optional_entries.end();
  if (marked) node.optional_entries = kept(optional_entries, *arena_);
  nodes_.push_back(node);
  heights_.push_back(height);
  return static_cast<NodeId>(nodes_.size() - 1);
}

NodeId AstBuilder::literal(std::uint32_t offset, const Value& value) {
  Node node = made(NodeKind::Literal, offset);
  node.literal = value;
  return add(node);
}

NodeId AstBuilder::ident(std::uint32_t offset, std::string_view name, bool absolute) {
  Node node = made(NodeKind::Ident, offset, name);
  node.absolute = absolute;
  return add(node);
}

NodeId AstBuilder::select(std::uint32_t offset, NodeId operand, std::string_view field) {
  return add(made(NodeKind::Select, offset, field), {&operand, 1});
}

NodeId AstBuilder::call(std::uint32_t offset, std::string_view function, std::span<const NodeId> args, bool absolute) {
  Node node = made(NodeKind::Call, offset, function);
  node.absolute = absolute;
  return add(node, args);
}

NodeId AstBuilder::member_call(std::uint32_t offset, std::string_view function, NodeId target,
                               std::span<const NodeId> args) {
  Node node = made(NodeKind::Call, offset, function);
  node.has_target = true;
  Vector<NodeId> parts{target};
  parts.insert(parts.end(), args.begin(), args.end());
  return add(node, parts);
}

NodeId AstBuilder::list(std::uint32_t offset, std::span<const NodeId> elements,
                        std::span<const std::uint8_t> optional_entries) {
  return add(made(NodeKind::List, offset), elements, optional_entries);
}

NodeId AstBuilder::map(std::uint32_t offset, std::span<const NodeId> keys_and_values,
                       std::span<const std::uint8_t> optional_entries) {
  return add(made(NodeKind::Map, offset), keys_and_values, optional_entries);
}

NodeId AstBuilder::comprehension(Node node, std::initializer_list<NodeId> parts) {
  node.kind = NodeKind::Comprehension;
  return add(node, std::span(parts.begin(), parts.size()));
}

NodeId AstBuilder::copy(NodeId id) {
  if (error_) return 0;
  const Node node = nodes_[id];
  Vector<NodeId> parts;
  for (const NodeId part : node.args) parts.push_back(copy(part));
  return add(node, parts, node.optional_entries);
}

Ast AstBuilder::take(NodeId root) {
  Ast ast;
  ast.nodes = std::move(nodes_);
  ast.root = root;
  ast.arena = std::move(arena_);
  return ast;
}

}  // namespace precheck::cel
