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
    d.document = document_;
    d.pointer = std::move(pointer);
    d.line = line;
    d.column = column;
    d.message = std::move(message);
    if (!known(d)) list_.push_back(std::move(d));
  }

  [[nodiscard]] bool empty() const { return list_.empty(); }
  [[nodiscard]] std::size_t size() const { return list_.size(); }
  [[nodiscard]] const std::vector<Diagnostic>& list() const { return list_; }

 private:
  [[nodiscard]] bool known(const Diagnostic& d) const {
    return std::any_of(list_.begin(), list_.end(), [&](const Diagnostic& have) {
      return have.line == d.line && have.column == d.column && have.code == d.code && have.pointer == d.pointer &&
             have.message == d.message;
    });
  }

  std::string document_;
  std::vector<Diagnostic> list_;
};

}  // namespace precheck
