#include "engine/select.h"

#include <optional>
#include <precheck/precheck.hpp>
#include <string>

#include "base/did_you_mean.h"

namespace precheck::engine {

namespace {

InputError error(std::string code, std::string message) {
  InputError out;
  out.code = std::move(code);
  out.message = std::move(message);
  return out;
}

// The value at a JSON Pointer, or nullptr.
const Json* at_pointer(const Json& form, std::string_view pointer) {
  const Json* at = &form;
  while (!pointer.empty() && at != nullptr) {
    pointer.remove_prefix(1);
    const std::string_view token = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(token.size());
    if (at->is_array()) {
      constexpr std::size_t kMostDigits = 9;
      if (token.empty() || token.size() > kMostDigits ||
          token.find_first_not_of("0123456789") != std::string_view::npos) {
        return nullptr;  // the pack asks for a member, the form gives a list
      }
      std::size_t index = 0;
      for (const char c : token) index = index * 10 + static_cast<std::size_t>(c - '0');
      at = index < at->size() ? &(*at)[index] : nullptr;
    } else {
      at = member(*at, token);
    }
  }
  return at;
}

std::string describe(const pack::Pack& pack) {
  std::string out = pack.id + "@" + pack.edition;
  if (!pack.dated) return out + " (undated)";
  out += " (from " + (pack.from ? calendar::format_date(*pack.from) : "the beginning");
  return out + (pack.until ? " until " + calendar::format_date(*pack.until) + ")" : " on)");
}

std::string list(const std::vector<const pack::Pack*>& editions) {
  std::string out;
  for (const pack::Pack* pack : editions) out += (out.empty() ? "" : ", ") + describe(*pack);
  return out;
}

// In force on a day: the edition with the latest first day that has come, if its own end has not.
const pack::Pack* in_force(const std::vector<const pack::Pack*>& editions, calendar::Date day) {
  const pack::Pack* best = nullptr;
  bool any_dated = false;
  for (const pack::Pack* pack : editions) {
    any_dated = any_dated || pack->dated;
    if (!pack->dated || (pack->from && day < *pack->from)) continue;
    if (best == nullptr || !best->from || (pack->from && *best->from < *pack->from)) best = pack;
  }
  if (best != nullptr) return best->until && !(day < *best->until) ? nullptr : best;
  return any_dated ? nullptr : editions.front();
}

}  // namespace

Result<const pack::Pack*, InputError> select_pack(const std::vector<pack::Pack>& packs, std::string_view name,
                                                  std::string_view as_of, const Json& form) {
  const std::size_t at = name.find('@');
  const std::string_view id = name.substr(0, at);
  std::vector<const pack::Pack*> editions;
  Suggestion suggestion(id);
  for (const pack::Pack& pack : packs) {
    if (pack.id == id) editions.push_back(&pack);
    suggestion.consider(pack.id);
  }
  if (editions.empty()) {
    return error("pack.unknown", id.empty() ? "no pack is named; name one as \"id\" or \"id@edition\""
                                            : "no pack \"" + std::string(id) + "\" is loaded" + suggestion.text());
  }
  if (at != std::string_view::npos) {
    for (const pack::Pack* pack : editions) {
      if (pack->edition == name.substr(at + 1)) return pack;
    }
    return error("pack.unknown_edition", "no edition \"" + std::string(name.substr(at + 1)) + "\" of \"" +
                                             std::string(id) + "\" is loaded; there are: " + list(editions));
  }
  for (const pack::Pack* pack : editions) {
    if (pack->edition_by.empty()) continue;
    const Json* value = at_pointer(form, pack->edition_by);
    if (value != nullptr && *value == pack->edition_value) return pack;
  }
  const auto instant = read_as_of(as_of, editions.front()->zone_offset);
  if (!instant.ok()) return instant.error();
  const calendar::Date day = calendar::day_of(*instant, editions.front()->zone_offset);
  if (const pack::Pack* pack = in_force(editions, day)) return pack;
  return error("pack.no_edition_in_force", "no edition of \"" + std::string(id) + "\" is in force on " +
                                               calendar::format_date(day) + "; there are: " + list(editions) +
                                               "; name one as id@edition");
}

Result<calendar::Instant, InputError> read_as_of(std::string_view as_of, std::int32_t zone_offset) {
  if (as_of.empty()) {
    return error("as_of.missing",
                 "as_of is missing; give the day or instant that the check is about, the engine has no clock");
  }
  const auto day = calendar::parse_date(as_of);
  const auto instant = day ? calendar::instant_at_midnight(*day, zone_offset) : calendar::parse_instant(as_of);
  // At the ends of the range the day in the pack's zone would not be one of the years 1 to 9999.
  const bool in_range = instant && calendar::valid(calendar::day_of(*instant, zone_offset)) &&
                        calendar::instant_at_midnight(calendar::day_of(*instant, zone_offset), zone_offset);
  if (!in_range) {
    return error("as_of.malformed",
                 "as_of is a day that exists, YYYY-MM-DD, or an RFC 3339 instant with its zone; got \"" +
                     std::string(as_of.substr(0, 40)) + "\"");
  }
  return *instant;
}

}  // namespace precheck::engine
