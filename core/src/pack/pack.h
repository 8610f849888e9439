// A rule pack, compiled: everything that a check needs, nothing that it does not.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/i18n.h"
#include "base/severity.h"
#include "base/vector.h"
#include "calendar/civil.h"
#include "cel/decide.h"
#include "cel/program.h"
#include "schema/schema.h"

namespace precheck::pack {

// One CEL expression of the pack.
struct Expression {
  std::string text;
  std::string pointer;  // JSON Pointer into the pack: where the author finds it
  cel::Program program;
  std::uint32_t condition = 0;  // where it begins among Pack::conditions
};

// A text with ${expressions}: segments in order, each a literal or an expression.
struct Segment {
  std::string literal;
  std::optional<Expression> expression;
};
using Template = Vector<Segment>;
using Text = Localized<Template>;

using Citations = Vector<std::string>;

// What an undecided rule does; nothing said: a warning where only the host could know, else pending.
enum class OnUnknown : std::uint8_t { Default, Pending, Warning, Info, Pass };

struct Rule {
  std::string id;
  std::optional<schema::NodeIndex> for_each;  // the list whose elements are judged one by one, as `it` and `index`
  std::optional<Expression> when;             // none: always
  std::optional<Expression> assertion;        // "assert"; none: false
  Severity severity = Severity::Error;
  OnUnknown on_unknown = OnUnknown::Default;
  std::string path;  // JSON Pointer into the form, with * for the index of for_each
  Text message;
  Text remedy;              // may be empty
  Text unverified_message;  // may be empty
  Citations cites;
};

struct Requirement {
  std::string id;
  std::string kind;  // material, authentication, signature, step
  std::optional<Expression> when;
  std::optional<Expression> satisfied;  // none: advisory, shown but never owed
  Vector<std::size_t> alternatives;     // indexes of the requirements that may stand in for this one
  bool only_alternative = false;        // named in another's alternatives: never demanded by itself
  Text title;
  Citations cites;
};

struct OutcomeCase {
  std::optional<Expression> when;
  Expression value;
  Text text;  // may be empty
  Citations cites;
};

struct Outcome {
  std::string name;
  Vector<OutcomeCase> cases;  // the first whose `when` holds answers
};

struct Guidance {
  std::string id;
  std::optional<Expression> when;
  Text text;
  Citations cites;
};

struct Action {
  std::string name;
  bool optional = false;           // a step that the plan may insert; else each item is done exactly once
  Expression for_each;             // gives the items, bound to `it`
  std::optional<Expression> when;  // precondition in the state before the step
  Expression next;                 // the state after the step
  std::optional<Expression> from;
  std::optional<Expression> to;
  Text why;
  Citations cites;
};

struct Plan {
  std::optional<Expression> when;
  Expression state;
  Expression invariant;
  Vector<Action> actions;
  Vector<std::string> resolves;  // ids of error rules that following the plan removes
  Rule impossible;               // its path, message, remedy and cites: the finding when no sequence works
};

struct Parameter {
  std::string name;
  std::string type;  // int, double, bool, string, date, list
  bool host = false;
  std::optional<cel::Value> value;
};

struct Definition {
  std::string name;
  Expression expression;
};

// How the numbers of CEL variables are given out: the form's properties first, then these.
struct Variables {
  std::uint32_t as_of = 0;
  std::uint32_t today = 0;
  std::uint32_t parameters = 0;   // first parameter
  std::uint32_t definitions = 0;  // first definition
  std::uint32_t it = 0;
  std::uint32_t index = 0;
  std::uint32_t state = 0;
  std::uint32_t before = 0;
};

// Of a rule, what tells of nearly all that there is nothing to say.
struct RuleConditions {
  static constexpr std::uint32_t kNone = UINT32_MAX;  // no such expression
  std::uint32_t when = kNone;
  std::uint32_t assertion = kNone;
  bool for_each = false;
};

struct Pack {
  std::string id;
  std::string edition;
  std::int64_t revision = 1;
  std::string extends;  // "id@edition" of the base; "" where the pack stands by itself
  std::string listing;  // as Library::listing() has it, JSON

  // In force from the first day on, until the day before the second; no dates at all: undated.
  bool dated = false;
  std::optional<calendar::Date> from, until;
  std::string edition_by;     // JSON Pointer into the form; "" where no fact picks the edition
  std::string edition_value;  // JSON text of a scalar, as scalar_text() has it

  std::int32_t zone_offset = 0;  // seconds east of UTC
  schema::Schema facts;
  Variables variables;
  Vector<Parameter> parameters;
  Vector<Definition> definitions;
  Vector<Rule> rules;
  Vector<Requirement> requirements;
  Vector<Outcome> outcomes;
  Vector<Guidance> guidance;
  std::optional<Plan> plan;
  std::unique_ptr<Arena> arena;  // values of parameters

  // See prepare_conditions().
  cel::Conditions conditions;
  Vector<RuleConditions> rule_conditions;
  [[nodiscard]] const RuleConditions& conditions_of(const Rule& rule) const {
    return rule_conditions[static_cast<std::size_t>(&rule - rules.data())];
  }
};

// A pack stays where it was made: no code to move one is downloaded. nullptr: a document that gave none.
using Packs = Vector<std::unique_ptr<Pack>>;

// Last of all: what a check goes over, in the order in which it does.
void prepare_conditions(Pack& pack);

}  // namespace precheck::pack
