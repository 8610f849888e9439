// The values of literal tokens, as the Lexer cut them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "cel/ast.h"

namespace precheck::cel {

// `digits` is decimal or 0x and hexadecimal. No value when it is outside the 64-bit range. The sign is a part of the
// literal, or -9223372036854775808 could not be written.
std::optional<std::int64_t> int_literal(std::string_view digits, bool negative);

// `token` ends in u or U.
std::optional<std::uint64_t> uint_literal(std::string_view token);

// No value when it overflows to infinity; what is too small becomes 0.
std::optional<double> double_literal(std::string_view token);

// The text within the quotation marks of a string or bytes token, escapes replaced unless it is raw. A line end within
// a triple-quoted string is \n, however the file writes it. The error's offset counts from the token's first byte.
Result<std::string, SyntaxError> unquote(std::string_view token);

}  // namespace precheck::cel
