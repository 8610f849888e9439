// JSON texts to trees and back, by JsonReader and JsonWriter: for documents and answers, that are not read as they
// stand.
#pragma once

#include <string>
#include <string_view>

#include "base/json_error.h"
#include "base/nlohmann.h"
#include "base/result.h"
#include "base/text.h"
#include "base/vector.h"

namespace precheck {

Result<Json, JsonError> read_json(std::string_view text, std::size_t max_bytes);

// The member of an object, or nullptr; nullptr as well where `object` is none.
const Json* member(const Json& object, std::string_view name);

// Gives an object a member. Out of line: operator[] is large, and answers have many members.
void put(Json& object, std::string_view key, Json value);
void put(Json& object, std::string_view key, const std::string& text);
void put(Json& object, std::string_view key, std::string_view text);
void put(Json& object, std::string_view key, const Vector<std::string>& texts);

// Compact text. Precondition: strings are valid UTF-8, as read_json() makes sure.
std::string to_text(const Json& json);

}  // namespace precheck
