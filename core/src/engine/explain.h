// explain(): why a rule came out as it did, sub-expression by sub-expression. The layout is that of the public header.
#pragma once

#include <string_view>

#include "base/json.h"
#include "engine/change.h"

namespace precheck::engine {

// `rule`: its id, which the pack has; "" is every rule.
Json explain(const pack::Pack& pack, const Json& form, const schema::Directory* directory,
             const std::vector<std::optional<cel::Value>>& parameters, calendar::Instant as_of, std::string_view locale,
             std::string_view rule, Arena& arena);

}  // namespace precheck::engine
