// Numbers as text, both ways, without locale.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace precheck::cel {

// The shortest decimal that reads back as the same double, in the form that cel-go prints (Go's 'g' with the
// smallest precision): 0.1, 1e+06, -4.5e-05, NaN, +Inf, -Inf.
std::string double_text(double value);

// What int(string), uint(string) and double(string) accept: nothing but the number, no blanks; nullopt otherwise or
// where it does not fit. double() takes what Go's ParseFloat takes in decimal, with inf, infinity and nan in any case.
std::optional<std::int64_t> parse_int(std::string_view text);
std::optional<std::uint64_t> parse_uint(std::string_view text);
std::optional<double> parse_double(std::string_view text);

}  // namespace precheck::cel
