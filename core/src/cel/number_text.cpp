#include "cel/number_text.h"

#include <cmath>
#include <limits>

#include "base/decimal.h"

namespace precheck::cel {

std::string double_text(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Inf" : "+Inf";
  constexpr int kMostWhole = 6;
  std::string out;
  append_decimal(out, value, kMostWhole);
  return out;
}

namespace {

// Decimal digits, of a number that is `most` at most. Not std::from_chars(): it brings tables.
std::optional<std::uint64_t> parse_whole(std::string_view text, std::uint64_t most) {
  if (text.empty()) return std::nullopt;
  std::uint64_t out = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (out > (most - digit) / 10) return std::nullopt;
    out = out * 10 + digit;
  }
  return out;
}

bool equal_ignoring_case(std::string_view a, std::string_view lower) {
  if (a.size() != lower.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const char c = a[i] >= 'A' && a[i] <= 'Z' ? static_cast<char>(a[i] - 'A' + 'a') : a[i];
    if (c != lower[i]) return false;
  }
  return true;
}

}  // namespace

std::optional<std::int64_t> parse_int(std::string_view text) {
  const bool negative = !text.empty() && text[0] == '-';
  if (negative || (!text.empty() && text[0] == '+')) text.remove_prefix(1);
  constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  const auto out = parse_whole(text, negative ? kMost + 1 : kMost);
  if (!out) return std::nullopt;
  return static_cast<std::int64_t>(negative ? 0 - *out : *out);
}

std::optional<std::uint64_t> parse_uint(std::string_view text) {
  return parse_whole(text, std::numeric_limits<std::uint64_t>::max());
}

std::optional<double> parse_double(std::string_view text) {
  std::string_view body = text;
  const bool negative = !body.empty() && body[0] == '-';
  if (!body.empty() && (body[0] == '-' || body[0] == '+')) body.remove_prefix(1);
  if (equal_ignoring_case(body, "inf") || equal_ignoring_case(body, "infinity")) {
    return negative ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
  }
  if (equal_ignoring_case(text, "nan")) return std::numeric_limits<double>::quiet_NaN();
  const auto digits_from = [&](std::size_t at) {
    while (at < body.size() && body[at] >= '0' && body[at] <= '9') ++at;
    return at;
  };
  std::size_t at = digits_from(0);
  if (at < body.size() && body[at] == '.') at = digits_from(at + 1);
  if (at == 0 || body.substr(0, at) == ".") return std::nullopt;
  if (at < body.size() && (body[at] == 'e' || body[at] == 'E')) {
    ++at;
    if (at < body.size() && (body[at] == '-' || body[at] == '+')) ++at;
    const std::size_t exponent = at;
    at = digits_from(at);
    if (at == exponent) return std::nullopt;
  }
  if (at != body.size()) return std::nullopt;
  const double out = decimal_to_double(text);
  if (std::isinf(out)) return std::nullopt;
  return out;
}

}  // namespace precheck::cel
