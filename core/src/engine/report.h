// What a check found, as the report's JSON text, format 1.
#pragma once

#include <string>
#include <string_view>

#include "base/json_writer.h"
#include "engine/check.h"

namespace precheck::engine {

// What a report without an id begins with, up to the verdict: the same for all forms of a request.
std::string report_head(const pack::Pack& pack, calendar::Instant as_of, std::string_view locale);

// `id` stands in the report if it is not null (a JSONL request's). `head`: report_head().
void write_report(Run& run, const Judged& judged, calendar::Instant as_of, std::string_view locale,
                  std::string_view head, std::string_view id, JsonWriter& out);

}  // namespace precheck::engine
