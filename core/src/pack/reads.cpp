#include "pack/reads.h"

#include <optional>

#include "base/text.h"
#include "base/vector.h"
#include "schema/snapshot.h"

namespace precheck::pack {

using cel::Instruction;
using cel::Op;
using cel::Quick;
using schema::NodeIndex;

namespace {

class Reads {
 public:
  explicit Reads(const Pack& pack) : pack_(pack), definitions_(pack.definitions.size()) {}

  void begin() { read_.assign(pack_.facts.record_size[0], false); }

  [[nodiscard]] Vector<std::uint32_t> slots() const {
    Vector<std::uint32_t> out;
    for (std::uint32_t i = 0; i < read_.size(); ++i) {
      if (read_[i]) out.push_back(i);
    }
    return out;
  }

  void expression(const Expression& expression) {
    if (!expression.program.code.empty()) visit(expression.program, expression.program.root);
  }
  void expression(const std::optional<Expression>& of) {
    if (of) expression(*of);
  }
  void text(const Text& text) {
    for (const auto& [locale, segments] : text.by_locale) {
      for (const Segment& segment : segments) expression(segment.expression);
    }
  }
  void property(NodeIndex node) { slot(schema::slot_of(pack_.facts, node)); }

 private:
  void visit(const cel::Program& program, std::uint32_t at) {
    const Instruction& in = program.code[at];
    if (in.quick == Quick::Constant) return;
    // The way to the fact, through objects, is not what is read; nor what is below by who only asks whether it is
    // there.
    if (in.quick == Quick::Slot) return slot(in.slot);
    if (in.quick == Quick::HasSlot) return has_slot(in.slot);
    if (in.op == Op::Variable || in.op == Op::HasVariable) variable(in.index);
    for (std::uint32_t i = 0; i < in.count; ++i) visit(program, program.operands[in.first + i]);
  }

  // `it`, `state` and `before` are what other expressions of the same part give, or elements of its list; parameters
  // and the day do not change.
  void variable(std::uint32_t variable) {
    const Variables& v = pack_.variables;
    if (variable < v.as_of) return property(pack_.facts[0].properties[variable]);
    if (variable >= v.definitions && variable < v.it) definition(variable - v.definitions);
  }

  void definition(std::uint32_t number) {
    std::optional<std::vector<bool>>& known = definitions_[number];
    if (!known) {
      std::vector<bool> outer = std::move(read_);
      begin();
      expression(pack_.definitions[number].expression);
      known = std::move(read_);
      read_ = std::move(outer);
    }
    for (std::size_t i = 0; i < read_.size(); ++i) read_[i] = read_[i] || (*known)[i];
  }

  void has_slot(std::uint32_t slot) { read_[slot] = true; }
  void slot(std::uint32_t slot) {
    read_[slot] = true;
    const schema::Node& node = pack_.facts[pack_.facts.node_at[0][slot]];
    for (const NodeIndex child : node.properties) property(child);
  }

  const Pack& pack_;
  std::vector<bool> read_;  // by slot
  Vector<std::optional<std::vector<bool>>> definitions_;
};

void read_rule(Reads& reads, const Rule& rule) {
  if (rule.for_each) reads.property(*rule.for_each);
  reads.expression(rule.when);
  reads.expression(rule.assertion);
  reads.text(rule.message);
  reads.text(rule.remedy);
  reads.text(rule.unverified_message);
}

void read_requirement(Reads& reads, const Pack& pack, const Requirement& requirement) {
  reads.expression(requirement.when);
  reads.expression(requirement.satisfied);
  reads.text(requirement.title);
  for (const std::size_t i : requirement.alternatives) {
    reads.expression(pack.requirements[i].when);
    reads.expression(pack.requirements[i].satisfied);
  }
}

void read_outcome(Reads& reads, const Outcome& outcome) {
  for (const OutcomeCase& candidate : outcome.cases) {
    reads.expression(candidate.when);
    reads.expression(candidate.value);
    reads.text(candidate.text);
  }
}

void read_plan(Reads& reads, const Plan& plan) {
  reads.expression(plan.when);
  reads.expression(plan.state);
  reads.expression(plan.invariant);
  for (const Action& action : plan.actions) {
    reads.expression(action.for_each);
    reads.expression(action.when);
    reads.expression(action.next);
    reads.expression(action.from);
    reads.expression(action.to);
    reads.text(action.why);
  }
}

}  // namespace

std::uint32_t parts_of(const Pack& pack) {
  return static_cast<std::uint32_t>(pack.rules.size() + pack.requirements.size() + pack.outcomes.size() +
                                    pack.guidance.size() + (pack.plan ? 1 : 0));
}

std::string part_name(const Pack& pack, std::uint32_t part) {
  std::size_t i = part;
  if (i < pack.rules.size()) return cat({"rules/", pack.rules[i].id});
  i -= pack.rules.size();
  if (i < pack.requirements.size()) return cat({"requirements/", pack.requirements[i].id});
  i -= pack.requirements.size();
  if (i < pack.outcomes.size()) return cat({"outcomes/", pack.outcomes[i].name});
  i -= pack.outcomes.size();
  return i < pack.guidance.size() ? cat({"guidance/", pack.guidance[i].id}) : "plan";
}

Vector<Vector<std::uint32_t>> reads_of(const Pack& pack) {
  Reads reads(pack);
  Vector<Vector<std::uint32_t>> out;
  const auto each = [&](const auto& parts, const auto& read) {
    for (const auto& part : parts) {
      reads.begin();
      read(part);
      out.push_back(reads.slots());
    }
  };
  each(pack.rules, [&](const Rule& rule) { read_rule(reads, rule); });
  each(pack.requirements, [&](const Requirement& r) { read_requirement(reads, pack, r); });
  each(pack.outcomes, [&](const Outcome& outcome) { read_outcome(reads, outcome); });
  each(pack.guidance, [&](const Guidance& guidance) {
    reads.expression(guidance.when);
    reads.text(guidance.text);
  });
  if (pack.plan) {
    reads.begin();
    read_plan(reads, *pack.plan);
    out.push_back(reads.slots());
  }
  return out;
}

}  // namespace precheck::pack
