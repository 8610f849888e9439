// libFuzzer: any expression over any values. An input is the expression, a NUL, and bytes that choose the limits of the
// run and the values of the variables. Nothing may crash, hang or leak. A second run gives the same; a value that is
// written as JSON is read back as the same; and where every type is known before, the value is of the type that the
// checker deduced, in no more steps than its estimate allows.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/arena.h"
#include "base/limits.h"
#include "cel/checker.h"
#include "cel/cost.h"
#include "cel/json_value.h"
#include "cel/parser.h"
#include "cel/program.h"
#include "declarations.h"
#include "expect.h"
#include "values.h"

using namespace precheck;
using namespace precheck::cel;

namespace {

class Bindings final : public Activation {
 public:
  Bindings(fuzz::Values& values, const TypeEnvironment& environment) {
    for (const auto& variable : environment.variables) {
      // As in a form, only some facts may be left without an answer.
      const bool absent = fuzz::Values::is_absent(values.byte());
      values_.push_back(absent ? values.absent() : values.make(variable.type));
    }
  }

  Value get(std::uint32_t variable) override { return values_[variable]; }
  Value has(std::uint32_t variable) override {
    const Value& value = values_[variable];
    if (value.is(Kind::Error)) return Value::of_bool(false);
    if (!value.is(Kind::Unknown)) return Value::of_bool(true);
    return value.unknown->known_absent ? Value::of_bool(false) : value;
  }

 private:
  std::vector<Value> values_;
};

struct Run {
  std::string value;
  bool fits = true;  // the deduced type
  std::uint64_t steps = 0;
};

bool known_before(TypeRef type) {
  return type->kind != TypeKind::Dyn && type->kind != TypeKind::Variable &&
         std::all_of(type->parameters.begin(), type->parameters.end(), known_before);
}

bool fits(const Value& value, TypeRef type) {
  if (value.is(Kind::Unknown) || value.is(Kind::Error)) return true;
  switch (type->kind) {
    case TypeKind::Null: return value.is(Kind::Null);
    case TypeKind::Bool: return value.is(Kind::Bool);
    case TypeKind::Int: return value.is(Kind::Int);
    case TypeKind::Uint: return value.is(Kind::Uint);
    case TypeKind::Double: return value.is(Kind::Double);
    case TypeKind::String: return value.is(Kind::String);
    case TypeKind::Bytes: return value.is(Kind::Bytes);
    case TypeKind::Timestamp: return value.is(Kind::Timestamp);
    case TypeKind::Duration: return value.is(Kind::Duration);
    case TypeKind::Type: return value.is(Kind::Type);
    case TypeKind::Object: return value.is(Kind::Map);
    case TypeKind::Opaque:
      return value.is(Kind::Optional) && (value.optional == nullptr || fits(*value.optional, type->parameters[0]));
    case TypeKind::List:
      return value.is(Kind::List) && std::all_of(value.list->items, value.list->items + value.list->count,
                                                 [&](const Value& item) { return fits(item, type->parameters[0]); });
    case TypeKind::Map: {
      if (!value.is(Kind::Map)) return false;
      const Map& map = *value.map;
      return std::all_of(map.keys, map.keys + map.count,
                         [&](const Value& key) { return fits(key, type->parameters[0]); }) &&
             std::all_of(map.values, map.values + map.count,
                         [&](const Value& entry) { return fits(entry, type->parameters[1]); });
    }
    default: return true;
  }
}

// As bare CEL answers; what is not known or not there has no text to be read again.
void write_and_read(const Value& value, bool whole) {
  constexpr std::size_t kMostText = 1u << 16;
  const auto text = to_json_text(value, kMostText);
  if (!text || !text->unknowns.empty() || !whole) return;
  const auto json = read_json(text->text, limits::kMaxFormBytes);
  if (!json.ok()) return fuzz::expect(json.error().code == JsonError::Code::TooDeep, "a value is written as JSON");
  Arena arena(limits::kMaxEvaluationBytes);
  const auto again = JsonValueReader(arena).read(*json, "value");
  fuzz::expect(again && describe(*again) == describe(value), "a value that is written is read back as the same");
}

Run run(const Program& program, std::string_view bytes, const fuzz::Declarations& declarations, TypeRef deduced) {
  constexpr std::uint64_t kSteps[] = {20'000, 20'000, 200, 10};
  constexpr std::size_t kBytes[] = {1u << 20, 1u << 14};
  Arena facts(limits::kMaxEvaluationBytes);
  fuzz::Values values(bytes, declarations, facts);
  const std::uint8_t choice = values.byte();
  const pack::FunctionHost host{choice % 2 == 0 ? 8 * 3600 : -3600};
  const std::uint64_t steps = kSteps[choice / 2 % 4];
  Bindings bindings(values, declarations.types());
  Arena arena(kBytes[choice / 8 % 2]);
  Evaluation evaluation{arena, bindings, steps, &host};
  const Value value = evaluate(program, evaluation);
  if (!value.is(Kind::Error) && !value.is(Kind::Unknown)) write_and_read(value, !values.some_absent());
  return {describe(value), deduced == nullptr || fits(value, deduced), steps - evaluation.steps_left};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzz::Declarations declarations;
  const std::string_view input{reinterpret_cast<const char*>(data), size};
  const std::string_view text = input.substr(0, input.find('\0'));
  const std::string_view bytes = input.substr(std::min(size, text.size() + 1));

  ParseOptions options;
  options.has_on_identifiers = true;
  const auto ast = parse(text, options);
  if (!ast.ok()) return 0;
  Environment names = declarations.names();
  names.undeclared_is_error_value = true;
  const auto program = compile(*ast, names);
  fuzz::expect(program.ok(), "what nobody declares may be left to evaluation");

  Types types;
  const auto checked = check_types(*ast, declarations.types(), types);
  const bool typed = checked.ok() && std::all_of(checked->begin(), checked->end(), known_before);
  const Run first = run(*program, bytes, declarations, typed ? (*checked)[ast->root] : nullptr);
  fuzz::expect(first.fits, "the value is of the deduced type");
  if (typed) {
    const auto estimate = estimate_cost(*ast, *checked);
    fuzz::expect(!estimate.unbounded.empty() || first.steps <= estimate.steps, "the steps are within the estimate");
  }
  fuzz::expect(run(*program, bytes, declarations, nullptr).value == first.value, "a second run gives the same");
  return 0;
}
