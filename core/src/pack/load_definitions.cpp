#include <algorithm>
#include <map>

#include "base/limits.h"
#include "base/text.h"
#include "pack/load_parts.h"

namespace precheck::pack {

namespace {

// Depth-first; false after a cycle or too long a chain was reported.
bool visit_definition(Loading& load, const std::string& name, const std::map<std::string, cel::Ast>& parsed,
                      std::map<std::string, int>& depth, std::vector<std::string>& trail,
                      std::vector<std::string>& order) {
  if (depth.contains(name)) return true;
  if (const auto at = std::find(trail.begin(), trail.end(), name); at != trail.end()) {
    std::string cycle;
    for (auto i = at; i != trail.end(); ++i) cycle += *i + " -> ";
    load.wrong("pack.definition_cycle", cat({"/definitions/", pointer_token(name)}),
               cat({"definitions go in a circle: ", cycle, name}));
    return false;
  }
  if (trail.size() >= static_cast<std::size_t>(limits::kMaxDefinitionDepth)) {
    load.wrong(
        "pack.definition_depth", cat({"/definitions/", pointer_token(trail.front())}),
        cat({"definitions build on each other more than ", std::to_string(limits::kMaxDefinitionDepth), " deep"}));
    return false;
  }
  trail.push_back(name);
  int deepest = 0;
  if (const auto ast = parsed.find(name); ast != parsed.end()) {
    for (const cel::Node& node : ast->second.nodes) {
      if (node.kind != cel::NodeKind::Select) continue;
      const cel::Node& operand = ast->second[node.args[0]];
      if (operand.kind != cel::NodeKind::Ident || operand.name != "definitions") continue;
      if (member(*load.document.find("definitions"), node.name) == nullptr) continue;  // reported as undeclared
      const std::string used(node.name);
      if (!visit_definition(load, used, parsed, depth, trail, order)) return false;
      deepest = std::max(deepest, depth[used]);
    }
  }
  trail.pop_back();
  depth[name] = deepest + 1;
  if (deepest + 1 > limits::kMaxDefinitionDepth) {
    load.wrong(
        "pack.definition_depth", cat({"/definitions/", pointer_token(name)}),
        cat({"definitions build on each other more than ", std::to_string(limits::kMaxDefinitionDepth), " deep"}));
    return false;
  }
  const Json* text = member(*load.document.find("definitions"), name);
  if (text != nullptr && text->is_string()) order.push_back(name);
  return true;
}

}  // namespace

// A definition may use others: they are compiled in an order in which each finds what it uses.
void read_definitions(Loading& load) {
  const Json* found = load.document.find("definitions");
  if (found == nullptr) return;
  const Json& definitions = *found;
  if (!definitions.is_object())
    return load.wrong("pack.type", "/definitions", "\"definitions\" is an object: name to CEL");
  std::map<std::string, cel::Ast> parsed;
  for (const auto& [name, text] : definitions.get_ref<const Json::object_t&>()) {
    const std::string at = cat({"/definitions/", pointer_token(name)});
    load.pack.definitions.push_back({name, {}});
    if (!text.is_string()) {
      load.wrong("pack.type", at, "a definition is a CEL expression, written as a string");
      continue;
    }
    auto ast = cel::parse(text.get_ref<const std::string&>(), pack_parse_options());
    if (ast.ok()) parsed.emplace(name, std::move(*ast));
    // What is wrong with it is reported when it is compiled.
  }
  std::map<std::string, int> depth;
  std::vector<std::string> order;
  for (const auto& definition : load.pack.definitions) {
    std::vector<std::string> trail;
    if (!visit_definition(load, definition.name, parsed, depth, trail, order)) return;
  }
  for (const auto& name : order) {
    const auto at = std::find_if(load.pack.definitions.begin(), load.pack.definitions.end(),
                                 [&](const Definition& d) { return d.name == name; });
    cel::TypeRef type = nullptr;
    at->expression = load.scope->compile(member(definitions, name)->get<std::string>(),
                                         cat({"/definitions/", pointer_token(name)}), {}, Expected::Anything, &type);
    if (const auto ast = parsed.find(name); ast != parsed.end()) {
      load.scope->define(static_cast<std::size_t>(at - load.pack.definitions.begin()), name, ast->second, type);
    }
  }
}

}  // namespace precheck::pack
