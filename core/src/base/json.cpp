#include "base/json.h"

#include <utility>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "base/names_seen.h"
#include "base/text.h"
#include "base/vector.h"

namespace precheck {

namespace {

using Token = JsonReader::Token;

Json tree(JsonReader& reader, Token token);

Json object(JsonReader& reader) {
  Json out = Json::object();
  // The vector beneath: ordered_map's own insertion searches for the name again.
  auto& members = out.get_ref<Json::object_t&>();
  NamesSeen names;
  while (reader.next() == Token::Key) {
    const std::string_view name = reader.string();
    if (!names.add(name)) {
      reader.fail_duplicate_key(name);
      return out;
    }
    members.emplace_back(std::string(name), tree(reader, reader.next()));
  }
  if (const auto twice = names.finish()) reader.fail_duplicate_key(*twice);
  return out;
}

Json array(JsonReader& reader) {
  Json out = Json::array();
  auto& items = out.get_ref<Json::array_t&>();
  for (;;) {
    const Token token = reader.next();
    if (token == Token::EndArray || token == Token::Error) return out;
    items.push_back(tree(reader, token));
  }
}

Json number(const JsonReader::Number& read) {
  if (!read.is_whole) return read.real;
  if (read.whole < 0) return read.whole;
  return static_cast<std::uint64_t>(read.whole);
}

// Recursive: the reader bounds the depth.
Json tree(JsonReader& reader, Token token) {
  switch (token) {
    case Token::BeginObject: return object(reader);
    case Token::BeginArray: return array(reader);
    case Token::String: return std::string(reader.string());
    case Token::Number: return number(reader.number());
    case Token::True: return true;
    case Token::False: return false;
    default: return nullptr;  // null, or an error, of which the reader knows
  }
}

}  // namespace

Result<Json, JsonError> read_json(std::string_view text, std::size_t max_bytes) {
  if (auto error = too_large(text, max_bytes)) return std::move(*error);
  std::string copy(text);
  JsonReader reader(copy.data(), copy.size());
  Json root = tree(reader, reader.next());
  if (reader.next() != Token::End) return reader.error();
  return root;
}

void put(Json& object, std::string_view key, Json value) { object[std::string(key)] = std::move(value); }
void put(Json& object, std::string_view key, const std::string& text) { put(object, key, Json(text)); }
void put(Json& object, std::string_view key, std::string_view text) { put(object, key, Json(text)); }
void put(Json& object, std::string_view key, const Vector<std::string>& texts) { put(object, key, Json(texts)); }

const Json* member(const Json& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  for (const auto& [key, value] : object.get_ref<const Json::object_t&>()) {
    if (key == name) return &value;
  }
  return nullptr;
}

std::string to_text(const Json& json) {
  std::string out;
  JsonWriter(out).value(json);
  return out;
}

}  // namespace precheck
