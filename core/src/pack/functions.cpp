#include "pack/functions.h"

#include <string>

#include "base/text.h"
#include "base/vector.h"
#include "pack/days.h"

namespace precheck::pack {

namespace {

using cel::Evaluation;
using cel::Kind;
using cel::Value;

Value date(Evaluation& run, const Value* args, std::uint32_t) {
  if (!args[0].is(Kind::String)) return no_overload(run, "date(string)");
  const auto parsed = calendar::parse_date(args[0].string());
  if (!parsed)
    return run.error(cel::ErrorCode::BadArgument,
                     cat({"date() takes a day that exists, written YYYY-MM-DD; got ", cel::describe(args[0])}));
  return midnight(run, parsed);
}

Value add_days(Evaluation& run, const Value* args, std::uint32_t) {
  if (!args[0].is(Kind::Timestamp) || !args[1].is(Kind::Int)) return no_overload(run, "addDays(day, int)");
  return midnight(run, calendar::add_days(day(run, args[0]), args[1].integer));
}

Value months_between(Evaluation& run, const Value* args, std::uint32_t) {
  if (!args[0].is(Kind::Timestamp) || !args[1].is(Kind::Timestamp)) return no_overload(run, "monthsBetween(a, b)");
  return Value::of_int(calendar::months_between(day(run, args[0]), day(run, args[1])));
}

Value start_of_month(Evaluation& run, const Value* args, std::uint32_t) {
  if (!args[0].is(Kind::Timestamp)) return no_overload(run, "startOfMonth(day)");
  return midnight(run, calendar::start_of_month(day(run, args[0])));
}

Value end_of_month(Evaluation& run, const Value* args, std::uint32_t) {
  if (!args[0].is(Kind::Timestamp)) return no_overload(run, "endOfMonth(day)");
  return midnight(run, calendar::end_of_month(day(run, args[0])));
}

Value month_key(Evaluation& run, const Value* args, std::uint32_t) {
  if (!args[0].is(Kind::Timestamp)) return no_overload(run, "monthKey(day)");
  return Value::of_string(run.arena.copy(calendar::month_key(day(run, args[0]))));
}

// GB/T 2260: two digits for the province, two for the city, two for the county; zeros where a level is not named.
bool is_division(std::string_view code) {
  if (code.size() != 6) return false;
  for (const char c : code) {
    if (c < '0' || c > '9') return false;
  }
  return true;
}

Value area_province(Evaluation& run, const Value* args, std::uint32_t) {
  if (!args[0].is(Kind::String)) return no_overload(run, "areaProvince(code)");
  if (!is_division(args[0].string())) return args[0];  // a token such as XPCC is its own province
  return Value::of_string(run.arena.copy(cat({args[0].string().substr(0, 2), "0000"})));
}

// Whether `inner` is `outer` or lies in it. Tokens are equal only to themselves.
Value area_within(Evaluation& run, const Value* args, std::uint32_t) {
  if (!args[0].is(Kind::String) || !args[1].is(Kind::String)) return no_overload(run, "areaWithin(inner, outer)");
  const std::string_view inner = args[0].string();
  const std::string_view outer = args[1].string();
  if (inner == outer) return Value::of_bool(true);
  if (!is_division(inner) || !is_division(outer)) return Value::of_bool(false);
  const std::size_t named = outer.substr(2) == "0000" ? 2 : (outer.substr(4) == "00" ? 4 : 6);
  return Value::of_bool(inner.substr(0, named) == outer.substr(0, named));
}

}  // namespace

const cel::Function kPackFunctions[] = {
    {"date", false, 1, 1, date},
    {"ageOn", false, 2, 2, age_on},
    {"addDays", false, 2, 2, add_days},
    {"addMonths", false, 2, 2, add_months},
    {"monthsBetween", false, 2, 2, months_between},
    {"startOfMonth", false, 1, 1, start_of_month},
    {"endOfMonth", false, 1, 1, end_of_month},
    {"monthKey", false, 1, 1, month_key},
    {"areaProvince", false, 1, 1, area_province},
    {"areaWithin", false, 2, 2, area_within},
};
const std::size_t kPackFunctionCount = sizeof kPackFunctions / sizeof kPackFunctions[0];

const Vector<cel::StandardDeclaration>& pack_declarations() {
  static const Vector<cel::StandardDeclaration> kDeclarations{
      {"date", "(string) -> timestamp"},
      {"ageOn", "(timestamp, timestamp) -> int"},
      {"addDays", "(timestamp, int) -> timestamp"},
      {"addMonths", "(timestamp, int) -> timestamp"},
      {"monthsBetween", "(timestamp, timestamp) -> int"},
      {"startOfMonth", "(timestamp) -> timestamp"},
      {"endOfMonth", "(timestamp) -> timestamp"},
      {"monthKey", "(timestamp) -> string"},
      {"areaProvince", "(string) -> string"},
      {"areaWithin", "(string, string) -> bool"},
  };
  return kDeclarations;
}

}  // namespace precheck::pack
