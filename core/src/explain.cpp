// The public functions that look into a check.
#include "engine/explain.h"

#include <precheck/precheck.hpp>
#include <utility>

#include "base/did_you_mean.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "base/vector.h"
#include "engine/coverage.h"
#include "request.h"
#include "schema/facts.h"
#include "state.h"

namespace precheck {

namespace {

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

InputError damaged(const pack::Pack& pack, const pack::Expression& expression) {
  return input_error("image.damaged", cat({"the text at ", expression.pointer, " of the compiled pack ", pack.id, "@",
                                           pack.edition, " is not what it evaluates; fetch or compile it again"}));
}

// What the request is about, and the form as facts.
std::optional<InputError> read_request(const pack::Packs& packs, const CheckRequest& request,
                                       const schema::Directory* directory, Prepared& prepared,
                                       engine::Workspace& workspace) {
  if (request.directory.error() != nullptr) return *request.directory.error();
  std::optional<InputError> wrong;
  if (auto made = prepare(packs, request.pack, request.as_of, request.locale, request.params, request.form);
      made.ok()) {
    prepared = std::move(*made);
  } else {
    wrong = std::move(made.error());
  }
  if (wrong) {
    auto fault = fault_of(request.form);  // of two errors the form's is said
    return fault ? fault : wrong;
  }
  const pack::Pack& pack = *prepared.pack;
  if (auto error = read_form(pack.facts, request.form, workspace)) return error;
  schema::decode(pack.facts, workspace.form, directory, pack.zone_offset, workspace.arena, workspace.facts);
  return std::nullopt;
}

}  // namespace

Reply Library::explain(const CheckRequest& request, std::string_view rule) const {
  Prepared prepared;
  engine::Workspace workspace;
  const auto* directory = Directory::State::entries_of(request.directory);
  if (auto error = read_request(state_->packs, request, directory, prepared, workspace)) return refuse(*error);
  if (auto error = unknown_rule(*prepared.pack, rule)) return refuse(*error);
  Reply reply;
  JsonWriter writer(reply.text);
  const pack::Expression* unreadable =
      engine::explain(state_->packs, *prepared.pack, workspace.facts, prepared.parameters, prepared.as_of,
                      prepared.locale, rule, writer);
  if (unreadable != nullptr) return refuse(damaged(*prepared.pack, *unreadable));
  reply.ok = true;
  return reply;
}

Reply Library::coverage(const CheckRequest& request) const {
  Prepared prepared;
  engine::Workspace workspace;
  const auto* directory = Directory::State::entries_of(request.directory);
  if (auto error = read_request(state_->packs, request, directory, prepared, workspace)) return refuse(*error);
  Reply reply;
  JsonWriter writer(reply.text);
  const pack::Expression* unreadable =
      engine::coverage(*prepared.pack, workspace.facts, prepared.parameters, prepared.as_of, prepared.locale, writer);
  if (unreadable != nullptr) return refuse(damaged(*prepared.pack, *unreadable));
  reply.ok = true;
  return reply;
}

}  // namespace precheck
