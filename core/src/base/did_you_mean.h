// Suggestions for misspelt names: the candidate that differs least, if little enough for a slip of the pen.
#pragma once

#include <string>
#include <string_view>

#include "base/text.h"

namespace precheck {

class Suggestion {
 public:
  explicit Suggestion(std::string_view name) : name_(name), best_(name.size() / 3 + 1) {}

  // The first of several candidates that are equally near is kept.
  void consider(Piece piece);
  // "; did you mean 'x'?", or "" where nothing is near.
  [[nodiscard]] std::string text() const;

 private:
  std::string name_;
  std::string found_;
  std::size_t best_;
};

}  // namespace precheck
