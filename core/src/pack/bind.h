// Which slots of a form the selections of an expression read, so that a check need not look names up.
#pragma once

#include <vector>

#include "base/vector.h"
#include "cel/program.h"
#include "pack/pack.h"
#include "schema/schema.h"

namespace precheck::pack {

class Binder {
 public:
  // `facts` outlives the binder.
  explicit Binder(const schema::Schema& facts) : facts_(facts), text_read_(facts.nodes.size()) {}

  // Sets Instruction::quick and slot of selections of facts. `it`: the schema of the variable it, kNoNode where it is
  // none of the form's facts.
  void bind(cel::Program& program, const Variables& variables, schema::NodeIndex it);
  // The expression bound last is that of a definition: what its value is shows through where the variable is read.
  void define_last(std::uint32_t variable) { defined_.emplace_back(variable, last_); }

  // By node of the schema: whether any expression bound so far may read the text that stands there. Texts that nothing
  // reads need not be copied for a check.
  [[nodiscard]] const std::vector<bool>& text_read() const { return text_read_; }

 private:
  // What an instruction's value is known to be.
  struct Known {
    schema::NodeIndex node = schema::kNoNode;
    bool in_form = false;  // the form's own record: its slot never changes
  };

  Known visit(cel::Program& program, std::uint32_t at);
  Known select(cel::Instruction& in, const Known& of, bool test);
  Known fold(cel::Program& program, const cel::Instruction& in);
  void read(const Known& known);
  void read_below(schema::NodeIndex index);

  const schema::Schema& facts_;
  const Variables* variables_ = nullptr;
  schema::NodeIndex it_ = schema::kNoNode;
  Vector<Known> locals_;                             // by place
  Vector<std::pair<std::uint32_t, Known>> defined_;  // by variable
  Known last_;
  std::vector<bool> text_read_;
};

}  // namespace precheck::pack
