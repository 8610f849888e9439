// The types of the standard library's functions and operators: cel-spec doc/langdef.md, "List of Standard Definitions".
#pragma once

#include <string_view>

#include "base/vector.h"

namespace precheck::cel {

struct StandardDeclaration {
  std::string_view name;
  std::string_view overload;  // see FunctionTypes
};

const Vector<StandardDeclaration>& standard_declarations();

}  // namespace precheck::cel
