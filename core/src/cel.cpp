// The public functions over bare CEL: texts to programs, bindings to answers.
#include <optional>
#include <precheck/cel.hpp>
#include <utility>

#include "base/json.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/vector.h"
#include "cel/ast_json.h"
#include "cel/ast_string.h"
#include "cel/checker.h"
#include "cel/json_value.h"
#include "cel/parser.h"
#include "cel/program.h"
#include "cel/type_text.h"

namespace precheck {

struct CelProgram::State {
  std::string expression;
  std::vector<CelError> errors;
  std::string type = "dyn";
  Vector<std::string> variables;
  cel::Ast ast;
  cel::Program program;
};

namespace {

std::string_view code_of(cel::ErrorCode code) {
  switch (code) {
    case cel::ErrorCode::NoSuchOverload: return "cel.no_such_overload";
    case cel::ErrorCode::NoSuchField: return "cel.no_such_key";
    case cel::ErrorCode::IndexOutOfRange: return "cel.index_out_of_range";
    case cel::ErrorCode::DivideByZero: return "cel.divide_by_zero";
    case cel::ErrorCode::Overflow: return "cel.overflow";
    case cel::ErrorCode::BadConversion: return "cel.bad_conversion";
    case cel::ErrorCode::DuplicateKey: return "cel.duplicate_key";
    case cel::ErrorCode::Undeclared: return "cel.undeclared";
    case cel::ErrorCode::Limit: return "cel.limit";
    default: return "cel.bad_argument";
  }
}

CelError at_place(std::string_view expression, std::string_view code, Piece message, std::uint32_t offset) {
  const LineColumn place = line_column(expression, offset);
  CelError out;
  out.code = code;
  out.message = message.text();
  out.line = place.line;
  out.column = place.column;
  out.offset = offset;
  return out;
}

// Not of the expression: of what came with it.
CelError input_error(std::string_view code, Piece message, Piece pointer = "") {
  CelError out;
  out.code = code;
  out.message = message.text();
  out.pointer = pointer.text();
  return out;
}

Json to_json(const CelError& e) {
  Json out = Json::object();
  out["code"] = e.code;
  out["message"] = e.message;
  if (e.line != 0) {
    out["line"] = e.line;
    out["column"] = e.column;
    out["offset"] = e.offset;
  }
  if (!e.pointer.empty()) out["pointer"] = e.pointer;
  return out;
}

std::string error_answer(const CelError& e) {
  Json out = Json::object();
  out["error"] = to_json(e);
  return to_text(out);
}

std::string refusal(const std::vector<CelError>& errors) {
  Json out = Json::object();
  for (const CelError& e : errors) out["errors"].push_back(to_json(e));
  return to_text(out);
}

// An object, {} for the empty text; `code` of the error otherwise.
Result<Json, CelError> read_object(std::string_view text, std::string_view code) {
  if (text.empty()) return Json::object();
  auto json = read_json(text, limits::kMaxFormBytes);
  if (!json.ok()) return input_error(code, json.error().message, json.error().pointer);
  if (!json->is_object()) return input_error(code, "this must be a JSON object");
  return std::move(*json);
}

struct Options {
  cel::ParseOptions parsing;
  std::string container;
  bool check = true;
  Vector<std::pair<std::string, std::string>> variables;  // names and types
  Vector<std::pair<std::string, std::string>> functions;  // names and overloads, one each
};

std::optional<CelError> read_variables(const Json& json, const std::string& pointer, Options& out) {
  for (const auto& [name, type] : json.items()) {
    if (!type.is_string() || !cel::well_formed_type(type.get_ref<const std::string&>())) {
      return input_error("cel.options", "a variable's type is a text such as int, list(string) or map(string, dyn)",
                         cat({pointer, "/", pointer_token(name)}));
    }
    out.variables.emplace_back(name, type.get<std::string>());
  }
  return std::nullopt;
}

std::optional<CelError> read_functions(const Json& json, const std::string& pointer, Options& out) {
  for (const auto& [name, overloads] : json.items()) {
    bool well_formed = overloads.is_array();
    for (const Json& overload : overloads) {
      well_formed =
          well_formed && overload.is_string() && cel::well_formed_overload(overload.get_ref<const std::string&>());
      if (well_formed) out.functions.emplace_back(name, overload.get<std::string>());
    }
    if (!well_formed) {
      return input_error("cel.options",
                         "a function is a list of texts such as (string, int) -> bool, or string.(int) -> bool",
                         cat({pointer, "/", pointer_token(name)}));
    }
  }
  return std::nullopt;
}

Result<Options, CelError> read_options(std::string_view text) {
  constexpr std::string_view kCode = "cel.options";
  const auto json = read_object(text, kCode);
  if (!json.ok()) return json.error();
  Options out;
  for (const auto& [key, value] : json->items()) {
    const std::string pointer = cat({"/", pointer_token(key)});
    std::optional<CelError> error;
    if (key == "variables" && value.is_object()) {
      error = read_variables(value, pointer, out);
    } else if (key == "functions" && value.is_object()) {
      error = read_functions(value, pointer, out);
    } else if (key == "container" && value.is_string()) {
      out.container = value.get<std::string>();
    } else if (key == "check" && value.is_boolean()) {
      out.check = value.get<bool>();
    } else if (key == "macros" && value.is_boolean()) {
      out.parsing.macros = value.get<bool>();
    } else {
      error = input_error(
          kCode, "the options are variables and functions (objects), container (a text), check and macros (bools)",
          pointer);
    }
    if (error) return *error;
  }
  return out;
}

// The type of the whole, or what is wrong.
Result<std::string, Vector<cel::TypeError>> deduce_type(const cel::Ast& ast, const Options& options) {
  cel::Types types;
  cel::FunctionTypes functions(types);
  for (const auto& [name, overload] : options.functions) functions.declare(name, overload);
  cel::TypeEnvironment environment{functions, options.container, {}};
  for (const auto& [name, type] : options.variables) environment.variables.push_back({name, types.parse(type)});
  const auto checked = cel::check_types(ast, environment, types);
  if (!checked.ok()) return checked.error();
  return cel::to_string((*checked)[ast.root]);
}

class Bindings final : public cel::Activation {
 public:
  explicit Bindings(const Vector<std::string>& variables)
      : names_(variables), values_(variables.size()), reader_(arena_) {}

