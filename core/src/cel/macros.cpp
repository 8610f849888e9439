#include "cel/macros.h"

#include <string>
#include <utility>

#include "base/text.h"

namespace precheck::cel {
namespace {

using Expansion = Result<NodeId, SyntaxError>;

class Expander;

struct Macro {
  std::string_view name;
  bool member;
  std::size_t arguments;
  int variables;
  NodeId (Expander::*expand)();
  std::string_view purpose = "iterate with";  // of the variables
  std::string_view space = {};                // the name that the target must be
};

// Expands one macro with variables, after they are checked.
class Expander {
 public:
  Expander(const MacroCall& call, const Macro& macro, AstBuilder& ast)
      : call_(call),
        name_(macro.space.empty() ? macro.name : ast.keep(cat({macro.space, ".", macro.name}))),
        variables_(static_cast<std::size_t>(macro.variables)),
        purpose_(macro.purpose),
        ast_(ast) {}

  std::optional<SyntaxError> take_variables() {
    for (std::size_t i = 0; i < variables_; ++i) {
      Node& node = ast_.node(call_.args[i]);
      if (node.kind != NodeKind::Ident || node.absolute || !node.macro.empty()) {
        return SyntaxError{node.offset, cat({variables_ == 1 ? "the first argument" : "each of the first two arguments",
                                             " of ", name_, "() must be a simple name, the variable to ", purpose_})};
      }
      names_[i] = node.name;
    }
    if (variables_ == 2 && names_[0] == names_[1]) {
      return SyntaxError{ast_.node(call_.args[1]).offset,
                         cat({"the two variables of ", call_.name, "() must have different names"})};
    }
    // The variables' nodes live on as accumulators.
    for (std::size_t i = 0; i < variables_; ++i) {
      Node& node = ast_.node(call_.args[i]);
      node.name = kAccumulator;
      node.offset = call_.offset;
    }
    return std::nullopt;
  }

  NodeId all() {
    const NodeId init = always();
    const NodeId condition = make("@not_strictly_false", {accumulator()});
    const NodeId step = make("_&&_", {accumulator(), argument(0)});
    return comprehension(init, condition, step, accumulator());
  }

  NodeId exists() {
    const NodeId init = never();
    const NodeId condition = make("@not_strictly_false", {make("!_", {accumulator()})});
    const NodeId step = make("_||_", {accumulator(), argument(0)});
    return comprehension(init, condition, step, accumulator());
  }

  NodeId exists_one() {
    const NodeId init = integer(0);
    const NodeId condition = argument(0);
    const NodeId counted = make("_+_", {accumulator(), integer(1)});
    const NodeId step = make("_?_:_", {condition, counted, accumulator()});
    return comprehension(init, always(), step, make("_==_", {accumulator(), integer(1)}));
  }

  NodeId filter() {
    const NodeId element = ast_.ident(call_.offset, names_[0]);
    return comprehension(ast_.list(call_.offset, {}), always(), conditionally(append(element)), accumulator());
  }

  // map and transformList.
  NodeId to_list() {
    return comprehension(ast_.list(call_.offset, {}), always(), conditionally(append(last())), accumulator());
  }

  NodeId to_map() {
    const NodeId accu = accumulator();
    const NodeId key = ast_.ident(call_.offset, names_[0]);
    const NodeId step = make(kMapInsert, {accu, key, last()});
    return comprehension(ast_.map(call_.offset, {}), always(), conditionally(step), accumulator());
  }

  NodeId to_map_entries() {
    const NodeId step = make(kMapInsert, {accumulator(), last()});
    return comprehension(ast_.map(call_.offset, {}), always(), conditionally(step), accumulator());
  }

  // x.hasValue() ? optional.of(<with the variable as x.value(): the expression>) : optional.none()
  NodeId opt_map() {
    return where_present([&](NodeId mapped) { return make("optional.of", {mapped}); });
  }

  // The same of an expression that gives an optional itself.
  NodeId opt_flat_map() {
    return where_present([](NodeId mapped) { return mapped; });
  }

  NodeId bind() {
    // The name that the macro was called on is done with; its node becomes the empty list.
    Node& range = ast_.node(*call_.target);
    range.kind = NodeKind::List;
    range.name = {};
    range.offset = call_.offset;
    return named(bound(*call_.target, argument(0), argument(1)));
  }

 private:
  // The i-th argument behind the variables.
  [[nodiscard]] NodeId argument(std::size_t i) const { return call_.args[variables_ + i]; }
  [[nodiscard]] NodeId last() const { return call_.args.back(); }

  NodeId accumulator() {
    if (reused_ < variables_) return call_.args[reused_++];
    return ast_.ident(call_.offset, kAccumulator);
  }

  NodeId integer(std::int64_t value) { return ast_.literal(call_.offset, Value::of_int(value)); }
  NodeId always() { return ast_.literal(call_.offset, Value::of_bool(true)); }
  NodeId never() { return ast_.literal(call_.offset, Value::of_bool(false)); }

  NodeId make(std::string_view function, std::initializer_list<NodeId> args) {
    return ast_.call(call_.offset, function, args);
  }

  NodeId append(NodeId element) {
    const NodeId so_far = accumulator();
    return make("_+_", {so_far, ast_.list(call_.offset, {&element, 1})});
  }

