// CEL's standard library: cel-spec doc/langdef.md, "List of Standard Definitions".
#include <array>
#include <cmath>
#include <string>

#include "base/text.h"
#include "calendar/instant.h"
#include "calendar/zones.h"
#include "cel/number_text.h"
#include "cel/optional.h"
#include "cel/program.h"
#include "cel/regex.h"
#include "cel/time.h"

namespace precheck::cel {

namespace {

Value no_overload(Evaluation& run, std::string_view function, const Value* args, std::uint32_t count) {
  std::string message = cat({"no such overload: ", function, "("});
  for (std::uint32_t i = 0; i < count; ++i) {
    if (i != 0) message += ", ";
    message += type_name(args[i]);
  }
  return run.error(ErrorCode::NoSuchOverload, cat({message, ")"}));
}

Value bad_conversion(Evaluation& run, std::string_view to, const Value& from) {
  return run.error(ErrorCode::BadConversion, cat({"cannot convert ", describe(from), " to ", to}));
}

Value size_of(Evaluation& run, const Value* args, std::uint32_t count) {
  const Value& v = args[0];
  switch (v.kind) {
    case Kind::String: return Value::of_int(static_cast<std::int64_t>(count_code_points(v.string())));
    case Kind::Bytes: return Value::of_int(v.extra);
    case Kind::List: return Value::of_int(v.list->count);
    case Kind::Map: return Value::of_int(static_cast<std::int64_t>(size(*v.map)));
    default: return no_overload(run, "size", args, count);
  }
}

bool two_strings(const Value* args) { return args[0].is(Kind::String) && args[1].is(Kind::String); }

Value string_contains(Evaluation& run, const Value* args, std::uint32_t count) {
  if (!two_strings(args)) return no_overload(run, "contains", args, count);
  return Value::of_bool(args[0].string().find(args[1].string()) != std::string_view::npos);
}

Value starts_with(Evaluation& run, const Value* args, std::uint32_t count) {
  if (!two_strings(args)) return no_overload(run, "startsWith", args, count);
  return Value::of_bool(args[0].string().substr(0, args[1].extra) == args[1].string());
}

Value ends_with(Evaluation& run, const Value* args, std::uint32_t count) {
  if (!two_strings(args)) return no_overload(run, "endsWith", args, count);
  const std::string_view text = args[0].string();
  const std::string_view end = args[1].string();
  return Value::of_bool(text.size() >= end.size() && text.substr(text.size() - end.size()) == end);
}

// The pattern is compiled in each call: it may be computed, and it is short. Linear time in the text, see regex.h.
Value matches(Evaluation& run, const Value* args, std::uint32_t count) {
  if (!two_strings(args)) return no_overload(run, "matches", args, count);
  const auto regex = Regex::compile(args[1].string());
  if (!regex.ok()) return run.error(ErrorCode::BadArgument, cat({"invalid pattern: ", regex.error().message}));
  return Value::of_bool(regex->matches(args[0].string()));
}

// The ends of int and uint that a double can name exactly: open at the top, as 2^63 and 2^64 do not fit.
constexpr double kTwo63 = 9223372036854775808.0;
constexpr double kTwo64 = 18446744073709551616.0;

Value to_int(Evaluation& run, const Value* args, std::uint32_t count) {
  const Value& v = args[0];
  switch (v.kind) {
    case Kind::Int: return v;
    case Kind::Uint:
      if (v.uinteger > static_cast<std::uint64_t>(INT64_MAX)) break;
      return Value::of_int(static_cast<std::int64_t>(v.uinteger));
    case Kind::Double:
      if (!(v.real > -kTwo63 && v.real < kTwo63)) break;
      return Value::of_int(static_cast<std::int64_t>(v.real));
    case Kind::Timestamp: return Value::of_int(v.integer);
    case Kind::String:
      if (const auto parsed = parse_int(v.string())) return Value::of_int(*parsed);
      break;
    default: return no_overload(run, "int", args, count);
  }
  return bad_conversion(run, "int", v);
}

Value to_uint(Evaluation& run, const Value* args, std::uint32_t count) {
  const Value& v = args[0];
  switch (v.kind) {
    case Kind::Uint: return v;
    case Kind::Int:
      if (v.integer < 0) break;
      return Value::of_uint(static_cast<std::uint64_t>(v.integer));
    case Kind::Double:
      if (!(v.real >= 0 && v.real < kTwo64)) break;
      return Value::of_uint(static_cast<std::uint64_t>(v.real));
    case Kind::String:
      if (const auto parsed = parse_uint(v.string())) return Value::of_uint(*parsed);
      break;
    default: return no_overload(run, "uint", args, count);
  }
  return bad_conversion(run, "uint", v);
}

Value to_double(Evaluation& run, const Value* args, std::uint32_t count) {
  const Value& v = args[0];
  switch (v.kind) {
    case Kind::Double: return v;
    case Kind::Int: return Value::of_double(static_cast<double>(v.integer));
    case Kind::Uint: return Value::of_double(static_cast<double>(v.uinteger));
    case Kind::String:
      if (const auto parsed = parse_double(v.string())) return Value::of_double(*parsed);
      return bad_conversion(run, "double", v);
    default: return no_overload(run, "double", args, count);
  }
}

Value to_bool(Evaluation& run, const Value* args, std::uint32_t count) {
  const Value& v = args[0];
  if (v.is(Kind::Bool)) return v;
  if (!v.is(Kind::String)) return no_overload(run, "bool", args, count);
  for (const std::string_view yes : {"true", "True", "TRUE", "t", "1"}) {
    if (v.string() == yes) return Value::of_bool(true);
  }
  for (const std::string_view no : {"false", "False", "FALSE", "f", "0"}) {
    if (v.string() == no) return Value::of_bool(false);
  }
  return bad_conversion(run, "bool", v);
}

Value to_string(Evaluation& run, const Value* args, std::uint32_t count) {
  const Value& v = args[0];
  std::string text;
  switch (v.kind) {
    case Kind::String: return v;
    case Kind::Bool: text = v.boolean ? "true" : "false"; break;
    case Kind::Int: text = int_text(v.integer); break;
    case Kind::Uint: text = uint_text(v.uinteger); break;
    case Kind::Double: text = double_text(v.real); break;
    case Kind::Timestamp: text = timestamp_text(v, 0); break;
    case Kind::Duration: text = duration_text(v); break;
    case Kind::Bytes:
      if (!valid_utf8(v.string())) return run.error(ErrorCode::BadConversion, "bytes are not valid UTF-8");
      return Value::of_string(v.string());
    default: return no_overload(run, "string", args, count);
  }
  return Value::of_string(run.arena.copy(text));
}

Value to_bytes(Evaluation& run, const Value* args, std::uint32_t count) {
  if (args[0].is(Kind::Bytes)) return args[0];
  if (!args[0].is(Kind::String)) return no_overload(run, "bytes", args, count);
  return Value::of_bytes(args[0].string());
}

Value to_timestamp(Evaluation& run, const Value* args, std::uint32_t count) {
  const Value& v = args[0];
  if (v.is(Kind::Timestamp)) return v;
  if (v.is(Kind::Int)) {
    if (v.integer >= calendar::kMinInstantSeconds && v.integer <= calendar::kMaxInstantSeconds) {
      return Value::of_timestamp(v.integer, 0);
    }
    return bad_conversion(run, "timestamp", v);
  }
  if (!v.is(Kind::String)) return no_overload(run, "timestamp", args, count);
  const auto parsed = parse_timestamp(v.string());
  return parsed ? *parsed : bad_conversion(run, "timestamp", v);
}

Value to_duration(Evaluation& run, const Value* args, std::uint32_t count) {
  const Value& v = args[0];
  if (v.is(Kind::Duration)) return v;
  if (!v.is(Kind::String)) return no_overload(run, "duration", args, count);
  const auto parsed = parse_duration(v.string());
  return parsed ? *parsed : bad_conversion(run, "duration", v);
}

Value to_dyn(Evaluation&, const Value* args, std::uint32_t) { return args[0]; }

Value type_of(Evaluation&, const Value* args, std::uint32_t) { return Value::of_type(type_name(args[0])); }

// What the accessors of timestamps and durations give, by the functions' names.
enum class Part : std::uint8_t {
  FullYear,
  Month,
  Date,
  DayOfMonth,
  DayOfWeek,
  DayOfYear,
  Hours,  // from here on of a duration too, in whole units
  Minutes,
  Seconds,
  Milliseconds
};
constexpr std::string_view kPartNames[] = {"getFullYear",  "getMonth",       "getDate",  "getDayOfMonth",
                                           "getDayOfWeek", "getDayOfYear",   "getHours", "getMinutes",
                                           "getSeconds",   "getMilliseconds"};

std::int64_t part_of_timestamp(Part part, calendar::Instant instant, std::int32_t offset) {
  const calendar::Date day = calendar::day_of(instant, offset);
  const std::int32_t days = calendar::days_from_civil(day);
  const std::int32_t second = calendar::second_of_day(instant, offset);
  switch (part) {
    case Part::FullYear: return day.year;
    case Part::Month: return day.month - 1;
    case Part::Date: return day.day;
    case Part::DayOfMonth: return day.day - 1;
    case Part::DayOfWeek: return ((days + 4) % 7 + 7) % 7;  // 1970-01-01 was a Thursday; 0 is Sunday
    case Part::DayOfYear: return days - calendar::days_from_civil({day.year, 1, 1});
    case Part::Hours: return second / 3600;
    case Part::Minutes: return second / 60 % 60;
    case Part::Seconds: return second % 60;
    case Part::Milliseconds: break;
  }
  return instant.nanos / 1'000'000;
}

// Cut towards zero: a duration's nanoseconds count forward.
std::int64_t part_of_duration(Part part, const Value& duration) {
  const bool negative = duration.integer < 0 && duration.extra != 0;
  const std::int64_t seconds = negative ? duration.integer + 1 : duration.integer;
  if (part == Part::Hours) return seconds / 3600;
  if (part == Part::Minutes) return seconds / 60;
  if (part == Part::Seconds) return seconds;
  // The milliseconds within its second (cel-spec), with the duration's sign.
  return (negative ? std::int64_t{duration.extra} - calendar::kNanosPerSecond : duration.extra) / 1'000'000;
}

// Of a timestamp in a zone, UTC where none is named.
Value access(Evaluation& run, Part part, const Value* args, std::uint32_t count) {
  if (args[0].is(Kind::Duration) && count == 1 && part >= Part::Hours) {
    return Value::of_int(part_of_duration(part, args[0]));
  }
  if (!args[0].is(Kind::Timestamp) || (count == 2 && !args[1].is(Kind::String))) {
    return no_overload(run, kPartNames[static_cast<std::size_t>(part)], args, count);
  }
  const calendar::Instant instant{args[0].integer, static_cast<std::int32_t>(args[0].extra)};
  const auto offset = count == 2 ? calendar::offset_at(args[1].string(), instant) : std::optional<std::int32_t>(0);
  if (!offset) return run.error(ErrorCode::BadArgument, cat({"unknown time zone ", describe(args[1])}));
  return Value::of_int(part_of_timestamp(part, instant, *offset));
}

template <Part part>
Value accessor(Evaluation& run, const Value* args, std::uint32_t count) {
  return access(run, part, args, count);
}

template <Part part>
constexpr Function accessor_function() {
  return {kPartNames[static_cast<std::size_t>(part)], true, 1, 2, accessor<part>};
}

// What transformMap() and transformMapEntry() build their results with: (map, key, value) or (map, map).
Value map_insert(Evaluation& run, const Value* args, std::uint32_t count) {
  const bool entry = count == 3;
  if (!args[0].is(Kind::Map) || (!entry && !args[1].is(Kind::Map)))
    return no_overload(run, "cel.@mapInsert", args, count);
  const Map& old = *args[0].map;
  const Map more = entry ? Map{&args[1], &args[2], 1} : *args[1].map;
  auto* keys = run.arena.array<Value>(std::size_t{old.count} + more.count);
  auto* values = run.arena.array<Value>(std::size_t{old.count} + more.count);
  auto* out = run.arena.make<Map>();
  out->keys = keys;
  out->values = values;
  for (const Map* part : {&old, &more}) {
    for (std::uint32_t i = 0; i < part->count; ++i) {
      if (part->values[i].is(Kind::Error)) continue;  // an optional fact that is not there
      const Kind kind = part->keys[i].kind;
      if (kind != Kind::Bool && kind != Kind::Int && kind != Kind::Uint && kind != Kind::String) {
        return run.error(ErrorCode::BadArgument, cat({"unsupported key type: ", type_name(part->keys[i])}));
      }
      if (find(*out, part->keys[i]) != nullptr) {
        return run.error(ErrorCode::DuplicateKey, cat({"duplicate key in map: ", describe(part->keys[i])}));
      }
      keys[out->count] = part->keys[i];
      values[out->count] = part->values[i];
      ++out->count;
    }
  }
  return Value::of_map(out);
}

constexpr std::array kStandard{
    Function{"size", false, 1, 1, size_of},
    Function{"size", true, 1, 1, size_of},
    Function{"contains", true, 2, 2, string_contains},
    Function{"startsWith", true, 2, 2, starts_with},
    Function{"endsWith", true, 2, 2, ends_with},
    Function{"matches", true, 2, 2, matches},
    Function{"matches", false, 2, 2, matches},
    Function{"cel.@mapInsert", false, 2, 3, map_insert},
    Function{"int", false, 1, 1, to_int},
    Function{"uint", false, 1, 1, to_uint},
    Function{"double", false, 1, 1, to_double},
    Function{"bool", false, 1, 1, to_bool},
    Function{"string", false, 1, 1, to_string},
    Function{"bytes", false, 1, 1, to_bytes},
    Function{"timestamp", false, 1, 1, to_timestamp},
    Function{"duration", false, 1, 1, to_duration},
    Function{"dyn", false, 1, 1, to_dyn},
    Function{"type", false, 1, 1, type_of},
    Function{"optional.of", false, 1, 1, make_optional},
    Function{"optional.ofNonZeroValue", false, 1, 1, make_optional_of_non_zero},
    Function{"optional.none", false, 0, 0, make_optional_none},
    Function{"hasValue", true, 1, 1, optional_has_value},
    Function{"value", true, 1, 1, optional_value},
    // Operations of the evaluator: the second argument may not be needed.
    Function{"or", true, 2, 2, nullptr},
    Function{"orValue", true, 2, 2, nullptr},
    accessor_function<Part::FullYear>(),
    accessor_function<Part::Month>(),
    accessor_function<Part::Date>(),
    accessor_function<Part::DayOfMonth>(),
    accessor_function<Part::DayOfWeek>(),
    accessor_function<Part::DayOfYear>(),
    accessor_function<Part::Hours>(),
    accessor_function<Part::Minutes>(),
    accessor_function<Part::Seconds>(),
    accessor_function<Part::Milliseconds>(),
};

}  // namespace

const Function* standard_function(std::string_view name, bool member, std::size_t args) {
  for (const Function& f : kStandard) {
    if (f.name == name && f.member == member && args >= f.least_args && args <= f.most_args) return &f;
  }
  return nullptr;
}

bool standard_function_exists(std::string_view name) {
  for (const Function& f : kStandard) {
    if (f.name == name) return true;
  }
  return false;
}

}  // namespace precheck::cel
