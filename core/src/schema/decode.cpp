#include <algorithm>
#include <cmath>

#include "base/limits.h"
#include "base/text.h"
#include "calendar/instant.h"
#include "schema/facts.h"

namespace precheck::schema {

std::string pointer_of(const Schema& schema, const Place* place) {
  if (place == nullptr) return "";
  const Node& node = schema[place->node];
  std::string out = pointer_of(schema, place->up);
  out += '/';
  out += node.name == "*" && schema[node.parent].type == Type::Array ? std::to_string(place->index)
                                                                     : pointer_token(node.name);
  return out;
}

std::int64_t most_items(const Node& node) {
  const auto limit = static_cast<std::int64_t>(limits::kMaxListItems);
  return std::min(node.max_items.value_or(limit), limit);
}

bool comes_before(const Schema& schema, const Place* a, const Place* b) {
  std::vector<std::uint32_t> x, y;
  for (const Place* p = a; p != nullptr; p = p->up) x.push_back(schema[p->node].ordinal + p->index);
  for (const Place* p = b; p != nullptr; p = p->up) y.push_back(schema[p->node].ordinal + p->index);
  return std::lexicographical_compare(x.rbegin(), x.rend(), y.rbegin(), y.rend());
}

namespace {

class Decoder {
 public:
  Decoder(const Schema& schema, const Directory* directory, std::int32_t zone_offset, Arena& arena)
      : schema_(schema), directory_(directory), zone_offset_(zone_offset), arena_(arena) {}

  Facts run(const Json& form) {
    auto* slots = arena_.array<cel::Value>(schema_.record_size[0]);
    facts_.directory = directory_;
    facts_.root = *object(0, &form, slots, nullptr, {});
    return std::move(facts_);
  }

  std::optional<cel::Value> run(NodeIndex node, const Json& json) {
    auto* slot = arena_.array<cel::Value>(1);
    auto* record = arena_.array<cel::Value>(*std::max_element(schema_.record_size.begin(), schema_.record_size.end()));
    *slot = value(node, &json, slot, record, nullptr, false);
    if (!facts_.findings.empty()) return std::nullopt;
    return *slot;
  }

 private:
  void finding(Fault fault, NodeIndex node, const Place* place) {
    facts_.findings.push_back({fault, node, pointer_of(schema_, place)});
  }

  // The value at `node`; `json` is nullptr where nothing was given. `slot` is where the caller will put it.
  cel::Value value(NodeIndex index, const Json* json, cel::Value* slot, cel::Value* record, const Place* place,
                   bool moot) {
    const Node& node = schema_[index];
    if (json != nullptr && json->is_null()) json = nullptr;  // null is an absent value
    if (node.type == Type::Object) return object_value(index, json, slot, record, place, moot);
    if (json == nullptr) return absent(index, slot, place, moot, nullptr);
    switch (node.type) {
      case Type::Array: return list(index, *json, slot, place);
      case Type::String: return string(index, *json, slot, place);
      case Type::Integer:
      case Type::Number: return number(index, *json, slot, place);
      default:
        if (!json->is_boolean()) return malformed(Fault::Type, index, slot, place);
        return check_values(index, cel::Value::of_bool(json->get<bool>()), place);
    }
  }

  cel::Value object_value(NodeIndex index, const Json* json, cel::Value* slot, cel::Value* record, const Place* place,
                          bool moot) {
    if (json != nullptr && !json->is_object()) {
      // What is below cannot be read, and asking for it would hide the fault.
      object(index, nullptr, record, place, true);
      return malformed(Fault::Type, index, slot, place);
    }
    if (json != nullptr) return cel::Value::of_map(object(index, json, record, place, moot));
    const Node& node = schema_[index];
    return absent(index, slot, place, moot, object(index, nullptr, record, place, moot || node.optional));
  }

  const cel::Map* object(NodeIndex index, const Json* json, cel::Value* record, const Place* place, bool moot) {
    const Node& node = schema_[index];
    cel::Value* slots = record + node.first_slot;
    const Entry entry = json == nullptr ? Entry{} : entry_of(index, *json, place);
    for (std::size_t i = 0; i < node.properties.size(); ++i) {
      const NodeIndex child = node.properties[i];
      const Json* given = json == nullptr ? nullptr : member(*json, schema_[child].name);
      const Place* at = arena_.make<Place>(Place{place, child, 0});
      const Json* listed = entry.json == nullptr ? nullptr : member(*entry.json, schema_[child].name);
      if (listed == nullptr || child == node.directory) {
        slots[i] = value(child, given, &slots[i], record, at, moot);
      } else if (given == nullptr || given->is_null()) {
        slots[i] = from_directory(entry, child, *listed, &slots[i], record, at, moot);
      } else {
        slots[i] = value(child, given, &slots[i], record, at, moot);
        if (!same(*given, *listed)) finding(Fault::DirectoryDiffers, child, at);
      }
    }
    if (json != nullptr) unknown_properties(index, *json, place);
    auto* map = arena_.make<cel::Map>();
    map->keys = node.keys.data();
    map->values = slots;
    map->count = static_cast<std::uint32_t>(node.properties.size());
    return map;
  }

