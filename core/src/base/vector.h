// std::vector in fewer instructions: room is made by one function for elements of all types, and the count and an
// element are found without a division. A fifth of precheck.wasm was std::vector's, written out for each type.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <initializer_list>
#include <iterator>
#include <new>
#include <type_traits>
#include <utility>

namespace precheck {

// Moves one element to new room and ends the old one.
using Relocate = void (*)(void* to, void* from);

// What a vector is, whatever its elements are.
struct Room {
  void* elements = nullptr;
  std::size_t count = 0;
  std::size_t capacity = 0;

  // Makes the capacity `least` or more, for elements of `bytes` each, which are moved by `relocate`, or byte by byte
  // where that is nullptr.
  void grow(std::size_t least, std::size_t bytes, Relocate relocate);
};

template <typename T>
class Vector {
  static_assert(alignof(T) <= alignof(std::max_align_t));

 public:
  // As the standard's containers name them. NOLINTBEGIN(readability-identifier-naming)
  using value_type = T;
  using size_type = std::size_t;
  using difference_type = std::ptrdiff_t;
  using reference = T&;
  using const_reference = const T&;
  using iterator = T*;
  using const_iterator = const T*;
  // NOLINTEND(readability-identifier-naming)

  Vector() = default;
  // Made in its size, it never moves an element: code to move one is not asked for.
  explicit Vector(std::size_t count) {
    if (count != 0) room_.grow(count, kBytes, nullptr);
    while (room_.count < count) make();
  }
  Vector(std::size_t count, const T& value) { assign(count, value); }
  Vector(std::initializer_list<T> list) { append(list.begin(), list.end()); }
  template <std::forward_iterator Iterator>
  Vector(Iterator first, Iterator last) {
    append(first, last);
  }
  Vector(const Vector& other) { append(other.begin(), other.end()); }
  Vector(Vector&& other) noexcept : room_(std::exchange(other.room_, {})) {}
  Vector& operator=(const Vector& other) {
    if (this != &other) assign(other.begin(), other.end());
    return *this;
  }
  Vector& operator=(Vector&& other) noexcept {
    Vector taken(std::move(other));
    swap(taken);
    return *this;
  }
  ~Vector() {
    clear();
    std::free(room_.elements);
  }

  [[nodiscard]] std::size_t size() const { return room_.count; }
  [[nodiscard]] bool empty() const { return room_.count == 0; }
  [[nodiscard]] T* data() { return static_cast<T*>(room_.elements); }
  [[nodiscard]] const T* data() const { return static_cast<const T*>(room_.elements); }
  T& operator[](std::size_t i) { return data()[i]; }
  const T& operator[](std::size_t i) const { return data()[i]; }
  T& front() { return data()[0]; }
  [[nodiscard]] const T& front() const { return data()[0]; }
  T& back() { return data()[room_.count - 1]; }
  [[nodiscard]] const T& back() const { return data()[room_.count - 1]; }

  T* begin() { return data(); }
  T* end() { return data() + room_.count; }
  [[nodiscard]] const T* begin() const { return data(); }
  [[nodiscard]] const T* end() const { return data() + room_.count; }
  auto rbegin() { return std::reverse_iterator(end()); }
  auto rend() { return std::reverse_iterator(begin()); }
  [[nodiscard]] auto rbegin() const { return std::reverse_iterator(end()); }
  [[nodiscard]] auto rend() const { return std::reverse_iterator(begin()); }

  // May be given one of its own elements.
  void push_back(T value) { emplace_back(std::move(value)); }
  // May not.
  template <typename... Args>
  T& emplace_back(Args&&... args) {
    if (room_.count == room_.capacity) grow(room_.count + 1);
    return make(std::forward<Args>(args)...);
  }
  template <typename... Args>
  T* emplace(const T* before, Args&&... args) {
    const auto at = static_cast<std::size_t>(before - data());
    emplace_back(std::forward<Args>(args)...);
    std::rotate(begin() + at, end() - 1, end());
    return begin() + at;
  }
  T* insert(const T* before, T value) { return emplace(before, std::move(value)); }
  template <std::forward_iterator Iterator>
  void insert(const T* before, Iterator first, Iterator last) {
    const auto at = static_cast<std::size_t>(before - data());
    const std::size_t old = room_.count;
    append(first, last);
    if (at != old) std::rotate(begin() + at, begin() + old, end());
  }
  template <std::forward_iterator Iterator>
  void append(Iterator first, Iterator last) {
    reserve(room_.count + static_cast<std::size_t>(std::distance(first, last)));
    for (; first != last; ++first) make(*first);
  }

  void pop_back() { data()[--room_.count].~T(); }
  T* erase(const T* first, const T* last) {
    T* const to = data() + (first - data());
    shrink(static_cast<std::size_t>(std::move(data() + (last - data()), end(), to) - data()));
    return to;
  }
  T* erase(const T* at) { return erase(at, at + 1); }
  void clear() { shrink(0); }

  void reserve(std::size_t capacity) {
    if (capacity > room_.capacity) grow(capacity);
  }
  void resize(std::size_t count) {
    reserve(count);
    while (room_.count < count) make();
    shrink(count);
  }
  void resize(std::size_t count, const T& value) {
    reserve(count);
    while (room_.count < count) make(value);
    shrink(count);
  }
  void assign(std::size_t count, const T& value) {
    clear();
    resize(count, value);
  }
  template <std::forward_iterator Iterator>
  void assign(Iterator first, Iterator last) {
    clear();
    append(first, last);
  }
  // For who makes elements of all types by one function. Precondition: it is empty.
  template <typename Fill>
  void fill_room(const Fill& fill) {
    fill(room_);
  }
  void swap(Vector& other) noexcept { std::swap(room_, other.room_); }

  friend bool operator==(const Vector& a, const Vector& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

 private:
  static constexpr std::size_t kBytes = sizeof(T);  // NOLINT(bugprone-sizeof-expression): T may be a pointer

  static void relocate(void* to, void* from) {
    T* const old = static_cast<T*>(from);
    ::new (to) T(std::move(*old));
    old->~T();
  }

  // Where there is room.
  template <typename... Args>
  T& make(Args&&... args) {
    T* made = ::new (static_cast<void*>(data() + room_.count)) T(std::forward<Args>(args)...);
    ++room_.count;
    return *made;
  }
  void grow(std::size_t least) {
    room_.grow(least, kBytes, std::is_trivially_copyable_v<T> ? nullptr : &Vector::relocate);
  }
  void shrink(std::size_t count) {
    if constexpr (std::is_trivially_destructible_v<T>) {
      room_.count = count;
    } else {
      while (room_.count > count) pop_back();
    }
  }

  Room room_;
};

}  // namespace precheck
