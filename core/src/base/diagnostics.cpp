#include "base/diagnostics.h"

#include <algorithm>

#include "base/json_writer.h"

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

std::string diagnostics_text(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  JsonWriter out(text);
  out.begin_array();
  for (const Diagnostic& d : diagnostics) {
    out.begin_object();
    out.member("code", d.code);
    out.member("document", d.document);
    out.member("pointer", d.pointer);
    if (d.line != 0) {
      out.member("line", d.line);
      out.member("column", d.column);
    }
    out.member("message", d.message);
    out.end_object();
  }
  out.end_array();
  return text;
}

}  // namespace precheck
