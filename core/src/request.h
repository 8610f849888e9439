// A request, from texts to what the engine takes.
#pragma once

#include <memory>
#include <optional>
#include <precheck/precheck.hpp>
#include <string>
#include <string_view>

#include "base/json_reader.h"
#include "base/result.h"
#include "base/vector.h"
#include "calendar/instant.h"
#include "engine/workspace.h"
#include "pack/pack.h"
#include "schema/facts.h"

namespace precheck {

InputError input_error(Piece code, Piece message, Piece pointer = "");
// `what` was to be read: "form", "params", "line" or "directory".
InputError input_error(std::string_view what, const JsonError& error);

// {"error": …} with the id of a JSONL request, which is JSON text, if it has one.
Reply refuse(InputError error, std::string_view id = {});

// What a check is about besides the form.
struct Prepared {
  const pack::Pack* pack = nullptr;
  calendar::Instant as_of;
  std::string_view locale;
  Vector<std::optional<cel::Value>> parameters;
  std::unique_ptr<Arena> values;  // of the parameters
  std::string head;               // engine::report_head()
};

// `params` is JSON text, empty where there are none. `form` is looked at only where it picks the edition. The pack's
// texts and `locale` are referred to.
Result<Prepared, InputError> prepare(const pack::Packs& packs, std::string_view pack, std::string_view as_of,
                                     std::string_view locale, std::string_view params, std::string_view form);

// What is wrong with the text as JSON; `first` is its first token.
std::optional<InputError> fault_of(std::string_view what, std::string_view text, std::size_t most_bytes,
                                   JsonReader::Token& first);

// Lays a form's text out in the workspace. What is wrong with it, if it is no JSON object.
std::optional<InputError> read_form(const schema::Schema& schema, std::string_view text, engine::Workspace& workspace);

// What is wrong with a text that is no form whatever the pack.
std::optional<InputError> fault_of(std::string_view form);

}  // namespace precheck
