#include "pack/scope.h"

#include <array>
#include <utility>

#include "base/text.h"
#include "pack/functions.h"

namespace precheck::pack {

cel::ParseOptions pack_parse_options() {
  cel::ParseOptions options;
  options.has_on_identifiers = true;
  return options;
}

Scope::Scope(const schema::Schema& facts, const std::vector<Parameter>& parameters,
             const std::vector<std::string>& definition_names, Diagnostics& diagnostics)
    : facts_(facts), diagnostics_(diagnostics) {
  const auto next = [&] { return static_cast<std::uint32_t>(names_.size()); };
  const auto add = [&](std::string name) {
    names_.push_back(std::move(name));
    return static_cast<std::uint32_t>(names_.size() - 1);
  };
  for (const auto property : facts[0].properties) add(std::string(facts[property].name));
  variables_.as_of = add("as_of");
  variables_.today = add("today");
  variables_.parameters = next();
  for (const auto& parameter : parameters) add("params." + parameter.name);
  variables_.definitions = next();
  for (const auto& name : definition_names) add("definitions." + name);
  variables_.it = add("it");
  variables_.index = add("index");
  variables_.state = add("state");
  variables_.before = add("before");
}

void Scope::syntax_error(const std::string& code, const std::string& text, const std::string& pointer,
                         const cel::SyntaxError& error) {
  const LineColumn at = line_column(text, error.offset);
  diagnostics_.add(code, pointer, error.message, at.line, at.column);
}

// CEL's accessors without a zone speak of UTC: at 00:00 in the pack's zone they would name the day before.
void Scope::refuse_utc_accessors(const cel::Ast& ast, const std::string& text, const std::string& pointer) {
  constexpr std::array<std::string_view, 10> kAccessors{"getFullYear",  "getMonth",       "getDate",  "getDayOfMonth",
                                                        "getDayOfWeek", "getDayOfYear",   "getHours", "getMinutes",
                                                        "getSeconds",   "getMilliseconds"};
  for (const cel::Node& node : ast.nodes) {
    if (node.kind != cel::NodeKind::Call || !node.has_target || node.args.size() != 1) continue;
    for (const auto accessor : kAccessors) {
      if (node.name != accessor) continue;
      syntax_error("cel.utc_accessor", text, pointer,
                   {node.offset, node.name + "() without a zone is in UTC and may name the day before; write " +
                                     node.name + "('Asia/Shanghai')"});
    }
  }
}

Expression Scope::compile(const std::string& text, const std::string& pointer, const Place& place) {
  Expression out;
  out.text = text;
  out.pointer = pointer;
  auto ast = cel::parse(text, pack_parse_options());
  if (!ast.ok()) {
    syntax_error("cel.syntax", text, pointer, ast.error());
    return out;
  }
  const std::size_t before = diagnostics_.size();

  cel::Environment environment;
  environment.variables = names_;
  environment.functions = kPackFunctions;
  environment.function_count = kPackFunctionCount;
  const std::array<std::pair<std::uint32_t, bool>, 4> bound{{{variables_.it, place.it},
                                                             {variables_.index, place.index},
                                                             {variables_.state, place.state},
                                                             {variables_.before, place.before}}};
  for (const auto& [variable, there] : bound) {
    if (!there) environment.variables[variable].clear();
  }
  auto program = cel::compile(*ast, environment);
  if (!program.ok()) {
    for (const auto& error : program.error()) syntax_error("cel.undeclared", text, pointer, error);
  }
  refuse_utc_accessors(*ast, text, pointer);
  FactReads reads(facts_, definitions_, place.it_node, [&](std::uint32_t offset, std::string message) {
    syntax_error("cel.fact", text, pointer, {offset, std::move(message)});
  });
  reads.check(*ast, place.guards);
  if (program.ok() && diagnostics_.size() == before) out.program = std::move(*program);
  return out;
}

void Scope::define(const std::string& name, const cel::Ast& ast) {
  FactReads reads(facts_, definitions_, schema::kNoNode, [](std::uint32_t, const std::string&) {});
  definitions_.emplace(name, reads.facts_of(ast));
}

Place Scope::given(const Place& place, const std::string& condition) {
  Place out = place;
  const auto ast = cel::parse(condition, pack_parse_options());
  if (!ast.ok()) return out;
  FactReads reads(facts_, definitions_, place.it_node, [](std::uint32_t, const std::string&) {});
  for (auto& path : reads.known_if(*ast, true)) out.guards.push_back(std::move(path));
  return out;
}

schema::NodeIndex Scope::node_of(const std::string& text, const Place& place) {
  const auto ast = cel::parse(text, pack_parse_options());
  if (!ast.ok()) return schema::kNoNode;
  FactReads reads(facts_, definitions_, place.it_node, [](std::uint32_t, const std::string&) {});
  return reads.node_of(*ast);
}

namespace {

// The end of the expression that begins at `at`: the brace that closes it, braces and quotes within skipped.
std::size_t closing_brace(std::string_view text, std::size_t at) {
  int depth = 0;
  char quote = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quote != 0) {
      if (c == '\\') {
        ++at;
      } else if (c == quote) {
        quote = 0;
      }
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && depth-- == 0) {
      return at;
    }
  }
  return std::string_view::npos;
}

}  // namespace

Template Scope::compile_template(const std::string& text, const std::string& pointer, const Place& place) {
  Template out;
  std::string literal;
  std::size_t at = 0;
  while (at < text.size()) {
    if (text.compare(at, 3, "$${") == 0) {
      literal += "${";
      at += 3;
    } else if (text.compare(at, 2, "${") == 0) {
      const std::size_t end = closing_brace(text, at + 2);
      if (end == std::string::npos) {
        diagnostics_.add("pack.text", pointer,
                         "\"${\" is not closed by \"}\"; write \"$${\" for the characters themselves");
        return out;
      }
      if (!literal.empty()) out.push_back({std::exchange(literal, {}), std::nullopt});
      out.push_back({{}, compile(text.substr(at + 2, end - at - 2), pointer, place)});
      at = end + 1;
    } else {
      literal += text[at++];
    }
  }
  if (!literal.empty()) out.push_back({literal, std::nullopt});
  return out;
}

Text Scope::compile_text(const Localized<std::string>& text, const std::string& pointer, const Place& place) {
  Text out;
  for (const auto& [locale, words] : text.by_locale) {
    out.by_locale.emplace_back(locale, compile_template(words, pointer + "/" + locale, place));
  }
  return out;
}

}  // namespace precheck::pack
