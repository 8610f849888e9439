#include "pack/image_sound.h"

#include <algorithm>

#include "base/limits.h"
#include "base/vector.h"

namespace precheck::pack {

using cel::Instruction;
using cel::Op;
using cel::Program;
using cel::Quick;
using schema::kNoNode;
using schema::NodeIndex;
using schema::Type;

bool plant_tree(schema::Schema& schema) {
  Vector<schema::Node>& nodes = schema.nodes;
  if (nodes.empty() || nodes[0].type != Type::Object) return false;
  std::size_t planted = 1;
  const auto plant = [&](NodeIndex child, NodeIndex parent, std::size_t ordinal) {
    if (child <= parent || child >= nodes.size() || nodes[child].parent != kNoNode) return false;
    nodes[child].parent = parent;
    nodes[child].ordinal = static_cast<std::uint32_t>(ordinal);
    ++planted;
    return true;
  };
  for (NodeIndex i = 0; i < nodes.size(); ++i) {
    schema::Node& node = nodes[i];
    if ((node.type == Type::Array) != (node.items != kNoNode)) return false;
    if (node.type != Type::Object && !node.properties.empty()) return false;
    if (node.items != kNoNode && !plant(node.items, i, 0)) return false;
    for (std::size_t k = 0; k < node.properties.size(); ++k) {
      if (!plant(node.properties[k], i, k)) return false;
      node.keys.push_back(cel::Value::of_string(nodes[node.properties[k]].name));
    }
    const auto& properties = node.properties;
    const bool looked_up = node.directory != kNoNode;
    if (looked_up && std::find(properties.begin(), properties.end(), node.directory) == properties.end()) return false;
  }
  return planted == nodes.size();
}

namespace {

// Sub-expressions within sub-expressions: what kMaxExpressionDepth comes to when its macros are expanded.
constexpr std::uint32_t kMostDepth = 6 * limits::kMaxExpressionDepth;

// Seconds: no place on earth keeps more.
constexpr std::int32_t kMostZoneOffset = 18 * 3600;

// The operands that an operation has at least; a function's are counted when it is found.
std::uint32_t operands_of(Op op) {
  switch (op) {
    case Op::Constant:
    case Op::Undeclared:
    case Op::Variable:
    case Op::HasVariable:
    case Op::Local:
    case Op::MakeList:
    case Op::MakeMap:
    case Op::Call: return 0;
    case Op::Select:
    case Op::Has:
    case Op::OptionalSelect:
    case Op::OptionalOf:
    case Op::OptionalEntry:
    case Op::Not:
    case Op::NotStrictlyFalse:
    case Op::Negate: return 1;
    case Op::Conditional: return 3;
    case Op::Fold: return 5;
    default: return 2;
  }
}

class Check {
 public:
  Check(const Program& program, const Pack& pack) : program_(program), pack_(pack) {}

  bool run() {
    if (program_.root >= program_.code.size() || program_.locals > 3 * program_.code.size()) return false;
    for (std::uint32_t at = 0; at < program_.code.size(); ++at) {
      if (!operands(at) || !instruction(program_.code[at])) return false;
    }
    return true;
  }

 private:
  // Operands come before what they are operands of.
  bool operands(std::uint32_t at) {
    const Instruction& in = program_.code[at];
    std::uint32_t depth = 0;
    for (std::uint32_t i = 0; i < in.count; ++i) {
      const std::uint32_t operand = program_.operands[in.first + i];
      if (operand >= at) return false;
      depth = std::max(depth, depths_[operand]);
    }
    depths_.push_back(depth + 1);
    return in.count >= operands_of(in.op) && depth < kMostDepth;
  }

