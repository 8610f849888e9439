#include "pack/fact_reads.h"

#include <algorithm>

#include "base/text.h"
#include "base/vector.h"

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

bool is_call(const Node& node, std::string_view function) {
  return node.kind == NodeKind::Call && !node.has_target && node.name == function;
}

bool is_method(const Node& node, std::string_view method, std::size_t args) {
  return node.kind == NodeKind::Call && node.has_target && node.name == method && node.args.size() == args + 1;
}

bool is_optional_select(const Node& node) { return is_call(node, "_?._"); }

bool is_index(const Node& node) { return is_call(node, "_[_]") || is_call(node, "_[?_]"); }

bool is_opt_map(const Node& node) { return node.macro == "optMap" || node.macro == "optFlatMap"; }

// A step from a value to a part of it: args[0] is the value.
bool is_step(const Node& node) { return node.kind == NodeKind::Select || is_optional_select(node) || is_index(node); }

// The field of a.b and a.?b.
std::string_view field_of(const Ast& ast, const Node& node) {
  return node.kind == NodeKind::Select ? node.name : ast[node.args[1]].literal.string();
}

// What a step adds to the path by which guards name the part; "" where they cannot.
std::string step_of(const Ast& ast, const Node& node) {
  if (!is_index(node)) return cat({".", field_of(ast, node)});
  const Node& key = ast[node.args[1]];
  if (key.kind != NodeKind::Literal || !key.literal.is(cel::Kind::Int)) return "";
  return cat({"[", int_text(key.literal.integer), "]"});
}

std::string joined(const std::string& path, const std::string& step) {
  return path.empty() || step.empty() ? "" : path + step;
}

}  // namespace

Vector<cel::SyntaxError> FactReads::check(const Ast& ast, const Guards& guards) {
  visit(ast, ast.root, guards);
  return std::move(faults_);
}

Guards FactReads::known_if(const Ast& ast, bool if_true) {
  Guards out;
  known(ast, ast.root, if_true, out);
  return out;
}

DefinitionFacts FactReads::facts_of(const Ast& ast) {
  const Seen seen = visit(ast, ast.root, {});
  return {seen.node, seen.optional, known_if(ast, true), known_if(ast, false)};
}

schema::NodeIndex FactReads::node_of(const Ast& ast) {
  const DefinitionFacts facts = facts_of(ast);
  return facts.optional ? kNoNode : facts.node;
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
  const auto number = definitions_.names.find(select.name);
  return number ? &definitions_.facts[*number] : nullptr;
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
    if (seen.optional) return seen;
  } else if (node.name == "it" && it_ != kNoNode) {
    seen = {it_, "it"};
  } else if (const auto property = facts_.property(0, node.name); property != kNoNode) {
    seen = {property, std::string(node.name)};
  }
  if (seen.node == kNoNode) return seen;
  if (node.test_only) {
    check_has(node, seen.node);
    return {};
  }
  return read(node, std::move(seen), guards);
}

FactReads::Seen FactReads::visit_field(const Ast& ast, const Node& node, const Guards& guards) {
  if (node.kind == NodeKind::Select) {
    if (const auto* defined = definition(ast, node)) {
      return {defined->node, cat({"definitions.", node.name}), defined->optional};
    }
  }
  const std::string_view field = field_of(ast, node);
  Guards asked = guards;
  // has(a.b) is false and a.?b none where a is not there, so a needs no guard of its own.
  const bool asks = node.test_only || is_optional_select(node);
  if (asks) add_path_and_above(ast, node.args[0], asked);
  const Seen of = visit(ast, node.args[0], asked);
  if (of.node == kNoNode) return {};
  // Fields that the schema does not have are the type checker's to report.
  const auto child = facts_[of.node].type == schema::Type::Object ? facts_.property(of.node, field) : kNoNode;
  if (child == kNoNode) return {};
  if (asks) check_has(node, child);
  if (node.test_only) return {};
  Seen seen{child, joined(of.path, step_of(ast, node)), asks || of.optional};
  return seen.optional ? seen : read(node, std::move(seen), guards);
}

FactReads::Seen FactReads::visit_index(const Ast& ast, const Node& node, const Guards& guards) {
  const bool asks = node.name == "_[?_]";
  Guards asked = guards;
  if (asks) add_path_and_above(ast, node.args[0], asked);
  const Seen of = visit(ast, node.args[0], asked);
  visit(ast, node.args[1], guards);
  if (of.node == kNoNode || facts_[of.node].type != schema::Type::Array) return {};
  return {facts_[of.node].items, joined(of.path, step_of(ast, node)), asks || of.optional};
}

// An optional fact may only be read where a guard has made sure that it has a value.
FactReads::Seen FactReads::read(const Node& at, Seen seen, const Guards& guards) {
  if (facts_[seen.node].optional && (seen.path.empty() || !contains(guards, seen.path))) {
    report(at.offset,
           facts_.pattern(seen.node) +
               " is optional: ask has() first, as in has(x) && x == ..., !has(x) || x == ... or has(x) ? x : ...");
  }
  return seen;
}

// An element of a list is there, however optional the list.
bool FactReads::may_be_absent(schema::NodeIndex node) const {
  for (auto i = node; i != kNoNode; i = facts_[i].parent) {
    if (facts_[i].optional || facts_[i].host) return true;
    if (const auto up = facts_[i].parent; up != kNoNode && facts_[up].type == schema::Type::Array) break;
  }
  return false;
}

