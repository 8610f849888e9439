// What an evaluation came upon: every instruction with its value, for explanations.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/vector.h"
#include "cel/program.h"

namespace precheck::cel {

// Trees in post-order: what an instruction evaluated stands right before it. A variable whose value was computed by
// evaluating another program (a definition of a pack) has that program's tree below it.
struct Trace final : Recorder {
  struct Entry {
    const Instruction* in = nullptr;
    Value value;
    std::uint32_t size = 0;   // entries of this tree, this one included
    std::uint32_t times = 1;  // the how many-th time that a comprehension evaluated it
    bool cut = false;         // what is below was dropped: see limits::kMaxTracedNodes
  };
  Vector<Entry> entries;

  // How many there are.
  std::size_t begin() override { return entries.size(); }
  // Of a comprehension's iterations only the first ones and the last are kept: see limits::kMaxTracedIterations.
  void add(const Instruction& in, const Value& value, std::size_t mark) override;

  // The places in `entries` of what the entry at `of` evaluated itself, in that order.
  [[nodiscard]] Vector<std::size_t> children(std::size_t of) const;
};

}  // namespace precheck::cel
