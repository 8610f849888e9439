// The fields of a compiled pack, each struct's once, for whoever writes them down and for whoever reads them back:
// image_writer.h and image_reader.h, which know values and programs themselves. What a reader can work out from the
// rest is left out.
#pragma once

#include <type_traits>

#include "pack/pack.h"

namespace precheck::pack {

template <typename Archive, typename T>
using Part = std::conditional_t<Archive::kReads, T, const T>;

// Of values, kinds are counted from the first.
inline constexpr auto kFirstKind = static_cast<std::uint64_t>(cel::Kind::Null);
inline constexpr auto kLastKind = static_cast<std::uint64_t>(cel::Kind::Unknown);

// The last value of each enumeration: a reader takes none beyond it.
constexpr cel::Op last_of(cel::Op) { return cel::Op::Fold; }
constexpr cel::Quick last_of(cel::Quick) { return cel::Quick::SizeOfFilter; }
constexpr schema::Type last_of(schema::Type) { return schema::Type::Boolean; }
constexpr schema::Format last_of(schema::Format) { return schema::Format::CnAreaCode; }
constexpr Severity last_of(Severity) { return Severity::NotNeeded; }
constexpr OnUnknown last_of(OnUnknown) { return OnUnknown::Pass; }

// What an instruction has, as far as the reader cannot tell it from the rest: constants that lie ready are numbered in
// their order, other values lie ready where the instruction itself says.
constexpr bool has_index(cel::Op op) {
  return op == cel::Op::Variable || op == cel::Op::HasVariable || op == cel::Op::Local || op == cel::Op::Fold;
}
constexpr bool has_constant(cel::Op op) {
  return op == cel::Op::Constant || op == cel::Op::Undeclared || op == cel::Op::Select || op == cel::Op::Has ||
         op == cel::Op::OptionalSelect;
}
constexpr bool has_function(cel::Op op) { return op == cel::Op::Call || op == cel::Op::OptionalOf; }
constexpr bool has_own_slot(const cel::Instruction& in) {
  const bool of_fact = in.quick == cel::Quick::Slot || in.quick == cel::Quick::HasSlot || in.quick == cel::Quick::Field;
  return of_fact && !has_index(in.op);
}

template <typename Archive>
void fields(Archive& archive, Part<Archive, Expression>& expression) {
  archive(expression.text, expression.pointer, expression.program);
}

template <typename Archive>
void fields(Archive& archive, Part<Archive, Segment>& segment) {
  archive(segment.literal, segment.expression);
}

template <typename Archive>
void fields(Archive& archive, Part<Archive, Rule>& rule) {
  archive(rule.id, rule.for_each, rule.when, rule.assertion, rule.severity, rule.on_unknown, rule.path, rule.message,
          rule.remedy, rule.unverified_message, rule.cites);
}

template <typename Archive>
void fields(Archive& archive, Part<Archive, Requirement>& requirement) {
  archive(requirement.id, requirement.kind, requirement.when, requirement.satisfied, requirement.alternatives,
          requirement.only_alternative, requirement.title, requirement.cites);
}

template <typename Archive>
void fields(Archive& archive, Part<Archive, OutcomeCase>& one) {
  archive(one.when, one.value, one.text, one.cites);
}

template <typename Archive>
void fields(Archive& archive, Part<Archive, Outcome>& outcome) {
  archive(outcome.name, outcome.cases);
}

template <typename Archive>
void fields(Archive& archive, Part<Archive, Guidance>& guidance) {
  archive(guidance.id, guidance.when, guidance.text, guidance.cites);
}

template <typename Archive>
void fields(Archive& archive, Part<Archive, Action>& action) {
  archive(action.name, action.optional, action.for_each, action.when, action.next, action.from, action.to, action.why,
          action.cites);
}

template <typename Archive>
void fields(Archive& archive, Part<Archive, Plan>& plan) {
  archive(plan.when, plan.state, plan.invariant, plan.actions, plan.resolves, plan.impossible);
}

template <typename Archive>
void fields(Archive& archive, Part<Archive, Parameter>& parameter) {
  archive(parameter.name, parameter.type, parameter.host, parameter.value);
}

template <typename Archive>
void fields(Archive& archive, Part<Archive, Definition>& definition) {
  archive(definition.name, definition.expression);
}

template <typename Archive>
void fields(Archive& archive, Part<Archive, Variables>& variables) {
  archive(variables.as_of, variables.today, variables.parameters, variables.definitions, variables.it, variables.index,
          variables.state, variables.before);
}

template <typename Archive>
void fields(Archive& archive, Part<Archive, calendar::Date>& date) {
  archive(date.year, date.month, date.day);
}

// Without what follows from the tree that the nodes make.
template <typename Archive>
void fields(Archive& archive, Part<Archive, schema::Node>& node) {
  archive(node.type, node.format, node.pointer, node.name, node.optional, node.host, node.required, node.properties,
          node.items, node.directory, node.min_items, node.max_items, node.min_length, node.max_length, node.minimum,
          node.maximum, node.values, node.is_const, node.severity, node.cites, node.title, node.text_read);
}

template <typename Archive>
void fields(Archive& archive, Part<Archive, schema::Schema>& schema) {
  archive(schema.nodes);
}

template <typename Archive>
void fields(Archive& archive, Part<Archive, Pack>& pack) {
  archive(pack.id, pack.edition, pack.revision, pack.extends, pack.listing, pack.dated, pack.from, pack.until,
          pack.edition_by, pack.edition_value, pack.zone_offset, pack.facts, pack.variables, pack.parameters,
          pack.definitions, pack.rules, pack.requirements, pack.outcomes, pack.guidance, pack.plan);
}

}  // namespace precheck::pack
