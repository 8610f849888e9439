// The public functions: documents to a Library, texts to reports.
#include <precheck/precheck.hpp>
#include <utility>

#include "base/diagnostics.h"
#include "base/did_you_mean.h"
#include "base/json.h"
#include "base/limits.h"
#include "engine/check.h"
#include "engine/explain.h"
#include "engine/select.h"
#include "pack/load_packs.h"
#include "pack/overlay.h"
#include "pack/parameters.h"
#include "pack/source.h"

namespace precheck {

struct Directory::State {
  Json json;
  schema::Directory entries;
  InputError error;

  // nullptr where there is none.
  static const schema::Directory* entries_of(const Directory& directory) {
    return directory.state_ ? &directory.state_->entries : nullptr;
  }
};

struct Library::State {
  std::vector<pack::Pack> packs;
  std::vector<Diagnostic> diagnostics;
};

namespace {

void append(std::vector<Diagnostic>& to, const Diagnostics& from) {
  to.insert(to.end(), from.list().begin(), from.list().end());
}

std::optional<Json> read_document(std::string_view text, Diagnostics& diagnostics) {
  auto json = read_json(text, limits::kMaxDocumentBytes);
  if (json.ok()) return std::move(*json);
  const JsonError& e = json.error();
  diagnostics.add(e.code == JsonError::Code::DuplicateKey ? "json.duplicate_key" : "json.malformed", e.pointer,
                  e.message, e.line, e.column);
  return std::nullopt;
}

// Each document and what is wrong with it.
template <typename Documents>
std::vector<std::optional<Json>> read_documents(const Documents& documents, std::vector<Diagnostics>& diagnostics) {
  std::vector<std::optional<Json>> out;
  for (const auto& document : documents) {
    diagnostics.emplace_back(document.name);
    out.push_back(read_document(document.text, diagnostics.back()));
  }
  return out;
}

InputError input_error(std::string code, std::string message, std::string pointer = {}) {
  InputError out;
  out.code = std::move(code);
  out.message = std::move(message);
  out.pointer = std::move(pointer);
  return out;
}

// `what`: "form", "params" or "line".
InputError input_error(const std::string& what, const JsonError& e) {
  InputError out;
  out.message = "the " + what + " is not usable JSON: " + e.message;
  out.pointer = e.pointer;
  out.line = e.line;
  out.column = e.column;
  switch (e.code) {
    case JsonError::Code::Malformed: out.code = what + ".malformed_json"; break;
    case JsonError::Code::TooLarge: out.code = what + ".too_large"; break;
    case JsonError::Code::TooDeep: out.code = what + ".too_deep"; break;
    case JsonError::Code::DuplicateKey: out.code = what + ".duplicate_key"; break;
  }
  return out;
}

Json diagnostics_json(const std::vector<Diagnostic>& diagnostics) {
  Json out = Json::array();
  for (const Diagnostic& d : diagnostics) {
    Json item = Json::object();
    put(item, "code", d.code);
    put(item, "document", d.document);
    put(item, "pointer", d.pointer);
    if (d.line != 0) {
      put(item, "line", d.line);
      put(item, "column", d.column);
    }
    put(item, "message", d.message);
    out.push_back(std::move(item));
  }
  return out;
}

Json error_json(const InputError& error) {
  Json body = Json::object();
  put(body, "code", error.code);
  put(body, "message", error.message);
  if (!error.pointer.empty()) put(body, "pointer", error.pointer);
  if (error.line != 0) {
    put(body, "line", error.line);
    put(body, "column", error.column);
  }
  return body;
}

Reply refuse(InputError error, const Json& id = nullptr) {
  Json out = Json::object();
  if (!id.is_null()) put(out, "id", id);
  put(out, "error", error_json(error));
  Reply reply;
  reply.text = to_text(out);
  reply.error = std::move(error);
  return reply;
}

// The pack's parameters, with the host's values where it gave some.
Result<std::vector<std::optional<cel::Value>>, InputError> read_parameters(const pack::Pack& pack, const Json& params,
                                                                           Arena& arena) {
  std::vector<std::optional<cel::Value>> out;
  for (const pack::Parameter& parameter : pack.parameters) out.push_back(parameter.value);
  if (params.is_null()) return out;
  if (!params.is_object()) return input_error("params.type", "params is an object: parameter name to value");
  for (const auto& [name, value] : params.get_ref<const Json::object_t&>()) {
    const std::string pointer = "/" + pointer_token(name);
    std::size_t i = 0;
    while (i < pack.parameters.size() && pack.parameters[i].name != name) ++i;
    if (i == pack.parameters.size()) {
      return input_error("params.undeclared", "the pack has no parameter \"" + name + "\"", pointer);
    }
    if (!pack.parameters[i].host) {
      return input_error("params.not_host", "the parameter \"" + name + "\" is the pack's own; the host may not set it",
                         pointer);
    }
    out[i] = pack::parameter_value(pack.parameters[i].type, value, pack.zone_offset, arena);
    if (!out[i]) {
      return input_error("params.type", "the parameter \"" + name + "\" is of type " + pack.parameters[i].type,
                         pointer);
    }
  }
  return out;
}

// A request whose texts are parsed.
struct Request {
  std::string_view pack;
  std::string_view as_of;
  std::string_view locale;
  const Json& form;
  const Json& params;  // null: none
  const Json& id;      // null: none
  const schema::Directory* directory;
  // What is asked for: a report, or an explanation of this rule ("": of all).
  std::optional<std::string_view> explain = std::nullopt;
};

std::optional<InputError> unknown_rule(const pack::Pack& pack, std::string_view rule) {
  Suggestion suggestion(rule);
  for (const pack::Rule& candidate : pack.rules) {
    if (rule.empty() || candidate.id == rule) return std::nullopt;
    suggestion.consider(candidate.id);
  }
  if (rule.empty()) return std::nullopt;
  return input_error("rule.unknown", "the pack " + pack.id + "@" + pack.edition + " has no rule \"" +
                                         std::string(rule) + "\"" + suggestion.text());
}

bool is_locale(std::string_view locale) {
  constexpr std::size_t kMostLocale = 35;  // BCP 47's advice for buffers
  if (locale.size() > kMostLocale) return false;
  for (const char c : locale) {
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-')) return false;
  }
  return true;
}

Reply answer_request(const std::vector<pack::Pack>& packs, const Request& request) {
  if (!request.form.is_object()) {
    return refuse(input_error("form.not_an_object", "a form is a JSON object, with a member for each fact"),
                  request.id);
  }
  if (!is_locale(request.locale)) {
    return refuse(input_error("locale.malformed", "a locale is a language tag such as \"zh-CN\" or \"en\""),
                  request.id);
  }
  const auto pack = engine::select_pack(packs, request.pack, request.as_of, request.form);
  if (!pack.ok()) return refuse(pack.error(), request.id);
  const auto as_of = engine::read_as_of(request.as_of, (*pack)->zone_offset);
  if (!as_of.ok()) return refuse(as_of.error(), request.id);
  Arena arena(limits::kMaxEvaluationBytes);
  const auto parameters = read_parameters(**pack, request.params, arena);
  if (!parameters.ok()) return refuse(parameters.error(), request.id);
  const std::string_view locale = request.locale.empty() ? kDefaultLocale : request.locale;
  Reply reply;
  reply.ok = true;
  if (!request.explain) {
    reply.text =
        to_text(engine::check(**pack, request.form, request.directory, *parameters, *as_of, locale, request.id, arena));
    return reply;
  }
  if (auto error = unknown_rule(**pack, *request.explain)) return refuse(std::move(*error));
  reply.text = to_text(engine::explain(packs, **pack, request.form, request.directory, *parameters, *as_of, locale,
                                       *request.explain, arena));
  return reply;
}

// Reads the texts of a request.
Reply answer(const std::vector<pack::Pack>& packs, const CheckRequest& request, const schema::Directory* entries,
             std::optional<std::string_view> explain) {
  if (request.directory.error() != nullptr) return refuse(*request.directory.error());
  auto form = read_json(request.form, limits::kMaxFormBytes);
  if (!form.ok()) return refuse(input_error("form", form.error()));
  Json params;
  if (!request.params.empty()) {
    auto parsed = read_json(request.params, limits::kMaxFormBytes);
    if (!parsed.ok()) return refuse(input_error("params", parsed.error()));
    params = std::move(*parsed);
    if (params.is_null()) params = Json::array();  // null is no object of parameters either
  }
  return answer_request(packs, {request.pack, request.as_of, request.locale, *form, params, Json(), entries, explain});
}

}  // namespace

void Loader::add_pack(std::string_view name, std::string_view json) {
  packs_.push_back({std::string(name), std::string(json)});
}

void Loader::add_source(std::string_view name, std::string_view json) {
  sources_.push_back({std::string(name), std::string(json)});
}

Library Loader::load() const {
  auto state = std::make_shared<Library::State>();
  pack::Sources sources;
  for (const Document& document : sources_) {
    Diagnostics diagnostics(document.name);
    if (const auto json = read_document(document.text, diagnostics)) pack::add_source(*json, "", sources, diagnostics);
    append(state->diagnostics, diagnostics);
  }
  std::vector<Diagnostics> diagnostics;
  const std::vector<std::optional<Json>> documents = read_documents(packs_, diagnostics);
  state->packs = pack::load_packs(documents, sources, diagnostics);
  for (const Diagnostics& of_pack : diagnostics) append(state->diagnostics, of_pack);
  if (!state->diagnostics.empty()) state->packs.clear();
  Library library;
  library.state_ = std::move(state);
  return library;
}

std::string error_text(const InputError& error) { return refuse(error).text; }

std::string Loader::resolve() const {
  std::vector<Diagnostics> diagnostics;
  const std::vector<std::optional<Json>> documents = read_documents(packs_, diagnostics);
  std::vector<pack::Merged> merged = pack::merge_overlays(documents, diagnostics);
  std::vector<Diagnostic> all;
  for (const Diagnostics& of_pack : diagnostics) append(all, of_pack);
  Json packs = Json::array();
  for (pack::Merged& pack : merged) {
    if (!all.empty() || !pack.json) continue;
    if (pack.json->is_object()) pack.json->erase("extends");
    packs.push_back(std::move(*pack.json));
  }
  Json out = Json::object();
  put(out, "packs", std::move(packs));
  put(out, "diagnostics", diagnostics_json(all));
  return to_text(out);
}

Directory::Directory() = default;

Directory::Directory(std::string_view json) {
  auto state = std::make_shared<State>();
  auto read = read_json(json, limits::kMaxDirectoryBytes);
  if (!read.ok()) {
    state->error = input_error("directory", read.error());
  } else if (!read->is_object()) {
    state->error = input_error("directory.type", "a directory is an object: code to entry");
  } else {
    state->json = std::move(*read);
    for (const auto& [code, entry] : state->json.get_ref<const Json::object_t&>()) {
      state->entries.emplace(code, &entry);
      if (entry.is_object()) continue;
      state->error = input_error("directory.type", "an entry of a directory is an object", "/" + pointer_token(code));
      break;
    }
  }
  state_ = std::move(state);
}

const InputError* Directory::error() const { return state_ && !state_->error.code.empty() ? &state_->error : nullptr; }

Library::Library() : state_(std::make_shared<const State>()) {}

const std::vector<Diagnostic>& Library::diagnostics() const { return state_->diagnostics; }

Reply Library::check(const CheckRequest& request) const {
  return answer(state_->packs, request, Directory::State::entries_of(request.directory), std::nullopt);
}

Reply Library::explain(const CheckRequest& request, std::string_view rule) const {
  return answer(state_->packs, request, Directory::State::entries_of(request.directory), rule);
}

Reply Library::check_line(std::string_view line, const CheckRequest& defaults) const {
  auto json = read_json(line, limits::kMaxFormBytes);
  if (!json.ok()) return refuse(input_error("line", json.error()));
  if (!json->is_object())
    return refuse(input_error("line.not_an_object", "a line is an object with pack, as_of and form"));
  if (defaults.directory.error() != nullptr) return refuse(*defaults.directory.error());
  const Json none;
  const Json* id = member(*json, "id");
  if (id == nullptr) id = &none;
  if (!id->is_null() && !id->is_string() && !id->is_number_integer()) {
    return refuse(input_error("line.id", "an id is a string or a whole number", "/id"));
  }
  std::string_view pack = defaults.pack, as_of = defaults.as_of, locale = defaults.locale;
  const Json* form = &none;
  const Json* params = &none;
  for (const auto& [key, value] : json->get_ref<const Json::object_t&>()) {
    if (key == "id") continue;
    if (key == "form") {
      form = &value;
    } else if (key == "params") {
      params = &value;
    } else if (key == "pack" || key == "as_of" || key == "locale") {
      if (!value.is_string()) return refuse(input_error("line.type", "\"" + key + "\" is a string", "/" + key), *id);
      (key == "pack" ? pack : key == "as_of" ? as_of : locale) = value.get_ref<const std::string&>();
    } else {
      return refuse(input_error("line.unknown_key",
                                "unknown key \"" + key + "\"; a line has id, pack, as_of, form, params, locale",
                                "/" + pointer_token(key)),
                    *id);
    }
  }
  return answer_request(state_->packs,
                        {pack, as_of, locale, *form, *params, *id, Directory::State::entries_of(defaults.directory)});
}

std::string Library::listing() const {
  Json packs = Json::array();
  for (const pack::Pack& pack : state_->packs) {
    Json item = Json::object();
    put(item, "id", pack.id);
    put(item, "edition", pack.edition);
    put(item, "revision", pack.revision);
    put(item, "title", pack.title);
    put(item, "jurisdiction", pack.jurisdiction);
    put(item, "effective", pack.effective);
    put(item, "sources", pack.sources);
    if (!pack.extends.empty()) {
      put(item, "extends", pack.extends);
      Json overrides = Json::array();
      for (const pack::Override& override : pack.overrides) {
        Json change = Json::object();
        put(change, "path", override.path);
        put(change, "change", std::string(override.removed ? "removed" : "replaced"));
        overrides.push_back(std::move(change));
      }
      put(item, "overrides", std::move(overrides));
    }
    packs.push_back(std::move(item));
  }
  Json out = Json::object();
  put(out, "packs", std::move(packs));
  put(out, "diagnostics", diagnostics_json(state_->diagnostics));
  return to_text(out);
}

}  // namespace precheck
