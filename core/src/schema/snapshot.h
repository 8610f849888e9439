// A form's cells as they were given, kept beside those that decode() works in: to see what the next form changes.
#pragma once

#include <vector>

#include "base/vector.h"
#include "schema/form.h"
#include "schema/schema.h"

namespace precheck::schema {

class Snapshot {
 public:
  // Which slots of the form's record have, or may have, another value than in the form taken before this one: all, if
  // there was none. A list is one with all that is below it. Both forms were not decoded yet. `looks_up`: codes are
  // looked up in a directory, the same for both.
  std::vector<bool> take(const Schema& schema, const Form& form, bool looks_up);

  // Makes the form what it was when it was taken, before decode().
  void restore(Form& form) const;

 private:
  [[nodiscard]] bool same(const Schema& schema, NodeIndex index, const Cell& now, const Cell& before,
                          const Form& form) const;
  void keep(const Form& form);

  Vector<Cell> cells_;
  Vector<char> texts_;  // that cells_ point to
};

// Where an object's property, not below a list, has its cell.
inline std::uint32_t slot_of(const Schema& schema, NodeIndex property) {
  return schema[schema[property].parent].first_slot + schema[property].ordinal;
}

}  // namespace precheck::schema
