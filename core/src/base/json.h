// JSON texts to trees, strictly (RFC 8259), with what nlohmann::json lets pass made an error: duplicate keys, embedded
// NUL, unbounded depth and size.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/nlohmann.h"
#include "base/result.h"

namespace precheck {

struct JsonError {
  enum class Code : std::uint8_t { Malformed, TooLarge, TooDeep, DuplicateKey };
  Code code = Code::Malformed;
  std::string message;
  std::string pointer;       // where the reader was: the member or element under way
  std::uint32_t line = 0;    // Malformed only
  std::uint32_t column = 0;  // Malformed only
};

Result<Json, JsonError> read_json(std::string_view text, std::size_t max_bytes);

// RFC 6901: ~ and / in a name become ~0 and ~1.
std::string pointer_token(std::string_view name);

// The member of an object, or nullptr; nullptr as well where `object` is none.
const Json* member(const Json& object, std::string_view name);

// Gives an object a member. Out of line: operator[] is large, and answers have many members.
void put(Json& object, std::string_view key, Json value);
void put(Json& object, std::string_view key, const std::string& text);
void put(Json& object, std::string_view key, std::string_view text);
void put(Json& object, std::string_view key, const std::vector<std::string>& texts);

// Compact text. Precondition: strings are valid UTF-8, as read_json() makes sure.
std::string to_text(const Json& json);

}  // namespace precheck
