// Conditions that can be told without the work of an evaluation.
#pragma once

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

// Whether a condition holds, as far as that can be told from values that are known; Undecided: evaluate() it. What is
// decided has taken the steps of an evaluation, unless it is told from values that lie ready. Never both with a
// recorder.
Answer decide(const Program& program, Evaluation& evaluation);

}  // namespace precheck::cel
