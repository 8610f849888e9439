#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "calendar/instant.h"
#include "schema/directory.h"
#include "schema/facts.h"
#include "schema/fill.h"

namespace precheck::schema {

namespace {

class Decoder {
 public:
  Decoder(const Schema& schema, Form& form, const Directory* directory, std::int32_t zone_offset, Arena& arena,
          Facts& facts)
      : schema_(schema),
        form_(form),
        cells_(form.cells.data()),
        directory_(directory),
        zone_offset_(zone_offset),
        arena_(arena),
        facts_(facts) {
    facts.schema = &schema;
    facts.slots = cells_ == nullptr ? nullptr : &cells_->value;
    facts.directory = directory;
    facts.required.clear();
    facts.malformed.clear();
    facts.findings.clear();
    facts.directory_faults.clear();
    facts.lists.clear();
  }

  void run() { facts_.root = *object(0, true, form_.root_unlisted, 0, kNoSlot, false); }

  // The value in cell 0, of a node whose record follows it.
  std::optional<cel::Value> run(NodeIndex node) {
    value(node, 0, 1, false);
    if (!facts_.findings.empty()) return std::nullopt;
    return cells_[0].value;
  }

 private:
  void finding(Fault fault, NodeIndex node, SlotId id) {
    facts_.findings.push_back({fault, node, facts_.pointer_of(id)});
  }

  // Decodes the cell `id`; the cells of its properties, if it is an object, count from `record` on.
  void value(NodeIndex index, SlotId id, SlotId record, bool moot) {
    const Node& node = schema_[index];
    const Slot raw = cells_[id].raw;
    cel::Value& out = cells_[id].value;
    if (node.type == Type::Object) {
      out = object_value(index, raw, id, record, moot);
    } else if (!raw.given()) {
      out = absent(index, id, moot, nullptr);
    } else {
      switch (node.type) {
        case Type::Array: out = list(index, raw, id); break;
        case Type::String: out = string(index, raw, id); break;
        case Type::Integer:
        case Type::Number: out = number(index, raw, id); break;
        default:
          if (raw.tag != Tag::True && raw.tag != Tag::False) {
            out = malformed(Fault::Type, index, id);
          } else {
            out = check_values(index, cel::Value::of_bool(raw.tag == Tag::True), id);
          }
      }
    }
  }

  cel::Value object_value(NodeIndex index, const Slot& raw, SlotId id, SlotId record, bool moot) {
    const Node& node = schema_[index];
    if (raw.tag == Tag::Object) return cel::Value::of_map(object(index, true, raw.extra, record, id, moot));
    if (!raw.given()) {
      return absent(index, id, moot, object(index, false, 0, record, id, moot || node.optional));
    }
    // What is below cannot be read, and asking for it would hide the fault.
    const cel::Value out = malformed(Fault::Type, index, id);
    fill_below(index, record, out);
    return out;
  }

  void fill_below(NodeIndex index, SlotId record, const cel::Value& value) {
    const Node& node = schema_[index];
    for (std::size_t i = 0; i < node.properties.size(); ++i) {
      cells_[record + node.first_slot + i].value = value;
      if (schema_[node.properties[i]].type == Type::Object) fill_below(node.properties[i], record, value);
    }
  }

  // The properties of an object, whether it is given or not. `id`: its own slot.
  const cel::Map* object(NodeIndex index, bool given, std::uint32_t unlisted, SlotId record, SlotId id, bool moot) {
    const Node& node = schema_[index];
    const SlotId first = record + node.first_slot;
    const bool asks = given && directory_ != nullptr && node.directory != kNoNode;
    const Directory::Entry* entry = asks ? entry_of(index, first) : nullptr;
    const NodeIndex* child = node.properties.data();
    const Cell* cell = cells_ + first;
    for (const NodeIndex* const end = child + node.properties.size(); child != end; ++child, ++cell) {
      if (cell->raw.is_value()) continue;
      const auto at = static_cast<SlotId>(cell - cells_);
      if (entry == nullptr) {
        value(*child, at, record, moot);
      } else {
        value_beside(entry->code, *child, at, record, moot);
      }
    }
    for (; unlisted != 0; unlisted = form_.unlisted[unlisted - 1].next) {
      facts_.findings.push_back({Fault::UnknownProperty, index,
                                 facts_.pointer_of(id) + "/" + pointer_token(form_.unlisted[unlisted - 1].name)});
    }
    auto* map = arena_.make<cel::Map>();
    map->keys = node.keys.data();
    map->values = facts_.slots + first;
    map->count = static_cast<std::uint32_t>(node.properties.size());
    return map;
  }

