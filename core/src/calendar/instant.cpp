#include "calendar/instant.h"

#include "calendar/digits.h"

namespace precheck::calendar {
namespace {

bool in_range(Instant instant) {
  return instant.seconds >= kMinInstantSeconds && instant.seconds <= kMaxInstantSeconds;
}

// Of an instant, near which zones lie: what is left of it after a shift by 7 has 32 bits, for which division is faster.
std::int32_t floor_days(std::int64_t seconds) {
  constexpr std::int32_t kParts = 675;
  static_assert(kParts * 128 == kSecondsPerDay);
  const auto parts = static_cast<std::int32_t>(seconds >> 7);
  return parts / kParts - (parts % kParts < 0 ? 1 : 0);
}

// "+hh:mm" or "-hh:mm".
std::optional<std::int32_t> parse_offset(std::string_view text) {
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = read_digits(text, 1, 2);
  const auto minutes = read_digits(text, 4, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const std::int32_t seconds = (*hours * 60 + *minutes) * 60;
  return text[0] == '-' ? -seconds : seconds;
}

// ".5", ".123456789": nanoseconds; 0 for the empty text.
std::optional<std::int32_t> parse_fraction(std::string_view text) {
  if (text.empty()) return 0;
  const std::size_t digits = text.size() - 1;
  if (text[0] != '.' || digits < 1 || digits > 9) return std::nullopt;
  auto value = read_digits(text, 1, digits);
  for (std::size_t i = digits; value && i < 9; ++i) *value *= 10;
  return value;
}

// Any sum of seconds and nanos (|nanos| < 2^31) with nanos brought to 0..999,999,999.
Instant normal_instant(std::int64_t seconds, std::int64_t nanos) {
  if (nanos < 0) {
    nanos += kNanosPerSecond;
    seconds -= 1;
  } else if (nanos >= kNanosPerSecond) {
    nanos -= kNanosPerSecond;
    seconds += 1;
  }
  return Instant{seconds, static_cast<std::int32_t>(nanos)};
}

// The same with one sign for both fields.
Duration normal_duration(std::int64_t seconds, std::int64_t nanos) {
  seconds += nanos / kNanosPerSecond;
  nanos %= kNanosPerSecond;
  if (seconds > 0 && nanos < 0) {
    seconds -= 1;
    nanos += kNanosPerSecond;
  } else if (seconds < 0 && nanos > 0) {
    seconds += 1;
    nanos -= kNanosPerSecond;
  }
  return Duration{seconds, static_cast<std::int32_t>(nanos)};
}

bool in_range(Duration duration) {
  return duration.seconds >= -kMaxDurationSeconds && duration.seconds <= kMaxDurationSeconds;
}

// The unit at the front of `text`: its length in bytes and in nanoseconds.
struct Unit {
  std::size_t size;
  std::int64_t nanos;
};

std::optional<Unit> read_unit(std::string_view text) {
  constexpr struct {
    std::string_view name;
    std::int64_t nanos;
  } kUnits[] = {
      // Longer names before their prefixes. The two micro signs are U+00B5 and the Greek letter U+03BC.
      {"ns", 1},       {"us", 1000},      {"\xC2\xB5s", 1000}, {"\xCE\xBCs", 1000},
      {"ms", 1000000}, {"s", 1000000000}, {"m", 60000000000},  {"h", 3600000000000},
  };
  for (const auto& unit : kUnits) {
    if (text.substr(0, unit.name.size()) == unit.name) return Unit{unit.name.size(), unit.nanos};
  }
  return std::nullopt;
}

// One term of a duration, without sign, taken off the front of `text`.
std::optional<Duration> take_term(std::string_view& text) {
  std::size_t end = 0;
  std::int64_t whole = 0;
  for (; end < text.size() && is_digit(text[end]); ++end) {
    const int digit = text[end] - '0';
    if (whole > (INT64_MAX - digit) / 10) return std::nullopt;
    whole = whole * 10 + digit;
  }
  std::string_view fraction;
  std::size_t digits = end;
  if (end < text.size() && text[end] == '.') {
    const std::size_t start = ++end;
    while (end < text.size() && is_digit(text[end])) ++end;
    fraction = text.substr(start, end - start);
    digits += fraction.size();
  }
  if (digits == 0) return std::nullopt;
  const auto unit = read_unit(text.substr(end));
  if (!unit) return std::nullopt;
  text.remove_prefix(end + unit->size);

  // floor(0.d1d2d3... * unit), from the last digit to the first: cutting after each step is exact, because only
  // whole numbers are added in between.
  std::int64_t part = 0;
  for (std::size_t i = fraction.size(); i > 0; --i) part = ((fraction[i - 1] - '0') * unit->nanos + part) / 10;

  std::int64_t seconds = 0;
  std::int64_t nanos = part % kNanosPerSecond;
  if (unit->nanos >= kNanosPerSecond) {
    const std::int64_t seconds_per_unit = unit->nanos / kNanosPerSecond;
    if (whole > kMaxDurationSeconds / seconds_per_unit) return std::nullopt;
    seconds = whole * seconds_per_unit + part / kNanosPerSecond;
  } else {
    const std::int64_t units_per_second = kNanosPerSecond / unit->nanos;
    seconds = whole / units_per_second;
    nanos += whole % units_per_second * unit->nanos;
  }
  return normal_duration(seconds, nanos);
}

}  // namespace

std::optional<Instant> parse_instant(std::string_view text) {
  // 2022-11-01T00:00:00 is 19 characters; fraction and zone follow.
  if (text.size() < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':') {
    return std::nullopt;
  }
  const auto year = read_digits(text, 0, 4);
  const auto month = read_digits(text, 5, 2);
  const auto day = read_digits(text, 8, 2);
  const auto hour = read_digits(text, 11, 2);
  const auto minute = read_digits(text, 14, 2);
  const auto second = read_digits(text, 17, 2);
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  // Not valid(): the year 0 west of UTC can still be an instant in range.
  if (*day < 1 || *day > days_in_month(*year, *month) || *hour > 23 || *minute > 59 || *second > 59) {
    return std::nullopt;
  }

  const std::string_view rest = text.substr(19);
  const bool utc = rest.back() == 'Z';
  const std::size_t zone_size = utc ? 1 : 6;
  if (rest.size() < zone_size) return std::nullopt;
  const auto nanos = parse_fraction(rest.substr(0, rest.size() - zone_size));
  const auto offset = utc ? std::optional(0) : parse_offset(rest.substr(rest.size() - zone_size));
  if (!nanos || !offset) return std::nullopt;

  const Date date{*year, static_cast<std::uint8_t>(*month), static_cast<std::uint8_t>(*day)};
  const std::int64_t seconds = days_from_civil(date) * kSecondsPerDay + (*hour * 60 + *minute) * 60 + *second - *offset;
  const Instant instant{seconds, *nanos};
  return in_range(instant) ? std::optional(instant) : std::nullopt;
}

std::string format_instant(Instant instant, std::int32_t offset_seconds) {
  Date date = day_of(instant, offset_seconds);
  if (date.year > kMaxYear) {
    offset_seconds = 0;
    date = day_of(instant, 0);
  }
  const std::int32_t second = second_of_day(instant, offset_seconds);

  std::string text = format_date(date);
  text.push_back('T');
  append_digits(text, second / 3600, 2);
  text.push_back(':');
  append_digits(text, second / 60 % 60, 2);
  text.push_back(':');
  append_digits(text, second % 60, 2);
  if (instant.nanos != 0) {
    text.push_back('.');
    if (instant.nanos % 1000000 == 0) {
      append_digits(text, instant.nanos / 1000000, 3);
    } else if (instant.nanos % 1000 == 0) {
      append_digits(text, instant.nanos / 1000, 6);
    } else {
      append_digits(text, instant.nanos, 9);
    }
  }
  if (offset_seconds == 0) {
    text.push_back('Z');
  } else {
    const std::int32_t minutes = (offset_seconds < 0 ? -offset_seconds : offset_seconds) / 60;
    text.push_back(offset_seconds < 0 ? '-' : '+');
    append_digits(text, minutes / 60, 2);
    text.push_back(':');
    append_digits(text, minutes % 60, 2);
  }
  return text;
}

Date day_of(Instant instant, std::int32_t offset_seconds) {
  return civil_from_days(floor_days(instant.seconds + offset_seconds));
}

std::int32_t second_of_day(Instant instant, std::int32_t offset_seconds) {
  const std::int64_t local = instant.seconds + offset_seconds;
  return static_cast<std::int32_t>(local - floor_days(local) * kSecondsPerDay);
}

std::optional<Instant> instant_at_midnight(Date date, std::int32_t offset_seconds) {
  const Instant instant{days_from_civil(date) * kSecondsPerDay - offset_seconds, 0};
  return in_range(instant) ? std::optional(instant) : std::nullopt;
}

std::optional<Duration> parse_duration(std::string_view text) {
  const bool negative = !text.empty() && text[0] == '-';
  if (negative || (!text.empty() && text[0] == '+')) text.remove_prefix(1);
  if (text == "0") return Duration{};  // the only number that needs no unit
  if (text.empty()) return std::nullopt;
  Duration sum;
  while (!text.empty()) {
    const auto term = take_term(text);
    if (!term) return std::nullopt;
    const auto next = add(sum, *term);
    if (!next) return std::nullopt;
    sum = *next;
  }
  return negative ? negate(sum) : sum;
}

std::string format_duration(Duration duration) {
  const bool negative = duration.seconds < 0 || duration.nanos < 0;
  if (negative) duration = negate(duration);
  std::string text;
  if (negative) text.push_back('-');
  append_digits(text, duration.seconds, 1);
  if (duration.nanos != 0) {
    text.push_back('.');
    append_digits(text, duration.nanos, 9);
    while (text.back() == '0') text.pop_back();
  }
  text.push_back('s');
  return text;
}

std::optional<Instant> add(Instant instant, Duration duration) {
  const Instant sum = normal_instant(instant.seconds + duration.seconds, std::int64_t{instant.nanos} + duration.nanos);
  return in_range(sum) ? std::optional(sum) : std::nullopt;
}

std::optional<Instant> subtract(Instant instant, Duration duration) { return add(instant, negate(duration)); }

std::optional<Duration> add(Duration a, Duration b) {
  const Duration sum = normal_duration(a.seconds + b.seconds, std::int64_t{a.nanos} + b.nanos);
  return in_range(sum) ? std::optional(sum) : std::nullopt;
}

std::optional<Duration> subtract(Duration a, Duration b) { return add(a, negate(b)); }

Duration negate(Duration duration) { return Duration{-duration.seconds, -duration.nanos}; }

Duration difference(Instant a, Instant b) {
  return normal_duration(a.seconds - b.seconds, std::int64_t{a.nanos} - b.nanos);
}

std::optional<std::int32_t> resolve_zone(std::string_view name) {
  if (name == "UTC" || name == "Z") return 0;
  if (name == "Asia/Shanghai") return 8 * 3600;
  if (name.size() == 5) {
    const char east[6] = {'+', name[0], name[1], name[2], name[3], name[4]};
    return parse_offset(std::string_view(east, 6));
  }
  return parse_offset(name);
}

}  // namespace precheck::calendar