// Absence of a fact that the applicant still has to type is no answer: has() of it would read a half-filled form as
// a filled one.
void FactReads::check_has(const Node& at, schema::NodeIndex node) {
  if (may_be_absent(node)) return;
  const std::string asks = at.test_only ? "has()" : ".?";
  report(at.offset, cat({asks, " of ", facts_.pattern(node), ": this fact is unknown until typed, not absent; ", asks,
                         " is for x-optional and host facts"}));
}

// x.value() of an optional fact is a read like any other.
void FactReads::check_value(const Node& at, const Seen& of, const Guards& guards) {
  if (of.node == kNoNode || !of.optional || !may_be_absent(of.node)) return;
  if (!of.path.empty() && contains(guards, of.path)) return;
  report(at.offset, facts_.pattern(of.node) +
                        " may have no value: ask hasValue() first, or write x.orValue(...) or x.optMap(v, ...)");
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
  if (is_opt_map(node)) return visit_opt_map(ast, node, guards);
  if (node.name == "_?_:_") {
    Guards yes, no;
    known(ast, node.args[0], true, yes);
    known(ast, node.args[0], false, no);
    visit(ast, node.args[0], guards);
    const Seen then = visit(ast, node.args[1], with(guards, yes));
    const Seen otherwise = visit(ast, node.args[2], with(guards, no));
    return then.node == otherwise.node ? Seen{then.node, "", then.optional || otherwise.optional} : Seen{};
  }
  if (is_optional_select(node)) return visit_field(ast, node, guards);
  if (is_index(node)) return visit_index(ast, node, guards);
  return visit_optional_call(ast, node, guards);
}

// The functions of optional values; any other call gives none of the form's facts.
FactReads::Seen FactReads::visit_optional_call(const Ast& ast, const Node& node, const Guards& guards) {
  if (is_method(node, "of", 1) || is_method(node, "ofNonZeroValue", 1)) {
    const Node& space = ast[node.args[0]];
    if (space.kind == NodeKind::Ident && space.name == "optional") {
      Seen seen = visit(ast, node.args[1], guards);
      seen.optional = true;
      return seen;
    }
  }
  if (is_method(node, "value", 0)) {
    Seen seen = visit(ast, node.args[0], guards);
    check_value(node, seen, guards);
    seen.optional = false;
    return seen;
  }
  if (is_method(node, "or", 1) || is_method(node, "orValue", 1)) {
    const Seen first = visit(ast, node.args[0], guards);
    const Seen second = visit(ast, node.args[1], guards);
    const Node& other = ast[node.args[1]];
    const bool no_elements = other.kind == NodeKind::List && other.args.empty();
    return first.node == second.node || no_elements ? Seen{first.node, "", node.name == "or"} : Seen{};
  }
  for (const NodeId part : node.args) visit(ast, part, guards);
  return {};
}

// x.optMap(v, e), expanded: x.hasValue() ? optional.of(<e with v as x.value()>) : optional.none()
FactReads::Seen FactReads::visit_opt_map(const Ast& ast, const Node& node, const Guards& guards) {
  Seen value = visit(ast, ast[node.args[0]].args[0], guards);
  value.optional = false;
  Guards present = guards;
  known(ast, node.args[0], true, present);
  const NodeId mapped = node.args[1];
  Seen seen = visit_bound(ast, node.macro == "optMap" ? ast[ast[mapped].args[0]] : ast[mapped], value, present);
  seen.optional = true;
  return seen;
}

// The result of a comprehension that only gives `value` the name of its accumulator.
FactReads::Seen FactReads::visit_bound(const Ast& ast, const Node& fold, Seen value, const Guards& guards) {
  if (value.node != kNoNode && value.path.empty()) value.path = cat({fold.accu_var, "#", ++variables_});
  Guards read = guards;
  if (!value.optional) add(read, value.path);
  locals_.push_back({fold.accu_var, std::move(value)});
  const Seen result = visit(ast, fold.args[4], read);
  locals_.pop_back();
  return result;
}

FactReads::Seen FactReads::visit_comprehension(const Ast& ast, const Node& node, const Guards& guards) {
  if (node.macro == "cel.bind") return visit_bound(ast, node, visit(ast, node.args[1], guards), guards);
  const Seen range = visit(ast, node.args[0], guards);
  visit(ast, node.args[1], guards);
  Seen element;
  if (range.node != kNoNode && facts_[range.node].type == schema::Type::Array) {
    // Two macros may use one name: the number keeps their guards apart.
    element = {facts_[range.node].items, cat({node.iter_var, "#", ++variables_})};
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
    return found != nullptr ? found->seen.path : std::string(node.name);
  }
  return is_step(node) ? joined(path_of(ast, node.args[0]), step_of(ast, node)) : "";
}

// a.b.c, a.b and a.
void FactReads::add_path_and_above(const Ast& ast, NodeId id, Guards& out) {
  add(out, path_of(ast, id));
  while (is_step(ast[id])) {
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
  if (is_method(node, "hasValue", 0)) {
    if (if_true) add_path_and_above(ast, node.args[0], out);
  } else if (node.name == "!_") {
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
