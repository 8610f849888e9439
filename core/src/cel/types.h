// The types of CEL's checker. Gradual: what is not known before evaluation is dyn, which goes with everything.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/arena.h"
#include "base/vector.h"
#include "cel/value.h"

namespace precheck::cel {

struct ObjectType;

enum class TypeKind : std::uint8_t {
  Dyn,
  Null,
  Bool,
  Int,
  Uint,
  Double,
  String,
  Bytes,
  Timestamp,
  Duration,
  List,      // of parameters[0]
  Map,       // parameters[0] to parameters[1]
  Type,      // the type of parameters[0], or of anything
  Opaque,    // an abstract type by its name, with parameters: optional_type(T)
  Object,    // a map of known fields
  Variable,  // to be found: a type parameter of a declaration, or one made while checking
};

// Types and what they refer to live in a Types pool and are handed about by pointer; compare them with same_type().
struct Type {
  TypeKind kind = TypeKind::Dyn;
  std::span<const Type* const> parameters;
  std::string_view name;               // Opaque; Variable of a declaration
  std::uint32_t number = 0;            // Variable made while checking
  const ObjectType* object = nullptr;  // Object
  // String: the only values that there are (an enum), or nullptr. Such a type is string in every other respect.
  const Vector<Value>* values = nullptr;
  // List: most elements; String: most code points. Where a declaration gives a bound, for cost estimates only.
  std::optional<std::int64_t> most;
  // This type and those within it, each counted where it stands.
  std::size_t size = 1;
  bool open = false;  // it is, or has within it, a variable
};
using TypeRef = const Type*;

// A map whose fields are known: selecting any other is an error.
struct ObjectType {
  struct Field {
    std::string_view name;
    TypeRef type = nullptr;
  };
  std::string_view name;  // as messages call it: "/person"
  std::span<const Field> fields;

  [[nodiscard]] const Field* find(std::string_view field) const;
};

// Owns types; the simple ones are there once.
class Types {
 public:
  Types();
  Types(const Types&) = delete;
  Types& operator=(const Types&) = delete;

  [[nodiscard]] TypeRef simple(TypeKind kind) const { return simple_[static_cast<std::size_t>(kind)]; }
  [[nodiscard]] TypeRef dyn() const { return simple(TypeKind::Dyn); }
  TypeRef list(TypeRef element) { return add(TypeKind::List, {element}); }
  TypeRef map(TypeRef key, TypeRef value) { return add(TypeKind::Map, {key, value}); }
  TypeRef type(TypeRef of) { return add(TypeKind::Type, {of}); }
  TypeRef any_type() { return add(TypeKind::Type, {}); }
  TypeRef opaque(std::string_view name, std::span<const TypeRef> parameters);
  TypeRef variable(std::string_view name);  // a type parameter of a declaration: one capital letter
  TypeRef variable(std::uint32_t number);
  TypeRef object(std::string_view name, std::span<const ObjectType::Field> fields);
  TypeRef enumeration(const Vector<Value>* values);
  // A copy of a list or string type that carries its bound.
  TypeRef bounded(TypeRef type, std::optional<std::int64_t> most);
  TypeRef optional(TypeRef of) { return opaque(kOptional, {&of, 1}); }
  // A copy that lives as long as the types.
  std::span<const TypeRef> keep(std::span<const TypeRef> types);

  // "int", "list(A)", "map(string, dyn)", "optional_type(V)", "type(A)"; capital letters are type parameters.
  // Precondition: well-formed; texts come from this library's own declarations.
  TypeRef parse(std::string_view text);

  static constexpr std::string_view kOptional = "optional_type";

 private:
  // dyn in place of a type beyond limits::kMaxTypeSize.
  TypeRef add(TypeKind kind, std::span<const TypeRef> parameters, std::string_view name = {});
  TypeRef add(TypeKind kind, std::initializer_list<TypeRef> parameters) {
    return add(kind, std::span(parameters.begin(), parameters.size()));
  }
  TypeRef parse_at(std::string_view& text);

  Arena arena_{SIZE_MAX, 4096};
  std::array<TypeRef, static_cast<std::size_t>(TypeKind::Duration) + 1> simple_;
};

// As cel-go's checker prints them: "list(int)", "type(string)", "optional_type(dyn)".
std::string to_string(TypeRef type);
bool same_type(TypeRef a, TypeRef b);
inline bool is_optional(TypeRef type) { return type->kind == TypeKind::Opaque && type->name == Types::kOptional; }

}  // namespace precheck::cel
