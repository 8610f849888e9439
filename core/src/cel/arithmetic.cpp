#include "cel/arithmetic.h"

#include <cstring>
#include <limits>
#include <optional>
#include <string>

#include "base/limits.h"
#include "base/text.h"
#include "cel/time.h"

namespace precheck::cel {

Value binary_overload_error(Evaluation& run, std::string_view what, const Value& a, const Value& b) {
  return run.error(ErrorCode::NoSuchOverload,
                   cat({"no such overload: ", what, " of ", type_name(a), " and ", type_name(b)}));
}

namespace {

Value overflow(Evaluation& run, std::string_view type) {
  return run.error(ErrorCode::Overflow, cat({type, " overflow"}));
}

Value or_overflow(Evaluation& run, const std::optional<Value>& value, std::string_view type) {
  return value ? *value : overflow(run, type);
}

Value too_much_memory(Evaluation& run) { return run.error(ErrorCode::Limit, "the check takes too much memory"); }

Value concatenate_text(Evaluation& run, const Value& a, const Value& b) {
  if (std::size_t{a.extra} + b.extra > limits::kMaxEvaluationBytes) return too_much_memory(run);
  auto* text = run.arena.array<char>(std::size_t{a.extra} + b.extra);
  if (a.extra != 0) std::memcpy(text, a.text, a.extra);
  if (b.extra != 0) std::memcpy(text + a.extra, b.text, b.extra);
  const std::string_view joined(text, std::size_t{a.extra} + b.extra);
  return a.is(Kind::String) ? Value::of_string(joined) : Value::of_bytes(joined);
}

// Appends in place where `a` is the newest view of a list with room, so that map() and filter() stay linear.
Value concatenate_lists(Evaluation& run, const List& a, const List& b) {
  if (b.count == 0) return Value::of_list(&a);
  if (std::size_t{a.count} + b.count > limits::kMaxEvaluationBytes / sizeof(Value)) return too_much_memory(run);
  const std::uint32_t count = a.count + b.count;
  List::Growth* growth = a.growth;
  Value* items = nullptr;
  if (growth != nullptr && growth->used == a.count && growth->capacity >= count) {
    items = const_cast<Value*>(a.items);  // NOLINT: the arena's own memory, unused behind a.count
  } else {
    growth = run.arena.make<List::Growth>();
    growth->capacity = count < 4 ? 8 : count * 2;
    items = run.arena.array<Value>(growth->capacity);
    for (std::uint32_t i = 0; i < a.count; ++i) items[i] = a[i];
  }
  for (std::uint32_t i = 0; i < b.count; ++i) items[a.count + i] = b[i];
  growth->used = count;
  auto* list = run.arena.make<List>();
  list->items = items;
  list->count = count;
  list->growth = growth;
  return Value::of_list(list);
}

}  // namespace

Value logical_not(Evaluation& run, const Value& a) {
  if (a.is(Kind::Bool)) return Value::of_bool(!a.boolean);
  return run.error(ErrorCode::NoSuchOverload, cat({"no such overload: ! of ", type_name(a)}));
}

Value negate(Evaluation& run, const Value& a) {
  if (a.is(Kind::Double)) return Value::of_double(-a.real);
  if (!a.is(Kind::Int)) return run.error(ErrorCode::NoSuchOverload, cat({"no such overload: - of ", type_name(a)}));
  if (a.integer == std::numeric_limits<std::int64_t>::min()) return overflow(run, "int");
  return Value::of_int(-a.integer);
}

Value add_values(Evaluation& run, const Value& a, const Value& b) {
  if (a.kind == b.kind) {
    switch (a.kind) {
      case Kind::Int: {
        std::int64_t sum = 0;
        return __builtin_add_overflow(a.integer, b.integer, &sum) ? overflow(run, "int") : Value::of_int(sum);
      }
      case Kind::Uint: {
        std::uint64_t sum = 0;
        return __builtin_add_overflow(a.uinteger, b.uinteger, &sum) ? overflow(run, "uint") : Value::of_uint(sum);
      }
      case Kind::Double: return Value::of_double(a.real + b.real);
      case Kind::String:
      case Kind::Bytes: return concatenate_text(run, a, b);
      case Kind::List: return concatenate_lists(run, *a.list, *b.list);
      case Kind::Duration: return or_overflow(run, add(a, b), "duration");
      default: return binary_overload_error(run, "+", a, b);
    }
  }
  if (a.is(Kind::Timestamp) && b.is(Kind::Duration)) return or_overflow(run, add(a, b), "timestamp");
  if (a.is(Kind::Duration) && b.is(Kind::Timestamp)) return or_overflow(run, add(b, a), "timestamp");
  return binary_overload_error(run, "+", a, b);
}

Value subtract_values(Evaluation& run, const Value& a, const Value& b) {
  if (a.is(Kind::Int) && b.is(Kind::Int)) {
    std::int64_t out = 0;
    return __builtin_sub_overflow(a.integer, b.integer, &out) ? overflow(run, "int") : Value::of_int(out);
  }
  if (a.is(Kind::Uint) && b.is(Kind::Uint)) {
    std::uint64_t out = 0;
    return __builtin_sub_overflow(a.uinteger, b.uinteger, &out) ? overflow(run, "uint") : Value::of_uint(out);
  }
  if (a.is(Kind::Double) && b.is(Kind::Double)) return Value::of_double(a.real - b.real);
  if (a.is(Kind::Timestamp) && b.is(Kind::Timestamp)) return or_overflow(run, subtract(a, b), "duration");
  if (a.is(Kind::Timestamp) && b.is(Kind::Duration)) return or_overflow(run, subtract(a, b), "timestamp");
  if (a.is(Kind::Duration) && b.is(Kind::Duration)) return or_overflow(run, subtract(a, b), "duration");
  return binary_overload_error(run, "-", a, b);
}

Value multiply(Evaluation& run, const Value& a, const Value& b) {
  if (a.is(Kind::Int) && b.is(Kind::Int)) {
    std::int64_t out = 0;
    return __builtin_mul_overflow(a.integer, b.integer, &out) ? overflow(run, "int") : Value::of_int(out);
  }
  if (a.is(Kind::Uint) && b.is(Kind::Uint)) {
    std::uint64_t out = 0;
    return __builtin_mul_overflow(a.uinteger, b.uinteger, &out) ? overflow(run, "uint") : Value::of_uint(out);
  }
  if (a.is(Kind::Double) && b.is(Kind::Double)) return Value::of_double(a.real * b.real);
  return binary_overload_error(run, "*", a, b);
}

Value divide(Evaluation& run, const Value& a, const Value& b) {
  if (a.is(Kind::Int) && b.is(Kind::Int)) {
    if (b.integer == 0) return run.error(ErrorCode::DivideByZero, "divide by zero");
    if (a.integer == std::numeric_limits<std::int64_t>::min() && b.integer == -1) return overflow(run, "int");
    return Value::of_int(a.integer / b.integer);
  }
  if (a.is(Kind::Uint) && b.is(Kind::Uint)) {
    if (b.uinteger == 0) return run.error(ErrorCode::DivideByZero, "divide by zero");
    return Value::of_uint(a.uinteger / b.uinteger);
  }
  if (a.is(Kind::Double) && b.is(Kind::Double)) return Value::of_double(a.real / b.real);
  return binary_overload_error(run, "/", a, b);
}

Value modulo(Evaluation& run, const Value& a, const Value& b) {
  if (a.is(Kind::Int) && b.is(Kind::Int)) {
    if (b.integer == 0) return run.error(ErrorCode::DivideByZero, "modulus by zero");
    if (a.integer == std::numeric_limits<std::int64_t>::min() && b.integer == -1) return overflow(run, "int");
    return Value::of_int(a.integer % b.integer);
  }
  if (a.is(Kind::Uint) && b.is(Kind::Uint)) {
    if (b.uinteger == 0) return run.error(ErrorCode::DivideByZero, "modulus by zero");
    return Value::of_uint(a.uinteger % b.uinteger);
  }
  return binary_overload_error(run, "%", a, b);
}

Value contains(Evaluation& run, const Value& element, const Value& container) {
  if (container.is(Kind::List)) {
    Value undecided = Value::of_bool(false);
    for (std::uint32_t i = 0; i < container.list->count; ++i) {
      if (const auto known = same_scalars((*container.list)[i], element)) {
        if (*known) return Value::of_bool(true);
        continue;
      }
      const Value same = equals(run.arena, (*container.list)[i], element, &run.parts_left);
      if (same.is_true()) return same;
      if (same.is(Kind::Error)) return run.error(same.error->code, same.error->message);
      if (same.is(Kind::Unknown))
        undecided = undecided.is(Kind::Unknown) ? merge_unknowns(run.arena, undecided, same) : same;
    }
    return undecided;
  }
  if (container.is(Kind::Map)) {
    const Value* found = find(*container.map, element);
    if (found == nullptr || found->is(Kind::Error)) return Value::of_bool(false);
    if (!found->is(Kind::Unknown)) return Value::of_bool(true);
    return found->unknown->known_absent ? Value::of_bool(false) : *found;
  }
  return binary_overload_error(run, "in", element, container);
}

namespace {

// A list takes whole numbers of any numeric type: cel-spec lets 1u and 1.0 index like 1.
std::optional<std::int64_t> list_index(const Value& key) {
  if (key.is(Kind::Int)) return key.integer;
  if (key.is(Kind::Uint)) {
    if (key.uinteger > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return -1;
    return static_cast<std::int64_t>(key.uinteger);
  }
  if (key.is(Kind::Double) && key.real >= -9e15 && key.real <= 9e15) {
    const auto whole = static_cast<std::int64_t>(key.real);
    if (static_cast<double>(whole) == key.real) return whole;
  }
  return std::nullopt;
}

}  // namespace

Value index(Evaluation& run, const Value& container, const Value& key) {
  if (container.is(Kind::List)) {
    const auto at = list_index(key);
    if (!at) return binary_overload_error(run, "an index into", container, key);
    if (*at < 0 || *at >= static_cast<std::int64_t>(container.list->count)) {
      return run.error(ErrorCode::IndexOutOfRange, cat({"index out of bounds: ", describe(key)}));
    }
    return (*container.list)[static_cast<std::size_t>(*at)];
  }
  if (container.is(Kind::Map)) {
    const Value* found = find(*container.map, key);
    return found != nullptr ? *found : run.error(ErrorCode::NoSuchField, cat({"no such key: ", describe(key)}));
  }
  return binary_overload_error(run, "an index into", container, key);
}

}  // namespace precheck::cel
