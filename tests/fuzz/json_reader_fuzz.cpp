// libFuzzer: any bytes as JSON text, read by our reader and by nlohmann's parser. Both read the same texts as the same
// values, except for keys given twice, nesting too deep, NULs and byte order marks, which ours refuses. What is read is
// written, and read again as the same.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/json_reader.h"
#include "base/limits.h"
#include "expect.h"

using namespace precheck;

namespace {

// What nlohmann's parser hands on, to say whether a text that it reads has what ours refuses.
struct Stricter : nlohmann::json_sax<Json> {
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return open(); }
  bool key(string_t& name) override {
    twice = twice || !names.back().insert(name).second;
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(); }
  bool end_array() override { return close(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

  bool open() {
    names.emplace_back();
    deep = deep || names.size() > limits::kMaxJsonDepth;
    return true;
  }
  bool close() {
    names.pop_back();
    return true;
  }

  std::vector<std::set<std::string>> names;
  bool twice = false;
  bool deep = false;
};

// Whole numbers beyond int64 are doubles with us, unsigned or doubles with nlohmann; -0 is 0 with us.
bool equal(const Json& ours, const Json& theirs) {
  if (ours.is_object()) {
    const auto& a = ours.get_ref<const Json::object_t&>();
    if (!theirs.is_object()) return false;
    const auto& b = theirs.get_ref<const Json::object_t&>();
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
      const auto& [name, value] = *(a.begin() + static_cast<std::ptrdiff_t>(i));
      const auto& [other, of_other] = *(b.begin() + static_cast<std::ptrdiff_t>(i));
      if (name != other || !equal(value, of_other)) return false;
    }
    return true;
  }
  if (ours.is_array()) {
    if (!theirs.is_array() || ours.size() != theirs.size()) return false;
    for (std::size_t i = 0; i < ours.size(); ++i) {
      if (!equal(ours[i], theirs[i])) return false;
    }
    return true;
  }
  if (ours.is_number_float()) {
    if (theirs.is_number_unsigned() && theirs.get<std::uint64_t>() <= static_cast<std::uint64_t>(INT64_MAX))
      return false;
    const auto a = ours.get<double>();
    const auto b = theirs.is_number() ? theirs.get<double>() : -a;
    return std::memcmp(&a, &b, sizeof a) == 0;
  }
  return ours == theirs && ours.is_number_float() == theirs.is_number_float();
}

// The text as a reader sees it that skips the root: the same answer, and the same place.
void skipped(std::string_view text, const Result<Json, JsonError>& whole) {
  std::vector<char> copy(text.begin(), text.end());
  copy.push_back('x');
  copy.shrink_to_fit();
  JsonReader reader(copy.data(), text.size());
  reader.next();
  reader.skip();
  const bool right = reader.next() == JsonReader::Token::End;
  fuzz::expect(right == whole.ok(), "skip() refuses what is refused");
  if (right) return;
  const JsonError& a = reader.error();
  const JsonError& b = whole.error();
  fuzz::expect(a.code == b.code && a.message == b.message && a.pointer == b.pointer, "for the same reason");
  fuzz::expect(a.line == b.line && a.column == b.column && a.line != 0 && a.column != 0, "at the same place");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto ours = read_json(text, limits::kMaxDocumentBytes);
  skipped(text, ours);
  Stricter theirs;
  // nlohmann takes a NUL outside a string for the end of the text, and passes over a byte order mark.
  const bool stricter = text.find('\0') != std::string::npos || text.rfind("\xEF\xBB\xBF", 0) == 0;
  const bool reads = Json::sax_parse(text, &theirs);
  fuzz::expect(ours.ok() == (reads && !stricter && !theirs.twice && !theirs.deep), "ours reads what nlohmann's reads");
  if (!ours.ok()) {
    fuzz::expect(valid_utf8(ours.error().message), "a message is UTF-8");
    fuzz::expect(valid_utf8(ours.error().pointer), "a pointer is UTF-8");
    return 0;
  }
  fuzz::expect(equal(*ours, Json::parse(text)), "the values are the same");
  const std::string written = to_text(*ours);
  const auto again = read_json(written, 2 * limits::kMaxDocumentBytes);
  fuzz::expect(again.ok() && *again == *ours, "what is written reads as the same");
  return 0;
}
