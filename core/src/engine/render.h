// Values and texts as reports and explanations show them.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "base/json_writer.h"
#include "base/vector.h"
#include "engine/run.h"

namespace precheck::engine {

// The members that reports and explanations begin with; "id" where it is not null.
void write_head(const pack::Pack& pack, calendar::Instant as_of, std::string_view locale, std::string_view id,
                JsonWriter& out);
// Sorts facts as the form has them.
void in_schema_order(const Run& run, Vector<schema::SlotId>& ids);
// JSON Pointers of unknown facts, in the schema's order.
Vector<std::string> pointers(const Run& run, Vector<schema::SlotId> ids);
calendar::Instant instant_of(const cel::Value& timestamp);
// A timestamp at 00:00 of the pack's zone is a day, "YYYY-MM-DD", any other an instant, RFC 3339 in that zone.
std::string timestamp_words(const Run& run, const cel::Value& timestamp);
// The value of an outcome or of a plan's step, never localised; null where the kind has no JSON form.
void write_value(const Run& run, const cel::Value& value, JsonWriter& out);
bool has_json(const cel::Value& value);
// A text with its expressions filled in. What cannot be told yet reads as an ellipsis; an error is reported for `rule`.
std::string render(Run& run, const std::string& rule, const pack::Text& text, std::string_view locale);

}  // namespace precheck::engine