  // --- The directory

  // The entry for an object with x-directory, if both are there.
  const Directory::Entry* entry_of(NodeIndex index, SlotId first) {
    const NodeIndex property = schema_[index].directory;
    const SlotId at = first + schema_[property].ordinal;
    const Slot& code = cells_[at].raw;
    if (code.tag != Tag::Text) return nullptr;
    const Directory::Entry* found = directory_->find(code.string());
    if (found == nullptr) finding(Fault::UnknownCode, property, at);
    return found;
  }

  // A property of an object that the directory has an entry for.
  void value_beside(std::string_view code, NodeIndex child, SlotId at, SlotId record, bool moot) {
    const Slot raw = cells_[at].raw;
    if (raw.listed) return value_listed(code, child, at, record, moot);
    value(child, at, record, moot);
    if (raw.differs) finding(Fault::DirectoryDiffers, child, at);
  }

  // What is wrong with a value of the directory is the host's concern, and no finding about the form.
  void value_listed(std::string_view code, NodeIndex child, SlotId at, SlotId record, bool moot) {
    const std::size_t before = facts_.findings.size();
    value(child, at, record, moot);
    const std::string in_form = facts_.pointer_of(at);
    const std::string in_directory = "/" + pointer_token(code) + "/" + pointer_token(schema_[child].name);
    for (std::size_t i = before; i < facts_.findings.size(); ++i) {
      StructuralFinding& found = facts_.findings[i];
      if (found.fault == Fault::UnknownProperty) continue;  // a directory serves many packs
      facts_.directory_faults.push_back({found, in_directory + found.pointer.substr(in_form.size())});
    }
    facts_.findings.resize(before);
  }

  // --- What is not known

  // An optional fact without a value is an answer: the entry is not there. Any other is unknown. `object`: for an
  // object, its properties, so that the unknown of a property can be told. The file is compiled for size; this and what
  // it ends in are what a form that is not filled in yet is mostly made of.
  [[gnu::always_inline]] cel::Value absent(NodeIndex index, SlotId id, bool moot, const cel::Map* object) {
    const Node& node = schema_[index];
    if (moot || node.optional) return cel::Value::of_error(&kAbsent);
    if (node.required) require(index, id, object);
    return unknown(id, object, node.host);
  }

  // A required object that is not there is asked for by its own required properties, if it has any.
  void require(NodeIndex index, SlotId id, const cel::Map* object) {
    if (object != nullptr) {
      for (const NodeIndex child : schema_[index].properties) {
        if (schema_[child].required) return;
      }
    }
    facts_.required.push_back(id);
  }

  [[gnu::always_inline]] cel::Value unknown(SlotId id, const cel::Map* object, bool known_absent) {
    auto* set = arena_.make<cel::UnknownSet>();
    auto* ids = arena_.array<std::uint32_t>(1);
    ids[0] = id;
    set->ids = ids;
    set->count = 1;
    set->object = object;
    set->known_absent = known_absent;
    return cel::Value::of_unknown(set);
  }

  cel::Value malformed(Fault fault, NodeIndex node, SlotId id) {
    finding(fault, node, id);
    facts_.malformed.push_back(id);
    return unknown(id, nullptr, false);
  }

  // --- Values by type

  cel::Value list(NodeIndex index, const Slot& raw, SlotId id) {
    const Node& node = schema_[index];
    if (raw.tag != Tag::List) return malformed(Fault::Type, index, id);
    // Beyond its bound a list is not handed to rules at all: their cost is reckoned with it.
    if (raw.extra > most_items(node)) return malformed(Fault::MaxItems, index, id);
    if (raw.extra < node.min_items.value_or(0)) finding(Fault::MinItems, index, id);
    const std::uint32_t stride = stride_of(schema_, node.items);
    facts_.lists.push_back({id, raw.index, raw.extra, node.items});
    for (std::uint32_t i = 0; i < raw.extra; ++i) {
      const SlotId element = raw.index + i * stride;
      if (!cells_[element].raw.is_value()) value(node.items, element, element + 1, false);
    }
    auto* out = arena_.make<cel::List>();
    out->items = &cells_[raw.index].value;
    out->count = raw.extra;
    out->stride = stride;
    return cel::Value::of_list(out);
  }

