#include "engine/tree.h"

#include <algorithm>

#include "base/limits.h"
#include "base/text.h"
#include "base/vector.h"
#include "engine/render.h"
#include "engine/shown.h"
#include "engine/written.h"

namespace precheck::engine {

using cel::Kind;
using cel::Node;
using cel::NodeId;
using cel::NodeKind;
using cel::Op;
using cel::Value;

namespace {

bool is_chain(const Node& node) { return node.kind == NodeKind::Call && (node.name == "_&&_" || node.name == "_||_"); }

}  // namespace

const cel::Ast& Trees::parsed(const pack::Expression& expression) {
  const auto known = asts_.find(&expression);
  if (known != asts_.end()) return known->second;
  cel::Ast& ast = asts_[&expression];
  if (auto read = written(expression)) {
    ast = std::move(*read);
  } else {
    ast.nodes.emplace_back();
    if (unreadable_ == nullptr) unreadable_ = &expression;
  }
  return ast;
}

Json Trees::tree(const pack::Expression& expression) {
  const cel::Instruction* in = &expression.program.code[expression.program.root];
  const auto& entries = trace_->entries;
  for (std::size_t end = entries.size(); end > 0; end -= entries[end - 1].size) {
    if (entries[end - 1].in == in) return root(expression, end - 1);
  }
  return root(expression, std::nullopt);
}

Json Trees::root(const pack::Expression& expression, At at) {
  const cel::Ast& ast = parsed(expression);
  Json out = node({expression, ast}, behind_dyn(ast, ast.root), at, {});
  put(out, "pointer", expression.pointer);
  return out;
}

Json Trees::node(const Source& source, NodeId id, At at, const Bound& bound) {
  const Node& node = source.ast[id];
  const std::string_view text = source.expression.text;
  Json out = Json::object();
  bool cut = false;
  put(out, "text", beginning(text.substr(node.begin, node.end - node.begin), limits::kMaxExplainedBytes, cut));
  put(out, "at", count_code_points(text.substr(0, node.begin)) + 1);
  if (!bound.empty()) {
    Json with = Json::object();
    for (const auto& [name, value] : bound) put(with, name, shown(*run_, value).json);
    put(out, "with", std::move(with));
  }
  if (!at) {
    put(out, "not_evaluated", true);
    return out;
  }
  add_outcome(out, trace_->entries[*at].value);
  Below below;
  if (trace_->entries[*at].cut) {
    below.cut = true;
  } else {
    gather(source, id, *at, below);
  }
  if (below.cut) put(out, "details_left_out", true);
  if (below.left_out > 0) put(out, "iterations_left_out", below.left_out);
  if (!below.children.empty()) put(out, "children", std::move(below.children));
  return out;
}

void Trees::add_outcome(Json& out, const Value& value) const {
  if (value.is(Kind::Unknown)) {
    Vector<std::string> waits_for = pointers(*run_, ids_of(value));
    const bool cut = waits_for.size() > limits::kMaxExplainedUnknowns;
    if (cut) waits_for.resize(limits::kMaxExplainedUnknowns);
    put(out, "unknown", waits_for);
    if (cut) put(out, "value_cut", true);
  } else if (value.is(Kind::Error) && value.error->code == cel::ErrorCode::Absent) {
    put(out, "absent", true);
  } else if (value.is(Kind::Error)) {
    put(out, "error", value.error->message);
  } else {
    Shown begins = shown(*run_, value);
    put(out, "value", std::move(begins.json));
    put(out, "type", cel::type_name(value));
    if (begins.cut) put(out, "value_cut", true);
  }
}

void Trees::gather(const Source& source, NodeId id, std::size_t at, Below& out) {
  const Node& node = source.ast[id];
  if (is_path(source.ast, node)) return add_definition(at, out);
  if (!node.macro.empty()) out.macro = node.offset;
  below(source, id, at, {}, out);
}

// The tree of the definition that a path begins with, where this is the first to read it.
void Trees::add_definition(std::size_t at, Below& out) {
  for (;;) {
    const Vector<std::size_t> children = trace_->children(at);
    if (children.empty()) return;
    const cel::Instruction& in = *trace_->entries[at].in;
    if (in.op == Op::Variable) {
      const pack::Pack& pack = run_->pack();
      if (depth_ == limits::kMaxExplainedDepth) {
        out.cut = true;
        return;
      }
      return out.children.push_back(
          root(pack.definitions[in.index - pack.variables.definitions].expression, children[0]));
    }
    at = children[0];
  }
}

// The entries that `at` evaluated for a node. Instructions that no node stands for (an entry with ?) are seen through.
Vector<std::size_t> Trees::evaluated(At at, NodeId id) const {
  Vector<std::size_t> out;
  if (!at) return out;
  for (const std::size_t child : trace_->children(*at)) {
    const NodeId made_from = trace_->entries[child].in->node;
    if (made_from == id) out.push_back(child);
    if (made_from != cel::kNoNode) continue;
    const auto inner = evaluated(child, id);
    out.insert(out.end(), inner.begin(), inner.end());
  }
  return out;
}

void Trees::below(const Source& source, NodeId id, At at, const Bound& bound, Below& out) {
  const Node& node = source.ast[id];
  if (depth_ == limits::kMaxExplainedDepth) {
    out.cut = true;
    return;
  }
  ++depth_;
  if (node.kind == NodeKind::Comprehension) {
    comprehension(source, node, at, bound, out);
  } else {
    operands(source, node, at, bound, out);
  }
  --depth_;
}

void Trees::operands(const Source& source, const Node& node, At at, const Bound& bound, Below& out) {
  std::size_t first = 0, end = node.args.size();
  if (node.kind == NodeKind::Call && node.name == "_?._") end = 1;  // behind it, the field's name
  // A function with a qualified name, optional.of(x): what looks like its target is a part of the name.
  if (node.has_target && at && trace_->entries[*at].in->count < node.args.size()) first = 1;
  for (std::size_t i = first; i < end; ++i) operand(source, node, i, at, bound, out);
}

void Trees::comprehension(const Source& source, const Node& node, At at, const Bound& bound, Below& out) {
  operand(source, node, 0, at, bound, out);
  operand(source, node, 1, at, bound, out);
  const NodeId step = behind_dyn(source.ast, node.args[3]);
  const Vector<std::size_t> steps = evaluated(at, step);
  if (steps.empty()) part(source, node, step, std::nullopt, bound, out);
  for (const std::size_t entry : steps) {
    const std::uint32_t time = trace_->entries[entry].times;
    const Value& range = trace_->entries[trace_->children(*at)[0]].value;
    part(source, node, step, entry, variables(node, range, time), out);
    if (entry == steps.back()) out.left_out += time - static_cast<std::uint32_t>(steps.size());
  }
  operand(source, node, 4, at, bound, out);
}

void Trees::operand(const Source& source, const Node& of, std::size_t i, At at, const Bound& bound, Below& out) {
  const NodeId id = behind_dyn(source.ast, of.args[i]);
  const Vector<std::size_t> entries = evaluated(at, id);
  part(source, of, id, entries.empty() ? At() : At(entries[0]), bound, out);
}

// A part of `of`: a child, or, where it was made by the macro or continues a chain of && or ||, its own parts are.
void Trees::part(const Source& source, const Node& of, NodeId id, At at, const Bound& bound, Below& out) {
  const Node& node = source.ast[id];
  const bool made_by_macro = node.offset == out.macro;
  const bool chain = is_chain(node) && is_chain(of) && of.name == node.name && of.offset != out.macro;
  if (made_by_macro || chain) return below(source, id, at, bound, out);
  if (is_literal(source.ast, node)) return;
  // The variable of a macro: `with` says its value.
  if (node.kind == NodeKind::Ident && at && trace_->entries[*at].in->op == Op::Local) return;
  const bool again = std::find(out.seen.begin(), out.seen.end(), node.begin) != out.seen.end();
  if (again && bound.empty()) return;
  out.seen.push_back(node.begin);
  out.children.push_back(this->node(source, id, at, bound));
}

// The variables of a comprehension in its how many-th iteration; none where instructions are not made from the text.
Trees::Bound Trees::variables(const Node& fold, const Value& range, std::uint32_t time) const {
  std::uint32_t i = time - 1;
  Value key = Value::of_int(i), value;
  if (range.is(Kind::List)) {
    if (i >= range.list->count) return {};
    value = (*range.list)[i];
  } else if (!range.is(Kind::Map)) {
    return {};
  } else {
    // Entries that are not there are passed over.
    for (std::uint32_t at = 0, there = 0; at < range.map->count; ++at) {
      if (!range.map->values[at].is(Kind::Error) && there++ == i)
        key = range.map->keys[at], value = range.map->values[at];
    }
  }
  if (!fold.iter_var2.empty()) return {{fold.iter_var, key}, {fold.iter_var2, value}};
  return {{fold.iter_var, range.is(Kind::List) ? value : key}};
}

}  // namespace precheck::engine
