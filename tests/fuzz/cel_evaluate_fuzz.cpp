// libFuzzer: any expression evaluated over values of each kind, unknown and absent ones included. Nothing may crash,
// hang or leak, and a second run gives the same.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/arena.h"
#include "cel/parser.h"
#include "cel/program.h"

using namespace precheck;
using namespace precheck::cel;

namespace {

class Variables final : public Activation {
 public:
  explicit Variables(Arena& arena) {
    keys_[0] = Value::of_string("b");
    keys_[1] = Value::of_string("c");
    keys_[2] = Value::of_string("e");
    fields_[0] = Value::of_int(7);
    fields_[1] = unknown_;
    fields_[2] = make_error(arena, ErrorCode::Absent, 0, "no answer");
    items_[0] = Value::of_map(&map_);
    items_[1] = Value::of_string("b");
    items_[2] = Value::of_double(1.5);
    values_ = {Value::of_map(&map_),
               Value::of_list(&list_),
               unknown_,
               Value::of_timestamp(1700000000, 5),
               Value::of_duration(-3, 500000000),
               Value::of_bytes("\xff\0x"),
               Value::of_uint(~0ull)};
  }

  Value get(std::uint32_t variable) override { return values_[variable]; }
  Value has(std::uint32_t variable) override {
    return values_[variable].is(Kind::Unknown) ? values_[variable] : Value::of_bool(true);
  }

 private:
  std::uint32_t ids_[1] = {3};
  UnknownSet set_{ids_, 1, nullptr, false};
  Value unknown_ = Value::of_unknown(&set_);
  Value keys_[3];
  Value fields_[3];
  Map map_{keys_, fields_, 3};
  Value items_[3];
  List list_{items_, 3, nullptr};
  std::vector<Value> values_;
};

std::string run(const Program& program) {
  constexpr std::uint64_t kSteps = 20'000;
  constexpr std::size_t kBytes = 1u << 20;
  Arena arena(kBytes);
  Variables variables(arena);
  Evaluation evaluation{arena, variables, kSteps};
  return describe(evaluate(program, evaluation));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ParseOptions options;
  options.has_on_identifiers = true;
  const auto ast = parse({reinterpret_cast<const char*>(data), size}, options);
  if (!ast.ok()) return 0;
  Environment environment;
  environment.variables = {"a", "l", "u", "t", "w", "y", "n"};
  const auto program = compile(*ast, environment);
  if (!program.ok()) return 0;
  if (run(*program) != run(*program)) __builtin_trap();
  return 0;
}
