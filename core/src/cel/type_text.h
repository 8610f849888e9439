// The texts in which callers declare variables and functions: what makes Types::parse() and parse_overload() safe to
// call.
#pragma once

#include <string_view>

namespace precheck::cel {

// dyn, bool, int, uint, double, string, bytes, timestamp, duration, null, type, list(T), map(K, V), optional_type(T).
bool well_formed_type(std::string_view text);

// "(string, int) -> bool", a method "string.(int) -> bool". Types as above, also type parameters (a capital letter) and
// types of the caller's own, by name, with or without parameters: "tuple(T, U)".
bool well_formed_overload(std::string_view text);

}  // namespace precheck::cel