  std::optional<CelError> read(std::string_view text) {
    constexpr std::string_view kCode = "cel.bindings";
    const auto json = read_object(text, kCode);
    if (!json.ok()) return json.error();
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const Json* given = member(*json, names_[i]);
      if (given == nullptr) continue;
      values_[i] = reader_.read(*given, names_[i]);
      if (!values_[i]) return input_error(kCode, reader_.error().message, reader_.error().pointer);
    }
    return std::nullopt;
  }

  // Activation. A variable without a value is an error only where it is read.
  cel::Value get(std::uint32_t variable) override {
    if (values_[variable]) return *values_[variable];
    return run_.error(cel::ErrorCode::Undeclared, cat({"no value was given for '", names_[variable], "'"}));
  }
  cel::Value has(std::uint32_t variable) override {
    const auto& value = values_[variable];
    return value && value->is(cel::Kind::Unknown) ? *value : cel::Value::of_bool(value.has_value());
  }

  [[nodiscard]] const Vector<std::string>& unknowns() const { return reader_.unknowns(); }
  cel::Evaluation& run() { return run_; }

 private:
  Arena arena_{limits::kMaxEvaluationBytes};
  const Vector<std::string>& names_;
  Vector<std::optional<cel::Value>> values_;
  cel::JsonValueReader reader_;
  cel::Evaluation run_{arena_, *this, limits::kMaxEvaluationSteps};
};

}  // namespace

