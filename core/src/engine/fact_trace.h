// Which of the form's facts an evaluation read, and what it compared each with.
#pragma once

#include <string>

#include "base/vector.h"
#include "cel/trace.h"
#include "engine/run.h"

namespace precheck::engine {

struct FactRead {
  schema::NodeIndex node = 0;
  const cel::Value* slot = nullptr;  // the fact, or why there is none
  std::string pointer;               // JSON Pointer into the form
  Vector<cel::Value> compared;       // the other side of its comparisons; of a list: also of its elements'
  bool of_directory = false;         // a directory was given, and this is what it says, or the code that it is asked by
};

// In the schema's order. Objects, and lists of objects, are read by what was read below them; they are named themselves
// only where nothing was. `it`: the fact that the variable has, nullptr where there is none.
Vector<FactRead> facts_read(const Run& run, const cel::Trace& trace, const cel::Value* it);

}  // namespace precheck::engine
