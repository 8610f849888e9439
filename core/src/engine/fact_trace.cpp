#include "engine/fact_trace.h"

#include <map>

#include "base/limits.h"

namespace precheck::engine {

using cel::Kind;
using cel::Op;
using cel::Value;

namespace {

bool decided(const Value& value) { return !value.is(Kind::Unknown) && !value.is(Kind::Error); }

bool compares(Op op) { return (op >= Op::Equal && op <= Op::In) || op == Op::Call; }

// A fact's slot is known by its address: the entry of the map, or the element of the list, that an instruction selects.
class Reader {
 public:
  using Compared = std::map<const Value*, std::vector<Value>>;

  Reader(const Run& run, const cel::Trace& trace, const Value* it)
      : run_(run), trace_(trace), it_(it), definitions_(run.pack().definitions.size()) {}

  Compared run() {
    for (std::size_t end = trace_.entries.size(); end > 0; end -= trace_.entries[end - 1].size) {
      Locals locals;
      visit(end - 1, locals);
    }
    return std::move(read_);
  }

 private:
  using Locals = std::vector<const Value*>;  // the fact that each macro variable has, or the list of facts it runs over

  // The fact whose value the entry is; nullptr where it is none's.
  const Value* visit(std::size_t at, Locals& locals) {
    const cel::Instruction& in = *trace_.entries[at].in;
    const std::vector<std::size_t> children = trace_.children(at);
    if (in.op == Op::Variable || in.op == Op::HasVariable) return variable(in, children);
    if (in.op == Op::Local) return in.index < locals.size() ? locals[in.index] : nullptr;
    if (in.op == Op::Fold) return fold(in, children, locals);
    std::vector<const Value*> facts;
    for (const std::size_t child : children) facts.push_back(visit(child, locals));
    if (facts.empty()) return nullptr;
    switch (in.op) {
      case Op::Select:
      case Op::OptionalSelect: return read(field(value(children[0]), in.constant));
      case Op::Has: read(field(value(children[0]), in.constant)); return nullptr;
      case Op::Index:
      case Op::OptionalIndex: return children.size() == 2 ? read(element(children)) : nullptr;
      case Op::OptionalOf:
      case Op::OptionalOrValue: return facts[0];
      case Op::Conditional: return facts.back();
      default: break;
    }
    if (compares(in.op)) compare(children, facts);
    return nullptr;
  }

  const Value* variable(const cel::Instruction& in, const std::vector<std::size_t>& children) {
    const pack::Variables& v = run_.pack().variables;
    if (in.index < v.as_of) return read(&run_.facts().root.values[in.index]);
    if (in.index == v.it) return read(it_);
    if (in.index < v.definitions || in.index >= v.it) return nullptr;
    const Value*& definition = definitions_[in.index - v.definitions];
    Locals locals;
    if (!children.empty()) definition = visit(children[0], locals);
    return definition;
  }

  // Of a list of scalars, the variable stands for the list: its elements are no facts of their own.
  const Value* fold(const cel::Instruction& in, const std::vector<std::size_t>& children, Locals& locals) {
    if (children.empty()) return nullptr;
    if (locals.size() < in.index + 3u) locals.resize(in.index + 3u);
    const Locals outer = locals;
    const Value* list = visit(children[0], locals);
    locals[in.index] = children.size() > 1 ? visit(children[1], locals) : nullptr;
    locals[in.index + 1] = in.two ? nullptr : list;
    locals[in.index + 2] = in.two ? list : nullptr;
    const Value* last = nullptr;
    for (std::size_t i = 2; i < children.size(); ++i) last = visit(children[i], locals);
    locals = outer;
    return last;
  }

  [[nodiscard]] const Value& value(std::size_t at) const { return trace_.entries[at].value; }

  static const Value* field(const Value& of, const Value& name) {
    if (of.is(Kind::Optional)) return of.optional == nullptr ? nullptr : field(*of.optional, name);
    const cel::Map* map = of.is(Kind::Map) ? of.map : of.is(Kind::Unknown) ? of.unknown->object : nullptr;
    return map == nullptr ? nullptr : cel::find(*map, name);
  }

  const Value* element(const std::vector<std::size_t>& children) const {
    const Value& of = value(children[0]);
    const Value& key = value(children[1]);
    if (!decided(key)) return nullptr;
    if (!of.is(Kind::List)) return field(of, key);
    const bool inside = key.is(Kind::Int) && key.integer >= 0 && key.integer < of.list->count;
    return inside ? &of.list->items[key.integer] : nullptr;
  }

  const Value* read(const Value* fact) {
    if (fact != nullptr) read_.try_emplace(fact);
    return fact;
  }

  void compare(const std::vector<std::size_t>& children, const std::vector<const Value*>& facts) {
    for (std::size_t i = 0; i < facts.size(); ++i) {
      const auto known = facts[i] == nullptr ? read_.end() : read_.find(facts[i]);
      if (known == read_.end()) continue;
      for (std::size_t j = 0; j < facts.size(); ++j) {
        if (j != i) add(known->second, value(children[j]));
      }
    }
  }

  static void add(std::vector<Value>& to, const Value& other) {
    if (to.size() >= limits::kMaxTriedChanges || !decided(other)) return;
    if (!other.is(Kind::List)) return to.push_back(other);
    for (std::uint32_t i = 0; i < other.list->count && to.size() < limits::kMaxTriedChanges; ++i) {
      if (decided(other.list->items[i])) to.push_back(other.list->items[i]);
    }
  }

  const Run& run_;
  const cel::Trace& trace_;
  const Value* it_;
  std::vector<const Value*> definitions_;
  Compared read_;
};

// The facts that were read, on the way down the form.
class Collector {
 public:
  Collector(const Run& run, Reader::Compared read) : run_(run), schema_(run.pack().facts), read_(std::move(read)) {}

  std::vector<FactRead> run() {
    object(0, run_.facts().root, nullptr);
    return std::move(out_);
  }

 private:
  void object(schema::NodeIndex node, const cel::Map& map, const schema::Place* place) {
    const auto& properties = schema_[node].properties;
    for (std::size_t i = 0; i < properties.size(); ++i) fact(&map.values[i], {place, properties[i], 0});
  }

  void fact(const Value* slot, const schema::Place& place) {
    const schema::Node& node = schema_[place.node];
    const bool container = node.type == schema::Type::Object ||
                           (node.type == schema::Type::Array && schema_[node.items].type == schema::Type::Object);
    const std::size_t before = out_.size();
    if (!container) add(slot, place);
    if (node.type == schema::Type::Object) {
      if (slot->is(Kind::Map)) object(place.node, *slot->map, &place);
      if (slot->is(Kind::Unknown) && slot->unknown->object != nullptr)
        object(place.node, *slot->unknown->object, &place);
    } else if (slot->is(Kind::List)) {
      for (std::uint32_t i = 0; i < slot->list->count; ++i) fact(&slot->list->items[i], {&place, node.items, i});
    }
    if (container && out_.size() == before) add(slot, place);
  }

  void add(const Value* slot, const schema::Place& place) {
    const auto known = read_.find(slot);
    if (known == read_.end()) return;
    out_.push_back({place.node, slot, schema::pointer_of(schema_, &place), std::move(known->second)});
  }

  const Run& run_;
  const schema::Schema& schema_;
  Reader::Compared read_;
  std::vector<FactRead> out_;
};

}  // namespace

std::vector<FactRead> facts_read(const Run& run, const cel::Trace& trace, const Value* it) {
  return Collector(run, Reader(run, trace, it).run()).run();
}

}  // namespace precheck::engine
