// One rule over a form, or over one element of its list: passed, failed, or why neither can be said.
#pragma once

#include <cstdint>
#include <optional>

#include "base/severity.h"
#include "base/vector.h"
#include "engine/run.h"

namespace precheck::engine {

// Of the element that is judged. None: the rule is judged once, or its list is not known.
using Index = std::optional<std::uint32_t>;

struct Judgement {
  enum class Status : std::uint8_t {
    Passed,      // holds, or does not apply
    Failed,      // applies, and its assert does not hold
    Pending,     // waits for `ids`
    Unverified,  // cannot be decided for want of `ids`; a finding of `severity` says so
    Undecided,   // cannot be decided for want of `ids`, which the rule takes for passing
    Error,       // see `error`
  };
  Status status = Status::Passed;
  Vector<std::uint32_t> ids;  // of unknown facts, ascending
  Severity severity = Severity::Error;
  cel::Value error;
};

// What the rule is judged for, one by one.
Vector<Index> subjects(const Run& run, const pack::Rule& rule);

// Where the value of the list that a rule's for_each names is: down from the form, through objects only. Of an object
// that is not there, that object's.
const cel::Value& list_at(const Run& run, schema::NodeIndex node);

// What a rule's conditions come to without an evaluation: of `assert`, only where `when` holds.
struct Told {
  cel::Answer applies = cel::Answer::Yes;
  cel::Answer holds = cel::Answer::No;

  // There is nothing to say of it.
  [[nodiscard]] bool kept() const {
    return applies == cel::Answer::No || (applies == cel::Answer::Yes && holds == cel::Answer::Yes);
  }
};
inline Told tell(Run& run, const pack::RuleConditions& conditions) {
  Told told;
  if (conditions.when != pack::RuleConditions::kNone) told.applies = run.decide(conditions.when);
  if (told.applies == cel::Answer::Yes && conditions.assertion != pack::RuleConditions::kNone) {
    told.holds = run.decide(conditions.assertion);
  }
  return told;
}

// Whether the rule is broken for the element that is bound: `when` && !`assert`. While `when` waits for the applicant,
// what `assert` needs is not asked for: the rule may turn out not to apply. Where only the host could tell whether it
// applies, it is.
cel::Value broken(Run& run, const pack::Rule& rule);
// The same where it was told already.
cel::Value broken(Run& run, const pack::Rule& rule, const Told& told);

// Binds the element. Precondition: `index` is one of subjects().
Judgement judge(Run& run, const pack::Rule& rule, Index index);

// The same where broken() has given `first` already.
Judgement conclude(Run& run, const pack::Rule& rule, const cel::Value& first);

// Whether a rule that passed does not merely not apply. Precondition: the element is bound.
bool rule_applies(Run& run, const pack::Rule& rule);

}  // namespace precheck::engine
