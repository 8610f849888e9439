#include "engine/written.h"

#include <algorithm>

namespace precheck::engine {

using cel::Node;
using cel::NodeId;
using cel::NodeKind;

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
