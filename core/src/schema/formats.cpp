#include "schema/formats.h"

#include <cstddef>

#include "calendar/civil.h"
#include "calendar/digits.h"
#include "calendar/instant.h"

namespace precheck::schema {
namespace {

// Six digits; no division's code starts with 0.
bool is_area_digits(std::string_view text) {
  return text.size() == 6 && text[0] != '0' && calendar::read_digits(text, 0, 6).has_value();
}

// GB/T 2260 digits, or 2 to 8 capitals for an insurer that is no division, such as XPCC.
bool is_area_code(std::string_view text) {
  if (is_area_digits(text)) return true;
  if (text.size() < 2 || text.size() > 8) return false;
  for (const char c : text) {
    if (c < 'A' || c > 'Z') return false;
  }
  return true;
}

// ISO 7064 MOD 11-2, as GB 11643 uses it: with the weight 2^(17 - i) mod 11 for the i-th of 18 characters, the weighted
// sum leaves remainder 1. X stands for the value 10 and only the last place can need it.
// It is the capital X that the standard has and the card shows. A small x is rejected, not folded: rules compare these
// numbers as strings, and one person must not have two of them. A page may well put it in capitals as it is typed.
bool has_check_character(std::string_view text) {
  int sum = 0;  // Horner's scheme: doubling at each step gives the weights
  for (std::size_t i = 0; i < 17; ++i) {
    if (!calendar::is_digit(text[i])) return false;
    sum = (sum + (text[i] - '0')) * 2 % 11;
  }
  const int check = (12 - sum) % 11;
  return text[17] == (check == 10 ? 'X' : static_cast<char>('0' + check));
}

// AAAAAAYYYYMMDDNNNC: area, date of birth, serial number, check character. The 15 digits of the former standard have
// not been valid since 2013.
bool is_resident_id(std::string_view text) {
  if (text.size() != 18 || !is_area_digits(text.substr(0, 6)) || !has_check_character(text)) return false;
  const char birth[10] = {text[6], text[7], text[8], text[9], '-', text[10], text[11], '-', text[12], text[13]};
  return calendar::parse_date(std::string_view(birth, 10)).has_value();
}

}  // namespace

std::optional<Format> format_from_name(std::string_view name) {
  if (name == "date") return Format::Date;
  if (name == "date-time") return Format::DateTime;
  if (name == "month") return Format::Month;
  if (name == "cn-resident-id") return Format::CnResidentId;
  if (name == "cn-area-code") return Format::CnAreaCode;
  return std::nullopt;
}

bool conforms(Format format, std::string_view text) {
  switch (format) {
    case Format::None: return true;
    case Format::Date: return calendar::parse_date(text).has_value();
    case Format::DateTime: return calendar::parse_instant(text).has_value();
    case Format::Month: return calendar::parse_month(text).has_value();
    case Format::CnResidentId: return is_resident_id(text);
    case Format::CnAreaCode: return is_area_code(text);
  }
  return false;
}

}  // namespace precheck::schema
