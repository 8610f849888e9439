#include "cel/checker.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/did_you_mean.h"
#include "base/limits.h"
#include "base/sort.h"
#include "base/text.h"
#include "base/vector.h"
#include "cel/declarations.h"
#include "cel/names.h"

namespace precheck::cel {

std::string_view code_name(TypeError::Code code) {
  switch (code) {
    case TypeError::Code::Undeclared: return "cel.undeclared";
    case TypeError::Code::NoField: return "cel.no_such_field";
    case TypeError::Code::NoOverload: return "cel.no_matching_overload";
    case TypeError::Code::Enum: return "cel.enum";
    case TypeError::Code::Mismatch: return "cel.type";
  }
  return "";
}

namespace {

OverloadDeclaration parse_overload(std::string_view text, Types& types) {
  OverloadDeclaration out;
  Vector<TypeRef> arguments;
  const std::size_t arrow = text.rfind(" -> ");
  out.result = types.parse(text.substr(arrow + 4));
  text = text.substr(0, arrow);
  std::size_t open = 0;
  if (text[0] != '(') {
    out.member = true;
    open = text.find(".(") + 1;
    arguments.push_back(types.parse(text.substr(0, open - 1)));
  }
  std::string_view list = text.substr(open + 1, text.size() - open - 2);
  int depth = 0;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= list.size(); ++i) {
    if (i < list.size()) depth += list[i] == '(' ? 1 : (list[i] == ')' ? -1 : 0);
    if (i < list.size() && (list[i] != ',' || depth != 0)) continue;
    if (i > start) arguments.push_back(types.parse(list.substr(start, i - start)));
    start = i + 2;  // behind ", "
  }
  out.arguments = types.keep(arguments);
  return out;
}

}  // namespace

FunctionTypes::FunctionTypes(Types& types) : types_(types) {
  for (const auto& [name, overload] : standard_declarations()) declare(name, overload);
}

void FunctionTypes::declare(std::string_view name, std::string_view overload) {
  if (names_.add(name)) functions_.emplace_back();
  functions_[*names_.find(name)].written.push_back(overload);
}

const Overloads* FunctionTypes::find(std::string_view name) const {
  const auto number = names_.find(name);
  if (!number) return nullptr;
  Function& function = functions_[*number];
  for (std::size_t i = function.read.size(); i < function.written.size(); ++i) {
    function.read.push_back(parse_overload(function.written[i], types_));
  }
  return &function.read;
}

namespace {

// What type variables stand for. Overloads are tried one after the other: what a failed one has bound is taken back,
// change by change, since a large expression has thousands of variables.
class Bindings {
 public:
  // nullptr: the variable is free.
  [[nodiscard]] TypeRef find(TypeRef variable) const {
    return variable->number < by_number_.size() ? by_number_[variable->number] : nullptr;
  }
  void set(TypeRef variable, TypeRef type) {
    const std::uint32_t number = variable->number;
    if (number >= by_number_.size()) by_number_.resize(number + 1);
    changes_.push_back({number, by_number_[number]});
    by_number_[number] = type;
  }
  [[nodiscard]] std::size_t mark() const { return changes_.size(); }
  void back_to(std::size_t mark) {
    for (; changes_.size() > mark; changes_.pop_back()) by_number_[changes_.back().variable] = changes_.back().before;
  }

 private:
  struct Change {
    std::uint32_t variable;
    TypeRef before;
  };
  Vector<TypeRef> by_number_;
  Vector<Change> changes_;
};

class Checker {
 public:
  Checker(const Ast& ast, const TypeEnvironment& environment, Types& types)
      : ast_(ast), environment_(environment), types_(types), of_node_(ast.nodes.size(), types.dyn()) {}

  Result<NodeTypes, Vector<TypeError>> run() {
    visit(ast_.root);
    // What was found after the limit may be its doing.
    if (steps_left_ == 0) return Vector<TypeError>{too_large()};
    if (!errors_.empty()) {
      sort_stable(errors_, [](const TypeError& a, const TypeError& b) { return a.offset < b.offset; });
      return std::move(errors_);
    }
    for (TypeRef& type : of_node_) type = substitute(type, true);
    if (steps_left_ == 0) return Vector<TypeError>{too_large()};
    return std::move(of_node_);
  }

 private:
  struct Local {
    std::string_view name;
    TypeRef type;
  };

