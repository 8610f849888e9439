#include "pack/pack.h"

namespace precheck::pack {

namespace {

class Adder {
 public:
  explicit Adder(Pack& pack) : pack_(pack) {}

  void add(Expression& expression) { expression.condition = cel::add_condition(pack_.conditions, expression.program); }
  void add(std::optional<Expression>& expression) {
    if (expression) add(*expression);
  }
  static std::uint32_t of(const std::optional<Expression>& expression) {
    return expression ? expression->condition : RuleConditions::kNone;
  }

 private:
  Pack& pack_;
};

}  // namespace

void prepare_conditions(Pack& pack) {
  Adder to(pack);
  for (Rule& rule : pack.rules) {
    to.add(rule.when);
    to.add(rule.assertion);
    pack.rule_conditions.push_back({Adder::of(rule.when), Adder::of(rule.assertion), rule.for_each.has_value()});
  }
  for (Requirement& requirement : pack.requirements) {
    to.add(requirement.when);
    to.add(requirement.satisfied);
  }
  for (Outcome& outcome : pack.outcomes) {
    for (OutcomeCase& one : outcome.cases) to.add(one.when);
  }
  for (Guidance& guidance : pack.guidance) to.add(guidance.when);
  if (!pack.plan) return;
  to.add(pack.plan->when);
  to.add(pack.plan->invariant);
  for (Action& action : pack.plan->actions) to.add(action.when);
}

}  // namespace precheck::pack
