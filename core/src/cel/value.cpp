#include "cel/value.h"

#include <cmath>
#include <cstring>

#include "base/text.h"
#include "cel/number_text.h"
#include "cel/time.h"

namespace precheck::cel {

std::string_view type_name(const Value& value) {
  switch (value.kind) {
    case Kind::Null: return "null_type";
    case Kind::Bool: return "bool";
    case Kind::Int: return "int";
    case Kind::Uint: return "uint";
    case Kind::Double: return "double";
    case Kind::String: return "string";
    case Kind::Bytes: return "bytes";
    case Kind::List: return "list";
    case Kind::Map: return "map";
    case Kind::Timestamp: return "google.protobuf.Timestamp";
    case Kind::Duration: return "google.protobuf.Duration";
    case Kind::Type: return "type";
    case Kind::Optional: return "optional_type";
    case Kind::Error: return "error";
    case Kind::Unknown: return "unknown";
  }
  return "";
}

namespace {

bool is_number(const Value& v) { return v.is(Kind::Int) || v.is(Kind::Uint) || v.is(Kind::Double); }

template <typename T>
int sign(const T& a, const T& b) {
  return a < b ? -1 : (b < a ? 1 : 0);
}

constexpr double kTwo63 = 9223372036854775808.0;
constexpr double kTwo64 = 18446744073709551616.0;

// A whole number is compared with a double as a double, rounded beyond 2^53: the conformance suite has it so.
template <typename Whole>
int compare_double(Whole a, double b) {
  return std::isnan(b) ? 2 : sign(static_cast<double>(a), b);
}

int compare_int_uint(std::int64_t a, std::uint64_t b) { return a < 0 ? -1 : sign(static_cast<std::uint64_t>(a), b); }

int flip(int order) { return order == 2 ? 2 : -order; }

int compare_numbers(const Value& a, const Value& b) {
  if (a.kind == b.kind) {
    if (a.is(Kind::Int)) return sign(a.integer, b.integer);
    if (a.is(Kind::Uint)) return sign(a.uinteger, b.uinteger);
    if (std::isnan(a.real) || std::isnan(b.real)) return 2;
    return sign(a.real, b.real);
  }
  if (a.is(Kind::Int))
    return b.is(Kind::Uint) ? compare_int_uint(a.integer, b.uinteger) : compare_double(a.integer, b.real);
  if (a.is(Kind::Uint)) {
    return b.is(Kind::Int) ? flip(compare_int_uint(b.integer, a.uinteger)) : compare_double(a.uinteger, b.real);
  }
  return flip(b.is(Kind::Int) ? compare_double(b.integer, a.real) : compare_double(b.uinteger, a.real));
}

// The whole number that a double is exactly: no rounding here, or two keys could answer to one double.
Value whole_number(double v) {
  if (v == std::trunc(v)) {
    if (v >= -kTwo63 && v < kTwo63) return Value::of_int(static_cast<std::int64_t>(v));
    if (v >= 0 && v < kTwo64) return Value::of_uint(static_cast<std::uint64_t>(v));
  }
  return {};
}

int compare_text(std::string_view a, std::string_view b) {
  const std::size_t least = a.size() < b.size() ? a.size() : b.size();
  const int order = least == 0 || a.data() == b.data() ? 0 : std::memcmp(a.data(), b.data(), least);
  return order != 0 ? (order < 0 ? -1 : 1) : sign(a.size(), b.size());
}

// A list or map with an undecided part equals another only once that part is known, unless another part differs.
// Whether another part of two values may be compared. Shared parts count each time they are met: [[x, x], [x, x]].
bool may_go_on(std::uint64_t* left) {
  if (left == nullptr) return true;
  if (*left == 0) return false;
  --*left;
  return true;
}

Value too_long(Arena& arena) {
  return make_error(arena, ErrorCode::Limit, 0, "the check compares values of too many parts");
}

Value equal_lists(Arena& arena, const List& a, const List& b, std::uint64_t* left) {
  if (a.count != b.count) return Value::of_bool(false);
  Value result = Value::of_bool(true);
  for (std::uint32_t i = 0; i < a.count; ++i) {
    if (!may_go_on(left)) return too_long(arena);
    const Value same = equals(arena, a[i], b[i], left);
    if (same.is_false() || same.is(Kind::Error)) return same;
    if (same.is(Kind::Unknown)) result = result.is(Kind::Unknown) ? merge_unknowns(arena, result, same) : same;
  }
  return result;
}

Value equal_maps(Arena& arena, const Map& a, const Map& b, std::uint64_t* left) {
  if (size(a) != size(b)) return Value::of_bool(false);
  Value result = Value::of_bool(true);
  for (std::uint32_t i = 0; i < a.count; ++i) {
    if (a.values[i].is(Kind::Error)) continue;
    const Value* other = find(b, a.keys[i]);
    if (other == nullptr || other->is(Kind::Error)) return Value::of_bool(false);
    if (!may_go_on(left)) return too_long(arena);
    const Value same = equals(arena, a.values[i], *other, left);
    if (same.is_false() || same.is(Kind::Error)) return same;
    if (same.is(Kind::Unknown)) result = result.is(Kind::Unknown) ? merge_unknowns(arena, result, same) : same;
  }
  return result;
}

}  // namespace

const Value* find(const Map& map, const Value& key) {
  if (key.is(Kind::String)) return find(map, key.string());
  if (key.is(Kind::Double)) return find(map, whole_number(key.real));
  for (std::uint32_t i = 0; i < map.count; ++i) {
    const Value& have = map.keys[i];
    if (is_number(key) ? is_number(have) && compare_numbers(have, key) == 0
                       : key.is(Kind::Bool) && have.is(Kind::Bool) && have.boolean == key.boolean) {
      return &map.values[i];
    }
  }
  return nullptr;
}

const Value* find(const Map& map, std::string_view key) {
  for (std::uint32_t i = 0; i < map.count; ++i) {
    const Value& have = map.keys[i];
    if (have.is(Kind::String) && have.string() == key) return &map.values[i];
  }
  return nullptr;
}

std::size_t size(const Map& map) {
  std::size_t count = 0;
  for (std::uint32_t i = 0; i < map.count; ++i) count += !map.values[i].is(Kind::Error);
  return count;
}

Value equals(Arena& arena, const Value& a, const Value& b, std::uint64_t* left) {
  if (a.is(Kind::Unknown)) return b.is(Kind::Unknown) ? merge_unknowns(arena, a, b) : a;
  if (b.is(Kind::Unknown)) return b;
  if (is_number(a) && is_number(b)) return Value::of_bool(compare_numbers(a, b) == 0);
  if (a.kind != b.kind) return Value::of_bool(false);
  switch (a.kind) {
    case Kind::Null: return Value::of_bool(true);
    case Kind::Bool: return Value::of_bool(a.boolean == b.boolean);
    case Kind::String:
    case Kind::Bytes:
    case Kind::Type: return Value::of_bool(a.string() == b.string());
    case Kind::Timestamp:
    case Kind::Duration: return Value::of_bool(a.integer == b.integer && a.extra == b.extra);
    case Kind::List: return equal_lists(arena, *a.list, *b.list, left);
    case Kind::Map: return equal_maps(arena, *a.map, *b.map, left);
    case Kind::Optional:
      if (a.optional == nullptr || b.optional == nullptr) return Value::of_bool(a.optional == b.optional);
      return equals(arena, *a.optional, *b.optional, left);
    default: return Value::of_bool(false);
  }
}

bool comparable(const Value& a, const Value& b) {
  if (is_number(a) && is_number(b)) return true;
  if (a.kind != b.kind) return false;
  return a.is(Kind::Bool) || a.is(Kind::String) || a.is(Kind::Bytes) || a.is(Kind::Timestamp) || a.is(Kind::Duration);
}

int compare(const Value& a, const Value& b) {
  switch (a.kind) {
    case Kind::Bool: return sign(static_cast<int>(a.boolean), static_cast<int>(b.boolean));
    case Kind::String:
    case Kind::Bytes: return compare_text(a.string(), b.string());
    case Kind::Timestamp:
    case Kind::Duration: return a.integer != b.integer ? sign(a.integer, b.integer) : sign(a.extra, b.extra);
    default: return compare_numbers(a, b);
  }
}

Value merge_unknowns(Arena& arena, const Value& a, const Value& b) {
  const UnknownSet& x = *a.unknown;
  const UnknownSet& y = *b.unknown;
  auto* ids = arena.array<std::uint32_t>(std::size_t{x.count} + y.count);
  std::uint32_t n = 0, i = 0, j = 0;
  while (i < x.count || j < y.count) {
    std::uint32_t id = 0;
    if (j == y.count || (i < x.count && x.ids[i] <= y.ids[j])) {
      id = x.ids[i++];
    } else {
      id = y.ids[j++];
    }
    if (n == 0 || ids[n - 1] != id) ids[n++] = id;
  }
  if (n == x.count) return as_unknown(arena, a, nullptr, false);
  auto* set = arena.make<UnknownSet>();
  set->ids = ids;
  set->count = n;
  return Value::of_unknown(set);
}

Value as_unknown(Arena& arena, const Value& unknown, const Map* object, bool of_optional) {
  const UnknownSet& old = *unknown.unknown;
  of_optional = of_optional && object != nullptr;
  if (old.object == object && old.of_optional == of_optional && !old.known_absent) return unknown;
  auto* set = arena.make<UnknownSet>();
  set->ids = old.ids;
  set->count = old.count;
  set->object = object;
  set->of_optional = of_optional;
  return Value::of_unknown(set);
}

Value make_error(Arena& arena, ErrorCode code, std::uint32_t offset, std::string_view message) {
  auto* info = arena.make<ErrorInfo>();
  info->code = code;
  info->offset = offset;
  info->message = arena.copy(message);
  return Value::of_error(info);
}

namespace {

// Escaped: control characters, and of bytes all that is not ASCII, so that messages are always UTF-8.
void append_quoted(std::string& out, std::string_view text, bool bytes) {
  constexpr std::size_t kMost = 80;
  out += '\'';
  std::size_t cut = text.size();
  if (cut > kMost) {
    cut = kMost;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0u) == 0x80u) --cut;
  }
  for (const char c : text.substr(0, cut)) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7F || (bytes && byte > 0x7F)) {
      constexpr std::string_view kDigits = "0123456789abcdef";
      out += "\\x", out += kDigits[byte >> 4], out += kDigits[byte & 0xFu];
    } else {
      if (c == '\'' || c == '\\') out += '\\';
      out += c;
    }
  }
  out += cut < text.size() ? "...'" : "'";
}