  using Code = TypeError::Code;
  // The variables of one call, by the letter of the declaration's type parameter; nullptr: not met yet.
  using Fresh = std::array<TypeRef, 26>;

  TypeRef fail(Code code, const Node& node, Piece message) {
    errors_.push_back({code, node.offset, std::string(message.text())});
    return types_.dyn();
  }

  [[nodiscard]] TypeError too_large() const {
    return {Code::Mismatch, ast_[ast_.root].offset,
            cat({"the types in this expression are too large: checking it takes more than ", limits::kMaxTypeSteps,
                 " steps"})};
  }

  TypeRef visit(NodeId id) {
    TypeRef type = infer(id);
    of_node_[id] = type;
    return type;
  }

  TypeRef infer(NodeId id) {
    const Node& node = ast_[id];
    switch (node.kind) {
      case NodeKind::Literal: return literal(node);
      case NodeKind::Ident: return identifier(node);
      case NodeKind::Select: return selection(node);
      case NodeKind::Call: return call(node);
      case NodeKind::List: return list(node);
      case NodeKind::Map: return map(node);
      case NodeKind::Comprehension: return comprehension(node);
    }
    return types_.dyn();
  }

  TypeRef literal(const Node& node) const {
    constexpr std::array<TypeKind, 7> kKinds{TypeKind::Null,   TypeKind::Bool,   TypeKind::Int,  TypeKind::Uint,
                                             TypeKind::Double, TypeKind::String, TypeKind::Bytes};
    return types_.simple(kKinds[static_cast<std::size_t>(node.literal.kind) - static_cast<std::size_t>(Kind::Null)]);
  }

  // Names

  const Local* local(std::string_view name) const {
    for (auto at = locals_.rbegin(); at != locals_.rend(); ++at) {
      if (at->name == name) return &*at;
    }
    return nullptr;
  }

  // nullptr: nothing is.
  TypeRef declared(std::string_view name, bool absolute) {
    TypeRef found = nullptr;
    resolve_name(environment_.container, name, absolute, [&](std::string_view candidate) {
      found = type_of_name(candidate);
      return found != nullptr;
    });
    return found;
  }

  TypeRef type_of_name(std::string_view name) {
    for (const auto& variable : environment_.variables) {
      if (variable.name == name) return variable.type;
    }
    return type_denoted(name);
  }

  // Types are values, too: `type(x) == int`.
  TypeRef type_denoted(std::string_view name) {
    if (name == "google.protobuf.Timestamp") return types_.type(types_.simple(TypeKind::Timestamp));
    if (name == "google.protobuf.Duration") return types_.type(types_.simple(TypeKind::Duration));
    if (name == "null_type") return types_.type(types_.simple(TypeKind::Null));
    if (name == "list") return types_.type(types_.list(types_.dyn()));
    if (name == "map") return types_.type(types_.map(types_.dyn(), types_.dyn()));
    if (name == "type") return types_.type(types_.any_type());
    if (name == Types::kOptional) return types_.type(types_.optional(types_.dyn()));
    for (const std::string_view simple : {"bool", "int", "uint", "double", "string", "bytes"}) {
      if (name == simple) return types_.type(types_.parse(simple));
    }
    return nullptr;
  }

  TypeRef identifier(const Node& node) {
    if (!node.absolute) {
      if (const Local* found = local(node.name)) return found->type;
    }
    if (const TypeRef found = declared(node.name, node.absolute)) {
      return node.test_only ? types_.simple(TypeKind::Bool) : found;
    }
    return fail(Code::Undeclared, node, cat({"undeclared reference to '", node.name, "'", did_you_mean(node.name)}));
  }

  std::string did_you_mean(std::string_view name) const {
    Suggestion suggestion(name);
    for (const auto& variable : environment_.variables) suggestion.consider(variable.name);
    for (const auto& local : locals_) {
      if (!made_by_macro(local.name)) suggestion.consider(local.name);
    }
    return suggestion.text();
  }

