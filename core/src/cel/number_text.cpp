#include "cel/number_text.h"

#include <charconv>
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

template <typename T>
std::optional<T> parse_whole(std::string_view text) {
  if (!text.empty() && text[0] == '+') text.remove_prefix(1);
  if (text.empty() || text[0] == '+') return std::nullopt;
  T out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
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
  if (text.size() > 1 && text[0] == '+' && text[1] == '-') return std::nullopt;
  return parse_whole<std::int64_t>(text);
}

std::optional<std::uint64_t> parse_uint(std::string_view text) {
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) return std::nullopt;
  return parse_whole<std::uint64_t>(text);
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
