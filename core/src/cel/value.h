// CEL values. A Value is 16 bytes and trivially copyable; what it points to lives in an Arena (computed values), in a
// Program (constants) or in the caller's data (facts), and outlives the evaluation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "base/arena.h"

namespace precheck::cel {

// Its numbers are above those of schema::Tag (a cell of a form holds one or the other), and known to JavaScript.
enum class Kind : std::uint8_t {
  Null = 16,
  Bool,
  Int,
  Uint,
  Double,
  String,
  Bytes,
  List,
  Map,
  Timestamp,
  Duration,
  Type,
  Optional,  // of a value, or of none
  Error,     // evaluation failed: an ErrorInfo
  Unknown,   // not known yet: an UnknownSet
};

struct List;
struct Map;
struct ErrorInfo;
struct UnknownSet;

struct Value {
  Kind kind = Kind::Null;
  // String, Bytes, Type: length in bytes. Timestamp, Duration: nanoseconds 0..999,999,999, counted forward from
  // `integer` seconds even where those are negative.
  std::uint32_t extra = 0;
  union {
    std::int64_t integer = 0;  // Int; Timestamp: seconds since 1970-01-01T00:00:00Z; Duration: seconds
    bool boolean;
    std::uint64_t uinteger;
    double real;
    const char* text;  // String (UTF-8), Bytes, Type (its name)
    const List* list;
    const Map* map;
    const Value* optional;  // never an Error or Unknown; nullptr for optional.none()
    const ErrorInfo* error;
    const UnknownSet* unknown;
  };

  [[nodiscard]] std::string_view string() const { return {text, extra}; }
  [[nodiscard]] bool is(Kind k) const { return kind == k; }
  [[nodiscard]] bool is_true() const { return kind == Kind::Bool && boolean; }
  [[nodiscard]] bool is_false() const { return kind == Kind::Bool && !boolean; }

  static Value of_bool(bool v) {
    Value out;
    out.kind = Kind::Bool, out.boolean = v;
    return out;
  }
  static Value of_int(std::int64_t v) {
    Value out;
    out.kind = Kind::Int, out.integer = v;
    return out;
  }
  static Value of_uint(std::uint64_t v) {
    Value out;
    out.kind = Kind::Uint, out.uinteger = v;
    return out;
  }
  static Value of_double(double v) {
    Value out;
    out.kind = Kind::Double, out.real = v;
    return out;
  }
  // The three below keep a view: the bytes must outlive the value.
  static Value of_string(std::string_view v) { return of_text(Kind::String, v); }
  static Value of_bytes(std::string_view v) { return of_text(Kind::Bytes, v); }
  static Value of_type(std::string_view name) { return of_text(Kind::Type, name); }
  static Value of_list(const List* v) {
    Value out;
    out.kind = Kind::List, out.list = v;
    return out;
  }
  static Value of_map(const Map* v) {
    Value out;
    out.kind = Kind::Map, out.map = v;
    return out;
  }
  static Value of_timestamp(std::int64_t seconds, std::uint32_t nanos) {
    Value out;
    out.kind = Kind::Timestamp, out.extra = nanos, out.integer = seconds;
    return out;
  }
  static Value of_duration(std::int64_t seconds, std::uint32_t nanos) {
    Value out;
    out.kind = Kind::Duration, out.extra = nanos, out.integer = seconds;
    return out;
  }
  static Value of_optional(const Value* v) {
    Value out;
    out.kind = Kind::Optional, out.optional = v;
    return out;
  }
  static Value of_error(const ErrorInfo* v) {
    Value out;
    out.kind = Kind::Error, out.error = v;
    return out;
  }
  static Value of_unknown(const UnknownSet* v) {
    Value out;
    out.kind = Kind::Unknown, out.unknown = v;
    return out;
  }

 private:
  static Value of_text(Kind kind, std::string_view v) {
    Value out;
    out.kind = kind, out.extra = static_cast<std::uint32_t>(v.size()), out.text = v.data();
    return out;
  }
};
static_assert(sizeof(void*) > 8 || sizeof(Value) == 16);

// Elements are never errors; they may be unknown (a field of a form's list that is not filled in yet).
struct List {
  const Value* items = nullptr;
  std::uint32_t count = 0;
  // From one element to the next, in values: a form's list has the slots below each element right behind it.
  std::uint32_t stride = 1;