  TypeRef selection(const Node& node) {
    const Node& root = root_of_chain(ast_, node);
    const auto name = qualified_name(ast_, node);
    if (name && (root.absolute || local(root.name) == nullptr)) {
      if (const TypeRef found = declared(*name, root.absolute)) {
        return node.test_only ? types_.simple(TypeKind::Bool) : found;
      }
      // params.limt: there is no such variable, and params is none by itself.
      const Node& operand = ast_[node.args[0]];
      if (operand.kind == NodeKind::Ident && is_prefix(cat({root.name, "."}))) {
        return fail(Code::Undeclared, root, cat({"undeclared reference to '", *name, "'", did_you_mean(*name)}));
      }
    }
    const TypeRef field = field_type(node, resolve(visit(node.args[0])));
    return node.test_only ? types_.simple(TypeKind::Bool) : field;
  }

  // a.?b, with b as a literal: an optional of the field, also where `a` is an optional itself.
  TypeRef optional_selection(const Node& node) {
    TypeRef of = resolve(visit(node.args[0]));
    visit(node.args[1]);
    if (is_optional(of)) of = resolve(of->parameters[0]);
    Node selected;
    selected.offset = node.offset;
    if (const Value* name = ast_[node.args[1]].text()) selected.name = name->string();
    return types_.optional(field_type(selected, of));
  }

  bool is_prefix(const std::string& prefix) const {
    return std::any_of(environment_.variables.begin(), environment_.variables.end(),
                       [&](const VariableDeclaration& v) { return v.name.compare(0, prefix.size(), prefix) == 0; });
  }

  TypeRef field_type(const Node& node, TypeRef of) {
    switch (of->kind) {
      case TypeKind::Dyn:
      case TypeKind::Variable: return types_.dyn();
      case TypeKind::Map:
        if (!assignable(of->parameters[0], types_.simple(TypeKind::String))) break;
        return of->parameters[1];
      case TypeKind::Object: {
        const auto* field = of->object->find(node.name);
        if (field != nullptr) return field->type;
        Suggestion suggestion(node.name);
        for (const auto& known : of->object->fields) suggestion.consider(known.name);
        return fail(Code::NoField, node, cat({"there is no ", of->object->name, "/", node.name, suggestion.text()}));
      }
      case TypeKind::Opaque:
        if (is_optional(of)) return types_.optional(field_type(node, resolve(of->parameters[0])));
        break;
      default: break;
    }
    return fail(Code::NoField, node,
                cat({"a value of type ", to_string(substitute(of, false)), " has no field '", node.name, "'"}));
  }

  // Calls

  TypeRef call(const Node& node) {
    if (node.name == "_?._" && !node.has_target) return optional_selection(node);
    const auto* overloads = find_function(node.name, node.absolute || node.has_target);
    if (node.has_target && !has_member(overloads)) {
      // a.f(x) may be the function with the qualified name a.f.
      const Node& target = ast_[node.args[0]];
      const auto prefix = qualified_name(ast_, target);
      const Node& root = root_of_chain(ast_, target);
      if (prefix && (root.absolute || local(root.name) == nullptr)) {
        if (const auto* qualified = find_function(cat({*prefix, ".", node.name}), root.absolute)) {
          return apply(node, *qualified, false, node.args.subspan(1));
        }
      }
    }
    if (overloads == nullptr) {
      for (const NodeId argument : node.args) visit(argument);
      if (node.name == "not")
        return fail(Code::Undeclared, node, "undeclared reference to function 'not'; write ! instead");
      Suggestion suggestion(node.name);
      for (const auto& [known, number] : environment_.functions.names().sorted()) suggestion.consider(known);
      return fail(Code::Undeclared, node,
                  cat({"undeclared reference to function '", node.name, "'", suggestion.text()}));
    }
    return apply(node, *overloads, node.has_target, node.args);
  }

  const Overloads* find_function(std::string_view name, bool absolute) const {
    const Overloads* found = nullptr;
    resolve_name(environment_.container, name, absolute, [&](std::string_view candidate) {
      found = environment_.functions.find(candidate);
      return found != nullptr;
    });
    return found;
  }

  static bool has_member(const Overloads* overloads) {
    return overloads != nullptr &&
           std::any_of(overloads->begin(), overloads->end(), [](const OverloadDeclaration& o) { return o.member; });
  }

