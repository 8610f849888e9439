// A bump allocator for the values of one check: nothing is freed before the check ends, then all at once.
// What is put here must be trivially destructible. Bytes are bounded by the caller's limit, see exhausted().
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/vector.h"

namespace precheck {

// Bytes that a T counts for: those of a platform with the shortest pointers, so that on all a check runs out of memory
// at the same place.
template <typename T>
inline constexpr std::size_t kCountedBytes = sizeof(T);

class Arena {
 public:
  explicit Arena(std::size_t soft_limit, std::size_t block = kBlock) : soft_limit_(soft_limit), block_(block) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  void* allocate(std::size_t bytes) {
    bytes = rounded(bytes);
    if (bytes > left_) grow(bytes);
    char* out = next_;
    next_ += bytes;
    left_ -= bytes;
    used_ += bytes;
    return out;
  }

  template <typename T, typename... Args>
  T* make(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>);
    void* room = allocate(sizeof(T));
    used_ -= rounded(sizeof(T)) - rounded(kCountedBytes<T>);
    return ::new (room) T(std::forward<Args>(args)...);
  }

  // Uninitialised room for `count` values of a trivial type.
  template <typename T>
  T* array(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    const std::size_t each = sizeof(T);  // NOLINT(bugprone-sizeof-expression): T may be a pointer
    return static_cast<T*>(allocate(each * (count == 0 ? 1 : count)));
  }

  std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    char* out = static_cast<char*>(allocate(text.size()));
    std::memcpy(out, text.data(), text.size());
    return {out, text.size()};
  }

  // Lets go of everything, but keeps a block for what comes next.
  void reset() {
    if (blocks_.empty()) return;
    blocks_.resize(1);
    next_ = blocks_.front().get();
    left_ = first_size_;
    used_ = 0;
  }

  [[nodiscard]] std::size_t used() const { return used_; }

  // True once more bytes were handed out than the limit allows: the evaluator then stops with an error. A single
  // value is bounded by the expression and form limits, so the overshoot is too.
  [[nodiscard]] bool exhausted() const { return used_ > soft_limit_; }

 private:
  static constexpr std::size_t kBlock = 16u << 10;

  static constexpr std::size_t rounded(std::size_t bytes) { return (bytes + 15u) & ~std::size_t{15}; }

  void grow(std::size_t bytes) {
    const std::size_t size = bytes > block_ ? bytes : block_;
    blocks_.push_back(std::make_unique<char[]>(size));
    if (blocks_.size() == 1) first_size_ = size;
    next_ = blocks_.back().get();
    left_ = size;
  }

  Vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t first_size_ = 0;
  std::size_t used_ = 0;
  std::size_t soft_limit_;
  std::size_t block_;
};

}  // namespace precheck