  struct Entry {
    std::string_view code;
    const Json* json = nullptr;
  };

  // The directory's entry for an object with x-directory, if both are there.
  Entry entry_of(NodeIndex index, const Json& json, const Place* place) {
    const NodeIndex property = schema_[index].directory;
    if (directory_ == nullptr || property == kNoNode) return {};
    const Json* code = member(json, schema_[property].name);
    if (code == nullptr || !code->is_string()) return {};
    const auto& text = code->get_ref<const std::string&>();
    const auto found = directory_->find(text);
    if (found != directory_->end()) return {text, found->second};
    finding(Fault::UnknownCode, property, arena_.make<Place>(Place{place, property, 0}));
    return {};
  }

  // What is wrong with a value of the directory is the host's concern, and no finding about the form.
  cel::Value from_directory(const Entry& entry, NodeIndex child, const Json& listed, cel::Value* slot,
                            cel::Value* record, const Place* place, bool moot) {
    const std::size_t before = facts_.findings.size();
    const cel::Value out = value(child, &listed, slot, record, place, moot);
    const std::string in_form = pointer_of(schema_, place);
    const std::string in_directory = "/" + pointer_token(entry.code) + "/" + pointer_token(schema_[child].name);
    for (std::size_t i = before; i < facts_.findings.size(); ++i) {
      StructuralFinding& found = facts_.findings[i];
      if (found.fault == Fault::UnknownProperty) continue;  // a directory serves many packs
      facts_.directory_faults.push_back({found, in_directory + found.pointer.substr(in_form.size())});
    }
    facts_.findings.resize(before);
    return out;
  }

  // Lists of codes have no order.
  static bool same(const Json& a, const Json& b) {
    if (!a.is_array() || !b.is_array()) return a == b;
    return a.size() == b.size() && std::is_permutation(a.begin(), a.end(), b.begin());
  }

  void unknown_properties(NodeIndex index, const Json& json, const Place* place) {
    for (const auto& [name, value] : json.get_ref<const Json::object_t&>()) {
      if (schema_.property(index, name) != kNoNode) continue;
      facts_.findings.push_back(
          {Fault::UnknownProperty, index, pointer_of(schema_, place) + "/" + pointer_token(name)});
    }
  }

  // An optional fact without a value is an answer: the entry is not there. Any other is unknown. `object`: for an
  // object, its properties, so that the unknown of a property can be told.
  cel::Value absent(NodeIndex index, cel::Value* slot, const Place* place, bool moot, const cel::Map* object) {
    const Node& node = schema_[index];
    if (moot || node.optional) {
      return cel::make_error(arena_, cel::ErrorCode::Absent, 0,
                             "optional fact " + pointer_of(schema_, place) + " has no value");
    }
    const std::uint32_t id = add_unknown(slot, place, false);
    if (node.required) require(index, id, object);
    return unknown(id, object, node.host);
  }

  // A required object that is not there is asked for by its own required properties, if it has any.
  void require(NodeIndex index, std::uint32_t id, const cel::Map* object) {
    if (object != nullptr) {
      for (const NodeIndex child : schema_[index].properties) {
        if (schema_[child].required) return;
      }
    }
    facts_.required.push_back(id);
  }

  std::uint32_t add_unknown(cel::Value* slot, const Place* place, bool is_malformed) {
    facts_.unknowns.push_back({place, slot, is_malformed});
    return static_cast<std::uint32_t>(facts_.unknowns.size() - 1);
  }

  cel::Value unknown(std::uint32_t id, const cel::Map* object, bool known_absent) {
    auto* set = arena_.make<cel::UnknownSet>();
    auto* ids = arena_.array<std::uint32_t>(1);
    ids[0] = id;
    set->ids = ids;
    set->count = 1;
    set->object = object;
    set->known_absent = known_absent;
    return cel::Value::of_unknown(set);
  }

  cel::Value malformed(Fault fault, NodeIndex node, cel::Value* slot, const Place* place) {
    finding(fault, node, place);
    return unknown(add_unknown(slot, place, true), nullptr, false);
  }