  [[nodiscard]] const Value& operator[](std::size_t i) const { return items[i * stride]; }
  // Room behind `items` that `list + list` may fill in place, so that folds which append stay linear; else nullptr.
  struct Growth {
    std::uint32_t used;
    std::uint32_t capacity;
  };
  Growth* growth = nullptr;  // only where stride is 1
};

// Keys are bool, int, uint or string, unique under CEL equality, in the order written (or of the schema).
// A value that is an Error marks an entry which is not there: an optional fact without an answer.
struct Map {
  const Value* keys = nullptr;
  const Value* values = nullptr;
  std::uint32_t count = 0;
};

enum class ErrorCode : std::uint8_t {
  NoSuchOverload,
  NoSuchField,
  IndexOutOfRange,
  DivideByZero,
  Overflow,
  BadConversion,
  DuplicateKey,
  BadArgument,
  Undeclared,  // a name or function that nobody declares, or a variable that was given no value
  Absent,      // an optional fact without an answer was read; has() turns it into false
  Limit,
};

struct ErrorInfo {
  ErrorCode code;
  std::uint32_t offset;  // byte offset into the expression
  std::string_view message;
  const void* source = nullptr;  // the expression, as whoever evaluates several of them names it
};

// The facts that an undecided value waits for: ascending ids, given out by whoever owns the facts.
struct UnknownSet {
  const std::uint32_t* ids = nullptr;
  std::uint32_t count = 0;
  // An object that is not there yet: selecting a field of it gives that field's own unknown.
  const Map* object = nullptr;
  // has() answers false instead of unknown: whoever owns the fact says that it is not there.
  bool known_absent = false;
  // The unknown is an optional of that object: a field that is not there is optional.none().
  bool of_optional = false;
};

}  // namespace precheck::cel

namespace precheck {

template <>
inline constexpr std::size_t kCountedBytes<cel::List> = 16;
template <>
inline constexpr std::size_t kCountedBytes<cel::Map> = 12;
template <>
inline constexpr std::size_t kCountedBytes<cel::ErrorInfo> = 20;
template <>
inline constexpr std::size_t kCountedBytes<cel::UnknownSet> = 16;
static_assert(sizeof(void*) != 4 || (sizeof(cel::List) == 16 && sizeof(cel::Map) == 12 &&
                                     sizeof(cel::ErrorInfo) == 20 && sizeof(cel::UnknownSet) == 16));

}  // namespace precheck

namespace precheck::cel {

// The CEL name of a value's type: "int", "map", "google.protobuf.Timestamp", …
std::string_view type_name(const Value& value);

// The entry of a key under CEL equality (1, 1u and 1.0 are one key); nullptr where there is none. An entry that is
// marked as not there is given as its Error value.
const Value* find(const Map& map, const Value& key);
const Value* find(const Map& map, std::string_view key);
// Entries that are there.
std::size_t size(const Map& map);

// CEL equality across types: true, false, or unknown where an undecided part matters. `left`: parts of lists and maps
// that may still be compared, beyond which the answer is an error (values may share parts, so that a small one has
// many); nullptr where the values are known to be small.
Value equals(Arena& arena, const Value& a, const Value& b, std::uint64_t* left = nullptr);
// Texts are mostly short: that is faster than a call of memcmp.
inline bool same_bytes(const char* a, const char* b, std::uint32_t count) {
  std::uint64_t x = 0, y = 0;
  for (; count >= sizeof x; a += sizeof x, b += sizeof x, count -= sizeof x) {
    std::memcpy(&x, a, sizeof x);
    std::memcpy(&y, b, sizeof y);
    if (x != y) return false;
  }
  for (; count != 0; ++a, ++b, --count) {
    if (*a != *b) return false;
  }
  return true;
}
// The same of the kinds most often compared, without a call; nullopt for all others.
inline std::optional<bool> same_scalars(const Value& a, const Value& b) {
  if (a.kind != b.kind) return std::nullopt;
  switch (a.kind) {
    case Kind::Bool: return a.boolean == b.boolean;
    case Kind::Int: return a.integer == b.integer;
    case Kind::Timestamp: return a.integer == b.integer && a.extra == b.extra;
    case Kind::String: return a.extra == b.extra && (a.text == b.text || same_bytes(a.text, b.text, a.extra));
    default: return std::nullopt;
  }
}
// -1, 0, 1; or 2 for unordered (NaN); precondition: comparable(a, b).
int compare(const Value& a, const Value& b);
bool comparable(const Value& a, const Value& b);

Value merge_unknowns(Arena& arena, const Value& a, const Value& b);
// What waits for the same facts as `unknown`, but is another value: see UnknownSet. It is not known to be absent.
Value as_unknown(Arena& arena, const Value& unknown, const Map* object, bool of_optional);

Value make_error(Arena& arena, ErrorCode code, std::uint32_t offset, std::string_view message);

// How a value reads in an error or a debugging text: CEL literal syntax, cut after a while.
std::string describe(const Value& value);

}  // namespace precheck::cel
