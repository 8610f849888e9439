// Days of CEL values, and the functions over them that rules of ages and periods call for nearly every form: those are
// compiled for speed, the other functions of a pack for size.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/text.h"
#include "calendar/instant.h"
#include "pack/functions.h"

namespace precheck::pack {

cel::Value age_on(cel::Evaluation& run, const cel::Value* args, std::uint32_t count);
cel::Value add_months(cel::Evaluation& run, const cel::Value* args, std::uint32_t count);

inline std::int32_t zone(const cel::Evaluation& run) { return static_cast<const FunctionHost*>(run.host)->zone_offset; }

// A timestamp is cut to its day in the pack's zone.
inline calendar::Date day(const cel::Evaluation& run, const cel::Value& v) {
  return calendar::day_of({v.integer, static_cast<std::int32_t>(v.extra)}, zone(run));
}

inline cel::Value midnight(cel::Evaluation& run, std::optional<calendar::Date> date) {
  const auto instant = date ? calendar::instant_at_midnight(*date, zone(run)) : std::nullopt;
  if (!instant) return run.error(cel::ErrorCode::Overflow, "the day is outside the years 1 to 9999");
  return cel::Value::of_timestamp(instant->seconds, 0);
}

inline cel::Value no_overload(cel::Evaluation& run, std::string_view signature) {
  return run.error(cel::ErrorCode::NoSuchOverload, cat({"no such overload; use ", signature}));
}

}  // namespace precheck::pack
