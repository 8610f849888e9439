#include "pack/parameters.h"

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

std::optional<Value> list_value(const Json& value, std::int32_t zone_offset, Arena& arena) {
  if (!value.is_array()) return std::nullopt;
  auto* items = arena.array<Value>(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto item = parameter_value(parameter_type_of(value[i]), value[i], zone_offset, arena);
    if (!item) return std::nullopt;
    items[i] = *item;
  }
  auto* list = arena.make<cel::List>();
  list->items = items;
  list->count = static_cast<std::uint32_t>(value.size());
  return Value::of_list(list);
}

std::optional<Value> date_value(const Json& value, std::int32_t zone_offset) {
  const auto day = value.is_string() ? calendar::parse_date(value.get_ref<const std::string&>()) : std::nullopt;
  const auto instant = day ? calendar::instant_at_midnight(*day, zone_offset) : std::nullopt;
  if (!instant) return std::nullopt;
  return Value::of_timestamp(instant->seconds, 0);
}

}  // namespace

std::optional<Value> parameter_value(std::string_view type, const Json& value, std::int32_t zone_offset, Arena& arena) {
  if (type == "list") return list_value(value, zone_offset, arena);
  if (type == "date") return date_value(value, zone_offset);
  if (type == "bool" && value.is_boolean()) return Value::of_bool(value.get<bool>());
  if (type == "int" && value.is_number_integer()) {
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX))
      return std::nullopt;
    return Value::of_int(value.get<std::int64_t>());
  }
  if (type == "double" && value.is_number()) return Value::of_double(value.get<double>());
  if (type == "string" && value.is_string()) return Value::of_string(arena.copy(value.get_ref<const std::string&>()));
  return std::nullopt;
}

}  // namespace precheck::pack
