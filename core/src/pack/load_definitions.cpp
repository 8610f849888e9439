#include <algorithm>

#include "base/limits.h"
#include "base/names.h"
#include "base/text.h"
#include "base/vector.h"
#include "pack/load_parts.h"

namespace precheck::pack {

namespace {

// A definition may use others: they are compiled in an order in which each finds what it uses.
class Order {
 public:
  Order(Loading& load, const Json::object_t& definitions) : load_(load), definitions_(definitions) {}

  // By their places in the document; false after a cycle or too long a chain was reported.
  bool find(Vector<std::size_t>& order) {
    for (const auto& [name, text] : definitions_) {
      names_.add(name);
      parsed_.emplace_back();
      load_.pack.definitions.push_back({name, {}});
      if (!text.is_string()) {
        load_.wrong("pack.type", at(name), "a definition is a CEL expression, written as a string");
        continue;
      }
      auto ast = cel::parse(text.get_ref<const std::string&>(), pack_parse_options());
      if (ast.ok()) parsed_.back() = std::move(*ast);
      // What is wrong with it is reported when it is compiled.
    }
    depth_.assign(parsed_.size(), 0);
    for (std::size_t i = 0; i < parsed_.size(); ++i) {
      trail_.clear();
      if (!visit(i, order)) return false;
    }
    return true;
  }

  // nullptr where it cannot be parsed.
  [[nodiscard]] const cel::Ast* parsed(std::size_t i) const { return parsed_[i] ? &*parsed_[i] : nullptr; }

  static std::string at(std::string_view name) { return cat({"/definitions/", pointer_token(name)}); }

 private:
  [[nodiscard]] const std::string& name(std::size_t i) const { return load_.pack.definitions[i].name; }

  // Depth-first.
  bool visit(std::size_t i, Vector<std::size_t>& order) {
    if (depth_[i] != 0) return true;
    if (const auto begin = std::find(trail_.begin(), trail_.end(), i); begin != trail_.end()) {
      std::string cycle;
      for (auto of = begin; of != trail_.end(); ++of) cycle += cat({name(*of), " -> "});
      load_.wrong("pack.definition_cycle", at(name(i)), cat({"definitions go in a circle: ", cycle, name(i)}));
      return false;
    }
    if (trail_.size() >= static_cast<std::size_t>(limits::kMaxDefinitionDepth)) return too_deep(trail_.front());
    trail_.push_back(i);
    int deepest = 0;
    if (const cel::Ast* ast = parsed(i)) {
      for (const cel::Node& node : ast->nodes) {
        if (node.kind != cel::NodeKind::Select) continue;
        const cel::Node& operand = (*ast)[node.args[0]];
        if (operand.kind != cel::NodeKind::Ident || operand.name != "definitions") continue;
        const auto used = names_.find(node.name);
        if (!used) continue;  // reported as undeclared
        if (!visit(*used, order)) return false;
        deepest = std::max(deepest, depth_[*used]);
      }
    }
    trail_.pop_back();
    depth_[i] = deepest + 1;
    if (depth_[i] > limits::kMaxDefinitionDepth) return too_deep(i);
    if (definitions_.data()[i].second.is_string()) order.push_back(i);
    return true;
  }

  bool too_deep(std::size_t i) {
    load_.wrong("pack.definition_depth", at(name(i)),
                cat({"definitions build on each other more than ", limits::kMaxDefinitionDepth, " deep"}));
    return false;
  }

  Loading& load_;
  const Json::object_t& definitions_;
  Names names_;
  Vector<std::optional<cel::Ast>> parsed_;
  Vector<int> depth_;  // 0: not visited yet
  Vector<std::size_t> trail_;
};

}  // namespace

void read_definitions(Loading& load) {
  const Json* found = load.document.find("definitions");
  if (found == nullptr) return;
  if (!found->is_object()) return load.wrong("pack.type", "/definitions", "\"definitions\" is an object: name to CEL");
  const auto& definitions = found->get_ref<const Json::object_t&>();
  Order order(load, definitions);
  Vector<std::size_t> ordered;
  if (!order.find(ordered)) return;
  for (const std::size_t i : ordered) {
    Definition& definition = load.pack.definitions[i];
    cel::TypeRef type = nullptr;
    definition.expression = load.scope->compile(definitions.data()[i].second.get_ref<const std::string&>(),
                                                Order::at(definition.name), {}, Expected::Anything, &type);
    if (const cel::Ast* ast = order.parsed(i)) load.scope->define(i, definition.name, *ast, type);
  }
}

}  // namespace precheck::pack
