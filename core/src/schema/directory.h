// x-directory: what a form leaves out of an object is taken from the host's entry for its code.
#pragma once

#include <string>
#include <string_view>

#include "base/arena.h"
#include "base/vector.h"
#include "schema/form.h"

namespace precheck::schema {

// The host's entries, by the code that an object with x-directory holds.
class Directory {
 public:
  struct Entry {
    std::string_view code;
    std::string_view text;  // JSON
  };

  Directory() = default;
  Directory(const Directory&) = delete;  // entries point into it
  Directory& operator=(const Directory&) = delete;

  // Takes the entries of a JSON text of an object, which is known to be JSON. Returns the code of the first one that is
  // no object itself, nullptr where all are.
  const Entry* read(std::string_view json);

  [[nodiscard]] const Entry* find(std::string_view code) const;

 private:
  std::string text_;       // that Entry::text points into
  std::string in_place_;   // the same, overwritten by a reader: Entry::code points into it
  Vector<Entry> entries_;  // by code
};

// Whether an entry has a property of that name.
bool says(const Directory::Entry& entry, std::string_view name);

// Fills in the cells of a form whose text has been read; they are marked as listed, and those that say something else
// than the directory as differing. Texts live in `arena`.
void take_from_directory(const Schema& schema, Form& form, const Directory& directory, Arena& arena);

}  // namespace precheck::schema
