#include "pack/reader.h"

#include "base/did_you_mean.h"
#include "base/i18n_json.h"
#include "base/text.h"
#include "base/vector.h"

namespace precheck::pack {

Reader::Reader(const Json& json, Piece pointer, std::initializer_list<std::string_view> allowed,
               Diagnostics& diagnostics)
    : json_(json), pointer_(pointer.text()), diagnostics_(diagnostics) {
  if (!json.is_object()) {
    diagnostics_.add("pack.type", pointer_, "an object is expected here");
    return;
  }
  for (const auto& [key, value] : json.get_ref<const Json::object_t&>()) {
    Suggestion suggestion(key);
    bool known = false;
    for (const auto name : allowed) {
      known = known || name == key;
      suggestion.consider(name);
    }
    if (!known) diagnostics_.add("pack.unknown_key", at(key), cat({"unknown key \"", key, "\"", suggestion.text()}));
  }
}

void Reader::wrong(std::string_view key, Piece message) { diagnostics_.add("pack.type", at(key), message); }

const Json* Reader::required(std::string_view key) {
  if (!usable()) return nullptr;
  const Json* value = find(key);
  if (value == nullptr) diagnostics_.add("pack.missing_key", pointer_, cat({"\"", key, "\" is missing"}));
  return value;
}

std::string Reader::string(std::string_view key) {
  const Json* value = required(key);
  if (value == nullptr) return {};
  if (value->is_string() && !value->get_ref<const std::string&>().empty()) return value->get<std::string>();
  wrong(key, cat({"\"", key, "\" is a string with something in it"}));
  return {};
}

const Json* Reader::object(std::string_view key) {
  const Json* value = required(key);
  if (value == nullptr || value->is_object()) return value;
  wrong(key, cat({"\"", key, "\" is an object"}));
  return nullptr;
}

const Json* Reader::array(std::string_view key) {
  const Json* value = required(key);
  if (value == nullptr || value->is_array()) return value;
  wrong(key, cat({"\"", key, "\" is a list"}));
  return nullptr;
}

Vector<std::string> Reader::strings_of(const Json& list, std::string_view key) {
  Vector<std::string> out;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].is_string()) {
      out.push_back(list[i].get<std::string>());
    } else {
      diagnostics_.add("pack.type", cat({at(key), "/", i}), "a string is expected here");
    }
  }
  return out;
}

Vector<std::string> Reader::strings(std::string_view key) {
  const Json* list = array(key);
  return list == nullptr ? Vector<std::string>{} : strings_of(*list, key);
}

Localized<std::string> Reader::text(std::string_view key) {
  const Json* value = required(key);
  return value == nullptr ? Localized<std::string>{} : read_localized(*value, at(key), diagnostics_);
}

std::optional<std::string> Reader::optional_string(std::string_view key) {
  if (find(key) == nullptr) return std::nullopt;
  return string(key);
}

Localized<std::string> Reader::optional_text(std::string_view key) {
  return find(key) == nullptr ? Localized<std::string>{} : text(key);
}

bool Reader::optional_flag(std::string_view key) {
  const Json* value = find(key);
  if (value == nullptr) return false;
  if (!value->is_boolean()) {
    wrong(key, cat({"\"", key, "\" is true or false"}));
    return false;
  }
  return value->get<bool>();
}

const Json* Reader::optional_array(std::string_view key) { return find(key) == nullptr ? nullptr : array(key); }

Vector<std::string> Reader::optional_strings(std::string_view key) {
  return find(key) == nullptr ? Vector<std::string>{} : strings(key);
}

bool is_id(std::string_view text) {
  bool word = false;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!letter && (!word || (c != '-' && c != '_'))) return false;
    word = letter;
  }
  return word;
}

}  // namespace precheck::pack
