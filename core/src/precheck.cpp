// The public functions: documents to a Library, texts to reports.
#include <precheck/checker.hpp>
#include <precheck/precheck.hpp>
#include <utility>

#include "base/diagnostics.h"
#include "base/did_you_mean.h"
#include "base/json.h"
#include "base/limits.h"
#include "check_form.h"
#include "engine/explain.h"
#include "engine/select.h"
#include "line.h"
#include "pack/load_packs.h"
#include "pack/overlay.h"
#include "pack/source.h"
#include "request.h"
#include "state.h"

namespace precheck {

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

// What is asked for: a report, its verdict alone, or an explanation.
enum class Wanted : std::uint8_t { Report, Verdict, Explanation };

// A request whose parameters are read, with the directory's entries.
struct Request {
  std::string_view pack, as_of, locale, form;
  const Json& params;  // null: none
  const Json& id;      // null: none
  const schema::Directory* directory;
  const schema::Schema* filled = nullptr;  // by this one the form is laid out in the workspace already
  Wanted wanted = Wanted::Report;
  std::string_view rule = {};  // to explain; "" is every one
};

// What one line after the other asks for is mostly the same.
struct Recent {
  std::string pack, as_of, locale;
  std::optional<Prepared> prepared;

  // nullptr, and the error, where the request is wrong in itself.
  const Prepared* get(const std::vector<pack::Pack>& packs, const Request& request, std::optional<InputError>& error) {
    const bool same = prepared && pack == request.pack && as_of == request.as_of && locale == request.locale;
    if (same && request.params.is_null() && may_stay_) return &*prepared;
    pack = request.pack;
    as_of = request.as_of;
    locale = request.locale;
    may_stay_ = request.params.is_null() && !engine::form_selects(packs, pack);
    prepared.reset();
    auto made = prepare(packs, pack, as_of, locale, request.params, request.form);
    if (made.ok()) {
      prepared = std::move(*made);
    } else {
      error = std::move(made.error());
    }
    return prepared ? &*prepared : nullptr;
  }

 private:
  bool may_stay_ = false;  // neither the parameters nor the form have a say
};

// What is kept from one answer to the next.
struct Desk {
  engine::Workspace workspace;
  Recent recent;
  std::string line;  // memory for one
};

// Appends the answer to `out`; the error where there is none.
std::optional<InputError> answer(const std::vector<pack::Pack>& packs, const Request& request, Desk& desk,
                                 std::string& out) {
  engine::Workspace& workspace = desk.workspace;
  std::optional<InputError> wrong;
  const Prepared* prepared = desk.recent.get(packs, request, wrong);
  if (prepared == nullptr) {
    auto fault = fault_of(request.form);  // of two errors the form's is said
    return fault ? std::move(fault) : std::move(wrong);
  }
  const pack::Pack& pack = *prepared->pack;
  if (request.filled != &pack.facts) {
    if (auto error = read_form(pack.facts, request.form, workspace)) return error;
  }
  JsonWriter writer(out);
  if (request.wanted != Wanted::Explanation) {
    check_form(*prepared, request.directory, workspace, request.wanted == Wanted::Report ? &request.id : nullptr, out);
    return std::nullopt;
  }
  if (auto error = unknown_rule(pack, request.rule)) return error;
  workspace.arena.reset();
  schema::decode(pack.facts, workspace.form, request.directory, pack.zone_offset, workspace.arena, workspace.facts);
  engine::explain(packs, pack, workspace.facts, prepared->parameters, prepared->as_of, prepared->locale, request.rule,
                  writer);
  return std::nullopt;
}

// Reads the texts of a request.
Reply answer(const std::vector<pack::Pack>& packs, const CheckRequest& request, const schema::Directory* entries,
             Wanted wanted, std::string_view rule = {}) {
  if (request.directory.error() != nullptr) return refuse(*request.directory.error());
  const auto params = read_params(request.params);
  if (!params.ok()) {
    auto fault = fault_of(request.form);
    return refuse(fault ? *fault : params.error());
  }
  Desk desk;
  Reply reply;
  auto error = answer(
      packs,
      {request.pack, request.as_of, request.locale, request.form, *params, Json(), entries, nullptr, wanted, rule},
      desk, reply.text);
  if (error) return refuse(std::move(*error));
  reply.ok = true;
  return reply;
}

// Of one JSONL request; its id as far as it could be read.
std::optional<InputError> answer_line(const std::vector<pack::Pack>& packs, std::string_view line,
                                      const CheckRequest& defaults, const schema::Directory* entries, Desk& desk,
                                      Json& id, std::string& out) {
  LikelyForm likely;
  if (desk.recent.prepared) likely = {&desk.recent.prepared->pack->facts, &desk.workspace.form};
  LineRequest request;
  const auto read = [&] {
    request = {defaults.pack, defaults.as_of, defaults.locale, "null", {}, {}, std::move(request.text)};
    return read_line(line, request, likely);
  };
  request.text = std::move(desk.line);
  auto error = read();
  if (error && likely.schema != nullptr) {
    likely = {};
    error = read();
  }
  id = std::move(request.id);
  if (!error && defaults.directory.error() != nullptr) error = *defaults.directory.error();
  if (!error) {
    const schema::Schema* filled = request.filled ? likely.schema : nullptr;
    error =
        answer(packs, {request.pack, request.as_of, request.locale, request.form, request.params, id, entries, filled},
               desk, out);
  }
  desk.line = std::move(request.text);
  return error;
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
  return answer(state_->packs, request, Directory::State::entries_of(request.directory), Wanted::Report);
}

Reply Library::verdict(const CheckRequest& request) const {
  return answer(state_->packs, request, Directory::State::entries_of(request.directory), Wanted::Verdict);
}

Reply Library::edition(const CheckRequest& request) const {
  const auto pack = engine::select_pack(state_->packs, request.pack, request.as_of, request.form);
  if (!pack.ok()) return refuse(pack.error());
  Reply reply;
  reply.ok = true;
  reply.text = (*pack)->id + "@" + (*pack)->edition;
  return reply;
}

Reply Library::explain(const CheckRequest& request, std::string_view rule) const {
  return answer(state_->packs, request, Directory::State::entries_of(request.directory), Wanted::Explanation, rule);
}

Reply Library::check_line(std::string_view line, const CheckRequest& defaults) const {
  Desk desk;
  Json id;
  Reply reply;
  auto error = answer_line(state_->packs, line, defaults, Directory::State::entries_of(defaults.directory), desk, id,
                           reply.text);
  if (error) return refuse(std::move(*error), id);
  reply.ok = true;
  return reply;
}

struct LineChecker::State {
  Library library;
  Desk desk;
};

LineChecker::LineChecker(const Library& library) : state_(std::make_unique<State>()) { state_->library = library; }
LineChecker::~LineChecker() = default;
LineChecker::LineChecker(LineChecker&&) noexcept = default;
LineChecker& LineChecker::operator=(LineChecker&&) noexcept = default;

void LineChecker::check(std::string_view lines, const CheckRequest& defaults, std::string& out) {
  const std::vector<pack::Pack>& packs = state_->library.state_->packs;
  const schema::Directory* entries = Directory::State::entries_of(defaults.directory);
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    Json id;
    const std::size_t begin = out.size();
    if (auto error = answer_line(packs, line, defaults, entries, state_->desk, id, out)) {
      out.resize(begin);
      out += refuse(std::move(*error), id).text;
    }
    out += '\n';
  }
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
