// One stable sort for the whole library: each std::sort and std::stable_sort is an instance of its own, of one to five
// kilobytes. What is sorted is a list of numbers that stand for the things compared: ids, indexes, places in a vector.
#pragma once

#include <cstdint>
#include <utility>

#include "base/vector.h"

namespace precheck {

// Refers to a comparison of two numbers, which outlives the call that it is handed to.
class Before {
 public:
  template <typename Compare>
  Before(const Compare& compare)  // NOLINT(google-explicit-constructor): callers write a lambda
      : object_(&compare), call_([](const void* object, std::uint32_t a, std::uint32_t b) {
          return (*static_cast<const Compare*>(object))(a, b);
        }) {}

  bool operator()(std::uint32_t a, std::uint32_t b) const { return call_(object_, a, b); }

 private:
  const void* object_;
  bool (*call_)(const void* object, std::uint32_t a, std::uint32_t b);
};

// Equal ones keep their order.
void sort_numbers(Vector<std::uint32_t>& numbers, Before before);

// Sorts by a comparison of elements.
template <typename T, typename Compare>
void sort_stable(Vector<T>& list, Compare before) {
  Vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < list.size(); ++i) order.push_back(i);
  sort_numbers(order, [&](std::uint32_t a, std::uint32_t b) { return before(list[a], list[b]); });
  Vector<T> sorted;
  sorted.reserve(list.size());
  for (const std::uint32_t i : order) sorted.push_back(std::move(list[i]));
  list = std::move(sorted);
}

}  // namespace precheck