  TypeRef apply(const Node& node, const Overloads& overloads, bool member, std::span<const NodeId> arguments) {
    Vector<TypeRef> given;
    given.reserve(arguments.size());
    for (const NodeId argument : arguments) given.push_back(visit(argument));
    if (node.name == "_==_" || node.name == "_!=_" || node.name == "@in") check_enum(node, given);
    TypeRef result = nullptr;
    for (const OverloadDeclaration& overload : overloads) {
      if (overload.member != member || overload.arguments.size() != given.size()) continue;
      Fresh fresh{};
      const std::size_t mark = bindings_.mark();
      bool fits = true;
      for (std::size_t i = 0; i < given.size() && fits; ++i) {
        fits = assignable(instantiate(overload.arguments[i], fresh), given[i]);
      }
      if (!fits) {
        bindings_.back_to(mark);
        continue;
      }
      const TypeRef type = substitute(instantiate(overload.result, fresh), false);
      result = result == nullptr || same_type(result, type) ? type : types_.dyn();
    }
    if (result != nullptr) return result;
    return no_overload(node, overloads, member, given);
  }

  TypeRef no_overload(const Node& node, const Overloads& overloads, bool member, const Vector<TypeRef>& given) {
    std::string list;
    for (const TypeRef type : given) list += (list.empty() ? "" : ", ") + to_string(substitute(type, true));
    std::string message = cat({"found no matching overload for '", node.name, "' applied to '(", list, ")'"});
    const bool counted = std::any_of(overloads.begin(), overloads.end(), [&](const OverloadDeclaration& o) {
      return o.member == member && o.arguments.size() == given.size();
    });
    if (!counted) {
      const std::size_t count = given.size() - (member ? 1 : 0);
      message = cat({"'", node.name, "' does not take ", count, count == 1 ? " argument" : " arguments",
                     member ? " as a method" : ""});
    }
    return fail(counted ? Code::NoOverload : Code::Undeclared, node, message);
  }

  // A value compared with one that its enum does not have is never equal: a slip, not a rule.
  void check_enum(const Node& node, const Vector<TypeRef>& given) {
    if (given.size() != 2) return;
    if (node.name == "@in") {
      const Node& list = ast_[node.args[1]];
      if (const TypeRef left = resolve(given[0]); left->values != nullptr && list.kind == NodeKind::List) {
        for (const NodeId element : list.args) check_enum_value(*left->values, ast_[element]);
      }
      const TypeRef right = resolve(given[1]);
      if (right->kind != TypeKind::List) return;
      if (const TypeRef element = resolve(right->parameters[0]); element->values != nullptr) {
        check_enum_value(*element->values, ast_[node.args[0]]);
      }
      return;
    }
    for (std::size_t i = 0; i < 2; ++i) {
      if (const TypeRef type = resolve(given[i]); type->values != nullptr) {
        check_enum_value(*type->values, ast_[node.args[1 - i]]);
      }
    }
  }

  void check_enum_value(const Vector<Value>& values, const Node& node) {
    if (node.text() == nullptr) return;
    const std::string_view text = node.text()->string();
    Suggestion suggestion(text);
    std::string list;
    for (const Value& value : values) {
      if (value.string() == text) return;
      suggestion.consider(value.string());
      list += cat({list.empty() ? "'" : ", '", value.string(), "'"});
    }
    fail(Code::Enum, node, cat({"'", text, "' is none of the values of this field (", list, ")", suggestion.text()}));
  }

  // Literals and comprehensions

  TypeRef join(TypeRef a, TypeRef b) {
    if (a == nullptr) return b;
    const std::size_t mark = bindings_.mark();
    if (assignable(a, b)) return more_general(a, b);
    bindings_.back_to(mark);
    return types_.dyn();
  }

  TypeRef list(const Node& node) {
    TypeRef element = nullptr;
    for (std::size_t i = 0; i < node.args.size(); ++i) element = join(element, entry(node, i, visit(node.args[i])));
    return types_.list(element == nullptr ? fresh_variable() : element);
  }

  TypeRef map(const Node& node) {
    TypeRef key = nullptr, value = nullptr;
    for (std::size_t i = 0; i + 1 < node.args.size(); i += 2) {
      key = join(key, visit(node.args[i]));
      value = join(value, entry(node, i / 2, visit(node.args[i + 1])));
    }
    if (key == nullptr) return types_.map(fresh_variable(), fresh_variable());
    return types_.map(key, value);
  }

  // Of [?x] and {?k: x}, x is an optional and its value the element.
  TypeRef entry(const Node& node, std::size_t i, TypeRef type) {
    if (i >= node.optional_entries.size() || !node.optional_entries[i]) return type;
    const TypeRef element = fresh_variable();
    if (!assignable(types_.optional(element), type)) {
      return fail(Code::Mismatch, node,
                  cat({"an entry with ? takes an optional value, not ", to_string(substitute(type, true))}));
    }
    return substitute(element, false);
  }

