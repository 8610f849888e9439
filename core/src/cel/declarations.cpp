#include "cel/declarations.h"

#include <array>

#include "base/vector.h"

namespace precheck::cel {

namespace {

constexpr StandardDeclaration kDeclarations[] = {
    {"_&&_", "(bool, bool) -> bool"},
    {"_||_", "(bool, bool) -> bool"},
    {"!_", "(bool) -> bool"},
    {"@not_strictly_false", "(bool) -> bool"},
    {"_?_:_", "(bool, A, A) -> A"},
    {"-_", "(int) -> int"},
    {"-_", "(double) -> double"},
    {"_+_", "(int, int) -> int"},
    {"_+_", "(uint, uint) -> uint"},
    {"_+_", "(double, double) -> double"},
    {"_+_", "(string, string) -> string"},
    {"_+_", "(bytes, bytes) -> bytes"},
    {"_+_", "(list(A), list(A)) -> list(A)"},
    {"_+_", "(timestamp, duration) -> timestamp"},
    {"_+_", "(duration, timestamp) -> timestamp"},
    {"_+_", "(duration, duration) -> duration"},
    {"_-_", "(int, int) -> int"},
    {"_-_", "(uint, uint) -> uint"},
    {"_-_", "(double, double) -> double"},
    {"_-_", "(timestamp, timestamp) -> duration"},
    {"_-_", "(timestamp, duration) -> timestamp"},
    {"_-_", "(duration, duration) -> duration"},
    {"_*_", "(int, int) -> int"},
    {"_*_", "(uint, uint) -> uint"},
    {"_*_", "(double, double) -> double"},
    {"_/_", "(int, int) -> int"},
    {"_/_", "(uint, uint) -> uint"},
    {"_/_", "(double, double) -> double"},
    {"_%_", "(int, int) -> int"},
    {"_%_", "(uint, uint) -> uint"},
    {"_==_", "(A, A) -> bool"},
    {"_!=_", "(A, A) -> bool"},
    {"@in", "(A, list(A)) -> bool"},
    {"@in", "(A, map(A, B)) -> bool"},
    {"_[_]", "(list(A), int) -> A"},
    {"_[_]", "(map(A, B), A) -> B"},
    {"size", "(string) -> int"},
    {"size", "(bytes) -> int"},
    {"size", "(list(A)) -> int"},
    {"size", "(map(A, B)) -> int"},
    {"size", "string.() -> int"},
    {"size", "bytes.() -> int"},
    {"size", "list(A).() -> int"},
    {"size", "map(A, B).() -> int"},
    {"contains", "string.(string) -> bool"},
    {"startsWith", "string.(string) -> bool"},
    {"endsWith", "string.(string) -> bool"},
    {"matches", "string.(string) -> bool"},
    {"matches", "(string, string) -> bool"},
    {"type", "(A) -> type(A)"},
    {"dyn", "(A) -> dyn"},
    {"bool", "(bool) -> bool"},
    {"bool", "(string) -> bool"},
    {"bytes", "(bytes) -> bytes"},
    {"bytes", "(string) -> bytes"},
    {"double", "(double) -> double"},
    {"double", "(int) -> double"},
    {"double", "(string) -> double"},
    {"double", "(uint) -> double"},
    {"duration", "(duration) -> duration"},
    {"duration", "(string) -> duration"},
    {"int", "(int) -> int"},
    {"int", "(double) -> int"},
    {"int", "(string) -> int"},
    {"int", "(timestamp) -> int"},
    {"int", "(uint) -> int"},
    {"string", "(string) -> string"},
    {"string", "(bool) -> string"},
    {"string", "(bytes) -> string"},
    {"string", "(double) -> string"},
    {"string", "(duration) -> string"},
    {"string", "(int) -> string"},
    {"string", "(timestamp) -> string"},
    {"string", "(uint) -> string"},
    {"timestamp", "(timestamp) -> timestamp"},
    {"timestamp", "(int) -> timestamp"},
    {"timestamp", "(string) -> timestamp"},
    {"uint", "(uint) -> uint"},
    {"uint", "(double) -> uint"},
    {"uint", "(int) -> uint"},
    {"uint", "(string) -> uint"},
    {"getFullYear", "timestamp.() -> int"},
    {"getFullYear", "timestamp.(string) -> int"},
    {"getMonth", "timestamp.() -> int"},
    {"getMonth", "timestamp.(string) -> int"},
    {"getDate", "timestamp.() -> int"},
    {"getDate", "timestamp.(string) -> int"},
    {"getDayOfMonth", "timestamp.() -> int"},
    {"getDayOfMonth", "timestamp.(string) -> int"},
    {"getDayOfWeek", "timestamp.() -> int"},
    {"getDayOfWeek", "timestamp.(string) -> int"},
    {"getDayOfYear", "timestamp.() -> int"},
    {"getDayOfYear", "timestamp.(string) -> int"},
    {"getHours", "timestamp.() -> int"},
    {"getHours", "timestamp.(string) -> int"},
    {"getHours", "duration.() -> int"},
    {"getMinutes", "timestamp.() -> int"},
    {"getMinutes", "timestamp.(string) -> int"},
    {"getMinutes", "duration.() -> int"},
    {"getSeconds", "timestamp.() -> int"},
    {"getSeconds", "timestamp.(string) -> int"},
    {"getSeconds", "duration.() -> int"},
    {"getMilliseconds", "timestamp.() -> int"},
    {"getMilliseconds", "timestamp.(string) -> int"},
    {"getMilliseconds", "duration.() -> int"},
    {"_[_]", "(optional_type(list(A)), int) -> optional_type(A)"},
    {"_[_]", "(optional_type(map(A, B)), A) -> optional_type(B)"},
    {"_[?_]", "(list(A), int) -> optional_type(A)"},
    {"_[?_]", "(optional_type(list(A)), int) -> optional_type(A)"},
    {"_[?_]", "(map(A, B), A) -> optional_type(B)"},
    {"_[?_]", "(optional_type(map(A, B)), A) -> optional_type(B)"},
    {"optional.of", "(A) -> optional_type(A)"},
    {"optional.ofNonZeroValue", "(A) -> optional_type(A)"},
    {"optional.none", "() -> optional_type(A)"},
    {"hasValue", "optional_type(A).() -> bool"},
    {"value", "optional_type(A).() -> A"},
    {"or", "optional_type(A).(optional_type(A)) -> optional_type(A)"},
    {"orValue", "optional_type(A).(A) -> A"},
    {"cel.@mapInsert", "(map(A, B), map(A, B)) -> map(A, B)"},
    {"cel.@mapInsert", "(map(A, B), A, B) -> map(A, B)"},
};

// Of two numbers of any types, and of two values of one ordered type.
constexpr std::array<std::string_view, 4> kOrders{"_<_", "_<=_", "_>_", "_>=_"};
constexpr std::array<std::string_view, 14> kOrdered{"(bool, bool) -> bool",
                                                    "(int, int) -> bool",
                                                    "(uint, uint) -> bool",
                                                    "(double, double) -> bool",
                                                    "(int, uint) -> bool",
                                                    "(int, double) -> bool",
                                                    "(uint, int) -> bool",
                                                    "(uint, double) -> bool",
                                                    "(double, int) -> bool",
                                                    "(double, uint) -> bool",
                                                    "(string, string) -> bool",
                                                    "(bytes, bytes) -> bool",
                                                    "(timestamp, timestamp) -> bool",
                                                    "(duration, duration) -> bool"};

Vector<StandardDeclaration> all() {
  Vector<StandardDeclaration> out(std::begin(kDeclarations), std::end(kDeclarations));
  for (const auto order : kOrders) {
    for (const auto overload : kOrdered) out.push_back({order, overload});
  }
  return out;
}

}  // namespace

const Vector<StandardDeclaration>& standard_declarations() {
  static const Vector<StandardDeclaration> kAll = all();
  return kAll;
}

}  // namespace precheck::cel
