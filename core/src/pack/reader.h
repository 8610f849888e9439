// Reads members of JSON objects, reporting what is missing, misplaced or of the wrong type.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/text.h"
#include "base/vector.h"

namespace precheck::pack {

// An object of a document, with the place where it stands.
class Reader {
 public:
  // Reports members whose names are not `allowed`: a misspelt key must not be passed over.
  Reader(const Json& json, Piece pointer, std::initializer_list<std::string_view> allowed, Diagnostics& diagnostics);

  [[nodiscard]] bool usable() const { return json_.is_object(); }
  [[nodiscard]] const Json* find(std::string_view key) const { return member(json_, key); }
  [[nodiscard]] std::string at(std::string_view key) const { return cat({pointer_, "/", pointer_token(key)}); }
  [[nodiscard]] const std::string& pointer() const { return pointer_; }

  // A member that must be there. Absent or of another type: a diagnostic, and an empty value.
  std::string string(std::string_view key);
  const Json* object(std::string_view key);
  const Json* array(std::string_view key);
  Vector<std::string> strings(std::string_view key);
  Localized<std::string> text(std::string_view key);

  // Members that may be left out.
  std::optional<std::string> optional_string(std::string_view key);
  Localized<std::string> optional_text(std::string_view key);
  bool optional_flag(std::string_view key);
  const Json* optional_array(std::string_view key);
  Vector<std::string> optional_strings(std::string_view key);

  void wrong(std::string_view key, Piece message);

 private:
  const Json* required(std::string_view key);
  Vector<std::string> strings_of(const Json& list, std::string_view key);

  const Json& json_;
  std::string pointer_;
  Diagnostics& diagnostics_;
};

// Lower-case words joined by - or _, as ids are written.
bool is_id(std::string_view text);

}  // namespace precheck::pack
