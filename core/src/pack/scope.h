// Compiles the expressions and texts of one pack: which names they may use, with which variable numbers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/vector.h"
#include "cel/checker.h"
#include "cel/parser.h"
#include "pack/bind.h"
#include "pack/fact_reads.h"
#include "pack/functions.h"
#include "pack/pack.h"
#include "schema/cel_types.h"

namespace precheck::pack {

// Names bound by where an expression stands, and what is known there.
struct Place {
  bool it = false;
  bool index = false;
  bool state = false;
  bool before = false;
  schema::NodeIndex it_node = schema::kNoNode;  // the schema of `it`, where it is one of the form's facts
  cel::TypeRef it_type = nullptr;               // nullptr: not known
  std::int64_t times = 1;                       // how often a check may evaluate what stands here
  Guards guards;                                // optional facts that were asked for already
};

// What an expression must give. Dyn, which may turn out to be it, always fits.
enum class Expected : std::uint8_t { Anything, Bool, List };

class Scope {
 public:
  // `facts` outlives the scope; `zone_offset` is the pack's.
  Scope(const schema::Schema& facts, const Vector<Parameter>& parameters, const Vector<std::string>& definition_names,
        std::int32_t zone_offset, Diagnostics& diagnostics);

  // Parses, checks and compiles. After a diagnostic the result is of no use, but safe to hold. `type`, if asked for,
  // is the expression's; dyn after a diagnostic.
  Expression compile(const std::string& text, const std::string& pointer, const Place& place,
                     Expected expected = Expected::Anything, cel::TypeRef* type = nullptr);
  // A text with ${…}; `$${` is a literal `${`.
  Text compile_text(const Localized<std::string>& text, const std::string& pointer, const Place& place);

  // Makes a definition known to later expressions; its type, guards and schema show through.
  void define(std::size_t number, const std::string& name, const cel::Ast& ast, cel::TypeRef type);

  // Makes the plan's state known, from the type of the present one.
  void define_state(cel::TypeRef present);

  // `place` once `condition` holds.
  Place given(const Place& place, const std::string& condition);
  // The schema of an expression's value, or of the elements of a list; kNoNode where it is none of the form's facts.
  schema::NodeIndex node_of(const std::string& text, const Place& place);

  [[nodiscard]] const Variables& variables() const { return variables_; }
  [[nodiscard]] cel::TypeRef type_of(schema::NodeIndex node) const { return fact_types_.of(node); }
  // See Binder::text_read().
  [[nodiscard]] const std::vector<bool>& text_read() const { return binder_.text_read(); }
  // Most steps that a check of all expressions compiled so far may take.
  [[nodiscard]] std::uint64_t cost() const { return cost_; }

 private:
  cel::TypeRef type_of(const Parameter& parameter);
  void check_expected(const std::string& text, const std::string& pointer, const cel::Ast& ast, cel::TypeRef type,
                      Expected expected);
  cel::TypeRef add_cost(const std::string& text, const std::string& pointer, const cel::Ast& ast,
                        const cel::NodeTypes& types, const Place& place);
  void syntax_error(std::string_view code, const std::string& text, const std::string& pointer,
                    const cel::SyntaxError& error);
  void refuse_faulty_patterns(const cel::Ast& ast, const std::string& text, const std::string& pointer);
  void refuse_utc_accessors(const cel::Ast& ast, const std::string& text, const std::string& pointer);
  Template compile_template(const std::string& text, const std::string& pointer, const Place& place);

  const schema::Schema& facts_;
  Diagnostics& diagnostics_;
  Definitions definitions_;
  Variables variables_;
  Vector<std::string> names_;  // by variable number
  cel::Types types_;
  schema::FactTypes fact_types_;
  cel::FunctionTypes function_types_;
  Vector<cel::TypeRef> variable_types_;      // by variable number
  Vector<std::optional<cel::Value>> fixed_;  // by variable number: parameters that no host sets
  FunctionHost host_;
  Binder binder_;
  std::uint64_t cost_ = 0;
};

// How packs are parsed: has() also takes a top-level property.
cel::ParseOptions pack_parse_options();

}  // namespace precheck::pack
