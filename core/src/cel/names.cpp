#include "cel/names.h"

namespace precheck::cel {

std::optional<std::string> qualified_name(const Ast& ast, const Node& node) {
  if (node.kind == NodeKind::Ident) return node.name;
  if (node.kind != NodeKind::Select) return std::nullopt;
  auto operand = qualified_name(ast, ast[node.args[0]]);
  if (operand) *operand += "." + node.name;
  return operand;
}

const Node& root_of_chain(const Ast& ast, const Node& node) {
  const Node* at = &node;
  while (at->kind == NodeKind::Select) at = &ast[at->args[0]];
  return *at;
}

}  // namespace precheck::cel
