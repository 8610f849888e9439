// A library: texts to reports.
#include <precheck/checker.hpp>
#include <precheck/precheck.hpp>
#include <utility>

#include "base/diagnostics.h"
#include "base/json_reader.h"
#include "base/limits.h"
#include "base/vector.h"
#include "check_form.h"
#include "engine/select.h"
#include "line.h"
#include "request.h"
#include "state.h"

namespace precheck {

namespace {

// What is asked for: a report, or its verdict alone.
enum class Wanted : std::uint8_t { Report, Verdict };

// A request whose parameters are read, with the directory's entries.
struct Request {
  std::string_view pack, as_of, locale, form;
  std::string_view params;  // JSON text; empty: none
  std::string_view id;      // the same
  const schema::Directory* directory;
  const schema::Schema* filled = nullptr;  // by this one the form is laid out in the workspace already
  Wanted wanted = Wanted::Report;
};

// What one line after the other asks for is mostly the same.
struct Recent {
  std::string pack, as_of, locale;
  std::optional<Prepared> prepared;

  // nullptr, and the error, where the request is wrong in itself.
  const Prepared* get(const pack::Packs& packs, const Request& request, std::optional<InputError>& error) {
    const bool same = prepared && pack == request.pack && as_of == request.as_of && locale == request.locale;
    if (same && request.params.empty() && may_stay_) return &*prepared;
    pack = request.pack;
    as_of = request.as_of;
    locale = request.locale;
    may_stay_ = request.params.empty() && !engine::form_selects(packs, pack);
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
std::optional<InputError> answer(const pack::Packs& packs, const Request& request, Desk& desk, std::string& out) {
  engine::Workspace& workspace = desk.workspace;
  std::optional<InputError> wrong;
  const Prepared* prepared = desk.recent.get(packs, request, wrong);
  if (prepared == nullptr) {
    auto fault = fault_of(request.form);  // of two errors the form's is said
    return fault ? std::move(fault) : std::move(wrong);
  }
  const schema::Schema& facts = prepared->pack->facts;
  if (request.filled != &facts) {
    if (auto error = read_form(facts, request.form, workspace)) return error;
  }
  check_form(*prepared, request.directory, workspace,
             request.wanted == Wanted::Report ? std::optional(request.id) : std::nullopt, out);
  return std::nullopt;
}

// Reads the texts of a request.
Reply answer(const pack::Packs& packs, const CheckRequest& request, const schema::Directory* entries, Wanted wanted) {
  if (request.directory.error() != nullptr) return refuse(*request.directory.error());
  Desk desk;
  Reply reply;
  auto error = answer(
      packs, {request.pack, request.as_of, request.locale, request.form, request.params, {}, entries, nullptr, wanted},
      desk, reply.text);
  if (error) return refuse(std::move(*error));
  reply.ok = true;
  return reply;
}

// Of one JSONL request; its id as far as it could be read.
std::optional<InputError> answer_line(const pack::Packs& packs, std::string_view line, const CheckRequest& defaults,
                                      const schema::Directory* entries, Desk& desk, std::string& id, std::string& out) {
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

std::string error_text(const InputError& error) { return refuse(error).text; }

Directory::Directory() = default;

Directory::Directory(std::string_view json) {
  auto state = std::make_shared<State>();
  JsonReader::Token first{};
  if (auto fault = fault_of("directory", json, limits::kMaxDirectoryBytes, first)) {
    state->error = std::move(*fault);
  } else if (first != JsonReader::Token::BeginObject) {
    state->error = input_error("directory.type", "a directory is an object: code to entry");
  } else if (const auto* entry = state->entries.read(json)) {
    state->error =
        input_error("directory.type", "an entry of a directory is an object", cat({"/", pointer_token(entry->code)}));
  }
  state_ = std::move(state);
}

const InputError* Directory::error() const { return state_ && !state_->error.code.empty() ? &state_->error : nullptr; }

Library::Library() : state_(std::make_shared<const State>()) {}
Library::Library(std::shared_ptr<const State> state) : state_(std::move(state)) {}

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

Reply Library::check_line(std::string_view line, const CheckRequest& defaults) const {
  Desk desk;
  std::string id;
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
  const pack::Packs& packs = state_->library.state_->packs;
  const schema::Directory* entries = Directory::State::entries_of(defaults.directory);
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    std::string id;
    const std::size_t begin = out.size();
    if (auto error = answer_line(packs, line, defaults, entries, state_->desk, id, out)) {
      out.resize(begin);
      out += refuse(std::move(*error), id).text;
    }
    out += '\n';
  }
}

std::string Library::listing() const {
  std::string out = "{\"packs\":[";
  for (const auto& pack : state_->packs) {
    if (out.back() == '}') out += ',';
    out += pack->listing;
  }
  out += "],\"diagnostics\":";
  out += diagnostics_text(state_->diagnostics);
  return out + "}";
}

}  // namespace precheck
