#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/did_you_mean.h"
#include "base/sort.h"
#include "base/text.h"
#include "base/vector.h"
#include "cel/names.h"
#include "cel/program.h"
#include "cel/quicken.h"

namespace precheck::cel {

namespace {

struct Operator {
  std::string_view name;
  Op op;
};

constexpr std::array<Operator, 21> kOperators{{{"_&&_", Op::And},
                                               {"_||_", Op::Or},
                                               {"!_", Op::Not},
                                               {"@not_strictly_false", Op::NotStrictlyFalse},
                                               {"__not_strictly_false__", Op::NotStrictlyFalse},
                                               {"_?_:_", Op::Conditional},
                                               {"-_", Op::Negate},
                                               {"_+_", Op::Add},
                                               {"_-_", Op::Subtract},
                                               {"_*_", Op::Multiply},
                                               {"_/_", Op::Divide},
                                               {"_%_", Op::Modulo},
                                               {"_==_", Op::Equal},
                                               {"_!=_", Op::NotEqual},
                                               {"_<_", Op::Less},
                                               {"_<=_", Op::LessEqual},
                                               {"_>_", Op::Greater},
                                               {"_>=_", Op::GreaterEqual},
                                               {"@in", Op::In},
                                               {"_[_]", Op::Index},
                                               {"_[?_]", Op::OptionalIndex}}};

// Functions of the standard library that the evaluator itself carries out.
constexpr std::array<Operator, 4> kOperations{{{"optional.of", Op::OptionalOf},
                                               {"optional.ofNonZeroValue", Op::OptionalOf},
                                               {"or", Op::OptionalOr},
                                               {"orValue", Op::OptionalOrValue}}};

constexpr std::array<std::string_view, 13> kTypeNames{"bool",
                                                      "bytes",
                                                      "double",
                                                      "google.protobuf.Duration",
                                                      "google.protobuf.Timestamp",
                                                      "int",
                                                      "list",
                                                      "map",
                                                      "null_type",
                                                      "optional_type",
                                                      "string",
                                                      "type",
                                                      "uint"};

class Compiler {
 public:
  Compiler(const Ast& ast, const Environment& environment) : ast_(ast), environment_(environment) {
    program_.constants = std::make_unique<Arena>(SIZE_MAX);
    for (std::uint32_t i = 0; i < environment.variables.size(); ++i) by_name_.push_back(i);
    sort_numbers(by_name_, [&](std::uint32_t a, std::uint32_t b) { return name(a) < name(b); });
  }

  Result<Program, Vector<SyntaxError>> run() {
    program_.root = emit(ast_.root);
    if (!errors_.empty()) return std::move(errors_);
    quicken(program_, environment_);
    return std::move(program_);
  }

 private:
  std::uint32_t add(Instruction instruction, const Vector<std::uint32_t>& operands = {}) {
    instruction.first = static_cast<std::uint32_t>(program_.operands.size());
    instruction.count = static_cast<std::uint32_t>(operands.size());
    program_.operands.insert(program_.operands.end(), operands.begin(), operands.end());
    program_.code.push_back(instruction);
    return static_cast<std::uint32_t>(program_.code.size() - 1);
  }

  std::uint32_t fail(const Node& node, Piece message) {
    errors_.push_back({node.offset, std::string(message.text())});
    return add({});
  }

  // For what nobody declares.
  std::uint32_t undeclared(const Node& node, Piece message) {
    if (!environment_.undeclared_is_error_value) return fail(node, message);
    Instruction instruction;
    instruction.op = Op::Undeclared;
    instruction.offset = node.offset;
    instruction.constant = string_constant(message.text());
    return add(instruction);
  }

  Vector<std::uint32_t> emit_all(std::span<const NodeId> nodes) {
    Vector<std::uint32_t> out;
    out.reserve(nodes.size());
    for (const NodeId id : nodes) out.push_back(emit(id));
    return out;
  }

  // The parts of a list (1 for each entry) or map (2), the value of an optional entry as such.
  Vector<std::uint32_t> emit_entries(const Node& node, std::size_t parts) {
    Vector<std::uint32_t> out = emit_all(node.args);
    for (std::size_t entry = 0; entry < node.optional_entries.size(); ++entry) {
      if (!node.optional_entries[entry]) continue;
      std::uint32_t& value = out[parts * entry + parts - 1];
      Instruction instruction;
      instruction.op = Op::OptionalEntry;
      instruction.offset = program_.code[value].offset;
      value = add(instruction, {value});
    }
    return out;
  }

  std::uint32_t constant(const Node& node, Value value) {
    Instruction instruction;
    instruction.offset = node.offset;
    instruction.constant = value;
    return add(instruction);
  }

  Value string_constant(std::string_view text) { return Value::of_string(program_.constants->copy(text)); }

  std::uint32_t emit(NodeId id) {
    const std::uint32_t at = emit_node(id);
    NodeId& node = program_.code[at].node;
    if (node == kNoNode) node = id;  // else it is what stands behind dyn()
    return at;
  }

