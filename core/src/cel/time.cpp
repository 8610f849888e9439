#include "cel/time.h"

#include "calendar/instant.h"

namespace precheck::cel {

namespace {

calendar::Instant instant_of(const Value& v) { return {v.integer, static_cast<std::int32_t>(v.extra)}; }

Value from(const calendar::Instant& i) { return Value::of_timestamp(i.seconds, static_cast<std::uint32_t>(i.nanos)); }

// A Value counts nanoseconds forward, a calendar::Duration gives both parts the same sign.
calendar::Duration duration_of(const Value& v) {
  auto nanos = static_cast<std::int32_t>(v.extra);
  if (v.integer < 0 && nanos > 0) return {v.integer + 1, nanos - calendar::kNanosPerSecond};
  return {v.integer, nanos};
}

// CEL's durations are counted in int64 nanoseconds (cel-go's time.Duration), some 292 years either way: fewer than the
// calendar's.
std::optional<Value> from(const calendar::Duration& d) {
  constexpr std::int64_t kMostSeconds = INT64_MAX / calendar::kNanosPerSecond;
  constexpr std::int32_t kMostNanos = INT64_MAX % calendar::kNanosPerSecond;
  if (d > calendar::Duration{kMostSeconds, kMostNanos} || d < calendar::Duration{-kMostSeconds, -kMostNanos - 1}) {
    return std::nullopt;
  }
  if (d.nanos < 0) {
    return Value::of_duration(d.seconds - 1, static_cast<std::uint32_t>(d.nanos + calendar::kNanosPerSecond));
  }
  return Value::of_duration(d.seconds, static_cast<std::uint32_t>(d.nanos));
}

template <typename T>
std::optional<Value> wrap(const std::optional<T>& v) {
  if (!v) return std::nullopt;
  return from(*v);
}

}  // namespace

std::optional<Value> parse_timestamp(std::string_view rfc3339) { return wrap(calendar::parse_instant(rfc3339)); }
std::optional<Value> parse_duration(std::string_view text) { return wrap(calendar::parse_duration(text)); }

std::string timestamp_text(const Value& timestamp, std::int32_t offset_seconds) {
  return calendar::format_instant(instant_of(timestamp), offset_seconds);
}
std::string duration_text(const Value& duration) { return calendar::format_duration(duration_of(duration)); }

std::optional<Value> add(const Value& a, const Value& duration) {
  if (a.is(Kind::Timestamp)) return wrap(calendar::add(instant_of(a), duration_of(duration)));
  return wrap(calendar::add(duration_of(a), duration_of(duration)));
}

std::optional<Value> subtract(const Value& a, const Value& b) {
  if (a.is(Kind::Duration)) return wrap(calendar::subtract(duration_of(a), duration_of(b)));
  if (b.is(Kind::Timestamp)) return from(calendar::difference(instant_of(a), instant_of(b)));
  return wrap(calendar::subtract(instant_of(a), duration_of(b)));
}

}  // namespace precheck::cel
