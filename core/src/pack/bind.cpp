#include "pack/bind.h"

#include "cel/quicken.h"

namespace precheck::pack {

using cel::Instruction;
using cel::Op;
using cel::Quick;
using schema::kNoNode;
using schema::NodeIndex;
using schema::Type;

void Binder::bind(cel::Program& program, const Variables& variables, NodeIndex it) {
  variables_ = &variables;
  it_ = it;
  locals_.assign(program.locals + 2, {});
  last_ = visit(program, program.root);
  read(last_);
  cel::link_operands(program);
}

// A value that goes anywhere but into a selection: whatever is below it may be read.
void Binder::read(const Known& known) {
  if (known.node != kNoNode) read_below(known.node);
}

void Binder::read_below(NodeIndex index) {
  const schema::Node& node = facts_[index];
  text_read_[index] = true;
  if (node.items != kNoNode) read_below(node.items);
  for (const NodeIndex child : node.properties) read_below(child);
}

Binder::Known Binder::visit(cel::Program& program, std::uint32_t at) {
  // By place, since a program's code does not move.
  Instruction& in = program.code[at];
  const auto operand = [&](std::uint32_t i) { return program.operands[in.first + i]; };
  switch (in.op) {
    case Op::Variable:
    case Op::HasVariable: {
      if (in.index < variables_->as_of) {
        in.quick = in.op == Op::Variable ? Quick::Slot : Quick::HasSlot;
        in.slot = in.index;
        return in.op == Op::Variable ? Known{facts_[0].properties[in.index], true} : Known{};
      }
      if (in.index == variables_->it) return {it_, false};
      for (const auto& [variable, known] : defined_) {
        if (variable == in.index) return {known.node, false};
      }
      return {};
    }
    case Op::Local: return locals_[in.index];
    case Op::Select:
    case Op::Has: return select(in, visit(program, operand(0)), in.op == Op::Has);
    case Op::OptionalSelect: {
      Instruction copy = in;  // an optional is made in any case; only what is read is of interest
      return select(copy, {visit(program, operand(0)).node, false}, false);
    }
    case Op::Index:
    case Op::OptionalIndex: {
      const Known of = visit(program, operand(0));
      read(visit(program, operand(1)));
      if (of.node == kNoNode) return {};
      if (facts_[of.node].items != kNoNode) return {facts_[of.node].items, false};
      read(of);  // a field by a name that is computed
      return {};
    }
    case Op::Fold: return fold(program, in);
    case Op::Call:
      if (in.function->name == "size") {
        const Known of = visit(program, operand(0));
        const bool counts = of.node != kNoNode && facts_[of.node].type != Type::String;
        if (!counts) read(of);  // the length of a text; elements are counted without a look at them
        return {};
      }
      [[fallthrough]];
    default:
      for (std::uint32_t i = 0; i < in.count; ++i) read(visit(program, operand(i)));
      return {};
  }
}

Binder::Known Binder::select(Instruction& in, const Known& of, bool test) {
  if (of.node == kNoNode) return {};
  const NodeIndex child = facts_.property(of.node, in.constant.string());
  if (child == kNoNode) return {};
  const std::uint32_t ordinal = facts_[child].ordinal;
  if (of.in_form) {
    in.slot = facts_[of.node].first_slot + ordinal;
    in.quick = test ? Quick::HasSlot : Quick::Slot;
  } else if (!test) {
    in.slot = ordinal;
    in.quick = Quick::Field;
    in.constant = facts_[of.node].keys[ordinal];  // the same text, now known by its address as well
  }
  return test ? Known{} : Known{child, of.in_form};
}

Binder::Known Binder::fold(cel::Program& program, const Instruction& in) {
  const auto operand = [&](std::uint32_t i) { return program.operands[in.first + i]; };
  const Known range = visit(program, operand(0));
  read(visit(program, operand(1)));
  Known element;
  if (range.node != kNoNode) {
    if (facts_[range.node].items != kNoNode) {
      element.node = facts_[range.node].items;
    } else {
      read(range);  // the fields of an object, one after the other
    }
  }
  locals_[in.index] = {};
  locals_[in.index + 1] = in.two ? Known{} : element;
  if (in.two) locals_[in.index + 2] = element;
  read(visit(program, operand(2)));
  const bool filters = in.quick == Quick::Filter;
  if (filters) {
    read(visit(program, program.operands[program.code[operand(3)].first]));
  } else {
    read(visit(program, operand(3)));
  }
  locals_[in.index + 1] = {};
  const Known result = visit(program, operand(4));
  return filters ? Known{range.node, false} : result;
}

}  // namespace precheck::pack
