#include "pack/scope.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/limits.h"
#include "base/text.h"
#include "base/vector.h"
#include "cel/cost.h"
#include "cel/regex.h"

namespace precheck::pack {

cel::ParseOptions pack_parse_options() {
  cel::ParseOptions options;
  options.has_on_identifiers = true;
  return options;
}

Scope::Scope(const schema::Schema& facts, const Vector<Parameter>& parameters,
             const Vector<std::string>& definition_names, std::int32_t zone_offset, Diagnostics& diagnostics)
    : facts_(facts),
      diagnostics_(diagnostics),
      fact_types_(facts, types_),
      function_types_(types_),
      host_{zone_offset},
      binder_(facts) {
  for (const auto& [name, overload] : pack_declarations()) function_types_.declare(name, overload);
  const auto next = [&] { return static_cast<std::uint32_t>(names_.size()); };
  const auto add = [&](std::string name, cel::TypeRef type) {
    names_.push_back(std::move(name));
    variable_types_.push_back(type);
    return static_cast<std::uint32_t>(names_.size() - 1);
  };
  const cel::TypeRef timestamp = types_.simple(cel::TypeKind::Timestamp);
  for (const auto property : facts[0].properties) add(std::string(facts[property].name), fact_types_.of(property));
  variables_.as_of = add("as_of", timestamp);
  variables_.today = add("today", timestamp);
  variables_.parameters = next();
  for (const auto& parameter : parameters) add(cat({"params.", parameter.name}), type_of(parameter));
  variables_.definitions = next();
  fixed_.resize(variables_.parameters);
  for (const auto& parameter : parameters) fixed_.push_back(parameter.host ? std::nullopt : parameter.value);
  for (const auto& name : definition_names) add(cat({"definitions.", name}), types_.dyn());
  variables_.it = add("it", types_.dyn());
  variables_.index = add("index", types_.simple(cel::TypeKind::Int));
  // A step may make the state anything.
  variables_.state = add("state", types_.dyn());
  variables_.before = add("before", types_.dyn());
}

// A parameter that the host may set has no bound but the core's.
cel::TypeRef Scope::type_of(const Parameter& parameter) {
  if (parameter.type.empty() || (!parameter.value && !parameter.host)) return types_.dyn();  // wrong, and reported
  if (parameter.type == "date") return types_.simple(cel::TypeKind::Timestamp);
  if (parameter.type == "list") {
    if (parameter.host || !parameter.value || !parameter.value->is(cel::Kind::List)) return types_.list(types_.dyn());
    const cel::List& list = *parameter.value->list;
    cel::TypeRef element = nullptr;
    std::int64_t longest = 0;
    for (std::uint32_t i = 0; i < list.count; ++i) {
      const cel::Value& item = list[i];
      const auto name = cel::type_name(item);
      const cel::TypeRef type = item.is(cel::Kind::List) ? types_.list(types_.dyn()) : types_.parse(name);
      if (item.is(cel::Kind::String)) longest = std::max<std::int64_t>(longest, item.extra);
      element = element == nullptr || cel::same_type(element, type) ? type : types_.dyn();
    }
    if (element == nullptr) element = types_.dyn();
    if (element->kind == cel::TypeKind::String) element = types_.bounded(element, longest);
    return types_.bounded(types_.list(element), list.count);
  }
  const cel::TypeRef type = types_.parse(parameter.type);
  if (parameter.host || !parameter.value || !parameter.value->is(cel::Kind::String)) return type;
  return types_.bounded(type, parameter.value->extra);
}

void Scope::syntax_error(std::string_view code, const std::string& text, const std::string& pointer,
                         const cel::SyntaxError& error) {
  const LineColumn at = line_column(text, error.offset);
  diagnostics_.add(code, pointer, error.message, at.line, at.column);
}

// CEL's accessors without a zone speak of UTC: at 00:00 in the pack's zone they would name the day before.
// A pattern that is written out is known to be wrong before any form is.
void Scope::refuse_faulty_patterns(const cel::Ast& ast, const std::string& text, const std::string& pointer) {
  for (const cel::Node& node : ast.nodes) {
    if (node.kind != cel::NodeKind::Call || node.name != "matches" || node.args.size() != 2) continue;
    const cel::Node& pattern = ast[node.args[1]];
    if (pattern.text() == nullptr) continue;
    const auto regex = cel::Regex::compile(pattern.text()->string());
    if (!regex.ok()) syntax_error("cel.pattern", text, pointer, {pattern.offset, regex.error().message});
  }
}

void Scope::refuse_utc_accessors(const cel::Ast& ast, const std::string& text, const std::string& pointer) {
  constexpr std::array<std::string_view, 10> kAccessors{"getFullYear",  "getMonth",       "getDate",  "getDayOfMonth",
                                                        "getDayOfWeek", "getDayOfYear",   "getHours", "getMinutes",
                                                        "getSeconds",   "getMilliseconds"};
  for (const cel::Node& node : ast.nodes) {
    if (node.kind != cel::NodeKind::Call || !node.has_target || node.args.size() != 1) continue;
    for (const auto accessor : kAccessors) {
      if (node.name != accessor) continue;
      syntax_error("cel.utc_accessor", text, pointer,
                   {node.offset, cat({node.name, "() without a zone is in UTC and may name the day before; write ",
                                      node.name, "('Asia/Shanghai')"})});
    }
  }
}

Expression Scope::compile(const std::string& text, const std::string& pointer, const Place& place, Expected expected,
                          cel::TypeRef* type) {
  Expression out;
  out.text = text;
  out.pointer = pointer;
  if (type != nullptr) *type = types_.dyn();
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
  environment.host = &host_;
  environment.fixed = &fixed_;
  const std::array<std::pair<std::uint32_t, bool>, 4> bound{{{variables_.it, place.it},
                                                             {variables_.index, place.index},
                                                             {variables_.state, place.state},
                                                             {variables_.before, place.before}}};
  for (const auto& [variable, there] : bound) {
    if (!there) environment.variables[variable].clear();
  }
  cel::TypeEnvironment declarations{function_types_, {}, {}};
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (environment.variables[i].empty()) continue;
    const bool typed_it = i == variables_.it && place.it_type != nullptr;
    declarations.variables.push_back({names_[i], typed_it ? place.it_type : variable_types_[i]});
  }
  const auto types = cel::check_types(*ast, declarations, types_);
  if (types.ok()) {
    check_expected(text, pointer, *ast, (*types)[ast->root], expected);
    const cel::TypeRef whole = add_cost(text, pointer, *ast, *types, place);
    if (type != nullptr) *type = whole;
  } else {
    for (const cel::TypeError& error : types.error()) {
      syntax_error(cel::code_name(error.code), text, pointer, {error.offset, error.message});
    }
  }
  refuse_utc_accessors(*ast, text, pointer);
  refuse_faulty_patterns(*ast, text, pointer);
  FactReads reads(facts_, definitions_, place.it_node);
  for (const auto& fault : reads.check(*ast, place.guards)) syntax_error("cel.fact", text, pointer, fault);
  if (diagnostics_.size() != before) return out;

