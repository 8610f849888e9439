#include "cel/ast_builder.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/limits.h"
#include "base/text.h"

namespace precheck::cel {

NodeId AstBuilder::add(Node node) {
  if (error_) return 0;
  if (nodes_.size() == limits::kMaxExpressionNodes) {
    error_ = SyntaxError{node.offset, cat({"expression has more than ", std::to_string(limits::kMaxExpressionNodes),
                                           " nodes after macro expansion"})};
    return 0;
  }
  int height = 0;
  node.begin = node.offset;
  for (const NodeId arg : node.args) {
    height = std::max(height, heights_[arg]);
    node.begin = std::min(node.begin, nodes_[arg].begin);
  }
  // Whatever walks the tree recurses once per level, so a long chain such as a + b + c + … counts like nesting.
  if (++height > limits::kMaxExpressionDepth) {
    error_ =
        SyntaxError{node.offset, cat({"expression is nested deeper than ", std::to_string(limits::kMaxExpressionDepth),
                                      " levels (in a chain such as a + b + c each operator is one)"})};
    return 0;
  }
  nodes_.push_back(std::move(node));
  heights_.push_back(height);
  return static_cast<NodeId>(nodes_.size() - 1);
}

NodeId AstBuilder::literal(std::uint32_t offset, Literal value) {
  Node node;
  node.kind = NodeKind::Literal;
  node.offset = offset;
  node.literal = std::move(value);
  return add(std::move(node));
}

NodeId AstBuilder::ident(std::uint32_t offset, std::string_view name, bool absolute) {
  Node node;
  node.kind = NodeKind::Ident;
  node.offset = offset;
  node.name = name;
  node.absolute = absolute;
  return add(std::move(node));
}

NodeId AstBuilder::select(std::uint32_t offset, NodeId operand, std::string_view field) {
  Node node;
  node.kind = NodeKind::Select;
  node.offset = offset;
  node.name = field;
  node.args = {operand};
  return add(std::move(node));
}

NodeId AstBuilder::call(std::uint32_t offset, std::string_view function, std::vector<NodeId> args, bool absolute) {
  Node node;
  node.kind = NodeKind::Call;
  node.offset = offset;
  node.name = function;
  node.args = std::move(args);
  node.absolute = absolute;
  return add(std::move(node));
}

NodeId AstBuilder::call(std::uint32_t offset, std::string_view function, NodeId arg) {
  return call(offset, function, std::vector<NodeId>{arg});
}

NodeId AstBuilder::call(std::uint32_t offset, std::string_view function, NodeId first, NodeId second) {
  return call(offset, function, std::vector<NodeId>{first, second});
}

NodeId AstBuilder::call(std::uint32_t offset, std::string_view function, NodeId first, NodeId second, NodeId third) {
  return call(offset, function, std::vector<NodeId>{first, second, third});
}

NodeId AstBuilder::member_call(std::uint32_t offset, std::string_view function, NodeId target,
                               const std::vector<NodeId>& args) {
  Node node;
  node.kind = NodeKind::Call;
  node.offset = offset;
  node.name = function;
  node.has_target = true;
  node.args.reserve(args.size() + 1);
  node.args.push_back(target);
  node.args.insert(node.args.end(), args.begin(), args.end());
  return add(std::move(node));
}

namespace {

// No entry marked is the same as no marks.
std::vector<std::uint8_t> marks(std::vector<std::uint8_t> optional_entries) {
  if (std::find(optional_entries.begin(), optional_entries.end(), true) == optional_entries.end()) return {};
  return optional_entries;
}

}  // namespace

NodeId AstBuilder::list(std::uint32_t offset, std::vector<NodeId> elements,
                        std::vector<std::uint8_t> optional_entries) {
  Node node;
  node.kind = NodeKind::List;
  node.offset = offset;
  node.args = std::move(elements);
  node.optional_entries = marks(std::move(optional_entries));
  return add(std::move(node));
}

NodeId AstBuilder::map(std::uint32_t offset, std::vector<NodeId> keys_and_values,
                       std::vector<std::uint8_t> optional_entries) {
  Node node;
  node.kind = NodeKind::Map;
  node.offset = offset;
  node.args = std::move(keys_and_values);
  node.optional_entries = marks(std::move(optional_entries));
  return add(std::move(node));
}

NodeId AstBuilder::comprehension(Node node) {
  node.kind = NodeKind::Comprehension;
  return add(std::move(node));
}

NodeId AstBuilder::copy(NodeId id) {
  if (error_) return 0;
  Node node = nodes_[id];
  for (NodeId& arg : node.args) arg = copy(arg);
  return add(std::move(node));
}

Ast AstBuilder::take(NodeId root) {
  Ast ast;
  ast.nodes = std::move(nodes_);
  ast.root = root;
  return ast;
}

}  // namespace precheck::cel
