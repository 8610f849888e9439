// Values as explanations write them: as JSON, only the beginning of what is long.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/limits.h"
#include "engine/run.h"

namespace precheck::engine {

// The first bytes of a text, whole characters only; `cut` is set where that is not all.
std::string beginning(std::string_view text, std::size_t most, bool& cut);

struct Shown {
  Json json;
  bool cut = false;  // only the beginning
};

// Any value of an expression. Dates are days, what has no JSON is its text.
Shown shown(const Run& run, const cel::Value& value);

// A fact's value as the form writes it, the beginning or all of it; null where it has none.
Shown shown_fact(const Run& run, schema::NodeIndex node, const cel::Value& value);
Json form_json(const Run& run, schema::NodeIndex node, const cel::Value& value);

}  // namespace precheck::engine
