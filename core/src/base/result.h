// Result<T, E>: a value or an error, since the library is built without exceptions (C++20 has no std::expected).
#pragma once

#include <memory>
#include <utility>

namespace precheck {

template <typename T, typename E>
class [[nodiscard]] Result {
 public:
  Result(T value) : ok_(true), value_(std::move(value)) {}   // NOLINT(google-explicit-constructor)
  Result(E error) : ok_(false), error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)
  Result(Result&& other) noexcept : ok_(other.ok_) {
    if (ok_) {
      std::construct_at(&value_, std::move(other.value_));
    } else {
      std::construct_at(&error_, std::move(other.error_));
    }
  }
  Result& operator=(Result&&) = delete;
  ~Result() {
    if (ok_) {
      std::destroy_at(&value_);
    } else {
      std::destroy_at(&error_);
    }
  }

  [[nodiscard]] bool ok() const { return ok_; }
  explicit operator bool() const { return ok(); }

  // Precondition: ok(). Asking the wrong side is a bug of the caller, not an input error.
  T& value() { return value_; }
  const T& value() const { return value_; }
  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  // Precondition: !ok().
  E& error() { return error_; }
  const E& error() const { return error_; }

 private:
  // Not a std::variant: that finds what to move and what to end by tables of functions.
  bool ok_;
  union {
    T value_;  // NOLINT(readability-identifier-naming): a private member, though of a union without a name
    E error_;  // NOLINT(readability-identifier-naming)
  };
};

}  // namespace precheck
