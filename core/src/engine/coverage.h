// coverage(): what a check came to in each sub-expression of a pack. The layout is that of the public header.
#pragma once

#include <optional>
#include <string_view>

#include "base/json_writer.h"
#include "base/vector.h"
#include "calendar/instant.h"
#include "pack/pack.h"
#include "schema/facts.h"

namespace precheck::engine {

// Answers with the expression whose text is not what a compiled pack evaluates, and what is written is then nothing;
// nullptr: there is none.
const pack::Expression* coverage(const pack::Pack& pack, schema::Facts& facts,
                                 const Vector<std::optional<cel::Value>>& parameters, calendar::Instant as_of,
                                 std::string_view locale, JsonWriter& out);

}  // namespace precheck::engine
