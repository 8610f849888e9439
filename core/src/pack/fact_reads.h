// What an expression reads of the form, checked when the pack is loaded: has() or .? of a fact whose absence is no
// answer, an optional fact read without asking whether it is there.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/names.h"
#include "base/vector.h"
#include "cel/ast.h"
#include "schema/schema.h"

namespace precheck::pack {

// Optional facts that are known to have a value, as a guard has asked: "channel", "it.region".
using Guards = Vector<std::string>;

// What shows through a definition where it is used.
struct DefinitionFacts {
  schema::NodeIndex node = schema::kNoNode;  // its value, where that is one of the form's facts
  bool optional = false;                     // its value is an optional of that fact, as .? gives it
  Guards if_true, if_false;                  // what is known to have a value once it is true, or false
};

// The definitions that were read so far.
struct Definitions {
  Names names;
  Vector<DefinitionFacts> facts;  // by the name's number
};

class FactReads {
 public:
  // `it`: the schema of the variable `it`, kNoNode where it is none of the form's facts.
  FactReads(const schema::Schema& facts, const Definitions& definitions, schema::NodeIndex it)
      : facts_(facts), definitions_(definitions), it_(it) {}

  // What is wrong with the expression.
  Vector<cel::SyntaxError> check(const cel::Ast& ast, const Guards& guards);
  // What is known to have a value once the expression is true, or false.
  Guards known_if(const cel::Ast& ast, bool if_true);
  // What shows through a definition that is written so.
  DefinitionFacts facts_of(const cel::Ast& ast);
  // The schema of the expression's value where that is one of the form's facts, or elements of one; else kNoNode, as
  // for an optional.
  schema::NodeIndex node_of(const cel::Ast& ast);

 private:
  struct Seen {
    schema::NodeIndex node = schema::kNoNode;
    std::string path;       // by which guards name it; "" where they cannot
    bool optional = false;  // an optional of the fact: what is selected from it is one as well and needs no guard
  };
  struct Local {
    std::string_view name;
    Seen seen;
  };

  Seen visit(const cel::Ast& ast, cel::NodeId id, const Guards& guards);
  Seen visit_name(const cel::Node& node, const Guards& guards);
  Seen visit_field(const cel::Ast& ast, const cel::Node& node, const Guards& guards);
  Seen visit_index(const cel::Ast& ast, const cel::Node& node, const Guards& guards);
  Seen visit_call(const cel::Ast& ast, const cel::Node& node, const Guards& guards);
  Seen visit_optional_call(const cel::Ast& ast, const cel::Node& node, const Guards& guards);
  Seen visit_opt_map(const cel::Ast& ast, const cel::Node& node, const Guards& guards);
  Seen visit_bound(const cel::Ast& ast, const cel::Node& fold, Seen value, const Guards& guards);
  Seen visit_comprehension(const cel::Ast& ast, const cel::Node& node, const Guards& guards);
  Seen read(const cel::Node& at, Seen seen, const Guards& guards);
  void report(std::uint32_t offset, Piece message) { faults_.push_back({offset, std::string(message.text())}); }
  bool may_be_absent(schema::NodeIndex node) const;
  void check_has(const cel::Node& at, schema::NodeIndex node);
  void check_value(const cel::Node& at, const Seen& of, const Guards& guards);
  void known(const cel::Ast& ast, cel::NodeId id, bool if_true, Guards& out);
  void known_either(const cel::Ast& ast, const cel::Node& node, bool if_true, Guards& out);
  std::string path_of(const cel::Ast& ast, cel::NodeId id);
  void add_path_and_above(const cel::Ast& ast, cel::NodeId id, Guards& out);
  const DefinitionFacts* definition(const cel::Ast& ast, const cel::Node& select) const;
  const Local* local(std::string_view name) const;

  const schema::Schema& facts_;
  const Definitions& definitions_;
  schema::NodeIndex it_;
  Vector<cel::SyntaxError> faults_;
  Vector<Local> locals_;
  std::uint32_t variables_ = 0;  // that were given a path of their own
};

}  // namespace precheck::pack
