// JSON text, strictly as RFC 8259 has it and checked to be UTF-8, token by token and in place.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/json_error.h"
#include "base/limits.h"

namespace precheck {

// Nothing is allocated while the text is right, except by skip() for an object of many members.
class JsonReader {
 public:
  enum class Token : std::uint8_t {
    BeginObject,
    EndObject,
    BeginArray,
    EndArray,
    Key,
    String,
    Number,
    True,
    False,
    Null,
    End,
    Error
  };

  struct Number {
    double real = 0;
    std::int64_t whole = 0;
    bool is_whole = false;  // written without fraction and exponent, and within int64; -0 is 0
  };

  // text[size] must be writable too: a NUL is put there. Strings are unescaped where they stand, so that the text is
  // overwritten; views of them stay valid as long as it. The caller has checked the size.
  JsonReader(char* text, std::size_t size);

  // End after the one root value and the white space behind it. Error for ever after the first one.
  Token next();
  // Of the Key or String that was read last.
  std::string_view string() const { return {string_, string_size_}; }
  const Number& number() const { return number_; }
  // Where in the text the token that was read last begins, and where the reader stands.
  const char* token() const { return token_; }
  const char* position() const { return at_; }

  // After a token that begins a value: reads the rest of it, which for a scalar is nothing. A key that is given twice
  // within it is an error, as next() then says.
  void skip();

  // By the one who reads: next() gives Error from here on, at the place of the last token.
  void fail(JsonError::Code code, std::string_view message);
  // The same for a name that the object under way has twice.
  void fail_duplicate_key(std::string_view name);
  const JsonError& error() const { return error_; }

 private:
  enum class Expect : std::uint8_t { Value, FirstElement, FirstKey, Colon, More, Failed };

  // An array or object under way. Not initialised: most are never used.
  struct Level {
    const char* name;  // object: of the member under way, nullptr before the first
    std::uint32_t name_size;
    std::uint32_t index;  // array: of the element under way
    bool object;
  };

  void skip_white_space();
  Token read_value();
  Token read_key();
  Token open(bool object);
  Token close();
  bool read_string();
  bool unescape(char* at);
  char* read_escape(char* at, char*& to);
  Token read_number();
  Token read_word(std::string_view word, Token token);
  Token refuse(const char* at, std::string_view expected);
  void set_error(JsonError::Code code, std::string_view message, const char* at, std::uint32_t shift);
  std::string pointer() const;

  char* at_;
  char* const end_;
  char* token_;
  const char* string_ = nullptr;
  std::size_t string_size_ = 0;
  Number number_;
  Expect expect_ = Expect::Value;
  std::uint32_t depth_ = 0;
  // For the place of an error. Unescaping makes a line shorter: by how many characters so far, and by how many in the
  // string at unescaped_.
  std::uint32_t line_ = 1;
  const char* line_start_;
  std::uint32_t line_shift_ = 0;
  std::uint32_t string_shift_ = 0;
  const char* unescaped_ = nullptr;
  std::array<Level, limits::kMaxJsonDepth> levels_;
  JsonError error_;
};

// The error where a text has more bytes than it may.
std::optional<JsonError> too_large(std::string_view text, std::size_t most_bytes);

// Whole numbers up to here, and their opposites, are the same in every reader of JSON (RFC 8259, 6).
inline constexpr double kMostExact = 9007199254740992.0;  // 2^53

// A scalar that was read, as JSON text that is the same for the same value: 1.0 as 1. Empty for null and all else.
std::string scalar_text(const JsonReader& reader, JsonReader::Token token);

}  // namespace precheck