  TypeRef comprehension(const Node& node) {
    const TypeRef range = resolve(visit(node.args[0]));
    TypeRef first = types_.dyn(), second = types_.dyn();
    if (range->kind == TypeKind::List) {
      first = range->parameters[0];
      second = first;
      if (!node.iter_var2.empty()) first = types_.simple(TypeKind::Int);
    } else if (range->kind == TypeKind::Map) {
      first = range->parameters[0];
      second = range->parameters[1];
    } else if (range->kind == TypeKind::Object) {
      first = types_.simple(TypeKind::String);
    } else if (range->kind != TypeKind::Dyn && range->kind != TypeKind::Variable) {
      fail(Code::Mismatch, ast_[node.args[0]],
           cat({"a macro walks a list or a map, not a value of type ", to_string(substitute(range, true))}));
    }
    const TypeRef accumulator = visit(node.args[1]);
    const std::size_t outer = locals_.size();
    locals_.push_back({node.accu_var, accumulator});
    locals_.push_back({node.iter_var, first});
    if (!node.iter_var2.empty()) locals_.push_back({node.iter_var2, second});
    expect(node.args[2], types_.simple(TypeKind::Bool));
    expect(node.args[3], accumulator);
    locals_.resize(outer + 1);
    const TypeRef result = visit(node.args[4]);
    locals_.resize(outer);
    return substitute(result, false);
  }

  void expect(NodeId id, TypeRef type) {
    const TypeRef given = visit(id);
    if (assignable(type, given)) return;
    fail(Code::Mismatch, ast_[id],
         cat({"expected a value of type ", to_string(substitute(type, true)), ", found one of type ",
              to_string(substitute(given, true))}));
  }

  // Types and their variables. Where one variable stands for {a: a}, with a a variable for {b: b}, and so on, a type of
  // few parts is written out a tree of 2^n: hence steps are counted.

  // One more part of a type; false: not any more.
  bool step() {
    if (steps_left_ > 0) --steps_left_;
    return steps_left_ > 0;
  }

  TypeRef fresh_variable() { return types_.variable(next_variable_++); }

  // A declaration's type with variables of its own for this call.
  TypeRef instantiate(TypeRef type, Fresh& fresh) {
    if (type->kind == TypeKind::Variable) {
      TypeRef& variable = fresh[static_cast<std::size_t>(type->name[0] - 'A')];
      if (variable == nullptr) variable = fresh_variable();
      return variable;
    }
    return rebuild(type, [&](TypeRef part) { return instantiate(part, fresh); });
  }

  template <typename Change>
  TypeRef rebuild(TypeRef type, Change change) {
    if (type->parameters.empty()) return type;
    Vector<TypeRef> parts;
    bool same = true;
    for (const TypeRef part : type->parameters) {
      parts.push_back(change(part));
      same = same && parts.back() == part;
    }
    if (same) return type;  // with its bounds
    switch (type->kind) {
      case TypeKind::List: return types_.list(parts[0]);
      case TypeKind::Map: return types_.map(parts[0], parts[1]);
      case TypeKind::Type: return types_.type(parts[0]);
      default: return types_.opaque(type->name, parts);
    }
  }

  // Follows a bound variable to what it stands for.
  TypeRef resolve(TypeRef type) {
    while (type->kind == TypeKind::Variable && step()) {
      const TypeRef bound = bindings_.find(type);
      if (bound == nullptr) break;
      type = bound;
    }
    return type;
  }

  // With variables replaced; `close`: those that are still free become dyn.
  TypeRef substitute(TypeRef type, bool close) {
    if (!type->open) return type;
    if (!step()) return types_.dyn();
    type = resolve(type);
    if (type->kind == TypeKind::Variable) return close ? types_.dyn() : type;
    return rebuild(type, [&](TypeRef part) { return substitute(part, close); });
  }

  bool occurs(TypeRef variable, TypeRef in) {
    if (!in->open) return false;
    if (!step()) return true;
    in = resolve(in);
    if (in->kind == TypeKind::Variable) return in->number == variable->number;
    return std::any_of(in->parameters.begin(), in->parameters.end(),
                       [&](TypeRef part) { return occurs(variable, part); });
  }

