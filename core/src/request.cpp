#include "request.h"

#include <cstring>
#include <utility>

#include "base/i18n.h"
#include "base/json_reader.h"
#include "base/json_writer.h"
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

Reply refuse(InputError error, std::string_view id) {
  Reply reply;
  JsonWriter out(reply.text);
  out.begin_object();
  if (!id.empty()) {
    out.key("id");
    out.raw(id);
  }
  out.key("error");
  out.begin_object();
  out.member("code", error.code);
  out.member("message", error.message);
  if (!error.pointer.empty()) out.member("pointer", error.pointer);
  if (error.line != 0) {
    out.member("line", error.line);
    out.member("column", error.column);
  }
  out.end_object();
  out.end_object();
  reply.error = std::move(error);
  return reply;
}

namespace {

std::optional<InputError> unless_object(JsonReader::Token first) {
  if (first == JsonReader::Token::BeginObject) return std::nullopt;
  return input_error("form.not_an_object", "a form is a JSON object, with a member for each fact");
}

// The value of one of the pack's parameters, where the host may give it.
std::optional<InputError> read_parameter(JsonReader& reader, Prepared& prepared) {
  const pack::Pack& pack = *prepared.pack;
  const std::string name(reader.string());
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
  prepared.parameters[i] = pack::parameter_value(parameter.type, reader, pack.zone_offset, *prepared.values);
  if (!prepared.parameters[i]) {
    return input_error("params.type", cat({"the parameter \"", name, "\" is of type ", parameter.type}), pointer);
  }
  return std::nullopt;
}

// The pack's parameters, with the host's values where it gave some. Precondition: `params` is empty or JSON.
std::optional<InputError> read_parameters(std::string_view params, Prepared& prepared) {
  for (const pack::Parameter& parameter : prepared.pack->parameters) prepared.parameters.push_back(parameter.value);
  if (params.empty()) return std::nullopt;
  prepared.values = std::make_unique<Arena>(limits::kMaxEvaluationBytes);
  std::string text(params);
  text.push_back('\0');
  JsonReader reader(text.data(), params.size());
  if (reader.next() != JsonReader::Token::BeginObject) {
    return input_error("params.type", "params is an object: parameter name to value");
  }
  while (reader.next() == JsonReader::Token::Key) {
    if (auto error = read_parameter(reader, prepared)) return error;
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

}  // namespace

Result<Prepared, InputError> prepare(const pack::Packs& packs, std::string_view pack, std::string_view as_of,
                                     std::string_view locale, std::string_view params, std::string_view form) {
  if (JsonReader::Token first{}; !params.empty()) {
    if (auto fault = fault_of("params", params, limits::kMaxFormBytes, first)) return std::move(*fault);
  }
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

std::optional<InputError> fault_of(std::string_view what, std::string_view text, std::size_t most_bytes,
                                   JsonReader::Token& first) {
  if (auto error = too_large(text, most_bytes)) return input_error(what, *error);
  std::string copy(text);
  JsonReader reader(copy.data(), copy.size());
  first = reader.next();
  reader.skip();
  if (reader.next() == JsonReader::Token::Error) return input_error(what, reader.error());
  return std::nullopt;
}

std::optional<InputError> read_form(const schema::Schema& schema, std::string_view text, engine::Workspace& workspace) {
  if (auto error = too_large(text, limits::kMaxFormBytes)) return input_error("form", *error);
  workspace.text.resize(std::max(workspace.text.size(), text.size() + 1));
  if (!text.empty()) std::memcpy(workspace.text.data(), text.data(), text.size());
  workspace.form.begin(schema);
  JsonReader reader(workspace.text.data(), text.size());
  const JsonReader::Token first = reader.next();
  if (first == JsonReader::Token::BeginObject) {
    schema::Filler(schema, workspace.form).form(reader);
  } else {
    reader.skip();
  }
  if (reader.next() == JsonReader::Token::Error) return input_error("form", reader.error());
  return unless_object(first);
}

std::optional<InputError> fault_of(std::string_view form) {
  JsonReader::Token first{};
  auto fault = fault_of("form", form, limits::kMaxFormBytes, first);
  return fault ? fault : unless_object(first);
}

}  // namespace precheck
