// The string formats of the pack's fact schema. Each knows only the text: whether an identity number or area code has
// been issued, or a date makes sense in its place, is for rules and directories.
#pragma once

#include <optional>
#include <string_view>

namespace precheck::schema {

enum class Format {
  None,          // any text
  Date,          // "YYYY-MM-DD", a day that exists
  DateTime,      // RFC 3339 with its zone, see calendar/instant.h
  Month,         // "YYYY-MM"
  CnResidentId,  // a citizen identity number, GB 11643
  CnAreaCode,    // an administrative division, GB/T 2260, or a token of capitals
};

// "date", "date-time", "month", "cn-resident-id", "cn-area-code"; nothing for any other name.
std::optional<Format> format_from_name(std::string_view name);

bool conforms(Format format, std::string_view text);

}  // namespace precheck::schema
