#include "cel/json_value.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

#include "base/json_writer.h"
#include "base/limits.h"
#include "base/sort.h"
#include "base/text.h"
#include "base/vector.h"
#include "cel/number_text.h"
#include "cel/optional.h"
#include "cel/time.h"

namespace precheck::cel {

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

std::string key_text(const Value& key) {
  switch (key.kind) {
    case Kind::String: return std::string(key.string());
    case Kind::Bool: return key.boolean ? "true" : "false";
    case Kind::Uint: return uint_text(key.uinteger);
    default: return int_text(key.integer);
  }
}

bool may_be_key(const Value& v) {
  return v.is(Kind::Bool) || v.is(Kind::Int) || v.is(Kind::Uint) || v.is(Kind::String);
}

// Appends to a pointer for as long as it lives.
class Step {
 public:
  Step(std::string& pointer, std::string_view token) : pointer_(pointer), size_(pointer.size()) {
    pointer_ += cat({"/", pointer_token(token)});
  }
  ~Step() { pointer_.resize(size_); }
  Step(const Step&) = delete;
  Step& operator=(const Step&) = delete;

 private:
  std::string& pointer_;
  std::size_t size_;
};

}  // namespace

std::optional<Value> JsonValueReader::read(const Json& json, std::string_view name) {
  const Step step(pointer_, name);
  return value(json);
}

std::nullopt_t JsonValueReader::fail(std::string_view message) {
  error_ = {std::string(message), pointer_};
  return std::nullopt;
}

std::optional<Value> JsonValueReader::value(const Json& json) {
  if (json.is_null()) return Value();
  if (json.is_boolean()) return Value::of_bool(json.get<bool>());
  if (json.is_number()) return Value::of_double(json.get<double>());
  if (json.is_string()) return Value::of_string(arena_.copy(json.get_ref<const std::string&>()));
  if (json.is_array()) return list(json);
  if (json.size() != 1) return fail("an object has exactly one tag, such as \"int\" or \"map\"");
  return tagged(json.begin().key(), json.begin().value());
}

std::optional<Value> JsonValueReader::tagged(const std::string& tag, const Json& json) {
  if (tag == "map") return map(json);
  if (tag == "optional") return optional(json);
  if (tag == "double") return double_value(json);
  if (tag == "unknown") return unknown();
  if (!json.is_string()) return fail(cat({"\"", tag, "\" must be followed by a text"}));
  const auto& text = json.get_ref<const std::string&>();
  if (tag == "int") {
    if (const auto v = parse_int(text)) return Value::of_int(*v);
    return fail(cat({"not an int of 64 bits: ", text}));
  }
  if (tag == "uint") {
    if (const auto v = parse_uint(text)) return Value::of_uint(*v);
    return fail(cat({"not a uint of 64 bits: ", text}));
  }
  if (tag == "timestamp") {
    const auto v = parse_timestamp(text);
    return v ? v : fail(cat({"not a timestamp (RFC 3339, years 1 to 9999): ", text}));
  }
  if (tag == "duration") {
    const auto v = parse_duration(text);
    return v ? v : fail(cat({"not a duration (\"1.5s\", at most 292 years): ", text}));
  }
  if (tag == "bytes") return bytes(text);
  if (tag == "type") return Value::of_type(arena_.copy(text));
  return fail(cat({"unknown tag \"", tag, "\""}));
}

std::optional<Value> JsonValueReader::double_value(const Json& json) {
  if (json.is_number()) return Value::of_double(json.get<double>());
  if (json == "NaN") return Value::of_double(std::numeric_limits<double>::quiet_NaN());
  if (json == "Infinity") return Value::of_double(std::numeric_limits<double>::infinity());
  if (json == "-Infinity") return Value::of_double(-std::numeric_limits<double>::infinity());
  if (json == "-0") return Value::of_double(-0.0);
  return fail(R"("double" must be followed by a number, "NaN", "Infinity", "-Infinity" or "-0")");
}

std::optional<Value> JsonValueReader::bytes(const std::string& hex) {
  if (hex.size() % 2 != 0) return fail("bytes have two hexadecimal digits each");
  std::string out;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const std::size_t high = kHexDigits.find(hex[i]);
    const std::size_t low = kHexDigits.find(hex[i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) {
      return fail("bytes are written in hexadecimal digits 0 to 9 and a to f");
    }
    out += static_cast<char>(high << 4 | low);
  }
  return Value::of_bytes(arena_.copy(out));
}

std::optional<Value> JsonValueReader::list(const Json& json) {
  auto* items = arena_.array<Value>(json.size());
  for (std::size_t i = 0; i < json.size(); ++i) {
    const Step step(pointer_, uint_text(i));
    const auto item = value(json[i]);
    if (!item) return std::nullopt;
    items[i] = *item;
  }
  auto* out = arena_.make<List>();
  out->items = items;
  out->count = static_cast<std::uint32_t>(json.size());
  return Value::of_list(out);
}