  cel::Value string(NodeIndex index, const Slot& raw, SlotId id) {
    const Node& node = schema_[index];
    if (raw.tag != Tag::Text && raw.tag != Tag::Unread) return malformed(Fault::Type, index, id);
    if (node.max_length || node.min_length) {
      // A code point takes one to four bytes.
      const auto most = static_cast<std::int64_t>(raw.extra);
      const bool near = most > node.max_length.value_or(most) || most < 4 * node.min_length.value_or(0);
      const bool exact = raw.tag == Tag::Unread || !near;
      const auto length = exact ? most : static_cast<std::int64_t>(count_code_points(raw.string()));
      if (node.max_length && length > *node.max_length) return malformed(Fault::MaxLength, index, id);
      if (node.min_length && length < *node.min_length) finding(Fault::MinLength, index, id);
    }
    if (raw.tag == Tag::Unread) return cel::Value::of_string({});
    const std::string_view text = raw.string();
    switch (node.format) {
      case Format::None: break;
      case Format::Date: {
        const auto day = calendar::parse_date(text);
        return instant(index, day ? calendar::instant_at_midnight(*day, zone_offset_) : std::nullopt, id);
      }
      case Format::DateTime: return instant(index, calendar::parse_instant(text), id);
      default:
        if (!conforms(node.format, text)) return malformed(Fault::Format, index, id);
    }
    return check_values(index, cel::Value::of_string(text), id);
  }

  cel::Value instant(NodeIndex index, const std::optional<calendar::Instant>& instant, SlotId id) {
    if (!instant) return malformed(Fault::Format, index, id);
    return cel::Value::of_timestamp(instant->seconds, static_cast<std::uint32_t>(instant->nanos));
  }

  cel::Value number(NodeIndex index, const Slot& raw, SlotId id) {
    if (raw.tag != Tag::Number && raw.tag != Tag::WideInteger) return malformed(Fault::Type, index, id);
    const Node& node = schema_[index];
    const double real = raw.number;
    if (node.type == Type::Integer) {
      if (real != std::trunc(real)) return malformed(Fault::Fraction, index, id);
      // Not beyond 2^53. Asked of the digits as written: as a double, 2^53 + 1 would already be 2^53.
      if (raw.tag == Tag::WideInteger || std::abs(real) > kMostExact) return malformed(Fault::Magnitude, index, id);
    }
    if (node.minimum && real < *node.minimum) finding(Fault::Minimum, index, id);
    if (node.maximum && real > *node.maximum) finding(Fault::Maximum, index, id);
    return check_values(
        index,
        node.type == Type::Integer ? cel::Value::of_int(static_cast<std::int64_t>(real)) : cel::Value::of_double(real),
        id);
  }

  // A value outside the list stays readable: rules that ask for it see that it is none of theirs.
  cel::Value check_values(NodeIndex index, const cel::Value& value, SlotId id) {
    const Node& node = schema_[index];
    if (node.values.empty()) return value;
    for (const cel::Value& allowed : node.values) {
      const auto same = cel::same_scalars(allowed, value);
      if (same ? *same : cel::equals(arena_, allowed, value).is_true()) return allowed;
    }
    finding(node.is_const ? Fault::Const : Fault::Enum, index, id);
    return value;
  }

  static constexpr cel::ErrorInfo kAbsent{cel::ErrorCode::Absent, 0, "an optional fact without a value was read"};

  const Schema& schema_;
  Form& form_;
  Cell* cells_;
  const Directory* directory_;
  std::int32_t zone_offset_;
  Arena& arena_;
  Facts& facts_;
};

}  // namespace

void decode(const Schema& schema, Form& form, const Directory* directory, std::int32_t zone_offset, Arena& arena,
            Facts& facts) {
  if (directory != nullptr) take_from_directory(schema, form, *directory, arena);
  Decoder(schema, form, directory, zone_offset, arena, facts).run();
}

std::optional<cel::Value> decode_value(const Schema& schema, NodeIndex node, const Json& value,
                                       std::int32_t zone_offset, Form& form, Arena& arena) {
  form.begin_below(schema);
  fill_cell(schema, form, node, value, 0, 1, arena);
  Facts facts;
  return Decoder(schema, form, nullptr, zone_offset, arena, facts).run(node);
}

}  // namespace precheck::schema