  [[nodiscard]] bool instruction(const Instruction& in) const {
    switch (in.op) {
      case Op::Variable:
      case Op::HasVariable:
        if (in.index > pack_.variables.before) return false;
        break;
      case Op::Local:
        if (in.index >= program_.locals) return false;
        break;
      case Op::Fold:
        if (std::uint64_t{in.index} + (in.two ? 3 : 2) > program_.locals) return false;
        break;
      case Op::Undeclared:
      case Op::Select:
      case Op::Has:
      case Op::OptionalSelect:
        if (!in.constant.is(cel::Kind::String)) return false;
        break;
      case Op::Call:
      case Op::OptionalOf:
        if (in.function == nullptr) return false;
        break;
      default: break;
    }
    return quick(in);
  }

  [[nodiscard]] bool quick(const Instruction& in) const {
    switch (in.quick) {
      case Quick::None: return true;
      case Quick::Constant: return in.slot < program_.values.size();
      case Quick::Variable: return in.slot >= pack_.variables.as_of && in.slot <= pack_.variables.before;
      case Quick::Local: return in.slot < program_.locals;
      case Quick::Slot: return in.slot < pack_.facts.record_size[0];
      case Quick::HasSlot:
        return (in.op == Op::Has || in.op == Op::HasVariable) && in.slot < pack_.facts.record_size[0];
      case Quick::Field: return in.op == Op::Select;  // the slot is compared with the map when it is used
      case Quick::All:
      case Quick::Exists: return in.op == Op::Fold && program_.operand(in, 3).count >= 2;
      case Quick::Filter: return in.op == Op::Fold && program_.operand(in, 3).count >= 1;
      case Quick::SizeOfFilter:
        return in.op == Op::Call && in.count >= 1 && program_.operand(in, 0).quick == Quick::Filter;
      case Quick::Matches: {
        if (in.op != Op::Call || in.count < 2) return false;
        const Instruction& pattern = program_.operand(in, 1);
        return pattern.quick == Quick::Constant && program_.values[pattern.slot].is(cel::Kind::String);
      }
    }
    return false;
  }

  const Program& program_;
  const Pack& pack_;
  Vector<std::uint32_t> depths_;
};

bool are_consistent(const Variables& v, const Pack& pack) {
  return v.as_of == pack.facts[0].properties.size() && v.today == v.as_of + 1 && v.parameters == v.today + 1 &&
         v.definitions == v.parameters + pack.parameters.size() && v.it == v.definitions + pack.definitions.size() &&
         v.index == v.it + 1 && v.state == v.index + 1 && v.before == v.state + 1;
}

// A definition that reads others lies deeper than they do; one that comes back to itself, deeper than any may.
bool definitions_end(const Pack& pack) {
  const Variables& v = pack.variables;
  Vector<int> depths(pack.definitions.size(), 1);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < depths.size(); ++i) {
      for (const Instruction& in : pack.definitions[i].expression.program.code) {
        const bool reads =
            (in.op == Op::Variable || in.op == Op::HasVariable) && in.index >= v.definitions && in.index < v.it;
        if (!reads || depths[in.index - v.definitions] < depths[i]) continue;
        depths[i] = depths[in.index - v.definitions] + 1;
        if (depths[i] > limits::kMaxDefinitionDepth) return false;
        changed = true;
      }
    }
  }
  return true;
}

}  // namespace

bool is_sound(const Program& program, const Pack& pack) { return Check(program, pack).run(); }

bool is_sound(const Pack& pack) {
  if (pack.zone_offset < -kMostZoneOffset || pack.zone_offset > kMostZoneOffset) return false;
  if (!are_consistent(pack.variables, pack) || !definitions_end(pack)) return false;
  for (const Rule& rule : pack.rules) {
    if (rule.path.find('*') == 0) return false;  // it stands for the name of an element, behind a slash
    if (!rule.for_each) continue;
    if (*rule.for_each >= pack.facts.nodes.size() || pack.facts[*rule.for_each].type != Type::Array) return false;
  }
  if (pack.plan && pack.plan->impossible.path.find('*') == 0) return false;
  for (const Requirement& requirement : pack.requirements) {
    for (const std::size_t alternative : requirement.alternatives) {
      if (alternative >= pack.requirements.size()) return false;
    }
  }
  return true;
}

}  // namespace precheck::pack
