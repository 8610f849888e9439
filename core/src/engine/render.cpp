#include "engine/render.h"

#include <algorithm>

#include "calendar/instant.h"
#include "cel/number_text.h"
#include "cel/time.h"
#include "engine/texts.h"

namespace precheck::engine {

using cel::Kind;
using cel::Value;

Json answer_head(const pack::Pack& pack, calendar::Instant as_of, std::string_view locale, const Json& id) {
  Json out = Json::object();
  put(out, "format", 1);
  if (!id.is_null()) put(out, "id", id);
  put(out, "locale", locale);
  Json edition = Json::object();
  put(edition, "id", pack.id);
  put(edition, "edition", pack.edition);
  put(edition, "revision", pack.revision);
  put(out, "pack", std::move(edition));
  put(out, "as_of", calendar::format_instant(as_of, pack.zone_offset));
  return out;
}

Json pointers(const Run& run, std::vector<std::uint32_t> ids) {
  std::sort(ids.begin(), ids.end(), [&](std::uint32_t a, std::uint32_t b) {
    return schema::comes_before(run.pack().facts, run.fact(a).place, run.fact(b).place);
  });
  Json out = Json::array();
  for (const std::uint32_t id : ids) out.push_back(run.pointer(id));
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

Json value_json(const Run& run, const Value& value) {
  switch (value.kind) {
    case Kind::Bool: return value.boolean;
    case Kind::Int: return value.integer;
    case Kind::Uint: return value.uinteger;
    case Kind::Double: return value.real;
    case Kind::String: return std::string(value.string());
    case Kind::Timestamp: return timestamp_words(run, value);
    default: return nullptr;
  }
}

namespace {

std::string words(const Run& run, const Value& value, std::string_view locale) {
  switch (value.kind) {
    case Kind::String: return std::string(value.string());
    case Kind::Int: return std::to_string(value.integer);
    case Kind::Uint: return std::to_string(value.uinteger);
    case Kind::Double: return cel::double_text(value.real);
    case Kind::Timestamp: return timestamp_words(run, value);
    case Kind::List: {
      std::string out;
      for (std::uint32_t i = 0; i < value.list->count; ++i) {
        if (i != 0) out += list_separator(locale);
        out += words(run, value.list->items[i], locale);
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
    out += segment.literal;
    if (!segment.expression) continue;
    const Value value = run.evaluate(*segment.expression);
    if (value.is(Kind::Error)) {
      run.report_error(rule, value);
      out += kNotKnownYet;
    } else {
      out += words(run, value, locale);
    }
  }
  return out;
}

}  // namespace precheck::engine
