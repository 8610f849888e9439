#include <algorithm>

#include "cel/decide.h"

namespace precheck::cel {

namespace {

// Each function gives the place of the step that it adds, parts behind what they are parts of, or 0: decide() could
// never tell it. What was added for it is then taken back.
class Adder {
 public:
  Adder(Conditions& to, const Program& program) : to_(to), program_(program) {}

  std::uint32_t condition(const Instruction& in) {
    const std::uint32_t at = add(in);
    if (lies_ready(in.quick)) return done(at, operand(at, 0, in));
    switch (in.op) {
      case Op::Equal:
      case Op::NotEqual:
      case Op::Less:
      case Op::LessEqual:
      case Op::Greater:
      case Op::GreaterEqual:
      case Op::In: return done(at, operands(at, in));
      case Op::And:
      case Op::Or:
        if (!part(at, 0, in, 0)) return done(at, false);
        part(at, 1, in, 1);  // the first may decide
        return at;
      case Op::Not: return done(at, part(at, 0, in, 0));
      case Op::Has:
      case Op::HasVariable: to_.steps[at].operands[0] = in.slot; return done(at, in.quick == Quick::HasSlot);
      case Op::Fold: {
        const bool known = (in.quick == Quick::All || in.quick == Quick::Exists) && !in.two;
        return done(at, known && comprehension(at, in, 1));
      }
      case Op::Select:
      case Op::Call: return done(at, value(at, in));
      default: return done(at, false);
    }
  }

 private:
  [[nodiscard]] const Instruction& of(const Instruction& in, std::uint32_t i) const { return program_.operand(in, i); }

  std::uint32_t add(const Instruction& in) {
    Step& step = to_.steps.emplace_back();
    step.op = in.op;
    step.quick = in.quick;
    return static_cast<std::uint32_t>(to_.steps.size() - 1);
  }

  std::uint32_t done(std::uint32_t at, bool told) {
    if (told) return at;
    to_.steps.resize(at);
    return 0;
  }

  // The condition that is the operand `i` of `in`, for the step at `at`.
  bool part(std::uint32_t at, std::uint32_t which, const Instruction& in, std::uint32_t i) {
    const std::uint32_t place = condition(of(in, i));
    to_.steps[at].operands[which] = place;
    return place != 0;
  }

  bool operands(std::uint32_t at, const Instruction& in) {
    for (std::uint32_t i = 0; i < in.count; ++i) {
      if (!operand(at, i, of(in, i))) return false;
    }
    return true;
  }

  // What is read or computed.
  bool operand(std::uint32_t at, std::uint32_t which, const Instruction& in) {
    std::uint32_t slot = in.slot;
    if (!lies_ready(in.quick)) {
      slot = add(in);
      if (!value(slot, in)) return false;
    } else {
      to_.steps[at].ready[which] = in.quick;
      if (in.quick == Quick::Constant) {
        slot = static_cast<std::uint32_t>(to_.constants.size());
        to_.constants.push_back(program_.values[in.slot]);
      }
    }
    to_.steps[at].operands[which] = slot;
    return true;
  }

  bool value(std::uint32_t at, const Instruction& in) {
    if (in.op == Op::Select) {
      to_.steps[at].operands[1] = in.slot;
      to_.steps[at].name = in.constant.text;
      return in.quick == Quick::Field && operand(at, 0, of(in, 0));
    }
    if (in.op != Op::Call || in.count > 2) return false;
    if (in.quick == Quick::SizeOfFilter) return comprehension(at, of(in, 0), 0);
    if (in.quick == Quick::Matches) {
      to_.steps[at].pattern = &program_.patterns[in.slot];
    } else {
      to_.steps[at].function = in.function;
    }
    return operands(at, in);
  }

  // `predicate`: which part of a comprehension's step it is.
  bool comprehension(std::uint32_t at, const Instruction& fold, std::uint32_t predicate) {
    to_.locals = std::max(to_.locals, program_.locals);
    to_.steps[at].local = fold.index + 1;
    return operand(at, 0, of(fold, 0)) && part(at, 1, of(fold, 3), predicate);
  }

  Conditions& to_;
  const Program& program_;
};

}  // namespace

std::uint32_t add_condition(Conditions& to, const Program& program) {
  return program.code.empty() ? 0 : Adder(to, program).condition(program.code[program.root]);
}

}  // namespace precheck::cel
