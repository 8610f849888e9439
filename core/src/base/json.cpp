#include "base/json.h"

#include <optional>
#include <unordered_set>
#include <vector>

#include "base/limits.h"
#include "base/text.h"

namespace precheck {

namespace {

// Receives the parser's events and builds the tree.
class TreeBuilder {
 public:
  using number_integer_t = Json::number_integer_t;
  using number_unsigned_t = Json::number_unsigned_t;
  using number_float_t = Json::number_float_t;
  using string_t = Json::string_t;
  using binary_t = Json::binary_t;

  explicit TreeBuilder(std::string_view text) : text_(text) {}

  Json& root() { return root_; }
  std::optional<JsonError>& failure() { return failure_; }

  bool null() { return put(nullptr); }
  bool boolean(bool v) { return put(v); }
  bool number_integer(number_integer_t v) { return put(v); }
  bool number_unsigned(number_unsigned_t v) { return put(v); }
  bool number_float(number_float_t v, const string_t&) { return put(v); }
  bool string(string_t& v) { return put(std::move(v)); }
  bool binary(binary_t&) { return false; }  // not in JSON text

  bool start_object(std::size_t) { return open(Json::object()); }
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open(Json::array()); }
  bool end_array() { return close(); }

  bool key(string_t& name) {
    Level& level = levels_.back();
    level.name = name;
    level.named = true;
    if (!remember(level, name)) {
      return fail(JsonError::Code::DuplicateKey, "the key \"" + name + "\" is given twice; keep one");
    }
    return true;
  }

  template <typename Exception>
  bool parse_error(std::size_t position, const std::string&, const Exception& exception) {
    // "[json.exception.parse_error.101] parse error at line 1, column 2: what is wrong"
    std::string message = exception.what();
    // or "[json.exception.out_of_range.406] what is wrong", which knows no position.
    if (const auto prefix = message.find("] "); prefix != std::string::npos) message.erase(0, prefix + 2);
    if (message.rfind("parse error at line", 0) == 0) {
      if (const auto colon = message.find(": "); colon != std::string::npos) message.erase(0, colon + 2);
    }
    fail(JsonError::Code::Malformed, readable(message));
    const LineColumn at = line_column(text_, position == 0 ? 0 : position - 1);
    failure_->line = at.line;
    failure_->column = at.column;
    return false;
  }

 private:
  struct Level {
    Json* container;
    bool named = false;                     // object: a member was begun
    std::string name;                       // object: that member, the last one begun
    std::unordered_set<std::string> names;  // object: used once there are many members
  };

  // Few names are compared one by one, many by hash: a form of a hundred thousand names stays linear.
  static bool remember(Level& level, const std::string& name) {
    constexpr std::size_t kFew = 16;
    auto& members = level.container->get_ref<Json::object_t&>();
    if (level.names.empty()) {
      for (const auto& [known, value] : members) {
        if (known == name) return false;
      }
      if (members.size() < kFew) return true;
      for (const auto& [known, value] : members) level.names.insert(known);
    }
    return level.names.insert(name).second;
  }

  Json* add(Json&& value) {
    if (levels_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Level& level = levels_.back();
    if (level.container->is_array()) {
      auto& items = level.container->get_ref<Json::array_t&>();
      items.push_back(std::move(value));
      return &items.back();
    }
    // The vector beneath: ordered_map's own insertion searches for the name again.
    auto& members = level.container->get_ref<Json::object_t&>();
    members.emplace_back(level.name, std::move(value));
    return &members.back().second;
  }

  bool put(Json&& value) {
    add(std::move(value));
    return true;
  }

  bool open(Json&& container) {
    if (levels_.size() >= limits::kMaxJsonDepth) {
      return fail(JsonError::Code::TooDeep, "nested deeper than " + std::to_string(limits::kMaxJsonDepth) + " levels");
    }
    Json* at = add(std::move(container));
    levels_.push_back({at, false, {}, {}});
    return true;
  }

  bool close() {
    levels_.pop_back();
    return true;
  }

  // The parser quotes what it read last: that may be long, and need not be UTF-8.
  static std::string readable(std::string_view message) {
    constexpr std::size_t kMost = 300;
    std::string out;
    for (std::size_t i = 0; i < message.size();) {
      if (out.size() > kMost) return out + "...";
      const std::uint32_t point = next_code_point(message, i);
      append_utf8(out, point == kInvalidCodePoint ? 0xFFFDu : point);
    }
    return out;
  }

  bool fail(JsonError::Code code, std::string message) {
    JsonError error;
    error.code = code;
    error.message = std::move(message);
    for (std::size_t i = 0; i < levels_.size(); ++i) {
      const Level& level = levels_[i];
      if (level.container->is_array()) {
        // A container under way stands in its array already, anything else is still to come.
        error.pointer += '/' + std::to_string(level.container->size() - (i + 1 < levels_.size() ? 1 : 0));
      } else if (level.named) {
        error.pointer += '/' + pointer_token(level.name);
      }
      constexpr std::size_t kMostPointer = 200;
      if (error.pointer.size() > kMostPointer) break;
    }
    failure_ = std::move(error);
    return false;
  }

  std::string_view text_;
  Json root_;
  std::vector<Level> levels_;
  std::optional<JsonError> failure_;
};

}  // namespace

Result<Json, JsonError> read_json(std::string_view text, std::size_t max_bytes) {
  if (text.size() > max_bytes) {
    JsonError error;
    error.code = JsonError::Code::TooLarge;
    error.message = std::to_string(text.size()) + " bytes, more than the limit of " + std::to_string(max_bytes);
    return error;
  }
  // The parser takes a NUL outside a string for the end of the text and would ignore what follows.
  if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
    JsonError error;
    const LineColumn at = line_column(text, nul);
    error.message = "a NUL character is not allowed";
    error.line = at.line;
    error.column = at.column;
    return error;
  }
  TreeBuilder builder(text);
  if (!Json::sax_parse(text.begin(), text.end(), &builder)) {
    if (!builder.failure()) builder.failure() = JsonError{};
    return std::move(*builder.failure());
  }
  return std::move(builder.root());
}

std::string pointer_token(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

void put(Json& object, std::string_view key, Json value) { object[std::string(key)] = std::move(value); }
void put(Json& object, std::string_view key, const std::string& text) { put(object, key, Json(text)); }
void put(Json& object, std::string_view key, std::string_view text) { put(object, key, Json(text)); }
void put(Json& object, std::string_view key, const std::vector<std::string>& texts) { put(object, key, Json(texts)); }

const Json* member(const Json& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  for (const auto& [key, value] : object.get_ref<const Json::object_t&>()) {
    if (key == name) return &value;
  }
  return nullptr;
}

std::string to_text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace precheck
