// Bare CEL, for tests, tools and pages: the language that rule packs are written in, without packs.
//
//   const auto program = precheck::CelProgram::compile("x + 1", R"({"variables": {"x": "int"}})");
//   if (program.errors().empty()) puts(program.evaluate(R"({"x": {"int": "41"}})").c_str());  // {"value":{"int":"42"}}
//
// Texts are UTF-8. Nothing here throws, reads a clock, a file or the network, or keeps state between calls.
//
// Values are JSON. null, bools, strings and lists stand for themselves and a number is a double; all else is tagged:
// {"int": "-5"}, {"uint": "5"}, {"double": "NaN" | "Infinity" | "-Infinity" | "-0"}, {"bytes": "00ff"},
// {"timestamp": "2009-02-13T23:31:30.5Z"}, {"duration": "-1.5s"}, {"type": "list"}, {"map": [[key, value], …]},
// {"optional": [value]}, of none {"optional": []}, and, in bindings only, {"unknown": true}: a part that is not known
// yet.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace precheck {

// Why an expression was refused, or what an evaluation came to.
struct CelError {
  std::string code;          // stable: "cel.syntax", "cel.undeclared", "cel.divide_by_zero", "cel.bindings", …
  std::string message;       // in English
  std::string pointer;       // JSON Pointer: the binding or option at fault; "" where it is the expression
  std::uint32_t line = 0;    // 1-based, of the expression; 0 where the expression is not at fault
  std::uint32_t column = 0;  // 1-based, in code points
  std::uint32_t offset = 0;  // in bytes
};

// A compiled expression. Cheap to copy (copies share), immutable, safe to use from several threads.
class CelProgram {
 public:
  // `options` is a JSON object, "" is {}:
  //   "variables"  { name: type, … } that the expression may name; qualified names ("a.b") are one variable. Types:
  //   dyn,
  //                bool, int, uint, double, string, bytes, timestamp, duration, null, type, list(T), map(K, V),
  //                optional_type(T)
  //   "functions"  { name: [overload, …], … } that it may call beside the standard library, for the type check only: a
  //                call is an error value. Overloads: "(string, int) -> bool", as a method "string.(int) -> bool"
  //   "container"  names are resolved within it, as in cel-spec. Default ""
  //   "check"      true (the default): types are deduced, and what cannot be well typed is refused here. false: what
  //   nobody
  //                declares is an error once it is evaluated, so that `f() || true` is true
  //   "macros"     false: has, all, exists, … are ordinary functions. Default true
  static CelProgram compile(std::string_view expression, std::string_view options = {});

  // All that is wrong with it. Such a program evaluates to the first of these errors.
  [[nodiscard]] const std::vector<CelError>& errors() const;

  // The type that was deduced, as in "variables"; "dyn" is anything, and what there is without a check.
  [[nodiscard]] const std::string& type() const;

  // The syntax tree, macros expanded, as indented text in the manner of cel-go's debug printer; "" after an error.
  [[nodiscard]] std::string tree() const;

  // `bindings` is a JSON object { variable: value, … }, "" is {}; what the expression does not know is not looked at.
  // Gives {"value": …}; {"unknown": ["/x/a/0", …]}, the parts that it waits for; or {"error": {"code", "message",
  // "line"?, "column"?, "offset"?, "pointer"?}}. Bounded by the limits of the core, see base/limits.h.
  [[nodiscard]] std::string evaluate(std::string_view bindings = {}) const;

 private:
  CelProgram() = default;
  struct State;
  std::shared_ptr<const State> state_;
};

// The syntax tree of an expression as JSON, for tools; or {"errors": […]}, as CelPrograms has them. The names are those
// of cel-spec's syntax.proto. Of every node:
//
//   {"kind", "start", "end", "at", "macro"?, …}     start, end: the bytes that it was written as, [start, end), without
//                                                   parentheses around it. at: its first byte; of a selection the dot;
//                                                   of a call the function's name, the operator (of ?: the question
//                                                   mark) or the bracket of an index
// and by kind:
//   literal         "type", "value"                 type: "int", "null_type", …; value: tagged, as above
//   ident           "name"                          with the dot that it was written with
//   select          "operand", "field", "test_only"?: true, from has()
//   call            "function", "target"?, "args"   operators are _+_, !_, _?_:_, _[_], @in, …; of _?._ (a.?b) the
//   field
//                                                   is a string
//   list            "elements", "optional_indices"?: [place of an element that is written with ?]
//   map             "entries": [{"map_key", "value", "optional_entry"?: true}]
//   comprehension   "iter_var", "iter_var2"?, "accu_var", "iter_range", "accu_init", "loop_condition", "loop_step",
//                   "result"
//
// `macros`: whether has, all, exists, … are expanded. "macro" is then the name of the one that a node stands for; what
// a macro made has the macro's place. Otherwise they are calls as the author wrote them, and there are no
// comprehensions.
std::string cel_syntax(std::string_view expression, bool macros = false);

// Programs by number, for callers that cannot hold objects of C++. It holds a limited number at a time: see
// base/limits.h, kMaxCelPrograms.
class CelPrograms {
 public:
  // {"program": number, "type": …}, which is kept until it is disposed of; or {"errors": [{"code", "message", "line"?,
  // "column"?, "offset"?, "pointer"?}, …]}, and nothing is kept.
  std::string compile(std::string_view expression, std::string_view options = {});

  // As CelProgram's; a number that stands for no program is an error "cel.disposed", and "" as a tree.
  [[nodiscard]] std::string evaluate(std::int32_t program, std::string_view bindings = {}) const;
  [[nodiscard]] std::string tree(std::int32_t program) const;

  void dispose(std::int32_t program) { programs_.erase(program); }

 private:
  std::map<std::int32_t, CelProgram> programs_;
  std::int32_t last_ = 0;
};

}  // namespace precheck
