#include "engine/fact_trace.h"

#include <map>

#include "base/limits.h"
#include "base/vector.h"

namespace precheck::engine {

using cel::Kind;
using cel::Op;
using cel::Value;

namespace {

bool decided(const Value& value) { return !value.is(Kind::Unknown) && !value.is(Kind::Error); }

bool compares(Op op) { return (op >= Op::Equal && op <= Op::In) || op == Op::Call; }

// A fact's slot is known by its address: the entry of the map, or the element of the list, that an instruction selects.
// One pass over the entries, parts before what they are parts of: a trace is as deep as definitions are nested, and a
// stack is not.
class Reader {
 public:
  using Compared = std::map<const Value*, Vector<Value>>;

  Reader(const Run& run, const cel::Trace& trace, const Value* it)
      : run_(run), trace_(trace), it_(it), facts_(trace.entries.size()), definitions_(run.pack().definitions.size()) {}

  Compared run() {
    const Vector<std::size_t> parents = parents_of(trace_);
    for (std::size_t at = 0; at < facts_.size(); ++at) facts_[at] = fact(at, parents);
    return std::move(read_);
  }

 private:
  // Where in the entries what each is a part of stands; its own place where that is nothing.
  static Vector<std::size_t> parents_of(const cel::Trace& trace) {
    Vector<std::size_t> out(trace.entries.size());
    for (std::size_t at = 0; at < out.size(); ++at) {
      out[at] = at;
      for (const std::size_t child : trace.children(at)) out[child] = at;
    }
    return out;
  }

  // The fact whose value the entry is; nullptr where it is none's.
  const Value* fact(std::size_t at, const Vector<std::size_t>& parents) {
    const cel::Instruction& in = *trace_.entries[at].in;
    if (in.op == Op::Local) return local(at, parents);
    const Vector<std::size_t> children = trace_.children(at);
    if (in.op == Op::Variable || in.op == Op::HasVariable) return variable(in, children);
    if (children.empty()) return nullptr;
    switch (in.op) {
      case Op::Select:
      case Op::OptionalSelect: return read(field(value(children[0]), in.constant));
      case Op::Has: read(field(value(children[0]), in.constant)); return nullptr;
      case Op::Index:
      case Op::OptionalIndex: return children.size() == 2 ? read(element(children)) : nullptr;
      case Op::OptionalOf:
      case Op::OptionalOrValue: return facts_[children[0]];
      case Op::Conditional: return facts_[children.back()];
      case Op::Fold: return children.size() > 2 ? facts_[children.back()] : nullptr;
      default: break;
    }
    if (compares(in.op)) compare(children);
    return nullptr;
  }

  const Value* variable(const cel::Instruction& in, const Vector<std::size_t>& children) {
    const pack::Variables& v = run_.pack().variables;
    if (in.index < v.as_of) return read(&run_.facts().root.values[in.index]);
    if (in.index == v.it) return read(it_);
    if (in.index < v.definitions || in.index >= v.it) return nullptr;
    const Value*& definition = definitions_[in.index - v.definitions];
    if (!children.empty()) definition = facts_[children[0]];
    return definition;
  }

  // The fact that a macro's variable has, by the innermost macro around it that has such a variable: the accumulated
  // value's, or, of a list of scalars, the list: its elements are no facts of their own.
  const Value* local(std::size_t at, const Vector<std::size_t>& parents) {
    const std::uint32_t index = trace_.entries[at].in->index;
    while (parents[at] != at) {
      at = parents[at];
      const cel::Instruction& around = *trace_.entries[at].in;
      if (around.op == Op::Variable) return nullptr;  // a definition sees none but its own
      if (around.op != Op::Fold || index < around.index || index > around.index + 2) continue;
      const Vector<std::size_t> children = trace_.children(at);
      if (children.size() < 2) return nullptr;  // a compiled pack's range that reads the variable
      if (index == around.index) return facts_[children[1]];
      return index == around.index + (around.two ? 2 : 1) ? facts_[children[0]] : nullptr;
    }
    return nullptr;
  }

  [[nodiscard]] const Value& value(std::size_t at) const { return trace_.entries[at].value; }

  static const Value* field(const Value& of, const Value& name) {
    if (of.is(Kind::Optional)) return of.optional == nullptr ? nullptr : field(*of.optional, name);
    const cel::Map* map = of.is(Kind::Map) ? of.map : of.is(Kind::Unknown) ? of.unknown->object : nullptr;
    return map == nullptr ? nullptr : cel::find(*map, name);
  }

