#include "base/diagnostics.h"

#include <algorithm>

namespace precheck {

namespace {

bool same_place(const Diagnostic& a, const Diagnostic& b) {
  return a.line == b.line && a.column == b.column && a.code == b.code && a.pointer == b.pointer;
}

}  // namespace

void Diagnostics::add(std::string_view code, std::string_view pointer, std::string_view message, std::uint32_t line,
                      std::uint32_t column) {
  Diagnostic d;
  d.code = code;
  d.pointer = pointer;
  d.line = line;
  d.column = column;
  d.message = message;
  add(std::move(d));
}

void Diagnostics::add(Diagnostic d) {
  d.document = document_;
  const bool known = std::any_of(list_.begin(), list_.end(), [&](const Diagnostic& have) {
    return same_place(have, d) && have.message == d.message;
  });
  if (!known) list_.push_back(std::move(d));
}

bool Diagnostics::has(const Diagnostic& d) const {
  return std::any_of(list_.begin(), list_.end(), [&](const Diagnostic& have) { return same_place(have, d); });
}

}  // namespace precheck
