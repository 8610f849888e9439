#include "base/diagnostics.h"

#include <algorithm>

namespace precheck {

namespace {

bool same_place(const Diagnostic& a, const Diagnostic& b) {
  return a.line == b.line && a.column == b.column && a.code == b.code && a.pointer == b.pointer;
}

}  // namespace

void Diagnostics::add(std::string_view code, Piece pointer, Piece message, std::uint32_t line, std::uint32_t column) {
  Diagnostic d;
  d.code = code;
  d.pointer = pointer.text();
  d.line = line;
  d.column = column;
  d.message = message.text();
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

Json diagnostics_json(const std::vector<Diagnostic>& diagnostics) {
  Json out = Json::array();
  for (const Diagnostic& d : diagnostics) {
    Json item = Json::object();
    put(item, "code", d.code);
    put(item, "document", d.document);
    put(item, "pointer", d.pointer);
    if (d.line != 0) {
      put(item, "line", d.line);
      put(item, "column", d.column);
    }
    put(item, "message", d.message);
    out.push_back(std::move(item));
  }
  return out;
}

}  // namespace precheck