  std::uint32_t emit_node(NodeId id) {
    const Node& node = ast_[id];
    switch (node.kind) {
      case NodeKind::Literal: return constant(node, literal(node));
      case NodeKind::Ident: return emit_identifier(node);
      case NodeKind::Select: return emit_selection(node);
      case NodeKind::Call: return emit_call(node);
      case NodeKind::List: return emit_list(node);
      case NodeKind::Map: {
        Instruction instruction;
        instruction.op = Op::MakeMap;
        instruction.offset = node.offset;
        return add(instruction, emit_entries(node, 2));
      }
      case NodeKind::Comprehension: return emit_fold(node);
    }
    return fail(node, "unexpected node");
  }

  Value literal(const Node& node) {
    Value out = node.literal;
    if (out.is(Kind::String) || out.is(Kind::Bytes)) out.text = program_.constants->copy(out.string()).data();
    return out;
  }

  std::string_view name(std::uint32_t variable) const { return environment_.variables[variable]; }

  std::optional<std::uint32_t> variable(std::string_view written, bool absolute) const {
    std::optional<std::uint32_t> found;
    resolve_name(environment_.container, written, absolute, [&](std::string_view candidate) {
      const auto at = std::lower_bound(by_name_.begin(), by_name_.end(), candidate,
                                       [&](std::uint32_t i, std::string_view wanted) { return name(i) < wanted; });
      if (at != by_name_.end() && name(*at) == candidate) found = *at;
      return found.has_value();
    });
    return found;
  }

  // "" where no type is meant.
  std::string_view type(std::string_view written, bool absolute) const {
    std::string_view found;
    resolve_name(environment_.container, written, absolute, [&](std::string_view candidate) {
      const auto* at = std::find(kTypeNames.begin(), kTypeNames.end(), candidate);
      if (at != kTypeNames.end()) found = *at;
      return !found.empty();
    });
    return found;
  }

  std::optional<std::uint32_t> local(std::string_view name) const {
    for (auto at = scope_.rbegin(); at != scope_.rend(); ++at) {
      if (*at == name) return static_cast<std::uint32_t>(scope_.rend() - at - 1);
    }
    return std::nullopt;
  }

  std::optional<std::uint32_t> emit_name(const Node& node, std::string_view name, bool absolute) {
    Instruction instruction;
    instruction.offset = node.offset;
    if (const auto found = variable(name, absolute)) {
      instruction.op = Op::Variable;
      instruction.index = *found;
      return add(instruction);
    }
    const std::string_view found = type(name, absolute);
    if (!found.empty()) return constant(node, Value::of_type(found));
    return std::nullopt;
  }

  std::uint32_t emit_identifier(const Node& node) {
    Instruction instruction;
    instruction.offset = node.offset;
    if (!node.absolute) {
      if (const auto found = local(node.name)) {
        instruction.op = Op::Local;
        instruction.index = *found;
        return add(instruction);
      }
    }
    if (node.test_only) {
      if (const auto found = variable(node.name, node.absolute)) {
        instruction.op = Op::HasVariable;
        instruction.index = *found;
        return add(instruction);
      }
    } else if (const auto found = emit_name(node, node.name, node.absolute)) {
      return *found;
    }
    return undeclared(node, cat({"undeclared reference to '", node.name, "'", did_you_mean(node.name)}));
  }

  std::string did_you_mean(std::string_view name) const {
    Suggestion suggestion(name);
    for (const auto& candidate : environment_.variables) suggestion.consider(candidate);
    for (const auto& candidate : scope_) {
      if (!made_by_macro(candidate)) suggestion.consider(candidate);
    }
    return suggestion.text();
  }

  std::uint32_t emit_selection(const Node& node) {
    const Node& root = root_of_chain(ast_, node);
    if (root.kind == NodeKind::Ident && (root.absolute || !local(root.name))) {
      const auto name = qualified_name(ast_, node);
      Instruction instruction;
      instruction.offset = node.offset;
      if (node.test_only) {
        if (const auto found = variable(*name, root.absolute)) {
          instruction.op = Op::HasVariable;
          instruction.index = *found;
          return add(instruction);
        }
      } else if (const auto found = emit_name(node, *name, root.absolute)) {
        return *found;
      }
      // params.limt: no such variable, and no variable params either.
      const Node& operand = ast_[node.args[0]];
      if (operand.kind == NodeKind::Ident && !variable(root.name, root.absolute) &&
          type(root.name, root.absolute).empty()) {
        return undeclared(root, cat({"undeclared reference to '", *name, "'", did_you_mean(*name)}));
      }
    }
    Instruction instruction;
    instruction.op = node.test_only ? Op::Has : Op::Select;
    instruction.offset = node.offset;
    instruction.constant = string_constant(node.name);
    return add(instruction, {emit(node.args[0])});
  }

  const Function* function(std::string_view written, bool absolute, bool member, std::size_t args) const {
    const Function* found = nullptr;
    resolve_name(environment_.container, written, absolute, [&](std::string_view candidate) {
      found = function(candidate, member, args);
      return found != nullptr;
    });
    return found;
  }

