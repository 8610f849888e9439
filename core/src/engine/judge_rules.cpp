#include "engine/findings.h"

namespace precheck::engine {

void judge_rules(Run& run, std::string_view locale, Vector<Finding>& findings, Vector<Pending>& pending) {
  const pack::Pack& pack = run.pack();
  for (std::size_t i = 0; i < pack.rules.size(); ++i) {
    if (pack.rule_conditions[i].for_each) {
      judge_rule(run, locale, pack.rules[i], findings, pending);
    } else if (const Told told = tell(run, pack.rule_conditions[i]); !told.kept()) {
      judge_rule(run, locale, pack.rules[i], told, findings, pending);
    }
  }
}

}  // namespace precheck::engine
