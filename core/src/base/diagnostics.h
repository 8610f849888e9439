// Collects what is wrong with a document, all of it.
#pragma once

#include <algorithm>
#include <precheck/precheck.hpp>
#include <string>
#include <utility>
#include <vector>

namespace precheck {

class Diagnostics {
 public:
  explicit Diagnostics(std::string document) : document_(std::move(document)) {}

  // The same thing wrong at the same place counts once: macros may have copied it.
  void add(std::string code, std::string pointer, std::string message, std::uint32_t line = 0,
           std::uint32_t column = 0) {
    Diagnostic d;
    d.code = std::move(code);
    d.pointer = std::move(pointer);
    d.line = line;
    d.column = column;
    d.message = std::move(message);
    add(std::move(d));
  }

  // Whatever document it names: it is of this one.
  void add(Diagnostic d) {
    d.document = document_;
    if (!known(d)) list_.push_back(std::move(d));
  }

  // The same fault at the same place, whatever its words.
  [[nodiscard]] bool has(const Diagnostic& d) const {
    return std::any_of(list_.begin(), list_.end(), [&](const Diagnostic& have) { return same_place(have, d); });
  }

  [[nodiscard]] bool empty() const { return list_.empty(); }
  [[nodiscard]] std::size_t size() const { return list_.size(); }
  [[nodiscard]] const std::vector<Diagnostic>& list() const { return list_; }

 private:
  [[nodiscard]] bool known(const Diagnostic& d) const {
    return std::any_of(list_.begin(), list_.end(),
                       [&](const Diagnostic& have) { return same_place(have, d) && have.message == d.message; });
  }

  static bool same_place(const Diagnostic& a, const Diagnostic& b) {
    return a.line == b.line && a.column == b.column && a.code == b.code && a.pointer == b.pointer;
  }

  std::string document_;
  std::vector<Diagnostic> list_;
};

}  // namespace precheck
