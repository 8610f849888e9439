// The names that a fuzzed expression may use: one of each kind of fact that a pack's schema can declare, and of each
// type that bare CEL has. One letter each, so that mutation finds them.
#pragma once

#include <string>
#include <vector>

#include "cel/checker.h"
#include "cel/program.h"
#include "cel/types.h"
#include "pack/functions.h"

namespace precheck::fuzz {

class Declarations {
 public:
  Declarations() {
    using cel::TypeKind;
    for (const auto& [name, overload] : pack::pack_declarations()) functions_.declare(name, overload);
    const auto simple = [&](TypeKind kind) { return types_.simple(kind); };
    const auto bounded_text = types_.bounded(simple(TypeKind::String), kMostCharacters);
    const auto texts = types_.bounded(types_.list(bounded_text), kMostItems);
    const cel::ObjectType::Field item[] = {
        {"a", simple(TypeKind::Int)}, {"c", types_.enumeration(&kinds_)}, {"g", texts}};
    const auto items = types_.bounded(types_.list(types_.object("/p/k/*", item)), kMostItems);
    const cel::ObjectType::Field form[] = {
        {"a", simple(TypeKind::Timestamp)}, {"b", simple(TypeKind::Bool)}, {"k", items}, {"s", bounded_text}};
    types_of_.variables = {{"b", simple(TypeKind::Bool)},
                           {"c", types_.enumeration(&kinds_)},
                           {"d", types_.dyn()},
                           {"f", simple(TypeKind::Double)},
                           {"g", texts},
                           {"h", types_.bounded(types_.list(simple(TypeKind::Int)), kMostItems)},
                           {"i", simple(TypeKind::Int)},
                           {"j", types_.map(simple(TypeKind::Int), simple(TypeKind::String))},
                           {"k", items},
                           {"l", types_.list(types_.dyn())},
                           {"m", types_.map(simple(TypeKind::String), types_.dyn())},
                           {"n", simple(TypeKind::Null)},
                           {"o", types_.optional(simple(TypeKind::Int))},
                           {"p", types_.object("/p", form)},
                           {"q.r", simple(TypeKind::Int)},
                           {"s", bounded_text},
                           {"t", simple(TypeKind::Timestamp)},
                           {"u", simple(TypeKind::Uint)},
                           {"v", types_.any_type()},
                           {"w", simple(TypeKind::Duration)},
                           {"x.y.z", simple(TypeKind::Double)},
                           {"y", simple(TypeKind::Bytes)}};
  }

  static constexpr std::int64_t kMostItems = 9;
  static constexpr std::int64_t kMostCharacters = 20;

  [[nodiscard]] const cel::TypeEnvironment& types() const { return types_of_; }

  // The same names, for compile().
  [[nodiscard]] cel::Environment names() const {
    cel::Environment out;
    out.container = types_of_.container;
    for (const auto& variable : types_of_.variables) out.variables.push_back(variable.name);
    out.functions = pack::kPackFunctions;
    out.function_count = pack::kPackFunctionCount;
    return out;
  }

 private:
  cel::Types types_;
  cel::FunctionTypes functions_{types_};
  cel::TypeEnvironment types_of_{functions_, "x.y", {}};
  Vector<cel::Value> kinds_{cel::Value::of_string("planned"), cel::Value::of_string("emergency"),
                            cel::Value::of_string("转诊")};
};

}  // namespace precheck::fuzz
