// Conditions that can be told without the work of an evaluation.
#pragma once

#include "base/vector.h"
#include "cel/program.h"

namespace precheck::cel {

enum class Answer : std::int32_t { No, Yes, Undecided };

inline Answer answer_of(bool yes) { return yes ? Answer::Yes : Answer::No; }

// A comparison of the kinds most often compared; Undecided for all others.
[[gnu::always_inline]] inline Answer compare_scalars(Op op, const Value& a, const Value& b) {
  if (op <= Op::NotEqual) {
    const auto same = same_scalars(a, b);
    return same ? answer_of(*same == (op == Op::Equal)) : Answer::Undecided;
  }
  if (a.kind != b.kind || (!a.is(Kind::Int) && !a.is(Kind::Timestamp))) return Answer::Undecided;
  const bool timestamps = a.is(Kind::Timestamp);
  const bool before = a.integer != b.integer ? a.integer < b.integer : timestamps && a.extra < b.extra;
  const bool equal = a.integer == b.integer && (!timestamps || a.extra == b.extra);
  switch (op) {
    case Op::Less: return answer_of(before);
    case Op::LessEqual: return answer_of(before || equal);
    case Op::Greater: return answer_of(!before && !equal);
    default: return answer_of(!before);
  }
}

// What a condition consists of, as decide() carries it out: an Instruction without what only evaluate() and its errors
// need. Small, since judging a form goes over nearly all of a pack's.
struct Step {
  Op op = Op::Constant;
  Quick quick = Quick::None;
  // Of each operand: where it lies ready, at that slot, or None, and it is the step at that place (0: there is none).
  Quick ready[2] = {Quick::None, Quick::None};
  std::uint32_t operands[2] = {0, 0};
  union {
    const Function* function = nullptr;  // Call
    const Regex* pattern;                // Call, Quick::Matches
    const char* name;                    // Select: the field's, at its address in the schema; operands[1] is its slot
    std::uint32_t local;                 // comprehensions: the place of the element; operands[1] is the predicate
  };
};
static_assert(sizeof(void*) > 4 || sizeof(Step) == 16);

// Conditions of many programs one behind the other. The programs outlive them.
struct Conditions {
  Vector<Step> steps{Step()};  // the first tells nothing
  Vector<Value> constants;
  std::uint32_t locals = 0;  // see Program
};

// Where the program's condition then begins; 0 where decide() could never tell it.
std::uint32_t add_condition(Conditions& to, const Program& program);

// What most rules consist of: comparisons, calls and quantifiers over facts, constants and elements of lists, all of
// them known. It allocates little and knows no errors; what it does not know either is for evaluate(). One serves a
// whole run.
class Decider {
 public:
  Decider(const Conditions& conditions, Evaluation& evaluation);

  // Whether a condition holds, as far as that can be told from values that are known; Undecided: evaluate() it. What is
  // decided has taken the steps of an evaluation, unless it is told from values that lie ready. Never both with a
  // recorder.
  Answer decide(std::uint32_t condition);

 private:
  const Value* operand(const Step& step, std::uint32_t i, Value& room);
  const Value* compute(const Step& step, Value& room);
  const Value* select(const Step& step, Value& room);
  const Value* call(const Step& step, Value& room);
  const Value* count(const Step& step, Value& room);
  const List* begin(const Step& step, Value& room);
  bool next(const Step& step, const List& list, std::uint32_t i);
  Answer decide(const Step& step);
  Answer truth(const Step& step);
  Answer compare(const Step& step);
  Answer junction(const Step& step, Answer deciding);
  Answer contains(const Step& step);
  Answer quantify(const Step& step);

  Evaluation& run_;
  const Step* steps_;
  const Value* places_[kReadyPlaces] = {};  // by Quick; nullptr: not here
  Value* locals_ = nullptr;
  std::uint32_t local_count_;
  std::uint64_t taken_ = 0;
  bool evaluated_ = false;  // more was done than to look at values that lie ready
};

}  // namespace precheck::cel
