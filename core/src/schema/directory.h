// x-directory: what a form leaves out of an object is taken from the host's entry for its code.
#pragma once

#include "base/arena.h"
#include "schema/facts.h"

namespace precheck::schema {

// Fills in the cells of a form whose text has been read; they are marked as listed. Texts live in `arena`.
void take_from_directory(const Schema& schema, Form& form, const Directory& directory, Arena& arena);

// Whether a cell that was given says the same as a directory's entry.
bool same(const Schema& schema, const Form& form, NodeIndex index, std::size_t cell, std::size_t record,
          const Json& listed);

}  // namespace precheck::schema
