// What a check found, as the report's JSON text, format 1.
#pragma once

#include <string_view>

#include "base/json_writer.h"
#include "engine/check.h"

namespace precheck::engine {

// `id` stands in the report if it is not null (a JSONL request's).
void write_report(Run& run, const Judged& judged, calendar::Instant as_of, std::string_view locale, const Json& id,
                  JsonWriter& out);

}  // namespace precheck::engine