  cel::Value list(NodeIndex index, const Json& json, cel::Value* slot, const Place* place) {
    if (!json.is_array()) return malformed(Fault::Type, index, slot, place);
    const Node& node = schema_[index];
    const auto count = static_cast<std::int64_t>(json.size());
    // Beyond its bound a list is not handed to rules at all: their cost is reckoned with it.
    if (count > most_items(node)) return malformed(Fault::MaxItems, index, slot, place);
    if (count < node.min_items.value_or(0)) finding(Fault::MinItems, index, place);
    auto* items = arena_.array<cel::Value>(json.size());
    for (std::uint32_t i = 0; i < json.size(); ++i) {
      auto* record = arena_.array<cel::Value>(schema_.record_size[node.items]);
      items[i] = value(node.items, &json[i], &items[i], record, arena_.make<Place>(Place{place, node.items, i}), {});
    }
    auto* out = arena_.make<cel::List>();
    out->items = items;
    out->count = static_cast<std::uint32_t>(json.size());
    return cel::Value::of_list(out);
  }

  cel::Value string(NodeIndex index, const Json& json, cel::Value* slot, const Place* place) {
    if (!json.is_string()) return malformed(Fault::Type, index, slot, place);
    const Node& node = schema_[index];
    const auto& text = json.get_ref<const std::string&>();
    if (node.max_length || node.min_length) {
      const auto length = static_cast<std::int64_t>(count_code_points(text));
      if (node.max_length && length > *node.max_length) return malformed(Fault::MaxLength, index, slot, place);
      if (node.min_length && length < *node.min_length) finding(Fault::MinLength, index, place);
    }
    if (node.format != Format::None && !conforms(node.format, text))
      return malformed(Fault::Format, index, slot, place);
    if (node.format == Format::Date || node.format == Format::DateTime) {
      const auto instant = node.format == Format::Date
                               ? calendar::instant_at_midnight(*calendar::parse_date(text), zone_offset_)
                               : calendar::parse_instant(text);
      if (!instant) return malformed(Fault::Format, index, slot, place);
      return cel::Value::of_timestamp(instant->seconds, static_cast<std::uint32_t>(instant->nanos));
    }
    return check_values(index, cel::Value::of_string(text), place);
  }

  cel::Value number(NodeIndex index, const Json& json, cel::Value* slot, const Place* place) {
    if (!json.is_number()) return malformed(Fault::Type, index, slot, place);
    const Node& node = schema_[index];
    const double real = json.get<double>();
    if (node.type == Type::Integer) {
      if (real != std::trunc(real)) return malformed(Fault::Fraction, index, slot, place);
      if (!exact(json)) return malformed(Fault::Magnitude, index, slot, place);
    }
    if (node.minimum && real < *node.minimum) finding(Fault::Minimum, index, place);
    if (node.maximum && real > *node.maximum) finding(Fault::Maximum, index, place);
    return check_values(
        index,
        node.type == Type::Integer ? cel::Value::of_int(static_cast<std::int64_t>(real)) : cel::Value::of_double(real),
        place);
  }

  // Not beyond 2^53. Asked of the digits as written: as a double, 2^53 + 1 would already be 2^53.
  static bool exact(const Json& json) {
    if (json.is_number_unsigned()) return json.get<std::uint64_t>() <= static_cast<std::uint64_t>(kMostExact);
    if (json.is_number_integer()) return json.get<std::int64_t>() >= -static_cast<std::int64_t>(kMostExact);
    return std::abs(json.get<double>()) <= kMostExact;
  }

  // A value outside the list stays readable: rules that ask for it see that it is none of theirs.
  cel::Value check_values(NodeIndex index, cel::Value value, const Place* place) {
    const Node& node = schema_[index];
    if (node.values.empty()) return value;
    for (const cel::Value& allowed : node.values) {
      if (cel::equals(arena_, allowed, value).is_true()) return allowed;
    }
    finding(node.is_const ? Fault::Const : Fault::Enum, index, place);
    return value;
  }

  const Schema& schema_;
  const Directory* directory_;
  std::int32_t zone_offset_;
  Arena& arena_;
  Facts facts_;
};

}  // namespace

Facts decode(const Schema& schema, const Json& form, const Directory* directory, std::int32_t zone_offset,
             Arena& arena) {
  return Decoder(schema, directory, zone_offset, arena).run(form);
}

std::optional<cel::Value> decode_value(const Schema& schema, NodeIndex node, const Json& value,
                                       std::int32_t zone_offset, Arena& arena) {
  return Decoder(schema, nullptr, zone_offset, arena).run(node, value);
}

}  // namespace precheck::schema
