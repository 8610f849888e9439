#include "cel/type_text.h"

#include <algorithm>
#include <array>

#include "base/limits.h"

namespace precheck::cel {

namespace {

constexpr std::array<std::string_view, 11> kSimple{"bool", "bytes",  "double",    "duration", "dyn", "int",
                                                   "null", "string", "timestamp", "type",     "uint"};

// Takes `token` off the front.
bool take(std::string_view& text, std::string_view token) {
  if (text.substr(0, token.size()) != token) return false;
  text.remove_prefix(token.size());
  return true;
}

// Takes a type off the front.
bool take_type(std::string_view& text, std::size_t depth) {
  if (depth > limits::kMaxJsonDepth) return false;
  if (take(text, "list(")) return take_type(text, depth + 1) && take(text, ")");
  if (take(text, "map(")) {
    return take_type(text, depth + 1) && take(text, ", ") && take_type(text, depth + 1) && take(text, ")");
  }
  const std::string_view name = text.substr(0, text.find_first_of("(),"));
  text.remove_prefix(name.size());
  return std::find(kSimple.begin(), kSimple.end(), name) != kSimple.end();
}

}  // namespace

bool well_formed_type(std::string_view text) { return take_type(text, 0) && text.empty(); }

}  // namespace precheck::cel
