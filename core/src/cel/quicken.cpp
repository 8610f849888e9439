#include "cel/quicken.h"

#include <utility>

namespace precheck::cel {

namespace {

// For expressions of constants only, which read no variable.
class NoVariables final : public Activation {
 public:
  Value get(std::uint32_t) override { return {}; }
  Value has(std::uint32_t) override { return {}; }
};

void link(const Program& program, Instruction& in) {
  for (std::uint32_t i = 0; i < in.count && i < 2; ++i) {
    const Instruction& operand = program.operand(in, i);
    in.ready[i] = lies_ready(operand.quick) ? Instruction::Ready{operand.quick, operand.slot} : Instruction::Ready{};
  }
}

// The pattern of matches(), a constant; false where it is none.
bool add_pattern(Program& program, Instruction& in) {
  auto regex = Regex::compile(program.values[program.operand(in, 1).slot].string());
  if (!regex.ok()) return false;
  in.slot = static_cast<std::uint32_t>(program.patterns.size());
  program.patterns.push_back(std::move(*regex));
  return true;
}

class Quickener {
 public:
  Quickener(Program& program, const Environment& environment) : program_(program), environment_(environment) {}

  // Operands come before what they are operands of, so what is folded is a constant to what comes after.
  void run() {
    for (std::uint32_t at = 0; at < program_.code.size(); ++at) {
      Instruction& in = program_.code[at];
      switch (in.op) {
        case Op::Constant: is_known(in, in.constant); break;
        case Op::Variable: variable(in); break;
        case Op::Local:
          in.quick = Quick::Local;
          in.slot = in.index;
          break;
        case Op::Fold: in.quick = is_filter(in) ? Quick::Filter : quantifier(in); break;
        default:
          if (is_strict(in.op) && all_constant(in) && may_call(in)) fold(at);
          if (in.op == Op::Call && in.quick == Quick::None) {
            read_pattern(in);
            if (in.function == standard_function("size", in.function->member, in.count) &&
                operand(in, 0).quick == Quick::Filter) {
              in.quick = Quick::SizeOfFilter;
            }
          }
      }
    }
  }

 private:
  void variable(Instruction& in) const {
    in.quick = Quick::Variable;
    in.slot = in.index;
    if (environment_.fixed == nullptr || in.index >= environment_.fixed->size()) return;
    const std::optional<Value>& value = (*environment_.fixed)[in.index];
    if (!value) return;
    is_known(in, *value);
  }

  void is_known(Instruction& in, const Value& value) const {
    in.quick = Quick::Constant;
    in.slot = static_cast<std::uint32_t>(program_.values.size());
    program_.values.push_back(value);
  }

  [[nodiscard]] const Instruction& operand(const Instruction& of, std::uint32_t i) const {
    return program_.operand(of, i);
  }

  static bool is_strict(Op op) {
    return op == Op::Not || (op >= Op::Negate && op <= Op::In) || op == Op::Call || op == Op::Index;
  }

  // A host's function may lean on its host.
  [[nodiscard]] bool may_call(const Instruction& in) const {
    if (in.op != Op::Call || environment_.host != nullptr) return true;
    return in.function == standard_function(in.function->name, in.function->member, in.count);
  }

  [[nodiscard]] bool all_constant(const Instruction& in) const {
    for (std::uint32_t i = 0; i < in.count; ++i) {
      if (operand(in, i).quick != Quick::Constant) return false;
    }
    return true;
  }

  void fold(std::uint32_t at) {
    constexpr std::uint64_t kMostSteps = 1000;
    constexpr std::size_t kMostBytes = 64u << 10;
    Arena arena(kMostBytes);
    NoVariables none;
    Evaluation evaluation{arena, none, kMostSteps, environment_.host};
    const std::uint32_t root = std::exchange(program_.root, at);
    link(program_, program_.code[at]);
    Value value = evaluate(program_, evaluation);
    program_.root = root;
    switch (value.kind) {
      case Kind::String:
      case Kind::Bytes: value.text = program_.constants->copy(value.string()).data(); break;
      case Kind::Null:
      case Kind::Bool:
      case Kind::Int:
      case Kind::Uint:
      case Kind::Double:
      case Kind::Timestamp:
      case Kind::Duration: break;
      default: return;  // of others the parts would have to be kept as well
    }
    is_known(program_.code[at], value);
  }

  [[nodiscard]] bool is_accumulator(const Instruction& in, const Instruction& fold) const {
    return in.op == Op::Local && in.index == fold.index;
  }

  // cel-spec's macros all() and exists(), in whatever words.
  [[nodiscard]] Quick quantifier(const Instruction& fold) const {
    const Instruction& init = operand(fold, 1);
    const Instruction& condition = operand(fold, 2);
    const Instruction& step = operand(fold, 3);
    if (init.op != Op::Constant || !init.constant.is(Kind::Bool)) return Quick::None;
    const bool all = init.constant.boolean;
    if (condition.op != Op::NotStrictlyFalse || step.op != (all ? Op::And : Op::Or)) return Quick::None;
    const Instruction* goes_on = &operand(condition, 0);
    if (!all) {
      if (goes_on->op != Op::Not) return Quick::None;
      goes_on = &operand(*goes_on, 0);
    }
    const bool known = is_accumulator(*goes_on, fold) && is_accumulator(operand(step, 0), fold) &&
                       is_accumulator(operand(fold, 4), fold);
    return !known ? Quick::None : all ? Quick::All : Quick::Exists;
  }

  // cel-spec's macro filter(): its step is condition ? accumulator + [element] : accumulator.
  [[nodiscard]] bool is_filter(const Instruction& fold) const {
    const Instruction& init = operand(fold, 1);
    const Instruction& goes_on = operand(fold, 2);
    const Instruction& step = operand(fold, 3);
    if (fold.two || init.op != Op::Constant || !init.constant.is(Kind::List) || init.constant.list->count != 0)
      return false;
    if (goes_on.op != Op::Constant || !goes_on.constant.is_true()) return false;
    if (step.op != Op::Conditional || !is_accumulator(operand(step, 2), fold)) return false;
    if (!is_accumulator(operand(fold, 4), fold)) return false;
    const Instruction& more = operand(step, 1);
    if (more.op != Op::Add || !is_accumulator(operand(more, 0), fold)) return false;
    const Instruction& element = operand(more, 1);
    return element.op == Op::MakeList && element.count == 1 && operand(element, 0).op == Op::Local &&
           operand(element, 0).index == fold.index + 1;
  }

  // matches() with a pattern that is written out.
  void read_pattern(Instruction& in) {
    if (in.function != standard_function("matches", in.function->member, in.count)) return;
    const Instruction& pattern = operand(in, 1);
    if (pattern.quick != Quick::Constant || !program_.values[pattern.slot].is(Kind::String)) return;
    if (add_pattern(program_, in)) in.quick = Quick::Matches;
  }

  Program& program_;
  const Environment& environment_;
};

}  // namespace

void quicken(Program& program, const Environment& environment) {
  Quickener(program, environment).run();
  link_operands(program);
}

void link_operands(Program& program) {
  for (Instruction& in : program.code) link(program, in);
}

bool restore_patterns(Program& program) {
  for (Instruction& in : program.code) {
    if (in.quick == Quick::Matches && !add_pattern(program, in)) return false;
  }
  return true;
}

}  // namespace precheck::cel
