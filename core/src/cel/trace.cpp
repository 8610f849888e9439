#include "cel/trace.h"

#include <algorithm>

#include "base/limits.h"
#include "base/vector.h"

namespace precheck::cel {

void Trace::add(const Instruction& in, const Value& value, std::size_t mark) {
  Entry entry;
  entry.in = &in;
  entry.value = value;
  if (entries.size() >= limits::kMaxTracedNodes && entries.size() > mark) {
    entries.resize(mark);
    entry.cut = true;
  }
  // A comprehension evaluates its condition and its step in turns: the time before stands two trees back.
  if (mark > 0 && mark > entries[mark - 1].size) {
    const std::size_t end = mark - entries[mark - 1].size;
    const Entry before = entries[end - 1];
    if (before.in == &in) {
      entry.times = before.times + 1;
      if (before.times >= limits::kMaxTracedIterations) {
        const auto at = entries.begin() + static_cast<std::ptrdiff_t>(end);
        entries.erase(at - before.size, at);
        mark -= before.size;
      }
    }
  }
  entry.size = static_cast<std::uint32_t>(entries.size() - mark) + 1;
  entries.push_back(entry);
}

Vector<std::size_t> Trace::children(std::size_t of) const {
  Vector<std::size_t> out;
  const std::size_t begin = of + 1 - entries[of].size;
  for (std::size_t end = of; end > begin; end -= entries[end - 1].size) out.push_back(end - 1);
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace precheck::cel