CelProgram CelProgram::compile(std::string_view expression, std::string_view options) {
  auto state = std::make_shared<State>();
  state->expression = expression;
  const auto refuse = [&](CelError error) { state->errors.push_back(std::move(error)); };
  const auto refuse_at = [&](std::string_view code, const cel::SyntaxError& error) {
    refuse(at_place(expression, code, error.message, error.offset));
  };

  CelProgram out;
  out.state_ = state;
  auto read = read_options(options);
  if (!read.ok()) {
    refuse(read.error());
    return out;
  }
  auto ast = cel::parse(expression, read->parsing);
  if (!ast.ok()) {
    refuse_at("cel.syntax", ast.error());
    return out;
  }
  state->ast = std::move(*ast);
  if (read->check) {
    auto type = deduce_type(state->ast, *read);
    if (!type.ok()) {
      for (const auto& error : type.error()) refuse_at(cel::code_name(error.code), {error.offset, error.message});
      return out;
    }
    state->type = std::move(*type);
  }
  cel::Environment environment;
  environment.container = read->container;
  for (auto& [name, type] : read->variables) state->variables.push_back(std::move(name));
  environment.variables = state->variables;
  // The checker has refused what is undeclared, but for functions that are declared without being there.
  environment.undeclared_is_error_value = true;
  auto program = cel::compile(state->ast, environment);
  if (!program.ok()) {
    for (const auto& error : program.error()) refuse_at("cel.undeclared", error);
    return out;
  }
  state->program = std::move(*program);
  return out;
}

const std::vector<CelError>& CelProgram::errors() const { return state_->errors; }
const std::string& CelProgram::type() const { return state_->type; }
std::string CelProgram::tree() const { return errors().empty() ? cel::to_debug_string(state_->ast) : ""; }

std::string CelProgram::evaluate(std::string_view bindings) const {
  if (!errors().empty()) return error_answer(errors().front());
  Bindings activation(state_->variables);
  if (const auto error = activation.read(bindings)) return error_answer(*error);
  const cel::Value value = cel::evaluate(state_->program, activation.run());
  const auto failed = [&](cel::ErrorCode code, Piece message, std::uint32_t offset) {
    return error_answer(at_place(state_->expression, code_of(code), message, offset));
  };
  if (value.is(cel::Kind::Error)) return failed(value.error->code, value.error->message, value.error->offset);
  const auto json = cel::to_json_text(value, limits::kMaxEvaluationBytes);
  if (!json) return failed(cel::ErrorCode::Limit, "the value is too large to be written as text", 0);
  if (json->unknowns.empty()) return cat({"{\"value\":", json->text, "}"});
  Json out = Json::object();
  for (const std::uint32_t id : json->unknowns) out["unknown"].push_back(activation.unknowns()[id]);
  return to_text(out);
}

std::string cel_syntax(std::string_view expression, bool macros) {
  cel::ParseOptions options;
  options.macros = macros;
  const auto ast = cel::parse(expression, options);
  if (!ast.ok()) return refusal({at_place(expression, "cel.syntax", ast.error().message, ast.error().offset)});
  std::string out;
  cel::write_syntax(*ast, out);
  return out;
}

std::string CelPrograms::compile(std::string_view expression, std::string_view options) {
  auto program = CelProgram::compile(expression, options);
  std::vector<CelError> errors = program.errors();
  if (errors.empty() && programs_.size() >= limits::kMaxCelPrograms) {
    errors.push_back(input_error(
        "cel.limit",
        cat({limits::kMaxCelPrograms, " programs are held already: dispose of those that are no longer used"})));
  }
  if (!errors.empty()) return refusal(errors);
  Json out = Json::object();
  // Numbers start again after the last there is; one that is in use is passed over.
  do {
    last_ = last_ == INT32_MAX ? 1 : last_ + 1;
  } while (programs_.contains(last_));
  out["program"] = last_;
  out["type"] = program.type();
  programs_.emplace(last_, std::move(program));
  return to_text(out);
}

std::string CelPrograms::evaluate(std::int32_t program, std::string_view bindings) const {
  const auto at = programs_.find(program);
  if (at == programs_.end()) return error_answer(input_error("cel.disposed", "this program was disposed of"));
  return at->second.evaluate(bindings);
}

std::string CelPrograms::tree(std::int32_t program) const {
  const auto at = programs_.find(program);
  return at == programs_.end() ? "" : at->second.tree();
}

}  // namespace precheck
