#include "base/json_writer.h"

#include <array>
#include <cmath>
#include <cstring>

#include "base/decimal.h"

namespace precheck {

namespace {

constexpr std::uint64_t kOnes = 0x0101010101010101u;
constexpr std::uint64_t kHighBits = kOnes * 0x80u;

bool is_plain(char c) { return static_cast<unsigned char>(c) >= ' ' && c != '"' && c != '\\'; }

// Whether all of eight bytes are. A byte less than what is taken off borrows, and its high bit comes out, which only
// counts where it was not there before.
bool are_plain(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  const std::uint64_t stop =
      ((word ^ (kOnes * '"')) - kOnes) | ((word ^ (kOnes * '\\')) - kOnes) | (word - kOnes * ' ');
  return (stop & ~word & kHighBits) == 0;
}

std::size_t plain_size(const char* at, std::size_t size) {
  std::size_t i = 0;
  while (size - i >= sizeof(std::uint64_t) && are_plain(at + i)) i += sizeof(std::uint64_t);
  while (i < size && is_plain(at[i])) ++i;
  return i;
}

}  // namespace

void JsonWriter::separate() {
  if (comma_) out_ += ',';
  comma_ = true;
}

void JsonWriter::begin(char bracket) {
  separate();
  out_ += bracket;
  comma_ = false;
}

void JsonWriter::end(char bracket) {
  out_ += bracket;
  comma_ = true;
}

void JsonWriter::key(std::string_view name) {
  // Most in one piece.
  constexpr std::size_t kShort = 24;
  char piece[kShort + 4];
  if (name.size() <= kShort && plain_size(name.data(), name.size()) == name.size()) {
    char* to = piece;
    if (comma_) *to++ = ',';
    *to++ = '"';
    for (const char c : name) *to++ = c;
    *to++ = '"';
    *to++ = ':';
    out_.append(piece, static_cast<std::size_t>(to - piece));
  } else {
    separate();
    quote(name);
    out_ += ':';
  }
  comma_ = false;
}

void JsonWriter::string(Piece utf8) {
  separate();
  quote(utf8.text());
}

void JsonWriter::member(std::string_view name, Piece text) {
  key(name);
  string(text);
}

void JsonWriter::member(std::string_view name, std::uint64_t value) {
  key(name);
  number(value);
}

void JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
}

void JsonWriter::quote(std::string_view utf8) {
  out_ += '"';
  for (;;) {
    const std::size_t plain = plain_size(utf8.data(), utf8.size());
    out_.append(utf8.data(), plain);
    if (plain == utf8.size()) break;
    const char c = utf8[plain];
    utf8.remove_prefix(plain + 1);
    constexpr std::string_view kEscaped = "\"\\\b\f\n\r\t";
    const std::size_t which = kEscaped.find(c);
    if (which != std::string_view::npos) {
      out_ += '\\';
      out_ += "\"\\bfnrt"[which];
    } else {
      out_ += c < 0x10 ? "\\u000" : "\\u001";
      out_ += "0123456789abcdef"[c & 0xF];
    }
  }
  out_ += '"';
}

void JsonWriter::number(std::uint64_t value) {
  separate();
  append_whole(out_, value);
}

void JsonWriter::number(std::int64_t value) {
  separate();
  if (value < 0) out_ += '-';
  append_whole(out_, value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value));
}

void JsonWriter::number(double value) {
  if (!std::isfinite(value)) return null();
  separate();
  constexpr int kMostWhole = 15;  // digits that a double always keeps
  const std::size_t start = out_.size();
  append_decimal(out_, value, kMostWhole);
  if (out_.find_first_of(".e", start) == std::string::npos) out_ += ".0";
}

// Recursive: what is written was read, or built by our own code, to a bounded depth.
void JsonWriter::value(const Json& tree) {
  switch (tree.type()) {
    case Json::value_t::object:
      begin_object();
      for (const auto& [name, member] : tree.get_ref<const Json::object_t&>()) {
        key(name);
        value(member);
      }
      return end_object();
    case Json::value_t::array:
      begin_array();
      for (const Json& item : tree.get_ref<const Json::array_t&>()) value(item);
      return end_array();
    case Json::value_t::string: return string(tree.get_ref<const std::string&>());
    case Json::value_t::boolean: return boolean(tree.get<bool>());
    case Json::value_t::number_integer: return number(tree.get<std::int64_t>());
    case Json::value_t::number_unsigned: return number(tree.get<std::uint64_t>());
    case Json::value_t::number_float: return number(tree.get<double>());
    default: return null();
  }
}

}  // namespace precheck
