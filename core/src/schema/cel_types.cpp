#include "schema/cel_types.h"

#include <algorithm>

#include "base/vector.h"

namespace precheck::schema {

FactTypes::FactTypes(const Schema& schema, cel::Types& types)
    : schema_(schema), types_(types), of_node_(schema.nodes.size(), types.dyn()) {
  make(0);
}

cel::TypeRef FactTypes::make(NodeIndex index) {
  const Node& node = schema_[index];
  cel::TypeRef type = types_.dyn();
  switch (node.type) {
    case Type::Object: type = make_object(index); break;
    case Type::Array:
      // A schema that is wrong may lack "items".
      type = types_.bounded(types_.list(node.items == kNoNode ? types_.dyn() : make(node.items)), node.max_items);
      break;
    case Type::String: type = make_string(index); break;
    case Type::Integer: type = types_.simple(cel::TypeKind::Int); break;
    case Type::Number: type = types_.simple(cel::TypeKind::Double); break;
    case Type::Boolean: type = types_.simple(cel::TypeKind::Bool); break;
  }
  of_node_[index] = type;
  return type;
}

cel::TypeRef FactTypes::make_object(NodeIndex index) {
  Vector<cel::ObjectType::Field> fields;
  for (const NodeIndex property : schema_[index].properties) {
    fields.push_back({schema_[property].name, make(property)});
  }
  return types_.object(schema_.pattern(index), fields);
}

cel::TypeRef FactTypes::make_string(NodeIndex index) {
  const Node& node = schema_[index];
  // Formats of fixed length need no maxLength.
  constexpr std::int64_t kLongestMonth = 7, kLongestId = 18, kLongestCode = 8;
  switch (node.format) {
    case Format::Date:
    case Format::DateTime: return types_.simple(cel::TypeKind::Timestamp);
    case Format::Month: return types_.bounded(types_.simple(cel::TypeKind::String), kLongestMonth);
    case Format::CnResidentId: return types_.bounded(types_.simple(cel::TypeKind::String), kLongestId);
    case Format::CnAreaCode: return types_.bounded(types_.simple(cel::TypeKind::String), kLongestCode);
    case Format::None: break;
  }
  if (node.values.empty()) return types_.bounded(types_.simple(cel::TypeKind::String), node.max_length);
  std::int64_t longest = 0;
  for (const cel::Value& value : node.values) longest = std::max<std::int64_t>(longest, value.extra);
  return types_.bounded(types_.enumeration(&node.values), longest);
}

}  // namespace precheck::schema
