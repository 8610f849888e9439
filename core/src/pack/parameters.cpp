#include "pack/parameters.h"

#include <algorithm>

#include "base/vector.h"
#include "calendar/instant.h"

namespace precheck::pack {

using cel::Value;

bool is_parameter_type(std::string_view type) {
  for (const std::string_view known : {"int", "double", "bool", "string", "date", "list"}) {
    if (type == known) return true;
  }
  return false;
}

std::string parameter_type_of(const Json& value) {
  if (value.is_boolean()) return "bool";
  if (value.is_number_integer()) return "int";
  if (value.is_number()) return "double";
  if (value.is_string()) return "string";
  if (value.is_array()) return "list";
  return "";
}

namespace {

using Token = JsonReader::Token;

std::optional<Value> value_at(std::string_view type, JsonReader& reader, Token token, std::int32_t zone_offset,
                              Arena& arena);

// An element has the type that its value has when none is declared.
std::string_view type_of(const JsonReader& reader, Token token) {
  switch (token) {
    case Token::True:
    case Token::False: return "bool";
    case Token::Number: return reader.number().is_whole ? "int" : "double";
    case Token::String: return "string";
    case Token::BeginArray: return "list";
    default: return "";
  }
}

std::optional<Value> list_value(JsonReader& reader, std::int32_t zone_offset, Arena& arena) {
  Vector<Value> items;
  for (;;) {
    const Token token = reader.next();
    if (token == Token::EndArray) break;
    const auto item = value_at(type_of(reader, token), reader, token, zone_offset, arena);
    if (!item) return std::nullopt;
    items.push_back(*item);
  }
  auto* list = arena.make<cel::List>();
  auto* copy = arena.array<Value>(items.size());
  std::copy(items.begin(), items.end(), copy);
  list->items = copy;
  list->count = static_cast<std::uint32_t>(items.size());
  return Value::of_list(list);
}

std::optional<Value> date_value(std::string_view text, std::int32_t zone_offset) {
  const auto day = calendar::parse_date(text);
  const auto instant = day ? calendar::instant_at_midnight(*day, zone_offset) : std::nullopt;
  if (!instant) return std::nullopt;
  return Value::of_timestamp(instant->seconds, 0);
}

std::optional<Value> value_at(std::string_view type, JsonReader& reader, Token token, std::int32_t zone_offset,
                              Arena& arena) {
  const JsonReader::Number& number = reader.number();
  switch (token) {
    case Token::True:
    case Token::False:
      if (type == "bool") return Value::of_bool(token == Token::True);
      break;
    case Token::Number:
      if (type == "int" && number.is_whole) return Value::of_int(number.whole);
      if (type == "double") return Value::of_double(number.real);
      break;
    case Token::String:
      if (type == "date") return date_value(reader.string(), zone_offset);
      if (type == "string") return Value::of_string(arena.copy(reader.string()));
      break;
    case Token::BeginArray:
      if (type == "list") return list_value(reader, zone_offset, arena);
      break;
    default: break;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Value> parameter_value(std::string_view type, JsonReader& reader, std::int32_t zone_offset,
                                     Arena& arena) {
  return value_at(type, reader, reader.next(), zone_offset, arena);
}

}  // namespace precheck::pack