  const Function* function(std::string_view name, bool member, std::size_t args) const {
    for (std::size_t i = 0; i < environment_.function_count; ++i) {
      const Function& f = environment_.functions[i];
      if (f.name == name && f.member == member && args >= f.least_args && args <= f.most_args) return &f;
    }
    return standard_function(name, member, args);
  }

  bool function_exists(std::string_view name) const {
    for (std::size_t i = 0; i < environment_.function_count; ++i) {
      if (environment_.functions[i].name == name) return true;
    }
    return standard_function_exists(name);
  }

  std::uint32_t emit_call(const Node& node) {
    Instruction instruction;
    instruction.offset = node.offset;
    if (node.name == "_?._") {
      instruction.op = Op::OptionalSelect;
      instruction.constant = literal(ast_[node.args[1]]);
      return add(instruction, {emit(node.args[0])});
    }
    const auto* known = std::find_if(kOperators.begin(), kOperators.end(),
                                     [&](const Operator& o) { return !node.has_target && o.name == node.name; });
    if (known != kOperators.end()) {
      instruction.op = known->op;
      return add(instruction, emit_all(node.args));
    }

    instruction.function = function(node.name, node.absolute || node.has_target, node.has_target, node.args.size());
    if (instruction.function != nullptr) return emit_function(instruction, node.args);

    // strings.quote(x) may be a function with a qualified name instead of a member call.
    if (node.has_target) {
      const Node& target = ast_[node.args[0]];
      const Node& root = root_of_chain(ast_, target);
      if (const auto prefix = qualified_name(ast_, target); prefix && root.kind == NodeKind::Ident) {
        instruction.function = function(cat({*prefix, ".", node.name}), root.absolute, false, node.args.size() - 1);
        if (instruction.function != nullptr) return emit_function(instruction, node.args.subspan(1));
      }
    }
    emit_all(node.args);  // for what else is wrong
    if (function_exists(node.name)) {
      const std::size_t args = node.args.size() - (node.has_target ? 1 : 0);
      return undeclared(node, cat({"no overload of '", node.name, "' takes ", args,
                                   args == 1 ? " argument" : " arguments", node.has_target ? " as a method" : ""}));
    }
    return undeclared(node, cat({"undeclared reference to function '", node.name, "'"}));
  }

  std::uint32_t emit_function(Instruction instruction, std::span<const NodeId> args) {
    const Function& f = *instruction.function;
    const bool standard = &f == standard_function(f.name, f.member, args.size());
    if (standard && f.name == "dyn") return emit(args[0]);  // for the type checker only
    const auto* operation =
        std::find_if(kOperations.begin(), kOperations.end(), [&](const Operator& o) { return o.name == f.name; });
    instruction.op = standard && operation != kOperations.end() ? operation->op : Op::Call;
    return add(instruction, emit_all(args));
  }

  std::uint32_t emit_list(const Node& node) {
    const auto operands = emit_entries(node, 1);
    const bool constants = std::all_of(operands.begin(), operands.end(),
                                       [&](std::uint32_t i) { return program_.code[i].op == Op::Constant; });
    Instruction instruction;
    instruction.offset = node.offset;
    if (constants) {
      auto* items = program_.constants->array<Value>(operands.size());
      for (std::size_t i = 0; i < operands.size(); ++i) items[i] = program_.code[operands[i]].constant;
      auto* list = program_.constants->make<List>();
      list->items = items;
      list->count = static_cast<std::uint32_t>(operands.size());
      instruction.constant = Value::of_list(list);
      return add(instruction);
    }
    instruction.op = Op::MakeList;
    return add(instruction, operands);
  }

  std::uint32_t emit_fold(const Node& node) {
    Instruction instruction;
    instruction.op = Op::Fold;
    instruction.offset = node.offset;
    instruction.two = !node.iter_var2.empty();
    instruction.index = static_cast<std::uint32_t>(scope_.size());
    // The accumulator comes first and is not in the scope of its own start value; the iteration variables are not in
    // the scope of the result.
    const std::uint32_t range = emit(node.args[0]);
    const std::uint32_t init = emit(node.args[1]);
    scope_.push_back(node.accu_var);
    scope_.push_back(node.iter_var);
    if (instruction.two) scope_.push_back(node.iter_var2);
    program_.locals = std::max(program_.locals, static_cast<std::uint32_t>(scope_.size()));
    const std::uint32_t condition = emit(node.args[2]);
    const std::uint32_t step = emit(node.args[3]);
    scope_.resize(instruction.index + 1);
    const std::uint32_t result = emit(node.args[4]);
    scope_.resize(instruction.index);
    return add(instruction, {range, init, condition, step, result});
  }

  const Ast& ast_;
  const Environment& environment_;
  Vector<std::uint32_t> by_name_;  // the variables' numbers, by their names
  Vector<std::string_view> scope_;
  Vector<SyntaxError> errors_;
  Program program_;
};

}  // namespace

Result<Program, Vector<SyntaxError>> compile(const Ast& ast, const Environment& environment) {
  return Compiler(ast, environment).run();
}

}  // namespace precheck::cel
