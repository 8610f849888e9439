#include "pack/fact_reads.h"

#include <algorithm>

namespace precheck::pack {

using cel::Ast;
using cel::Node;
using cel::NodeId;
using cel::NodeKind;
using schema::kNoNode;

namespace {

bool contains(const Guards& guards, const std::string& path) {
  return std::find(guards.begin(), guards.end(), path) != guards.end();
}

void add(Guards& guards, const std::string& path) {
  if (!path.empty() && !contains(guards, path)) guards.push_back(path);
}

Guards with(const Guards& guards, const Guards& more) {
  Guards out = guards;
  for (const auto& path : more) add(out, path);
  return out;
}

// The fact at `node`, as messages name it: "/person/age".
std::string name_of(const schema::Schema& facts, schema::NodeIndex node) { return facts.pattern(node); }

}  // namespace

void FactReads::check(const Ast& ast, const Guards& guards) { visit(ast, ast.root, guards); }

Guards FactReads::known_if(const Ast& ast, bool if_true) {
  Guards out;
  known(ast, ast.root, if_true, out);
  return out;
}

schema::NodeIndex FactReads::node_of(const Ast& ast) {
  const Report report = std::exchange(report_, [](std::uint32_t, const std::string&) {});
  const Seen seen = visit(ast, ast.root, {});
  report_ = report;
  return seen.node;
}

const FactReads::Local* FactReads::local(std::string_view name) const {
  for (auto at = locals_.rbegin(); at != locals_.rend(); ++at) {
    if (at->name == name) return &*at;
  }
  return nullptr;
}

// The definition that `definitions.x` names.
const DefinitionFacts* FactReads::definition(const Ast& ast, const Node& select) const {
  const Node& operand = ast[select.args[0]];
  if (operand.kind != NodeKind::Ident || operand.name != "definitions") return nullptr;
  const auto found = definitions_.find(select.name);
  return found == definitions_.end() ? nullptr : &found->second;
}

FactReads::Seen FactReads::visit(const Ast& ast, NodeId id, const Guards& guards) {
  const Node& node = ast[id];
  switch (node.kind) {
    case NodeKind::Literal: return {};
    case NodeKind::Ident: return visit_name(node, guards);
    case NodeKind::Select: return visit_field(ast, node, guards);
    case NodeKind::Call: return visit_call(ast, node, guards);
    case NodeKind::List:
    case NodeKind::Map:
      for (const NodeId part : node.args) visit(ast, part, guards);
      return {};
    case NodeKind::Comprehension: return visit_comprehension(ast, node, guards);
  }
  return {};
}

FactReads::Seen FactReads::visit_name(const Node& node, const Guards& guards) {
  Seen seen;
  if (const Local* found = local(node.name)) {
    seen = found->seen;
  } else if (node.name == "it" && it_ != kNoNode) {
    seen = {it_, "it"};
  } else if (const auto property = facts_.property(0, node.name); property != kNoNode) {
    seen = {property, node.name};
  }
  if (seen.node == kNoNode) return seen;
  if (node.test_only) {
    check_has(node, seen.node);
    return {};
  }
  return read(node, std::move(seen), guards);
}

FactReads::Seen FactReads::visit_field(const Ast& ast, const Node& node, const Guards& guards) {
  if (const auto* defined = definition(ast, node)) return {defined->node, "definitions." + node.name};
  Guards asked = guards;
  // has(a.b) is false where a is not there, so it needs no guard of its own.
  if (node.test_only) add_path_and_above(ast, node.args[0], asked);
  const Seen of = visit(ast, node.args[0], asked);
  if (of.node == kNoNode) return {};
  // Fields that the schema does not have are the type checker's to report.
  const auto child = facts_[of.node].type == schema::Type::Object ? facts_.property(of.node, node.name) : kNoNode;
  if (child == kNoNode) return {};
  if (node.test_only) {
    check_has(node, child);
    return {};
  }
  return read(node, {child, of.path.empty() ? "" : of.path + "." + node.name}, guards);
}

// An optional fact may only be read where a guard has made sure that it has a value.
FactReads::Seen FactReads::read(const Node& at, Seen seen, const Guards& guards) {
  if (facts_[seen.node].optional && (seen.path.empty() || !contains(guards, seen.path))) {
    report_(at.offset,
            name_of(facts_, seen.node) +
                " is optional: ask has() first, as in has(x) && x == ..., !has(x) || x == ... or has(x) ? x : ...");
  }
  return seen;
}

// Absence of a fact that the applicant still has to type is no answer: has() of it would read a half-filled form as
// a filled one. An element of a list is there, however optional the list.
void FactReads::check_has(const Node& at, schema::NodeIndex node) {
  for (auto i = node; i != kNoNode; i = facts_[i].parent) {
    if (facts_[i].optional || facts_[i].host) return;
    if (const auto up = facts_[i].parent; up != kNoNode && facts_[up].type == schema::Type::Array) break;
  }
  report_(at.offset, "has() of " + name_of(facts_, node) +
                         ": this fact is unknown until typed, not absent; has() is for x-optional and host facts");
}

FactReads::Seen FactReads::visit_call(const Ast& ast, const Node& node, const Guards& guards) {
  const auto both = [&](bool if_true) {
    // && and || do not care for order, so each side may guard the other.
    Guards left, right;
    known(ast, node.args[0], if_true, left);
    known(ast, node.args[1], if_true, right);
    visit(ast, node.args[0], with(guards, right));
    visit(ast, node.args[1], with(guards, left));
    return Seen{};
  };
  if (node.name == "_&&_") return both(true);
  if (node.name == "_||_") return both(false);
  if (node.name == "_?_:_") {
    Guards yes, no;
    known(ast, node.args[0], true, yes);
    known(ast, node.args[0], false, no);
    visit(ast, node.args[0], guards);
    const Seen then = visit(ast, node.args[1], with(guards, yes));
    const Seen otherwise = visit(ast, node.args[2], with(guards, no));
    return then.node == otherwise.node ? Seen{then.node, ""} : Seen{};
  }
  if (node.name == "_[_]") {
    const Seen of = visit(ast, node.args[0], guards);
    visit(ast, node.args[1], guards);
    if (of.node == kNoNode || facts_[of.node].type != schema::Type::Array) return {};
    const Node& key = ast[node.args[1]];
    const auto* index = key.kind == NodeKind::Literal ? std::get_if<std::int64_t>(&key.literal) : nullptr;
    return {facts_[of.node].items,
            index == nullptr || of.path.empty() ? "" : of.path + "[" + std::to_string(*index) + "]"};
  }
  for (const NodeId part : node.args) visit(ast, part, guards);
  return {};
}

FactReads::Seen FactReads::visit_comprehension(const Ast& ast, const Node& node, const Guards& guards) {
  const Seen range = visit(ast, node.args[0], guards);
  visit(ast, node.args[1], guards);
  Seen element;
  if (range.node != kNoNode && facts_[range.node].type == schema::Type::Array) {
    // Two macros may use one name: the number keeps their guards apart.
    element = {facts_[range.node].items, node.iter_var + "#" + std::to_string(++comprehensions_)};
  }
  const std::size_t outer = locals_.size();
  locals_.push_back({node.accu_var, {}});
  locals_.push_back({node.iter_var, node.iter_var2.empty() ? element : Seen{}});
  if (!node.iter_var2.empty()) locals_.push_back({node.iter_var2, element});
  visit(ast, node.args[2], guards);
  visit(ast, node.args[3], guards);
  locals_.resize(outer + 1);
  visit(ast, node.args[4], guards);
  locals_.resize(outer);
  return node.macro == "filter" ? Seen{range.node, ""} : Seen{};
}

std::string FactReads::path_of(const Ast& ast, NodeId id) {
  const Node& node = ast[id];
  if (node.kind == NodeKind::Ident) {
    const Local* found = local(node.name);
    return found != nullptr ? found->seen.path : node.name;
  }
  if (node.kind == NodeKind::Select) {
    const std::string of = path_of(ast, node.args[0]);
    return of.empty() ? "" : of + "." + node.name;
  }
  if (node.kind == NodeKind::Call && node.name == "_[_]") {
    const std::string of = path_of(ast, node.args[0]);
    const Node& key = ast[node.args[1]];
    const auto* index = key.kind == NodeKind::Literal ? std::get_if<std::int64_t>(&key.literal) : nullptr;
    return of.empty() || index == nullptr ? "" : of + "[" + std::to_string(*index) + "]";
  }
  return "";
}

// a.b.c, a.b and a.
void FactReads::add_path_and_above(const Ast& ast, NodeId id, Guards& out) {
  add(out, path_of(ast, id));
  while (ast[id].kind == NodeKind::Select || (ast[id].kind == NodeKind::Call && ast[id].name == "_[_]")) {
    id = ast[id].args[0];
    add(out, path_of(ast, id));
  }
}

void FactReads::known(const Ast& ast, NodeId id, bool if_true, Guards& out) {
  const Node& node = ast[id];
  if (node.test_only) {
    if (if_true) add_path_and_above(ast, id, out);  // has(a.b) holds only where a is there as well
    return;
  }
  if (node.kind == NodeKind::Select) {
    if (const auto* defined = definition(ast, node)) {
      for (const auto& path : if_true ? defined->if_true : defined->if_false) add(out, path);
    }
    return;
  }
  if (node.kind != NodeKind::Call) return;
  if (node.name == "!_") {
    known(ast, node.args[0], !if_true, out);
  } else if (node.name == (if_true ? "_&&_" : "_||_")) {
    known(ast, node.args[0], if_true, out);
    known(ast, node.args[1], if_true, out);
  } else if (node.name == (if_true ? "_||_" : "_&&_")) {
    known_either(ast, node, if_true, out);
  }
}

// One of two sides holds: only what both would tell is known.
void FactReads::known_either(const Ast& ast, const Node& node, bool if_true, Guards& out) {
  Guards left, right;
  known(ast, node.args[0], if_true, left);
  known(ast, node.args[1], if_true, right);
  for (const auto& path : left) {
    if (contains(right, path)) add(out, path);
  }
}

}  // namespace precheck::pack
