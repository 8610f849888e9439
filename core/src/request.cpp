#include "request.h"

#include <cstring>
#include <utility>

#include "base/i18n.h"
#include "base/json_reader.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/vector.h"
#include "engine/report.h"
#include "engine/select.h"
#include "pack/parameters.h"
#include "schema/fill.h"

namespace precheck {

InputError input_error(Piece code, Piece message, Piece pointer) {
  InputError out;
  out.code = code.text();
  out.message = message.text();
  out.pointer = pointer.text();
  return out;
}

namespace {

std::string_view name_of(JsonError::Code code) {
  switch (code) {
    case JsonError::Code::Malformed: return "malformed_json";
    case JsonError::Code::TooLarge: return "too_large";
    case JsonError::Code::TooDeep: return "too_deep";
    case JsonError::Code::DuplicateKey: return "duplicate_key";
  }
  return "";
}

}  // namespace

InputError input_error(std::string_view what, const JsonError& e) {
  InputError out = input_error(cat({what, ".", name_of(e.code)}),
                               cat({"the ", what, " is not usable JSON: ", e.message}), e.pointer);
  out.line = e.line;
  out.column = e.column;
  return out;
}

Reply refuse(InputError error, const Json& id) {
  Json body = Json::object();
  put(body, "code", error.code);
  put(body, "message", error.message);
  if (!error.pointer.empty()) put(body, "pointer", error.pointer);
  if (error.line != 0) {
    put(body, "line", error.line);
    put(body, "column", error.column);
  }
  Json out = Json::object();
  if (!id.is_null()) put(out, "id", id);
  put(out, "error", std::move(body));
  Reply reply;
  reply.text = to_text(out);
  reply.error = std::move(error);
  return reply;
}

namespace {

// The pack's parameters, with the host's values where it gave some.
std::optional<InputError> read_parameters(const Json& params, Prepared& prepared) {
  const pack::Pack& pack = *prepared.pack;
  for (const pack::Parameter& parameter : pack.parameters) prepared.parameters.push_back(parameter.value);
  if (params.is_null()) return std::nullopt;
  if (!params.is_object()) return input_error("params.type", "params is an object: parameter name to value");
  prepared.values = std::make_unique<Arena>(limits::kMaxEvaluationBytes);
  for (const auto& [name, value] : params.get_ref<const Json::object_t&>()) {
    const std::string pointer = cat({"/", pointer_token(name)});
    std::size_t i = 0;
    while (i < pack.parameters.size() && pack.parameters[i].name != name) ++i;
    if (i == pack.parameters.size()) {
      return input_error("params.undeclared", cat({"the pack has no parameter \"", name, "\""}), pointer);
    }
    const pack::Parameter& parameter = pack.parameters[i];
    if (!parameter.host) {
      return input_error("params.not_host",
                         cat({"the parameter \"", name, "\" is the pack's own; the host may not set it"}), pointer);
    }
    prepared.parameters[i] = pack::parameter_value(parameter.type, value, pack.zone_offset, *prepared.values);
    if (!prepared.parameters[i]) {
      return input_error("params.type", cat({"the parameter \"", name, "\" is of type ", parameter.type}), pointer);
    }
  }
  return std::nullopt;
}

bool is_locale(std::string_view locale) {
  constexpr std::size_t kMostLocale = 35;  // BCP 47's advice for buffers
  if (locale.size() > kMostLocale) return false;
  for (const char c : locale) {
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-')) return false;
  }
  return true;
}

InputError not_an_object() {
  return input_error("form.not_an_object", "a form is a JSON object, with a member for each fact");
}

std::optional<InputError> too_large(std::string_view text) {
  if (text.size() <= limits::kMaxFormBytes) return std::nullopt;
  JsonError error;
  error.code = JsonError::Code::TooLarge;
  error.message = cat({text.size(), " bytes, more than the limit of ", limits::kMaxFormBytes});
  return input_error("form", error);
}

}  // namespace

Result<Prepared, InputError> prepare(const Vector<pack::Pack>& packs, std::string_view pack, std::string_view as_of,
                                     std::string_view locale, const Json& params, std::string_view form) {
  if (!is_locale(locale)) {
    return input_error("locale.malformed", "a locale is a language tag such as \"zh-CN\" or \"en\"");
  }
  Prepared out;
  const auto selected = engine::select_pack(packs, pack, as_of, form);
  if (!selected.ok()) return selected.error();
  out.pack = *selected;
  const auto instant = engine::read_as_of(as_of, out.pack->zone_offset);
  if (!instant.ok()) return instant.error();
  out.as_of = *instant;
  out.locale = locale.empty() ? kDefaultLocale : locale;
  if (auto error = read_parameters(params, out)) return std::move(*error);
  out.head = engine::report_head(*out.pack, out.as_of, out.locale);
  return out;
}

Result<Json, InputError> read_params(std::string_view text) {
  if (text.empty()) return Json();
  auto parsed = read_json(text, limits::kMaxFormBytes);
  if (!parsed.ok()) return input_error("params", parsed.error());
  if (parsed->is_null()) return Json(Json::array());  // null is no object of parameters either
  return std::move(*parsed);
}

std::optional<InputError> read_form(const schema::Schema& schema, std::string_view text, engine::Workspace& workspace) {
  if (auto error = too_large(text)) return error;
  workspace.text.resize(std::max(workspace.text.size(), text.size() + 1));
  if (!text.empty()) std::memcpy(workspace.text.data(), text.data(), text.size());
  workspace.form.begin(schema);
  JsonReader reader(workspace.text.data(), text.size());
  JsonReader::Token token = reader.next();
  if (token == JsonReader::Token::BeginObject) {
    schema::Filler(schema, workspace.form).form(reader);
    if (reader.next() == JsonReader::Token::End) return std::nullopt;
    return input_error("form", reader.error());
  }
  reader.skip();
  token = reader.next();
  return token == JsonReader::Token::Error ? input_error("form", reader.error()) : not_an_object();
}

std::optional<InputError> fault_of(std::string_view form) {
  if (auto error = too_large(form)) return error;
  std::string text(form);
  text.push_back('\0');
  JsonReader reader(text.data(), form.size());
  const JsonReader::Token first = reader.next();
  reader.skip();
  if (reader.next() == JsonReader::Token::Error) return input_error("form", reader.error());
  if (first != JsonReader::Token::BeginObject) return not_an_object();
  return std::nullopt;
}

}  // namespace precheck
