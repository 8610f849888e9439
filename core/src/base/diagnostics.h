// Collects what is wrong with a document, all of it.
#pragma once

#include <precheck/precheck.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/text.h"

namespace precheck {

class Diagnostics {
 public:
  explicit Diagnostics(std::string document) : document_(std::move(document)) {}

  // The same thing wrong at the same place counts once: macros may have copied it.
  void add(std::string_view code, Piece pointer, Piece message, std::uint32_t line = 0, std::uint32_t column = 0);
  // Whatever document it names: it is of this one.
  void add(Diagnostic d);

  // The same fault at the same place, whatever its words.
  [[nodiscard]] bool has(const Diagnostic& d) const;

  [[nodiscard]] bool empty() const { return list_.empty(); }
  [[nodiscard]] std::size_t size() const { return list_.size(); }
  [[nodiscard]] const std::vector<Diagnostic>& list() const { return list_; }

 private:
  std::string document_;
  std::vector<Diagnostic> list_;
};

// [{"code", "document", "pointer", "line"?, "column"?, "message"}]
std::string diagnostics_text(const std::vector<Diagnostic>& diagnostics);

}  // namespace precheck