  // `step`, or, where the macro has a condition before its last argument, only if that holds. filter's condition is
  // its last argument.
  NodeId conditionally(NodeId step) {
    const bool has_condition = call_.name == "filter" || call_.args.size() > variables_ + 1;
    if (!has_condition) return step;
    return make("_?_:_", {argument(0), step, accumulator()});
  }

  NodeId comprehension(NodeId init, NodeId condition, NodeId step, NodeId result) {
    Node node;
    node.offset = call_.offset;
    node.iter_var = names_[0];
    node.iter_var2 = names_[1];
    node.accu_var = kAccumulator;
    node.macro = name_;
    return ast_.comprehension(node, {*call_.target, init, condition, step, result});
  }

  // `result` with the variable as `value`: what a comprehension over nothing gives. `range` is an empty list.
  NodeId bound(NodeId range, NodeId value, NodeId result) {
    const NodeId condition = never();
    const NodeId step = call_.args[0];
    ast_.node(step).name = names_[0];
    Node node;
    node.offset = call_.offset;
    node.iter_var = kUnusedVariable;
    node.accu_var = names_[0];
    return ast_.comprehension(node, {range, value, condition, step, result});
  }

  // The target is needed twice. It is copied, not shared: nodes are counted against the limit as often as they are
  // walked and evaluated.
  template <typename Wrap>
  NodeId where_present(Wrap wrap) {
    const NodeId target = *call_.target;
    const NodeId present = ast_.member_call(call_.offset, "hasValue", target, {});
    const NodeId value = ast_.member_call(call_.offset, "value", ast_.copy(target), {});
    const NodeId mapped = bound(ast_.list(call_.offset, {}), value, argument(0));
    return named(make("_?_:_", {present, wrap(mapped), make("optional.none", {})}));
  }

  NodeId named(NodeId root) {
    if (!ast_.error()) ast_.node(root).macro = name_;
    return root;
  }

  const MacroCall& call_;
  std::string_view name_;
  std::size_t variables_;
  std::string_view purpose_;
  AstBuilder& ast_;
  std::string_view names_[2];
  std::size_t reused_ = 0;
};

constexpr Macro kMacros[] = {
    {"has", false, 1, 0, nullptr},
    {"all", true, 2, 1, &Expander::all},
    {"all", true, 3, 2, &Expander::all},
    {"exists", true, 2, 1, &Expander::exists},
    {"exists", true, 3, 2, &Expander::exists},
    {"exists_one", true, 2, 1, &Expander::exists_one},
    {"exists_one", true, 3, 2, &Expander::exists_one},
    {"existsOne", true, 2, 1, &Expander::exists_one},
    {"existsOne", true, 3, 2, &Expander::exists_one},
    {"filter", true, 2, 1, &Expander::filter},
    {"map", true, 2, 1, &Expander::to_list},
    {"map", true, 3, 1, &Expander::to_list},
    {"transformList", true, 3, 2, &Expander::to_list},
    {"transformList", true, 4, 2, &Expander::to_list},
    {"transformMap", true, 3, 2, &Expander::to_map},
    {"transformMap", true, 4, 2, &Expander::to_map},
    {"transformMapEntry", true, 3, 2, &Expander::to_map_entries},
    {"transformMapEntry", true, 4, 2, &Expander::to_map_entries},
    {"optMap", true, 2, 1, &Expander::opt_map, "bind"},
    {"optFlatMap", true, 2, 1, &Expander::opt_flat_map, "bind"},
    {"bind", true, 3, 1, &Expander::bind, "bind", "cel"},
};

bool is_name(const Node& node, std::string_view name) {
  return node.kind == NodeKind::Ident && !node.absolute && !node.test_only && node.name == name;
}

const Macro* find_macro(const MacroCall& call, const AstBuilder& ast) {
  for (const Macro& macro : kMacros) {
    if (macro.name == call.name && macro.member == call.target.has_value() && macro.arguments == call.args.size() &&
        (macro.space.empty() || is_name(ast.node(*call.target), macro.space))) {
      return &macro;
    }
  }
  return nullptr;
}

// Turns the selection itself into the test.
Expansion expand_has(const MacroCall& call, bool has_on_identifiers, AstBuilder& ast) {
  Node& argument = ast.node(call.args[0]);
  const bool selection = argument.kind == NodeKind::Select;
  const bool name = argument.kind == NodeKind::Ident && has_on_identifiers;
  if ((!selection && !name) || argument.test_only) {
    return SyntaxError{argument.offset,
                       has_on_identifiers
                           ? "invalid argument to has() macro: expected a name or a field, as in has(a.b)"
                           : "invalid argument to has() macro: expected a field, as in has(a.b)"};
  }
  argument.test_only = true;
  argument.macro = call.name;
  argument.offset = call.offset;
  return call.args[0];
}

}  // namespace

bool is_macro(const MacroCall& call, const AstBuilder& ast) { return find_macro(call, ast) != nullptr; }

Expansion expand_macro(const MacroCall& call, bool has_on_identifiers, AstBuilder& ast) {
  const Macro& macro = *find_macro(call, ast);
  if (macro.expand == nullptr) return expand_has(call, has_on_identifiers, ast);
  Expander expander(call, macro, ast);
  if (std::optional<SyntaxError> error = expander.take_variables()) return std::move(*error);
  return (expander.*macro.expand)();
}

}  // namespace precheck::cel
