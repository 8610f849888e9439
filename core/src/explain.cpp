#include "engine/explain.h"

#include <precheck/precheck.hpp>
#include <utility>

#include "base/did_you_mean.h"
#include "base/json_writer.h"
#include "base/text.h"
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

}  // namespace

Reply Library::explain(const CheckRequest& request, std::string_view rule) const {
  if (request.directory.error() != nullptr) return refuse(*request.directory.error());
  const std::vector<pack::Pack>& packs = state_->packs;
  const auto params = read_params(request.params);
  std::optional<InputError> wrong;
  Prepared prepared;
  if (!params.ok()) {
    wrong = params.error();
  } else if (auto made = prepare(packs, request.pack, request.as_of, request.locale, *params, request.form);
             made.ok()) {
    prepared = std::move(*made);
  } else {
    wrong = std::move(made.error());
  }
  if (wrong) {
    auto fault = fault_of(request.form);  // of two errors the form's is said
    return refuse(fault ? *fault : *wrong);
  }
  const pack::Pack& pack = *prepared.pack;
  engine::Workspace workspace;
  if (auto error = read_form(pack.facts, request.form, workspace)) return refuse(*error);
  if (auto error = unknown_rule(pack, rule)) return refuse(*error);
  schema::decode(pack.facts, workspace.form, Directory::State::entries_of(request.directory), pack.zone_offset,
                 workspace.arena, workspace.facts);
  Reply reply;
  JsonWriter writer(reply.text);
  const pack::Expression* unreadable =
      engine::explain(packs, pack, workspace.facts, prepared.parameters, prepared.as_of, prepared.locale, rule, writer);
  if (unreadable != nullptr) return refuse(damaged(pack, *unreadable));
  reply.ok = true;
  return reply;
}

}  // namespace precheck