std::optional<Value> JsonValueReader::map(const Json& json) {
  if (!json.is_array()) return fail("\"map\" must be followed by a list of [key, value] pairs");
  // Each key is compared with all before it.
  if (json.size() > limits::kMaxListItems) {
    return fail(cat({"a map has at most ", limits::kMaxListItems, " entries"}));
  }
  auto* keys = arena_.array<Value>(json.size());
  auto* values = arena_.array<Value>(json.size());
  auto* out = arena_.make<Map>();
  out->keys = keys;
  out->values = values;
  for (const Json& entry : json) {
    if (!entry.is_array() || entry.size() != 2) return fail("an entry of a map is a [key, value] pair");
    const auto key = value(entry[0]);
    if (!key) return std::nullopt;
    if (!may_be_key(*key)) return fail(cat({"a map's key is a bool, int, uint or string, not ", type_name(*key)}));
    const Step step(pointer_, key_text(*key));
    if (find(*out, *key) != nullptr) return fail("the map has this key twice");
    const auto entry_value = value(entry[1]);
    if (!entry_value) return std::nullopt;
    keys[out->count] = *key;
    values[out->count] = *entry_value;
    ++out->count;
  }
  return Value::of_map(out);
}

// An optional of what is not known yet is not known itself.
std::optional<Value> JsonValueReader::optional(const Json& json) {
  if (!json.is_array() || json.size() > 1) return fail("\"optional\" must be followed by a list of one value or none");
  if (json.empty()) return optional_none();
  const auto of = value(json[0]);
  if (!of || of->is(Kind::Unknown)) return of;
  return optional_of(arena_, *of);
}

std::optional<Value> JsonValueReader::unknown() {
  auto* id = arena_.array<std::uint32_t>(1);
  *id = static_cast<std::uint32_t>(unknowns_.size());
  unknowns_.push_back(pointer_);
  auto* set = arena_.make<UnknownSet>();
  set->ids = id;
  set->count = 1;
  return Value::of_unknown(set);
}

namespace {

class JsonValueWriter {
 public:
  explicit JsonValueWriter(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  bool write(const Value& v) {
    switch (v.kind) {
      case Kind::Bool: out_ += v.boolean ? "true" : "false"; break;
      case Kind::Int: tag("int", int_text(v.integer)); break;
      case Kind::Uint: tag("uint", uint_text(v.uinteger)); break;
      case Kind::Double: write_double(v.real); break;
      case Kind::String: write_text(v.string()); break;
      case Kind::Bytes: write_bytes(v.string()); break;
      case Kind::Type: tag("type", v.string()); break;
      case Kind::Timestamp: tag("timestamp", timestamp_text(v, 0)); break;
      case Kind::Duration: tag("duration", duration_text(v)); break;
      case Kind::List: return write_list(*v.list);
      case Kind::Map: return write_map(*v.map);
      case Kind::Optional: return write_optional(v.optional);
      case Kind::Unknown:
        unknowns_.insert(unknowns_.end(), v.unknown->ids, v.unknown->ids + v.unknown->count);
        out_ += "null";
        break;
      default: out_ += "null";
    }
    return out_.size() <= most_bytes_;
  }

  JsonText take() {
    sort_numbers(unknowns_, std::less());
    unknowns_.erase(std::unique(unknowns_.begin(), unknowns_.end()), unknowns_.end());
    return {std::move(out_), std::move(unknowns_)};
  }

 private:
  void write_text(std::string_view text) { JsonWriter(out_).string(text); }

  void tag(std::string_view name, std::string_view text) {
    out_ += "{\"", out_ += name, out_ += "\":";
    write_text(text);
    out_ += '}';
  }

  void write_double(double v) {
    if (std::isnan(v)) return tag("double", "NaN");
    if (std::isinf(v)) return tag("double", v < 0 ? "-Infinity" : "Infinity");
    if (v == 0 && std::signbit(v)) return tag("double", "-0");
    JsonWriter(out_).number(v);
  }

  void write_bytes(std::string_view bytes) {
    std::string hex;
    for (const char c : bytes) {
      const auto byte = static_cast<unsigned char>(c);
      hex += kHexDigits[byte >> 4];
      hex += kHexDigits[byte & 0xFu];
    }
    tag("bytes", hex);
  }

  bool write_list(const List& list) {
    out_ += '[';
    for (std::uint32_t i = 0; i < list.count; ++i) {
      if (i != 0) out_ += ',';
      if (!write(list[i])) return false;
    }
    out_ += ']';
    return true;
  }

  bool write_map(const Map& map) {
    out_ += "{\"map\":[";
    for (std::uint32_t i = 0; i < map.count; ++i) {
      out_ += i == 0 ? "[" : ",[";
      if (!write(map.keys[i])) return false;
      out_ += ',';
      if (!write(map.values[i])) return false;
      out_ += ']';
    }
    out_ += "]}";
    return true;
  }

  bool write_optional(const Value* of) {
    out_ += "{\"optional\":[";
    if (of != nullptr && !write(*of)) return false;
    out_ += "]}";
    return true;
  }

  std::size_t most_bytes_;
  std::string out_;
  Vector<std::uint32_t> unknowns_;
};

}  // namespace

std::optional<JsonText> to_json_text(const Value& value, std::size_t most_bytes) {
  JsonValueWriter writer(most_bytes);
  if (!writer.write(value)) return std::nullopt;
  return writer.take();
}

}  // namespace precheck::cel
