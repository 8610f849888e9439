// Values of a type, made from the fuzzer's bytes: every byte string is some set of bindings. Any part may be not known
// yet, an entry of a map also absent, as facts of a form are.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "cel/optional.h"
#include "cel/types.h"
#include "cel/value.h"
#include "declarations.h"

namespace precheck::fuzz {

class Values {
 public:
  Values(std::string_view bytes, const Declarations& declarations, Arena& arena)
      : bytes_(bytes), declarations_(declarations), arena_(arena) {}

  // 0 once the bytes have run out: every choice below ends there with something small.
  std::uint8_t byte() {
    if (bytes_.empty()) return 0;
    const char first = bytes_.front();
    bytes_.remove_prefix(1);
    return static_cast<std::uint8_t>(first);
  }

  cel::Value make(cel::TypeRef type, int depth = 0) {
    if (const std::uint8_t choice = byte(); choice >= kUnknown) return unknown(type, choice);
    return known(type, depth);
  }

  // An optional fact without an answer: has() of it is false.
  cel::Value absent() {
    some_absent_ = true;
    return cel::make_error(arena_, cel::ErrorCode::Absent, 0, "no answer");
  }
  static bool is_absent(std::uint8_t choice) { return choice >= kAbsent && choice < kUnknown; }

  [[nodiscard]] bool some_absent() const { return some_absent_; }

 private:
  // Of the 256 values of a byte that chooses, the last ones.
  static constexpr std::uint8_t kAbsent = 216;
  static constexpr std::uint8_t kUnknown = 232;
  static constexpr int kMostDepth = 4;

  cel::Value unknown(cel::TypeRef type, std::uint8_t choice) {
    auto* id = arena_.make<std::uint32_t>(next_id_++);
    auto* set = arena_.make<cel::UnknownSet>();
    set->ids = id;
    set->count = 1;
    set->known_absent = choice % 2 == 1;
    if (type->kind == cel::TypeKind::Object) {
      set->object = entries(type->object->fields.size(), [&](std::size_t i, cel::Value& key, cel::Value& value) {
        key = cel::Value::of_string(type->object->fields[i].name);
        value = unknown(type->object->fields[i].type, choice);
      });
      set->of_optional = choice % 4 >= 2;
    }
    return cel::Value::of_unknown(set);
  }

  cel::Value known(cel::TypeRef type, int depth) {
    using cel::TypeKind;
    using cel::Value;
    switch (type->kind) {
      case TypeKind::Bool: return Value::of_bool(byte() % 2 == 1);
      case TypeKind::Int: return Value::of_int(integer());
      case TypeKind::Uint: return Value::of_uint(static_cast<std::uint64_t>(integer()));
      case TypeKind::Double: return Value::of_double(real());
      case TypeKind::String: return Value::of_string(arena_.copy(string(type)));
      case TypeKind::Bytes: return Value::of_bytes(arena_.copy(raw(byte() % 32u)));
      case TypeKind::Timestamp: return Value::of_timestamp(seconds(253402300800, 62135596800), nanos());
      case TypeKind::Duration: return Value::of_duration(seconds(9223372036, 9223372036), nanos());
      case TypeKind::List: return list(type, depth);
      case TypeKind::Map: return map(type, depth);
      case TypeKind::Type: return Value::of_type(kTypes[byte() % kTypes.size()]);
      case TypeKind::Opaque: return byte() % 4 == 0 ? cel::optional_none() : optional(type->parameters[0], depth);
      case TypeKind::Object: return object(*type->object, depth);
      case TypeKind::Dyn: return known(anything(), depth);
      default: return {};
    }
  }

  std::int64_t integer() {
    const std::uint8_t choice = byte();
    switch (choice % 8) {
      case 0: return std::numeric_limits<std::int64_t>::max();
      case 1: return std::numeric_limits<std::int64_t>::min();
      case 2: return -1;
      case 3: {
        std::uint64_t out = 0;
        for (int i = 0; i < 8; ++i) out = out << 8 | byte();
        return static_cast<std::int64_t>(out);
      }
      default: return choice / 8;
    }
  }

