// check_types(): whether an expression can be well typed, and the type of each of its nodes. cel-spec doc/langdef.md,
// "Gradual Type Checking"; overload resolution and type parameters as in cel-go.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/names.h"
#include "base/result.h"
#include "base/vector.h"
#include "cel/ast.h"
#include "cel/types.h"

namespace precheck::cel {

struct VariableDeclaration {
  std::string name;  // may be qualified: "params.limit"
  TypeRef type = nullptr;
};

struct OverloadDeclaration {
  bool member = false;  // called as target.name(…): the target is arguments[0]
  std::span<const TypeRef> arguments;
  TypeRef result = nullptr;
};

using Overloads = Vector<OverloadDeclaration>;

// The functions that expressions may call, by name: the standard library, and what else is declared. Made once for
// many expressions; its types are those of the pool that it was made with.
class FunctionTypes {
 public:
  explicit FunctionTypes(Types& types);

  // An overload is written "(string, int) -> bool", a method "string.(int) -> bool". It is read when an expression
  // first asks for the name: few of them are. Precondition: well-formed, and outlives this.
  void declare(std::string_view name, std::string_view overload);

  // nullptr: there is no such function.
  [[nodiscard]] const Overloads* find(std::string_view name) const;
  [[nodiscard]] const Names& names() const { return names_; }

 private:
  struct Function {
    Vector<std::string_view> written;
    Overloads read;  // all that is written, or nothing yet
  };

  Types& types_;
  Names names_;
  mutable Vector<Function> functions_;  // by the name's number
};

// What an expression may refer to; outlives the check.
struct TypeEnvironment {
  const FunctionTypes& functions;
  std::string container;
  Vector<VariableDeclaration> variables;
};

struct TypeError {
  enum class Code : std::uint8_t {
    Undeclared,  // a name or function that nothing declares, or a wrong number of arguments
    NoField,     // a field that the object does not have
    NoOverload,  // an operator or function that does not take these types
    Enum,        // a value that the enum compared with does not have
    Mismatch,    // another type is needed here
  };
  Code code = Code::Mismatch;
  std::uint32_t offset = 0;  // byte offset into the expression
  std::string message;
};

// The code of a diagnostic: "cel.undeclared", "cel.no_matching_overload", …
std::string_view code_name(TypeError::Code code);

// The type of each node by its NodeId, dyn where nothing better is known; the root's is the expression's.
using NodeTypes = Vector<TypeRef>;

// All errors at once, in the order of their places.
Result<NodeTypes, Vector<TypeError>> check_types(const Ast& ast, const TypeEnvironment& environment, Types& types);

}  // namespace precheck::cel
