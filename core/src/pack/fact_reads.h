// What an expression reads of the form, checked against the schema when the pack is loaded: a field that the schema
// does not have, has() of a fact whose absence is no answer, an optional fact read without asking whether it is there.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cel/ast.h"
#include "schema/schema.h"

namespace precheck::pack {

// Optional facts that are known to have a value, as a guard has asked: "channel", "it.region".
using Guards = std::vector<std::string>;

// The definitions that were parsed so far, by name.
using Definitions = std::map<std::string, cel::Ast, std::less<>>;

class FactReads {
 public:
  using Report = std::function<void(std::uint32_t offset, std::string message)>;

  // `it`: the schema of the variable `it`, kNoNode where it is none of the form's facts.
  FactReads(const schema::Schema& facts, const Definitions& definitions, schema::NodeIndex it, Report report)
      : facts_(facts), definitions_(definitions), it_(it), report_(std::move(report)) {}

  void check(const cel::Ast& ast, const Guards& guards);
  // What is known to have a value once the expression is true.
  Guards known_if_true(const cel::Ast& ast);
  // The schema of the expression's value where that is one of the form's facts, or elements of one; else kNoNode.
  schema::NodeIndex node_of(const cel::Ast& ast);

 private:
  struct Seen {
    schema::NodeIndex node = schema::kNoNode;
    std::string path;  // by which guards name it; "" where they cannot
  };
  struct Local {
    std::string name;
    Seen seen;
  };

  Seen visit(const cel::Ast& ast, cel::NodeId id, const Guards& guards);
  Seen visit_name(const cel::Node& node, const Guards& guards);
  Seen visit_field(const cel::Ast& ast, const cel::Node& node, const Guards& guards);
  Seen visit_call(const cel::Ast& ast, const cel::Node& node, const Guards& guards);
  Seen visit_comprehension(const cel::Ast& ast, const cel::Node& node, const Guards& guards);
  Seen read(const cel::Node& at, Seen seen, const Guards& guards);
  void check_has(const cel::Node& at, schema::NodeIndex node);
  void known(const cel::Ast& ast, cel::NodeId id, bool if_true, Guards& out, int depth);
  void known_either(const cel::Ast& ast, const cel::Node& node, bool if_true, Guards& out, int depth);
  std::string path_of(const cel::Ast& ast, cel::NodeId id);
  const cel::Ast* definition(const cel::Ast& ast, const cel::Node& select) const;
  const Local* local(std::string_view name) const;
  std::string did_you_mean(schema::NodeIndex object, std::string_view name) const;

  const schema::Schema& facts_;
  const Definitions& definitions_;
  schema::NodeIndex it_;
  Report report_;
  std::vector<Local> locals_;
  int comprehensions_ = 0;
};

}  // namespace precheck::pack