  double real() {
    constexpr std::array<double, 8> kSome{0.0,  -0.0,  1.5,    -2.0,
                                          1e19, 1e308, 5e-324, std::numeric_limits<double>::infinity()};
    const std::uint8_t choice = byte();
    if (choice == 255) return std::numeric_limits<double>::quiet_NaN();
    return choice % 16 < 8 ? kSome[choice % kSome.size()] : static_cast<double>(integer());
  }

  // From -before to after - 1.
  std::int64_t seconds(std::int64_t after, std::int64_t before) {
    const std::int64_t v = integer();
    if (v == std::numeric_limits<std::int64_t>::max()) return after - 1;
    if (v == std::numeric_limits<std::int64_t>::min()) return -before;
    return v % before < after ? v % before : v % after;
  }
  std::uint32_t nanos() { return byte() % 4 == 0 ? 999'999'999u : byte() * 1'000'000u; }

  std::string_view raw(std::size_t size) {
    const std::string_view out = bytes_.substr(0, size);
    bytes_.remove_prefix(out.size());
    return out;
  }

  // Well-formed UTF-8: readers of JSON see to that.
  std::string string(cel::TypeRef type) {
    if (type->values != nullptr) return std::string((*type->values)[byte() % type->values->size()].string());
    constexpr std::array<std::string_view, 4> kWide{"é", "中", "😀", "\xEF\xBF\xBD"};
    std::size_t size = byte();
    if (type->most) size %= static_cast<std::size_t>(*type->most) + 1;
    std::string out;
    for (const char c : raw(size)) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x80) {
        out += c;
      } else {
        out += kWide[byte % kWide.size()];
      }
    }
    return out;
  }

  std::size_t count(cel::TypeRef type, int depth) {
    if (depth >= kMostDepth) return 0;
    return byte() % (type->most ? static_cast<std::size_t>(*type->most) + 1 : 12);
  }

  cel::Value list(cel::TypeRef type, int depth) {
    const std::size_t size = count(type, depth);
    auto* items = arena_.array<cel::Value>(size);
    for (std::size_t i = 0; i < size; ++i) items[i] = make(type->parameters[0], depth + 1);
    auto* out = arena_.make<cel::List>();
    out->items = items;
    out->count = static_cast<std::uint32_t>(size);
    return cel::Value::of_list(out);
  }

  template <typename Fill>
  const cel::Map* entries(std::size_t size, Fill fill) {
    auto* keys = arena_.array<cel::Value>(size);
    auto* values = arena_.array<cel::Value>(size);
    auto* out = arena_.make<cel::Map>();
    out->keys = keys;
    out->values = values;
    for (std::size_t i = 0; i < size; ++i) {
      cel::Value key, value;
      fill(i, key, value);
      if (cel::find(*out, key) != nullptr) continue;  // keys are unique
      keys[out->count] = key;
      values[out->count++] = value;
    }
    return out;
  }

  cel::Value map(cel::TypeRef type, int depth) {
    return cel::Value::of_map(entries(count(type, depth), [&](std::size_t, cel::Value& key, cel::Value& value) {
      key = known(type->parameters[0], depth + 1);
      value = make(type->parameters[1], depth + 1);
    }));
  }

  cel::Value object(const cel::ObjectType& type, int depth) {
    return cel::Value::of_map(entries(type.fields.size(), [&](std::size_t i, cel::Value& key, cel::Value& value) {
      key = cel::Value::of_string(type.fields[i].name);
      value = is_absent(byte()) ? absent() : make(type.fields[i].type, depth + 1);
    }));
  }

  cel::Value optional(cel::TypeRef of, int depth) { return cel::optional_of(arena_, known(of, depth + 1)); }

  // One of the types that some variable has, so that a dyn is any of them.
  cel::TypeRef anything() {
    const auto& variables = declarations_.types().variables;
    const cel::TypeRef type = variables[byte() % variables.size()].type;
    return type->kind == cel::TypeKind::Dyn ? variables[0].type : type;
  }

  static constexpr std::array<std::string_view, 5> kTypes{"int", "list", "type", "optional_type",
                                                          "google.protobuf.Duration"};

  std::string_view bytes_;
  const Declarations& declarations_;
  Arena& arena_;
  std::uint32_t next_id_ = 0;
  bool some_absent_ = false;
};

}  // namespace precheck::fuzz
