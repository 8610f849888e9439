// The texts in which callers declare the types of variables.
#pragma once

#include <string_view>

namespace precheck::cel {

// dyn, bool, int, uint, double, string, bytes, timestamp, duration, null, type, list(T), map(K, V).
bool well_formed_type(std::string_view text);

}  // namespace precheck::cel
