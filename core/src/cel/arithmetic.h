// The strict operators: checked arithmetic, membership, indexing. Operands have values (no errors, no unknowns).
#pragma once

#include <string_view>

#include "cel/program.h"

namespace precheck::cel {

Value logical_not(Evaluation& run, const Value& a);
Value negate(Evaluation& run, const Value& a);
Value add_values(Evaluation& run, const Value& a, const Value& b);
Value subtract_values(Evaluation& run, const Value& a, const Value& b);
Value multiply(Evaluation& run, const Value& a, const Value& b);
Value divide(Evaluation& run, const Value& a, const Value& b);
Value modulo(Evaluation& run, const Value& a, const Value& b);
// `element in list`, `key in map`.
Value contains(Evaluation& run, const Value& element, const Value& container);
// list[index], map[key].
Value index(Evaluation& run, const Value& container, const Value& key);

Value binary_overload_error(Evaluation& run, std::string_view what, const Value& a, const Value& b);

}  // namespace precheck::cel
