#include "pack/days.h"

namespace precheck::pack {

using cel::Evaluation;
using cel::Kind;
using cel::Value;

Value age_on(Evaluation& run, const Value* args, std::uint32_t) {
  if (!args[0].is(Kind::Timestamp) || !args[1].is(Kind::Timestamp)) return no_overload(run, "ageOn(birth, day)");
  const auto age = calendar::age_on(day(run, args[0]), day(run, args[1]));
  if (!age) return run.error(cel::ErrorCode::BadArgument, "ageOn(): the day is before the birth");
  return Value::of_int(*age);
}

Value add_months(Evaluation& run, const Value* args, std::uint32_t) {
  if (!args[0].is(Kind::Timestamp) || !args[1].is(Kind::Int)) return no_overload(run, "addMonths(day, int)");
  return midnight(run, calendar::add_months(day(run, args[0]), args[1].integer));
}

}  // namespace precheck::pack