  auto program = cel::compile(*ast, environment);
  if (program.ok()) {
    out.program = std::move(*program);
    binder_.bind(out.program, variables_, place.it_node);
  } else {
    for (const auto& error : program.error()) syntax_error("cel.undeclared", text, pointer, error);
  }
  return out;
}

void Scope::check_expected(const std::string& text, const std::string& pointer, const cel::Ast& ast, cel::TypeRef type,
                           Expected expected) {
  if (expected == Expected::Anything || type->kind == cel::TypeKind::Dyn) return;
  const bool fits = type->kind == (expected == Expected::Bool ? cel::TypeKind::Bool : cel::TypeKind::List);
  if (fits) return;
  syntax_error("cel.type", text, pointer,
               {ast[ast.root].offset,
                cat({expected == Expected::Bool ? "a condition gives true or false" : "a list is needed here",
                     "; this gives a value of type ", cel::to_string(type)})});
}

// Returns the expression's type, with the bound that was found for its value.
cel::TypeRef Scope::add_cost(const std::string& text, const std::string& pointer, const cel::Ast& ast,
                             const cel::NodeTypes& types, const Place& place) {
  const cel::CostEstimate estimate = cel::estimate_cost(ast, types);
  cost_ = std::min(cost_ + estimate.steps * static_cast<std::uint64_t>(place.times), limits::kMaxPackCost * 2);
  if (estimate.steps > limits::kMaxExpressionCost) {
    std::string message = cat({"this may take ", uint_text(estimate.steps), " steps, more than the ",
                               limits::kMaxExpressionCost, " that one expression may"});
    for (std::size_t i = 0; i < estimate.unbounded.size(); ++i) {
      message += (i == 0 ? "; give a bound (maxItems or maxLength) to " : ", ") + estimate.unbounded[i];
    }
    syntax_error("cel.cost", text, pointer, {ast[ast.root].offset, std::move(message)});
  }
  const cel::TypeRef type = types[ast.root];
  const bool sized = type->kind == cel::TypeKind::List || type->kind == cel::TypeKind::String;
  return sized && estimate.most ? types_.bounded(type, estimate.most) : type;
}

void Scope::define(std::size_t number, const std::string& name, const cel::Ast& ast, cel::TypeRef type) {
  FactReads reads(facts_, definitions_, schema::kNoNode);
  DefinitionFacts facts = reads.facts_of(ast);
  if (definitions_.names.add(name)) definitions_.facts.push_back(std::move(facts));
  variable_types_[variables_.definitions + number] = type;
  binder_.define_last(variables_.definitions + static_cast<std::uint32_t>(number));
}

// Steps may make the elements anything; each is taken to add at most one.
void Scope::define_state(cel::TypeRef present) {
  if (present->kind != cel::TypeKind::List) return;
  std::optional<std::int64_t> most = present->most;
  if (most) *most += static_cast<std::int64_t>(limits::kMaxPlanSteps);
  const cel::TypeRef state = types_.bounded(types_.list(types_.dyn()), most);
  variable_types_[variables_.state] = state;
  variable_types_[variables_.before] = state;
}

Place Scope::given(const Place& place, const std::string& condition) {
  Place out = place;
  const auto ast = cel::parse(condition, pack_parse_options());
  if (!ast.ok()) return out;
  FactReads reads(facts_, definitions_, place.it_node);
  for (auto& path : reads.known_if(*ast, true)) out.guards.push_back(std::move(path));
  return out;
}

schema::NodeIndex Scope::node_of(const std::string& text, const Place& place) {
  const auto ast = cel::parse(text, pack_parse_options());
  if (!ast.ok()) return schema::kNoNode;
  FactReads reads(facts_, definitions_, place.it_node);
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
    out.by_locale.emplace_back(locale, compile_template(words, cat({pointer, "/", locale}), place));
  }
  return out;
}

}  // namespace precheck::pack
