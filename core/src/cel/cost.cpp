#include "cel/cost.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/limits.h"
#include "base/vector.h"
#include "cel/names.h"

namespace precheck::cel {

namespace {

constexpr std::uint64_t kMost = 1'000'000'000'000'000'000u;  // where sums and products stop growing

std::uint64_t plus(std::uint64_t a, std::uint64_t b) { return std::min(kMost, a + b); }
std::uint64_t times(std::uint64_t a, std::uint64_t b) { return a != 0 && b > kMost / a ? kMost : a * b; }

// Work on a text costs a step for so many characters: comparing and searching run over bytes, not over the tree.
constexpr std::uint64_t kCharactersPerStep = 16;
std::uint64_t text_steps(std::uint64_t characters) { return characters / kCharactersPerStep + 1; }

using Most = std::optional<std::int64_t>;

Most sum(const Most& a, const Most& b) { return a && b ? Most(*a + *b) : std::nullopt; }
Most larger(const Most& a, const Most& b) { return a && b ? Most(std::max(*a, *b)) : std::nullopt; }

class Estimator {
 public:
  Estimator(const Ast& ast, const NodeTypes& types) : ast_(ast), types_(types) {}

  CostEstimate run() {
    const Cost root = visit(ast_.root);
    return {root.steps, root.most, std::move(unbounded_)};
  }

 private:
  struct Cost {
    std::uint64_t steps = 1;
    Most most;
  };

  struct Local {
    std::string_view name;
    Most most;
  };

  Cost visit(NodeId id) {
    const Node& node = ast_[id];
    switch (node.kind) {
      case NodeKind::Literal: return {1, literal_size(node)};
      case NodeKind::Ident:
        for (auto at = locals_.rbegin(); at != locals_.rend(); ++at) {
          if (at->name == node.name) return {1, at->most};
        }
        return {1, types_[id]->most};
      case NodeKind::Select: return {plus(1, visit(node.args[0]).steps), types_[id]->most};
      case NodeKind::Call: return call(id, node);
      case NodeKind::List:
      case NodeKind::Map: {
        Cost out{1, static_cast<std::int64_t>(node.kind == NodeKind::List ? node.args.size() : node.args.size() / 2)};
        for (const NodeId part : node.args) out.steps = plus(out.steps, visit(part).steps);
        // An entry written with ? is looked at once more: whether it has a value.
        const auto optional = std::count(node.optional_entries.begin(), node.optional_entries.end(), true);
        out.steps = plus(out.steps, static_cast<std::uint64_t>(optional));
        return out;
      }
      case NodeKind::Comprehension: return comprehension(node);
    }
    return {};
  }

  static Most literal_size(const Node& node) {
    if (const Value* text = node.text()) return static_cast<std::int64_t>(text->extra);
    return std::nullopt;
  }

  // What a size without a bound counts as: the core's own limit on it.
  std::uint64_t counted(NodeId id, const Most& most) {
    if (most) return static_cast<std::uint64_t>(*most);
    const TypeKind kind = types_[id]->kind;
    if (kind != TypeKind::List && kind != TypeKind::String && kind != TypeKind::Dyn && kind != TypeKind::Map) return 1;
    name_unbounded(ast_[id]);
    return kind == TypeKind::List || kind == TypeKind::Map ? limits::kMaxListItems : limits::kMaxFormBytes;
  }

  void name_unbounded(const Node& node) {
    std::string name = qualified_name(ast_, node).value_or(node.kind == NodeKind::Select ? std::string(node.name) : "");
    if (name.empty() || std::find(unbounded_.begin(), unbounded_.end(), name) != unbounded_.end()) return;
    unbounded_.push_back(std::move(name));
  }