  // The one that the other is assignable to; dyn is the most general.
  TypeRef more_general(TypeRef a, TypeRef b) {
    if (!step()) return types_.dyn();
    const TypeRef x = resolve(a), y = resolve(b);
    if (x == y) return x;
    if (x->kind == TypeKind::Dyn || y->kind == TypeKind::Dyn) return types_.dyn();
    if (x->kind == TypeKind::Null && y->kind != TypeKind::Variable) return y;
    if (x->kind == TypeKind::String && x->values != nullptr) return y;  // an enum and a string are strings
    if (x->parameters.empty() || x->parameters.size() != y->parameters.size() || x->kind != y->kind) return x;
    Vector<TypeRef> parts;
    for (std::size_t i = 0; i < x->parameters.size(); ++i) {
      parts.push_back(more_general(x->parameters[i], y->parameters[i]));
    }
    std::size_t i = 0;
    return rebuild(x, [&](TypeRef) { return parts[i++]; });
  }

  // Whether a value of type `from` may stand where `to` is expected. Binds variables; the caller restores them where
  // it asked about several types together.
  bool assignable(TypeRef to, TypeRef from) {
    if (!step()) return false;
    const TypeRef raw_to = to, raw_from = from;
    to = resolve(to);
    from = resolve(from);
    if (to == from) return true;
    // Of two variables the younger stands for the older, lest a row of [] becomes a chain of them.
    if (to->kind == TypeKind::Variable && (from->kind != TypeKind::Variable || to->number > from->number)) {
      return bind(to, from);
    }
    if (from->kind == TypeKind::Variable) return bind(from, to);
    if (to->kind == TypeKind::Dyn || from->kind == TypeKind::Dyn) {
      widen(raw_to);
      widen(raw_from);
      return true;
    }
    if (to->kind == TypeKind::Null || from->kind == TypeKind::Null) {
      return to->kind == from->kind || nullable(to) || nullable(from);
    }
    if (to->kind == TypeKind::Object || from->kind == TypeKind::Object) return assignable_object(to, from);
    if (to->kind != from->kind || to->name != from->name) return false;
    if (to->kind == TypeKind::Type) return true;
    if (to->parameters.size() != from->parameters.size()) return false;
    for (std::size_t i = 0; i < to->parameters.size(); ++i) {
      if (!assignable(to->parameters[i], from->parameters[i])) return false;
    }
    return true;
  }

  bool bind(TypeRef variable, TypeRef type) {
    if (type->kind == TypeKind::Variable && type->number == variable->number) return true;
    if (occurs(variable, type)) return false;
    bindings_.set(variable, type);
    return true;
  }

  // A variable that has met a dyn stands for dyn from then on: A of (A, A) given an int and a dyn is dyn.
  void widen(TypeRef type) {
    if (type->kind != TypeKind::Variable) return;
    TypeRef last = type;
    for (TypeRef next = bindings_.find(last); next != nullptr && next->kind == TypeKind::Variable;
         next = bindings_.find(last)) {
      last = next;
    }
    bindings_.set(last, types_.dyn());
  }

  static bool nullable(TypeRef type) {
    return type->kind == TypeKind::Timestamp || type->kind == TypeKind::Duration || type->kind == TypeKind::Opaque ||
           type->kind == TypeKind::Object;
  }

  // An object is a map from strings for whoever does not ask for its fields.
  bool assignable_object(TypeRef to, TypeRef from) {
    if (to->kind == from->kind) return to->object == from->object;
    const TypeRef map = to->kind == TypeKind::Object ? from : to;
    return map->kind == TypeKind::Map && assignable(map->parameters[0], types_.simple(TypeKind::String)) &&
           assignable(map->parameters[1], types_.dyn());
  }

  const Ast& ast_;
  const TypeEnvironment& environment_;
  Types& types_;
  NodeTypes of_node_;
  Vector<Local> locals_;
  Bindings bindings_;
  Vector<TypeError> errors_;
  std::uint32_t next_variable_ = 0;
  std::uint64_t steps_left_ = limits::kMaxTypeSteps;
};

}  // namespace

Result<NodeTypes, Vector<TypeError>> check_types(const Ast& ast, const TypeEnvironment& environment, Types& types) {
  return Checker(ast, environment, types).run();
}

}  // namespace precheck::cel
