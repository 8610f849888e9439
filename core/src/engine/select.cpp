#include "engine/select.h"

#include <algorithm>
#include <optional>
#include <precheck/precheck.hpp>
#include <string>

#include "base/did_you_mean.h"
#include "base/json_reader.h"
#include "base/text.h"
#include "base/vector.h"

namespace precheck::engine {

namespace {

InputError error(std::string_view code, Piece message) {
  InputError out;
  out.code = code;
  out.message = message.text();
  return out;
}

// Reads over the members before one; false: there is none of that name.
bool enter_member(JsonReader& reader, std::string_view name) {
  while (reader.next() == JsonReader::Token::Key) {
    if (reader.string() == name) return true;
    if (reader.next() == JsonReader::Token::Error) return false;
    reader.skip();
  }
  return false;
}

// Reads over the elements before one; its first token, if it is there.
std::optional<JsonReader::Token> enter_element(JsonReader& reader, std::string_view name) {
  constexpr std::size_t kMostDigits = 9;
  if (name.empty() || name.size() > kMostDigits || name.find_first_not_of("0123456789") != std::string_view::npos) {
    return std::nullopt;  // the pack asks for a member, the form gives a list
  }
  std::size_t left = 0;
  for (const char c : name) left = left * 10 + static_cast<std::size_t>(c - '0');
  for (;; --left) {
    const JsonReader::Token token = reader.next();
    if (token == JsonReader::Token::EndArray || token == JsonReader::Token::Error) return std::nullopt;
    if (left == 0) return token;
    reader.skip();
  }
}

// The scalar at a JSON Pointer of a form, see scalar_text(); empty where there is none.
std::string value_at(std::string_view form, std::string_view pointer) {
  using Token = JsonReader::Token;
  std::string text(form);
  text.push_back('\0');
  JsonReader reader(text.data(), form.size());
  Token token = reader.next();
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::string_view name = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(name.size());
    if (token == Token::BeginObject) {
      if (!enter_member(reader, name)) return "";
      token = reader.next();
    } else if (token == Token::BeginArray) {
      const auto element = enter_element(reader, name);
      if (!element) return "";
      token = *element;
    } else {
      return "";
    }
  }
  return scalar_text(reader, token);
}

std::string describe(const pack::Pack& pack) {
  std::string out = cat({pack.id, "@", pack.edition});
  if (!pack.dated) return cat({out, " (undated)"});
  out += cat({" (from ", (pack.from ? calendar::format_date(*pack.from) : "the beginning")});
  return out + (pack.until ? cat({" until ", calendar::format_date(*pack.until), ")"}) : " on)");
}

std::string list(const Vector<const pack::Pack*>& editions) {
  std::string out;
  for (const pack::Pack* pack : editions) out += cat({(out.empty() ? "" : ", "), describe(*pack)});
  return out;
}

// In force on a day: the edition with the latest first day that has come, if its own end has not.
const pack::Pack* in_force(const Vector<const pack::Pack*>& editions, calendar::Date day) {
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

Result<const pack::Pack*, InputError> select_pack(const pack::Packs& packs, std::string_view name,
                                                  std::string_view as_of, std::string_view form) {
  const std::size_t at = name.find('@');
  const std::string_view id = name.substr(0, at);
  Vector<const pack::Pack*> editions;
  for (const auto& pack : packs) {
    if (pack->id != id) continue;
    if (at != std::string_view::npos && pack->edition == name.substr(at + 1)) return pack.get();
    editions.push_back(pack.get());
  }
  if (editions.empty()) {
    Suggestion suggestion(id);
    for (const auto& pack : packs) suggestion.consider(pack->id);
    return error("pack.unknown", id.empty() ? "no pack is named; name one as \"id\" or \"id@edition\""
                                            : cat({"no pack \"", id, "\" is loaded", suggestion.text()}));
  }
  if (at != std::string_view::npos) {
    return error("pack.unknown_edition", cat({"no edition \"", name.substr(at + 1), "\" of \"", id,
                                              "\" is loaded; there are: ", list(editions)}));
  }
  for (const pack::Pack* pack : editions) {
    if (pack->edition_by.empty()) continue;
    const std::string value = value_at(form, pack->edition_by);
    if (!value.empty() && value == pack->edition_value) return pack;
  }
  const auto instant = read_as_of(as_of, editions.front()->zone_offset);
  if (!instant.ok()) return instant.error();
  const calendar::Date day = calendar::day_of(*instant, editions.front()->zone_offset);
  if (const pack::Pack* pack = in_force(editions, day)) return pack;
  return error("pack.no_edition_in_force",
               cat({"no edition of \"", id, "\" is in force on ", calendar::format_date(day),
                    "; there are: ", list(editions), "; name one as id@edition"}));
}

bool form_selects(const pack::Packs& packs, std::string_view name) {
  return name.find('@') == std::string_view::npos && std::any_of(packs.begin(), packs.end(), [&](const auto& p) {
           return p->id == name && !p->edition_by.empty();
         });
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
                 cat({"as_of is a day that exists, YYYY-MM-DD, or an RFC 3339 instant with its zone; got \"",
                      as_of.substr(0, 40), "\""}));
  }
  return *instant;
}

}  // namespace precheck::engine
