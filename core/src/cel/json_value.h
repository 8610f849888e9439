// CEL values as JSON and back, without loss. JSON has fewer kinds of value than CEL, so most carry a tag:
//
//   null, true, "text", [value, …]      themselves
//   1.5                                 a double, {"double": "NaN" | "Infinity" | "-Infinity" | "-0"} where JSON has no
//   number
//   {"int": "-5"}, {"uint": "5"}        decimal text: a JSON reader may round numbers beyond 2^53
//   {"bytes": "00ff"}                   hexadecimal
//   {"timestamp": "2009-02-13T23:31:30.5Z"}, {"duration": "-1.5s"}, {"type": "list"}
//   {"map": [[key, value], …]}
//   {"optional": [value]}               of none: {"optional": []}
//   {"unknown": true}                   input only: this part is not known yet
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/arena.h"
#include "base/json.h"
#include "base/vector.h"
#include "cel/value.h"

namespace precheck::cel {

class JsonValueReader {
 public:
  // What it reads lives in the arena, independent of the JSON.
  explicit JsonValueReader(Arena& arena) : arena_(arena) {}

  // `name` stands first in pointers. After a failure error() tells why and where.
  std::optional<Value> read(const Json& json, std::string_view name);

  struct Error {
    std::string message;
    std::string pointer;  // RFC 6901, over names, map keys and list positions: "/x/a/0"
  };
  [[nodiscard]] const Error& error() const { return error_; }

  // Where the unknowns are, by their ids: pointers as in errors.
  [[nodiscard]] const Vector<std::string>& unknowns() const { return unknowns_; }

 private:
  std::optional<Value> value(const Json& json);
  std::optional<Value> tagged(const std::string& tag, const Json& json);
  std::optional<Value> double_value(const Json& json);
  std::optional<Value> bytes(const std::string& hex);
  std::optional<Value> list(const Json& json);
  std::optional<Value> map(const Json& json);
  std::optional<Value> optional(const Json& json);
  std::optional<Value> unknown();
  std::nullopt_t fail(std::string_view message);

  Arena& arena_;
  std::string pointer_;
  Vector<std::string> unknowns_;
  Error error_;
};

struct JsonText {
  std::string text;                // what `unknowns` stand for reads null
  Vector<std::uint32_t> unknowns;  // ids of what is not known in it, ascending
};

// nullopt where the text would have more than `most_bytes`: parts that a value shares are written out each time.
// Precondition: no error in it.
std::optional<JsonText> to_json_text(const Value& value, std::size_t most_bytes);

}  // namespace precheck::cel
