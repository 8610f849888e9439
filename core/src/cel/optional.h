// Optional values: optional_type as cel-go's optional types library has it. What depends on evaluation order (.?, [?],
// or(), orValue()) is in evaluate.cpp.
#pragma once

#include <cstdint>

#include "cel/program.h"
#include "cel/value.h"

namespace precheck::cel {

inline Value optional_none() { return Value::of_optional(nullptr); }
// Precondition: `value` is neither an Error nor an Unknown.
Value optional_of(Arena& arena, const Value& value);
// What `.?` and `[?]` make of an entry of a map or an item of a list: none for a fact without an answer, an unknown for
// one that is not known yet.
Value optional_of_entry(Arena& arena, const Value& entry);

// The standard library's functions.
Value make_optional(Evaluation& run, const Value* args, std::uint32_t count);              // optional.of(V)
Value make_optional_of_non_zero(Evaluation& run, const Value* args, std::uint32_t count);  // optional.ofNonZeroValue(V)
Value make_optional_none(Evaluation& run, const Value* args, std::uint32_t count);         // optional.none()
Value optional_has_value(Evaluation& run, const Value* args, std::uint32_t count);         // optional.hasValue()
Value optional_value(Evaluation& run, const Value* args, std::uint32_t count);             // optional.value()

}  // namespace precheck::cel
