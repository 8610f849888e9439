#include "cel/types.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/limits.h"
#include "base/text.h"
#include "base/vector.h"

namespace precheck::cel {

namespace {

constexpr std::array<std::pair<std::string_view, TypeKind>, 10> kSimple{{{"dyn", TypeKind::Dyn},
                                                                         {"null", TypeKind::Null},
                                                                         {"bool", TypeKind::Bool},
                                                                         {"int", TypeKind::Int},
                                                                         {"uint", TypeKind::Uint},
                                                                         {"double", TypeKind::Double},
                                                                         {"string", TypeKind::String},
                                                                         {"bytes", TypeKind::Bytes},
                                                                         {"timestamp", TypeKind::Timestamp},
                                                                         {"duration", TypeKind::Duration}}};

}  // namespace

const ObjectType::Field* ObjectType::find(std::string_view field) const {
  for (const Field& f : fields) {
    if (f.name == field) return &f;
  }
  return nullptr;
}

Types::Types() {
  for (const auto& [name, kind] : kSimple) simple_[static_cast<std::size_t>(kind)] = add(kind, {});
}

std::span<const TypeRef> Types::keep(std::span<const TypeRef> types) {
  auto* copy = arena_.array<TypeRef>(types.size());
  std::copy(types.begin(), types.end(), copy);
  return {copy, types.size()};
}

TypeRef Types::add(TypeKind kind, std::span<const TypeRef> parameters, std::string_view name) {
  std::size_t size = 1;
  bool open = kind == TypeKind::Variable;
  for (const TypeRef parameter : parameters) {
    size += parameter->size;
    open = open || parameter->open;
  }
  if (size > limits::kMaxTypeSize) return dyn();
  auto* type = arena_.make<Type>();
  type->kind = kind;
  if (!parameters.empty()) type->parameters = keep(parameters);
  type->name = arena_.copy(name);
  type->size = size;
  type->open = open;
  return type;
}

TypeRef Types::opaque(std::string_view name, std::span<const TypeRef> parameters) {
  return add(TypeKind::Opaque, parameters, name);
}

TypeRef Types::variable(std::string_view name) { return add(TypeKind::Variable, {}, name); }

TypeRef Types::variable(std::uint32_t number) {
  auto* type = arena_.make<Type>();
  type->kind = TypeKind::Variable;
  type->number = number;
  type->open = true;
  return type;
}

TypeRef Types::object(std::string_view name, std::span<const ObjectType::Field> fields) {
  auto* copies = arena_.array<ObjectType::Field>(fields.size());
  for (std::size_t i = 0; i < fields.size(); ++i) copies[i] = {arena_.copy(fields[i].name), fields[i].type};
  auto* object = arena_.make<ObjectType>();
  object->name = arena_.copy(name);
  object->fields = {copies, fields.size()};
  auto* type = arena_.make<Type>();
  type->kind = TypeKind::Object;
  type->object = object;
  return type;
}

TypeRef Types::enumeration(const Vector<Value>* values) {
  auto* type = arena_.make<Type>(*simple(TypeKind::String));
  type->values = values;
  return type;
}

TypeRef Types::bounded(TypeRef type, std::optional<std::int64_t> most) {
  auto* copy = arena_.make<Type>(*type);
  copy->most = most;
  return copy;
}

TypeRef Types::parse(std::string_view text) { return parse_at(text); }

TypeRef Types::parse_at(std::string_view& text) {
  const std::size_t end = text.find_first_of("(),");
  const std::string_view name = text.substr(0, end);
  text.remove_prefix(name.size());
  Vector<TypeRef> parameters;
  if (!text.empty() && text[0] == '(') {
    do {
      text.remove_prefix(1);
      if (!text.empty() && text[0] == ' ') text.remove_prefix(1);
      parameters.push_back(parse_at(text));
    } while (!text.empty() && text[0] == ',');
    text.remove_prefix(1);  // )
  }
  if (name == "list") return list(parameters[0]);
  if (name == "map") return map(parameters[0], parameters[1]);
  if (name == "type") return parameters.empty() ? any_type() : type(parameters[0]);
  for (const auto& [simple_name, kind] : kSimple) {
    if (name == simple_name) return simple(kind);
  }
  if (name.size() == 1 && name[0] >= 'A' && name[0] <= 'Z') return variable(name);
  return opaque(name, parameters);
}

std::string to_string(TypeRef type) {
  std::string out;
  switch (type->kind) {
    case TypeKind::List: out = "list"; break;
    case TypeKind::Map: out = "map"; break;
    case TypeKind::Type: out = "type"; break;
    case TypeKind::Opaque: out = type->name; break;
    case TypeKind::Variable: return type->name.empty() ? cat({"_", type->number}) : std::string(type->name);
    case TypeKind::Object: return "map(string, dyn)";
    default:
      for (const auto& [name, kind] : kSimple) {
        if (kind == type->kind) out = name;
      }
  }
  if (type->parameters.empty()) return out;
  out += '(';
  for (std::size_t i = 0; i < type->parameters.size(); ++i) {
    if (i != 0) out += ", ";
    out += to_string(type->parameters[i]);
  }
  return out + ')';
}

bool same_type(TypeRef a, TypeRef b) {
  if (a == b) return true;
  if (a->kind != b->kind || a->name != b->name || a->number != b->number || a->object != b->object ||
      a->parameters.size() != b->parameters.size()) {
    return false;
  }
  for (std::size_t i = 0; i < a->parameters.size(); ++i) {
    if (!same_type(a->parameters[i], b->parameters[i])) return false;
  }
  return true;
}

}  // namespace precheck::cel
