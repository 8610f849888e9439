#include "base/sort.h"

#include <algorithm>

#include "base/vector.h"

namespace precheck {

// Merges runs of 1, 2, 4, … numbers.
void sort_numbers(Vector<std::uint32_t>& numbers, Before before) {
  const std::size_t count = numbers.size();
  Vector<std::uint32_t> merged(count);
  for (std::size_t run = 1; run < count; run *= 2) {
    for (std::size_t begin = 0; begin < count; begin += 2 * run) {
      const std::size_t middle = std::min(begin + run, count);
      const std::size_t end = std::min(middle + run, count);
      std::size_t left = begin, right = middle;
      for (std::size_t at = begin; at < end; ++at) {
        const bool from_right = left == middle || (right < end && before(numbers[right], numbers[left]));
        merged[at] = numbers[from_right ? right++ : left++];
      }
    }
    numbers.swap(merged);
  }
}

}  // namespace precheck
