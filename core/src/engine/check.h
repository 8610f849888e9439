// check(): a compiled pack and a decoded form to a report, format 1.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/json.h"
#include "calendar/instant.h"
#include "pack/pack.h"
#include "schema/facts.h"

namespace precheck::engine {

// `parameters`: a value for each parameter of the pack, where there is one. `id` stands in the report if it is not
// null (a JSONL request's). `directory`: see schema::decode().
Json check(const pack::Pack& pack, const Json& form, const schema::Directory* directory,
           const std::vector<std::optional<cel::Value>>& parameters, calendar::Instant as_of, std::string_view locale,
           const Json& id, Arena& arena);

}  // namespace precheck::engine
