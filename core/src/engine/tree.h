// An expression as a tree with the value of each sub-expression, from the trace of its evaluation.
#pragma once

#include <map>
#include <optional>
#include <utility>

#include "base/json.h"
#include "base/vector.h"
#include "cel/ast.h"
#include "cel/trace.h"
#include "engine/run.h"

namespace precheck::engine {

// The layout of a node is that of the public header. Sub-expressions are those that the author wrote: what a macro
// expands to does not show, nor do literals, whose value is their text.
class Trees {
 public:
  // The evaluation that the trees are of; both outlive their use here.
  void begin(const Run& run, const cel::Trace& trace) {
    run_ = &run;
    trace_ = &trace;
  }

  // Of an expression that the evaluation may have come to.
  Json tree(const pack::Expression& expression);

  // An expression whose text is not what its instructions were made from, which only a compiled pack can have: trees
  // with it in them say nothing. nullptr: there was none.
  [[nodiscard]] const pack::Expression* unreadable() const { return unreadable_; }

 private:
  struct Source {
    const pack::Expression& expression;
    const cel::Ast& ast;
  };
  using At = std::optional<std::size_t>;  // an entry of the trace; none: not evaluated
  using Bound = Vector<std::pair<std::string_view, cel::Value>>;

  // What the author sees below a node, as it is gathered.
  struct Below {
    std::optional<std::uint32_t> macro;  // the offset of everything that the node's macro made
    Json children = Json::array();
    Vector<std::uint32_t> seen;  // where children begin: an expansion may have one of them twice
    std::uint32_t left_out = 0;  // iterations
    bool cut = false;            // there is more than is gathered
  };

  const cel::Ast& parsed(const pack::Expression& expression);
  Json root(const pack::Expression& expression, At at);
  Json node(const Source& source, cel::NodeId id, At at, const Bound& bound);
  void add_outcome(Json& out, const cel::Value& value) const;
  void gather(const Source& source, cel::NodeId id, std::size_t at, Below& out);
  void below(const Source& source, cel::NodeId id, At at, const Bound& bound, Below& out);
  void operands(const Source& source, const cel::Node& node, At at, const Bound& bound, Below& out);
  void comprehension(const Source& source, const cel::Node& node, At at, const Bound& bound, Below& out);
  void operand(const Source& source, const cel::Node& of, std::size_t i, At at, const Bound& bound, Below& out);
  void part(const Source& source, const cel::Node& of, cel::NodeId id, At at, const Bound& bound, Below& out);
  void add_definition(std::size_t at, Below& out);
  [[nodiscard]] Vector<std::size_t> evaluated(At at, cel::NodeId id) const;
  [[nodiscard]] Bound variables(const cel::Node& fold, const cel::Value& range, std::uint32_t time) const;

  const Run* run_ = nullptr;
  const cel::Trace* trace_ = nullptr;
  std::size_t depth_ = 0;  // of below(), across definitions: all of this recurses
  std::map<const pack::Expression*, cel::Ast> asts_;
  const pack::Expression* unreadable_ = nullptr;
};

}  // namespace precheck::engine
