#include "cel/optional.h"

#include <string>

#include "base/text.h"
#include "calendar/instant.h"

namespace precheck::cel {

namespace {

bool is_zero(const Value& v) {
  switch (v.kind) {
    case Kind::Null: return true;
    case Kind::Bool: return !v.boolean;
    case Kind::Int: return v.integer == 0;
    case Kind::Uint: return v.uinteger == 0;
    case Kind::Double: return v.real == 0;
    case Kind::String:
    case Kind::Bytes: return v.extra == 0;
    case Kind::List: return v.list->count == 0;
    case Kind::Map: return size(*v.map) == 0;
    // cel-go takes the first timestamp that there is for the zero one, not 1970.
    case Kind::Timestamp: return v.integer == calendar::kMinInstantSeconds && v.extra == 0;
    case Kind::Duration: return v.integer == 0 && v.extra == 0;
    default: return false;
  }
}

Value no_overload(Evaluation& run, std::string_view method, const Value& target) {
  return run.error(ErrorCode::NoSuchOverload, cat({"no such overload: ", type_name(target), ".", method, "()"}));
}

}  // namespace

Value optional_of(Arena& arena, const Value& value) { return Value::of_optional(arena.make<Value>(value)); }

Value optional_of_entry(Arena& arena, const Value& entry) {
  if (entry.is(Kind::Error)) return optional_none();
  if (!entry.is(Kind::Unknown)) return optional_of(arena, entry);
  return entry.unknown->known_absent ? optional_none() : as_unknown(arena, entry, entry.unknown->object, true);
}

Value make_optional(Evaluation& run, const Value* args, std::uint32_t) { return optional_of(run.arena, args[0]); }

Value make_optional_of_non_zero(Evaluation& run, const Value* args, std::uint32_t) {
  return is_zero(args[0]) ? optional_none() : optional_of(run.arena, args[0]);
}

Value make_optional_none(Evaluation&, const Value*, std::uint32_t) { return optional_none(); }

Value optional_has_value(Evaluation& run, const Value* args, std::uint32_t) {
  if (!args[0].is(Kind::Optional)) return no_overload(run, "hasValue", args[0]);
  return Value::of_bool(args[0].optional != nullptr);
}

Value optional_value(Evaluation& run, const Value* args, std::uint32_t) {
  if (!args[0].is(Kind::Optional)) return no_overload(run, "value", args[0]);
  if (args[0].optional == nullptr) return run.error(ErrorCode::BadArgument, "optional.none() has no value");
  return *args[0].optional;
}

}  // namespace precheck::cel
