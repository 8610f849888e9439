#include "engine/render.h"

#include <algorithm>

#include "base/sort.h"
#include "base/text.h"
#include "base/vector.h"
#include "calendar/instant.h"
#include "cel/number_text.h"
#include "cel/time.h"
#include "engine/texts.h"

namespace precheck::engine {

using cel::Kind;
using cel::Value;

void write_head(const pack::Pack& pack, calendar::Instant as_of, std::string_view locale, std::string_view id,
                JsonWriter& out) {
  const auto text = [&](std::string_view key, std::string_view value) {
    out.key(key);
    out.string(value);
  };
  out.key("format");
  out.number(std::int64_t{1});
  if (!id.empty()) {
    out.key("id");
    out.raw(id);
  }
  text("locale", locale);
  out.key("pack");
  out.begin_object();
  text("id", pack.id);
  text("edition", pack.edition);
  out.key("revision");
  out.number(pack.revision);
  out.end_object();
  text("as_of", calendar::format_instant(as_of, pack.zone_offset));
}

void in_schema_order(const Run& run, Vector<schema::SlotId>& ids) {
  sort_numbers(ids, [&](schema::SlotId a, schema::SlotId b) { return run.facts().comes_before(a, b); });
}

Vector<std::string> pointers(const Run& run, Vector<schema::SlotId> ids) {
  in_schema_order(run, ids);
  Vector<std::string> out;
  out.reserve(ids.size());
  for (const schema::SlotId id : ids) out.push_back(run.facts().pointer_of(id));
  return out;
}

calendar::Instant instant_of(const Value& timestamp) {
  return {timestamp.integer, static_cast<std::int32_t>(timestamp.extra)};
}

std::string timestamp_words(const Run& run, const Value& timestamp) {
  const std::int32_t offset = run.pack().zone_offset;
  const calendar::Instant instant = instant_of(timestamp);
  const calendar::Date day = calendar::day_of(instant, offset);
  const bool midnight = timestamp.extra == 0 && calendar::second_of_day(instant, offset) == 0;
  return midnight && calendar::valid(day) ? calendar::format_date(day) : calendar::format_instant(instant, offset);
}

bool has_json(const Value& value) {
  switch (value.kind) {
    case Kind::Bool:
    case Kind::Int:
    case Kind::Uint:
    case Kind::Double:
    case Kind::String:
    case Kind::Timestamp: return true;
    default: return false;
  }
}

void write_value(const Run& run, const Value& value, JsonWriter& out) {
  switch (value.kind) {
    case Kind::Bool: return out.boolean(value.boolean);
    case Kind::Int: return out.number(value.integer);
    case Kind::Uint: return out.number(value.uinteger);
    case Kind::Double: return out.number(value.real);
    case Kind::String: return out.string(value.string());
    case Kind::Timestamp: return out.string(timestamp_words(run, value));
    default: return out.null();
  }
}

namespace {

std::string words(const Run& run, const Value& value, std::string_view locale) {
  switch (value.kind) {
    case Kind::String: return std::string(value.string());
    case Kind::Int: return int_text(value.integer);
    case Kind::Uint: return uint_text(value.uinteger);
    case Kind::Double: return cel::double_text(value.real);
    case Kind::Timestamp: return timestamp_words(run, value);
    case Kind::List: {
      std::string out;
      for (std::uint32_t i = 0; i < value.list->count; ++i) {
        if (i != 0) out += list_separator(locale);
        out += words(run, (*value.list)[i], locale);
      }
      return out;
    }
    case Kind::Unknown: return std::string(kNotKnownYet);
    default: return cel::describe(value);
  }
}

}  // namespace

std::string render(Run& run, const std::string& rule, const pack::Text& text, std::string_view locale) {
  std::string out;
  if (text.empty()) return out;
  for (const pack::Segment& segment : text.in(locale)) {
    if (run.makes_texts()) out += segment.literal;
    if (!segment.expression) continue;
    const Value value = run.evaluate(*segment.expression);
    if (value.is(Kind::Error)) {
      run.report_error(rule, value);
      out += kNotKnownYet;
    } else if (run.makes_texts()) {
      out += words(run, value, locale);
    }
  }
  return out;
}

}  // namespace precheck::engine
