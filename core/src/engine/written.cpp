#include "engine/written.h"

#include <algorithm>
#include <utility>

#include "cel/parser.h"
#include "pack/scope.h"

namespace precheck::engine {

using cel::Node;
using cel::NodeId;
using cel::NodeKind;

std::optional<cel::Ast> written(const pack::Expression& expression) {
  auto read = cel::parse(expression.text, pack::pack_parse_options());
  if (!read.ok()) return std::nullopt;
  const auto& code = expression.program.code;
  const bool fits = std::all_of(code.begin(), code.end(), [&](const cel::Instruction& in) {
    return in.node == cel::kNoNode || in.node < read->nodes.size();
  });
  return fits ? std::optional(std::move(*read)) : std::nullopt;
}

bool is_path(const cel::Ast& ast, const Node& node) {
  if (node.kind == NodeKind::Ident) return true;
  const bool optional = node.kind == NodeKind::Call && node.name == "_?._";
  return (node.kind == NodeKind::Select || optional) && is_path(ast, ast[node.args[0]]);
}

bool is_literal(const cel::Ast& ast, const Node& node) {
  if (node.kind == NodeKind::Literal) return true;
  return (node.kind == NodeKind::List || node.kind == NodeKind::Map) &&
         std::all_of(node.args.begin(), node.args.end(), [&](NodeId id) { return is_literal(ast, ast[id]); });
}

NodeId behind_dyn(const cel::Ast& ast, NodeId id) {
  while (ast[id].kind == NodeKind::Call && ast[id].name == "dyn" && ast[id].args.size() == 1) id = ast[id].args[0];
  return id;
}

}  // namespace precheck::engine
