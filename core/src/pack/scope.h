// Compiles the expressions and texts of one pack: which names they may use, with which variable numbers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "cel/parser.h"
#include "pack/fact_reads.h"
#include "pack/pack.h"

namespace precheck::pack {

// Names bound by where an expression stands, and what is known there.
struct Place {
  bool it = false;
  bool index = false;
  bool state = false;
  bool before = false;
  schema::NodeIndex it_node = schema::kNoNode;  // the schema of `it`, where it is one of the form's facts
  Guards guards;                                // optional facts that were asked for already
};

class Scope {
 public:
  // `facts` outlives the scope.
  Scope(const schema::Schema& facts, const std::vector<Parameter>& parameters,
        const std::vector<std::string>& definition_names, Diagnostics& diagnostics);

  // Parses, checks and compiles. After a diagnostic the result is of no use, but safe to hold.
  Expression compile(const std::string& text, const std::string& pointer, const Place& place);
  // A text with ${…}; `$${` is a literal `${`.
  Text compile_text(const Localized<std::string>& text, const std::string& pointer, const Place& place);

  // Makes a definition known to later expressions; its guards and schema show through.
  void define(const std::string& name, const cel::Ast& ast);

  // `place` once `condition` holds.
  Place given(const Place& place, const std::string& condition);
  // The schema of an expression's value, or of the elements of a list; kNoNode where it is none of the form's facts.
  schema::NodeIndex node_of(const std::string& text, const Place& place);

  [[nodiscard]] const Variables& variables() const { return variables_; }

 private:
  void syntax_error(const std::string& code, const std::string& text, const std::string& pointer,
                    const cel::SyntaxError& error);
  void refuse_utc_accessors(const cel::Ast& ast, const std::string& text, const std::string& pointer);
  Template compile_template(const std::string& text, const std::string& pointer, const Place& place);

  const schema::Schema& facts_;
  Diagnostics& diagnostics_;
  Definitions definitions_;
  Variables variables_;
  std::vector<std::string> names_;  // by variable number
};

// How packs are parsed: has() also takes a top-level property.
cel::ParseOptions pack_parse_options();

}  // namespace precheck::pack
