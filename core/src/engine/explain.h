// explain(): why a rule came out as it did, sub-expression by sub-expression. The layout is that of the public header.
#pragma once

#include <optional>
#include <string_view>

#include "base/json_writer.h"
#include "base/vector.h"
#include "calendar/instant.h"
#include "pack/pack.h"
#include "schema/facts.h"

namespace precheck::engine {

// `rule`: its id, which the pack has; "" is every rule. `packs`: all that are loaded, among them the pack's other
// editions. Answers with the expression whose text is not what a compiled pack evaluates, and writes nothing then;
// nullptr: there is none.
const pack::Expression* explain(const pack::Packs& packs, const pack::Pack& pack, schema::Facts& facts,
                                const Vector<std::optional<cel::Value>>& parameters, calendar::Instant as_of,
                                std::string_view locale, std::string_view rule, JsonWriter& out);

}  // namespace precheck::engine
