// Compact JSON text, written piece by piece.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/nlohmann.h"
#include "base/text.h"

namespace precheck {

// Appends to a string, with the commas. Precondition: names and texts are UTF-8; they stand as they are, except for
// quotes, backslashes and control characters.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }
  void key(std::string_view name);

  void string(Piece utf8);
  void number(std::int64_t value);
  void number(std::uint64_t value);
  // The fewest digits that read back as the same double, with a point or an exponent; null for what JSON has not.
  void number(double value);
  void member(std::string_view name, Piece text);
  void member(std::string_view name, std::uint64_t value);
  void boolean(bool value) { raw(value ? "true" : "false"); }
  void null() { raw("null"); }
  // Goes on with an object whose first members are JSON text already, from the brace on.
  void go_on(std::string_view begun) {
    separate();
    out_ += begun;
    comma_ = true;
  }
  // A value, or members of the object under way, that are JSON text already.
  void raw(std::string_view json);
  void value(const Json& tree);

 private:
  void begin(char bracket);
  void end(char bracket);
  void separate();
  void quote(std::string_view utf8);

  std::string& out_;
  bool comma_ = false;  // before the next key or value
};

}  // namespace precheck