  Cost call(NodeId, const Node& node) {
    Vector<Cost> arguments;
    Cost out;
    for (const NodeId argument : node.args) {
      arguments.push_back(visit(argument));
      out.steps = plus(out.steps, arguments.back().steps);
    }
    const auto size_of = [&](std::size_t i) { return counted(node.args[i], arguments[i].most); };
    if (node.name == "@in" && types_[node.args[1]]->kind == TypeKind::List) {
      out.steps = plus(out.steps, size_of(1));
    } else if (node.name == "_+_") {
      out.most = sum(arguments[0].most, arguments[1].most);
      // A text is copied; a list that grows is added to in place.
      const TypeKind kind = types_[node.args[0]]->kind;
      if (kind == TypeKind::String) out.steps = plus(out.steps, text_steps(plus(size_of(0), size_of(1))));
      if (kind == TypeKind::List) out.steps = plus(out.steps, size_of(1));
    } else if (node.name == "_?_:_") {
      out.most = larger(arguments[1].most, arguments[2].most);
      out.steps = plus(plus(1, arguments[0].steps), std::max(arguments[1].steps, arguments[2].steps));
    } else if (node.name == "_[_]") {
      const TypeRef container = types_[node.args[0]];
      if (container->kind == TypeKind::List) out.most = container->parameters[0]->most;
    } else if (node.name == "matches") {
      // The automaton's size is at most that of the pattern, give or take counted repetitions.
      out.steps = plus(out.steps, times(text_steps(size_of(0)), size_of(1)));
    } else if (is_search(node.name) && node.args.size() == 2) {
      out.steps = plus(out.steps, text_steps(size_of(0)));
    } else if (is_comparison(node.name)) {
      // Texts are compared as far as the shorter goes; so are lists.
      const TypeKind kind = types_[node.args[0]]->kind;
      if ((kind == TypeKind::String || kind == TypeKind::List) && types_[node.args[1]]->kind == kind) {
        const Most& a = arguments[0].most;
        const Most& b = arguments[1].most;
        const std::uint64_t least =
            a && b ? static_cast<std::uint64_t>(std::min(*a, *b)) : (a ? size_of(0) : size_of(1));
        out.steps = plus(out.steps, kind == TypeKind::List ? least : text_steps(least));
      }
    }
    return out;
  }

  static bool is_search(std::string_view name) {
    return name == "contains" || name == "startsWith" || name == "endsWith";
  }

  static bool is_comparison(std::string_view name) {
    constexpr std::array<std::string_view, 6> kNames{"_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
  }

  Cost comprehension(const Node& node) {
    const NodeId range_id = node.args[0];
    const Cost range = visit(range_id);
    const Cost init = visit(node.args[1]);
    const TypeRef range_type = types_[range_id];
    // cel.bind() is a fold over nothing, whose value is its result.
    const std::uint64_t rounds = range.most == Most(0) ? 0 : counted(range_id, range.most);
    const std::size_t outer = locals_.size();
    // An accumulator grows to at most what the macro can collect.
    locals_.push_back({node.accu_var, rounds == 0 ? init.most : range.most});
    const Most element = range_type->kind == TypeKind::List ? range_type->parameters[0]->most : Most(std::nullopt);
    locals_.push_back({node.iter_var, node.iter_var2.empty() ? element : std::nullopt});
    if (!node.iter_var2.empty()) locals_.push_back({node.iter_var2, element});
    const std::uint64_t condition = visit(node.args[2]).steps;
    const std::uint64_t round = plus(plus(condition, visit(node.args[3]).steps), 1);
    locals_.resize(outer + 1);
    const Cost result = visit(node.args[4]);
    locals_.resize(outer);
    // The condition is looked at once more at the end where something was not known.
    const std::uint64_t around = plus(plus(plus(1, range.steps), plus(init.steps, condition)), result.steps);
    return {plus(around, times(rounds, round)), result.most};
  }

  const Ast& ast_;
  const NodeTypes& types_;
  Vector<Local> locals_;
  Vector<std::string> unbounded_;
};

}  // namespace

CostEstimate estimate_cost(const Ast& ast, const NodeTypes& types) { return Estimator(ast, types).run(); }

}  // namespace precheck::cel
