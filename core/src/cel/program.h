// A Program is an expression made ready to run: names resolved to variables, functions and types, constants built,
// macro variables numbered. Compile once, evaluate often; a Program never changes and may be shared.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "base/vector.h"
#include "cel/ast.h"
#include "cel/regex.h"
#include "cel/value.h"

namespace precheck::cel {

struct Evaluation;

// A function of the standard library or of the host. Arguments are neither errors nor unknowns (CEL functions are
// strict); it answers NoSuchOverload for kinds that it does not take.
using FunctionBody = Value (*)(Evaluation& evaluation, const Value* args, std::uint32_t count);

struct Function {
  std::string_view name;
  bool member;  // called as target.name(…): the target is args[0] and counts below
  std::uint8_t least_args;
  std::uint8_t most_args;
  FunctionBody body;
};

// What an expression may refer to.
struct Environment {
  // Names are resolved as cel-spec says: within container a.b, x is a.b.x, a.x or x, the longest that is declared.
  std::string container;
  // Names of variables, qualified ones included ("params.limit"); the index is the variable's number.
  Vector<std::string> variables;
  // Host functions, beside the standard library.
  const Function* functions = nullptr;
  std::size_t function_count = 0;
  // What becomes of names, functions and overloads that nobody declares. False: compile() refuses them. True: they are
  // error values once they are evaluated, so that `f() || true` is true: CEL without a type check (cel-spec).
  bool undeclared_is_error_value = false;
  // For calls that are worked out when the expression is compiled: Evaluation::host, and the values of the variables
  // that never change, by number; none where there is no value.
  const void* host = nullptr;
  const Vector<std::optional<Value>>* fixed = nullptr;
};

enum class Op : std::uint8_t {
  Constant,         // constant
  Undeclared,       // constant: the message of the error that it gives
  Variable,         // index: variable
  HasVariable,      // index: variable
  Local,            // index: place on the stack of macro variables
  Select,           // [operand], constant: the field's name
  Has,              // [operand], constant: the field's name
  Index,            // [operand, key]
  OptionalSelect,   // .?: [operand], constant: the field's name
  OptionalIndex,    // [?]: [operand, key]
  OptionalOf,       // [value], function: what makes the optional
  OptionalOr,       // [optional, optional]
  OptionalOrValue,  // [optional, value]
  OptionalEntry,    // [optional], in MakeList and MakeMap: an entry written with ?
  And,
  Or,
  Not,
  NotStrictlyFalse,
  Conditional,
  Negate,
  Add,
  Subtract,
  Multiply,
  Divide,
  Modulo,
  Equal,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  In,
  Call,  // function
  MakeList,
  MakeMap,
  Fold,  // [range, init, condition, step, result], index: place of its first variable, two: two variables
};

// How an evaluation that nobody records comes by the value faster than by carrying the instruction out. The answer is
// the same either way.
enum class Quick : std::uint8_t {
  None,
  // The value lies ready, in one of four places.
  Constant,  // Program::values[slot]: worked out when the expression was compiled
  Variable,  // Evaluation::variables[slot], if it is there yet
  Local,     // the macro variable at `slot`
  Slot,      // Evaluation::facts[slot]
  // What is to be done is known better than the operation says.
  HasSlot,  // whether the fact at Evaluation::facts[slot] has a value
  Field,    // Select: most likely the map's entry `slot`, whose key is then the very text of `constant`
  All,      // Fold: all(…), and exists(…): the accumulator is the last element's answer, so it need not be kept
  Exists,
  Filter,        // Fold: filter(…)
  Matches,       // Call: Program::patterns[slot] is the pattern
  SizeOfFilter,  // Call: of size(…), of what filter(…) gives
};

inline constexpr std::size_t kReadyPlaces = 5;  // None among them
inline bool lies_ready(Quick quick) { return quick >= Quick::Constant && quick <= Quick::Slot; }

struct Instruction {
  // Quick and slot of an operand whose value lies ready: it is found without a look at the operand itself.
  struct Ready {
    Quick quick = Quick::None;
    std::uint32_t slot = 0;
  };

  Op op = Op::Constant;
  Quick quick = Quick::None;
  bool two = false;
  std::uint32_t offset = 0;  // byte offset into the expression
  NodeId node = kNoNode;     // what it was made from, in the tree that the expression parses to
  std::uint32_t index = 0;
  std::uint32_t first = 0;  // operands: [first, first + count) in Program::operands
  std::uint32_t count = 0;
  std::uint32_t slot = 0;  // see Quick
  Ready ready[2];          // of the first two operands
  const Function* function = nullptr;
  Value constant;
};

struct Program {
  Vector<Instruction> code;
  Vector<std::uint32_t> operands;
  std::uint32_t root = 0;
  std::uint32_t locals = 0;  // most macro variables alive at once
  std::unique_ptr<Arena> constants;
  Vector<Value> values;  // see Quick::Constant
  Vector<Regex> patterns;

  [[nodiscard]] const Instruction& operand(const Instruction& of, std::uint32_t i) const {
    return code[operands[of.first + i]];
  }
};

// Fails on names that the environment does not declare and on wrong numbers of arguments, all of them at once: see
// Environment::undeclared_is_error_value.
Result<Program, Vector<SyntaxError>> compile(const Ast& ast, const Environment& environment);

// Gives variables their values, on demand: nothing that an expression does not reach is computed.
class Activation {
 public:
  virtual Value get(std::uint32_t variable) = 0;
  // What has() of the variable gives: a bool, or an unknown.
  virtual Value has(std::uint32_t variable) = 0;

 protected:
  ~Activation() = default;
};

// Is told of all that an evaluation carries out, parts before what they are parts of.
class Recorder {
 public:
  // Before an instruction is carried out; what it gives comes back as `mark`.
  virtual std::size_t begin() = 0;
  virtual void add(const Instruction& in, const Value& value, std::size_t mark) = 0;

 protected:
  ~Recorder() = default;
};

// One run, or several that share a budget. `host` is for host functions (a pack's time zone, say).
struct Evaluation {
  Arena& arena;
  Activation& activation;
  std::uint64_t steps_left;
  const void* host = nullptr;
  std::uint32_t offset = 0;                              // of the instruction under way: for errors made by functions
  Recorder* recorder = nullptr;                          // if set, told of what is evaluated
  std::uint64_t parts_left = limits::kMaxComparedParts;  // of lists and maps that may still be compared
  // What Quick::Slot and Quick::Variable read; nullptr: they are carried out as written. A variable that is an Unknown
  // without a set is not there yet: the activation is asked.
  const Value* facts = nullptr;
  const Value* variables = nullptr;

  Value error(ErrorCode code, std::string_view message) { return make_error(arena, code, offset, message); }
};

// The value, an Error or an Unknown.
Value evaluate(const Program& program, Evaluation& evaluation);

// The standard library's function of that name and call style that takes so many arguments.
const Function* standard_function(std::string_view name, bool member, std::size_t args);
bool standard_function_exists(std::string_view name);

}  // namespace precheck::cel
