#include "cel/type_text.h"

#include <algorithm>
#include <array>

#include "base/limits.h"

namespace precheck::cel {

namespace {

constexpr std::array<std::string_view, 10> kSimple{"bool", "bytes", "double", "duration",  "dyn",
                                                   "int",  "null",  "string", "timestamp", "uint"};

// Reads from the front; a function that gives false may have read a part.
class Reader {
 public:
  // `open`: type parameters and types of the caller's own are allowed.
  Reader(std::string_view text, bool open) : text_(text), open_(open) {}

  bool type(std::size_t depth = 0) {
    const std::string_view name = word();
    std::size_t parameters = 0;
    if (depth > limits::kMaxJsonDepth || name.empty()) return false;
    if (take("(")) {
      do {
        if (!type(depth + 1)) return false;
        ++parameters;
      } while (take(", "));
      if (!take(")")) return false;
    }
    if (name == "list" || name == "optional_type") return parameters == 1;
    if (name == "map") return parameters == 2;
    if (name == "type") return parameters <= 1;
    if (std::find(kSimple.begin(), kSimple.end(), name) != kSimple.end()) return parameters == 0;
    return open_;
  }

  bool overload() {
    if (text_.substr(0, 1) != "(" && !(type() && take("."))) return false;
    if (!take("(")) return false;
    if (!take(")")) {
      do {
        if (!type()) return false;
      } while (take(", "));
      if (!take(")")) return false;
    }
    return take(" -> ") && type();
  }

  [[nodiscard]] bool at_end() const { return text_.empty(); }

 private:
  bool take(std::string_view token) {
    if (text_.substr(0, token.size()) != token) return false;
    text_.remove_prefix(token.size());
    return true;
  }

  std::string_view word() {
    const auto in_word = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    std::size_t size = 0;
    while (size < text_.size() && in_word(text_[size])) ++size;
    const std::string_view out = text_.substr(0, size);
    text_.remove_prefix(size);
    return out;
  }

  std::string_view text_;
  bool open_;
};

}  // namespace

bool well_formed_type(std::string_view text) {
  Reader reader(text, false);
  return reader.type() && reader.at_end();
}

bool well_formed_overload(std::string_view text) {
  Reader reader(text, true);
  return reader.overload() && reader.at_end();
}

}  // namespace precheck::cel
