// The types that CEL's checker sees in a form.
#pragma once
#include <string>

#include "base/vector.h"
#include "cel/types.h"
#include "schema/schema.h"

namespace precheck::schema {

// The type of each node of a schema: an object is a map of known fields, a date a timestamp, an enum of strings a
// string of which the values are known. Lists and strings carry their bounds. Keep it beside the types that it made.
class FactTypes {
 public:
  FactTypes(const Schema& schema, cel::Types& types);
  FactTypes(const FactTypes&) = delete;
  FactTypes& operator=(const FactTypes&) = delete;

  [[nodiscard]] cel::TypeRef of(NodeIndex node) const { return of_node_[node]; }

 private:
  cel::TypeRef make(NodeIndex index);
  cel::TypeRef make_object(NodeIndex index);
  cel::TypeRef make_string(NodeIndex index);

  const Schema& schema_;
  cel::Types& types_;
  Vector<cel::TypeRef> of_node_;
};

}  // namespace precheck::schema
