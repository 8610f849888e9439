#include "cel/names.h"

#include "base/text.h"

namespace precheck::cel {

bool resolve_name(std::string_view container, std::string_view name, bool absolute,
                  FunctionRef<bool, std::string_view> knows) {
  if (absolute) container = {};
  while (!container.empty()) {
    if (knows(cat({container, ".", name}))) return true;
    const std::size_t dot = container.rfind('.');
    container = container.substr(0, dot == std::string_view::npos ? 0 : dot);
  }
  return knows(name);
}

std::optional<std::string> qualified_name(const Ast& ast, const Node& node) {
  if (node.kind == NodeKind::Ident) return std::string(node.name);
  if (node.kind != NodeKind::Select) return std::nullopt;
  auto operand = qualified_name(ast, ast[node.args[0]]);
  if (!operand) return std::nullopt;
  return cat({*operand, ".", node.name});
}

const Node& root_of_chain(const Ast& ast, const Node& node) {
  const Node* at = &node;
  while (at->kind == NodeKind::Select) at = &ast[at->args[0]];
  return *at;
}

}  // namespace precheck::cel