  const Value* element(const Vector<std::size_t>& children) const {
    const Value& of = value(children[0]);
    const Value& key = value(children[1]);
    if (!decided(key)) return nullptr;
    if (!of.is(Kind::List)) return field(of, key);
    const bool inside = key.is(Kind::Int) && key.integer >= 0 && key.integer < of.list->count;
    return inside ? &(*of.list)[static_cast<std::size_t>(key.integer)] : nullptr;
  }

  const Value* read(const Value* fact) {
    if (fact != nullptr) read_.try_emplace(fact);
    return fact;
  }

  void compare(const Vector<std::size_t>& children) {
    for (std::size_t i = 0; i < children.size(); ++i) {
      const Value* fact = facts_[children[i]];
      const auto known = fact == nullptr ? read_.end() : read_.find(fact);
      if (known == read_.end()) continue;
      for (std::size_t j = 0; j < children.size(); ++j) {
        if (j != i) add(known->second, value(children[j]));
      }
    }
  }

  static void add(Vector<Value>& to, const Value& other) {
    if (to.size() >= limits::kMaxTriedChanges || !decided(other)) return;
    if (!other.is(Kind::List)) return to.push_back(other);
    for (std::uint32_t i = 0; i < other.list->count && to.size() < limits::kMaxTriedChanges; ++i) {
      if (decided((*other.list)[i])) to.push_back((*other.list)[i]);
    }
  }

  const Run& run_;
  const cel::Trace& trace_;
  const Value* it_;
  Vector<const Value*> facts_;  // of each entry
  Vector<const Value*> definitions_;
  Compared read_;
};

// The facts that were read, on the way down the form.
class Collector {
 public:
  Collector(const Run& run, Reader::Compared read) : run_(run), schema_(run.pack().facts), read_(std::move(read)) {}

  Vector<FactRead> run() {
    object(0, run_.facts().root, false);
    return std::move(out_);
  }

 private:
  void object(schema::NodeIndex index, const cel::Map& map, bool of_directory) {
    const schema::Node& node = schema_[index];
    const schema::Directory::Entry* entry = entry_of(node, map);
    for (std::size_t i = 0; i < node.properties.size(); ++i) {
      const schema::NodeIndex child = node.properties[i];
      const bool asks = run_.facts().directory != nullptr && child == node.directory;
      const bool says = entry != nullptr && schema::says(*entry, schema_[child].name);
      fact(&map.values[i], child, of_directory || asks || says);
    }
  }

  // What the directory says of an object.
  const schema::Directory::Entry* entry_of(const schema::Node& node, const cel::Map& map) const {
    const schema::Directory* directory = run_.facts().directory;
    if (directory == nullptr || node.directory == schema::kNoNode) return nullptr;
    const Value& code = map.values[schema_[node.directory].ordinal];
    return code.is(Kind::String) ? directory->find(code.string()) : nullptr;
  }

  void fact(const Value* slot, schema::NodeIndex index, bool of_directory) {
    const schema::Node& node = schema_[index];
    const bool container = node.type == schema::Type::Object ||
                           (node.type == schema::Type::Array && schema_[node.items].type == schema::Type::Object);
    const std::size_t before = out_.size();
    if (!container) add(slot, index, of_directory);
    if (node.type == schema::Type::Object) {
      if (slot->is(Kind::Map)) object(index, *slot->map, of_directory);
      if (slot->is(Kind::Unknown) && slot->unknown->object != nullptr)
        object(index, *slot->unknown->object, of_directory);
    } else if (slot->is(Kind::List)) {
      for (std::uint32_t i = 0; i < slot->list->count; ++i) {
        fact(&(*slot->list)[i], node.items, of_directory);
      }
    }
    if (container && out_.size() == before) add(slot, index, of_directory);
  }

  void add(const Value* slot, schema::NodeIndex index, bool of_directory) {
    const auto known = read_.find(slot);
    if (known == read_.end()) return;
    const schema::Facts& facts = run_.facts();
    out_.push_back({index, slot, facts.pointer_of(facts.id_of(slot)), std::move(known->second), of_directory});
  }

  const Run& run_;
  const schema::Schema& schema_;
  Reader::Compared read_;
  Vector<FactRead> out_;
};

}  // namespace

Vector<FactRead> facts_read(const Run& run, const cel::Trace& trace, const Value* it) {
  return Collector(run, Reader(run, trace, it).run()).run();
}

}  // namespace precheck::engine