void append_description(std::string& out, const Value& v, int depth) {
  constexpr std::size_t kMostBytes = 400;
  if (out.size() > kMostBytes || depth > 6) {
    out += "...";
    return;
  }
  switch (v.kind) {
    case Kind::Null: out += "null"; break;
    case Kind::Bool: out += v.boolean ? "true" : "false"; break;
    case Kind::Int: out += int_text(v.integer); break;
    case Kind::Uint: out += cat({uint_text(v.uinteger), "u"}); break;
    case Kind::Double: out += double_text(v.real); break;
    case Kind::String: append_quoted(out, v.string(), false); break;
    case Kind::Bytes: out += "b", append_quoted(out, v.string(), true); break;
    case Kind::Type: out += v.string(); break;
    case Kind::Timestamp: out += cat({"timestamp('", timestamp_text(v, 0), "')"}); break;
    case Kind::Duration: out += cat({"duration('", duration_text(v), "')"}); break;
    case Kind::Optional:
      if (v.optional == nullptr) {
        out += "optional.none()";
      } else {
        out += "optional.of(";
        append_description(out, *v.optional, depth + 1);
        out += ')';
      }
      break;
    case Kind::Error: out += "error: ", out += v.error->message; break;
    case Kind::Unknown: out += "unknown"; break;
    case Kind::List:
      out += '[';
      for (std::uint32_t i = 0; i < v.list->count; ++i) {
        if (i != 0) out += ", ";
        append_description(out, (*v.list)[i], depth + 1);
        if (out.size() > kMostBytes) break;
      }
      out += ']';
      break;
    case Kind::Map: {
      out += '{';
      bool first = true;
      for (std::uint32_t i = 0; i < v.map->count; ++i) {
        if (v.map->values[i].is(Kind::Error)) continue;
        if (!first) out += ", ";
        first = false;
        append_description(out, v.map->keys[i], depth + 1);
        out += ": ";
        append_description(out, v.map->values[i], depth + 1);
        if (out.size() > kMostBytes) break;
      }
      out += '}';
      break;
    }
  }
}

}  // namespace

std::string describe(const Value& value) {
  std::string out;
  append_description(out, value, 0);
  return out;
}

}  // namespace precheck::cel
