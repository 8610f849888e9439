// Compiled packs as texts: what is written is read back, and nothing else is taken.
#include "pack/image.h"

#include <precheck/precheck.hpp>
#include <random>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/limits.h"
#include "base/text.h"
#include "catch.hpp"
#include "forged_image.h"
#include "pack/image_numbers.h"
#include "pack_support.h"
#include "rule_files.h"

namespace {

using precheck::Document;
using precheck::Json;
using precheck::Library;
namespace rule_files = precheck::rule_files;

const Library& shipped() {
  static const Library library = rule_files::load(PRECHECK_RULES);
  return library;
}

std::vector<std::string> shipped_names() {
  const auto listing = precheck::read_json(shipped().listing(), precheck::limits::kMaxDocumentBytes);
  std::vector<std::string> out;
  for (const Json& pack : listing->at("packs")) {
    out.push_back(pack.at("id").get<std::string>() + "@" + pack.at("edition").get<std::string>());
  }
  return out;
}

std::vector<Document> images_of(const Library& library, const std::vector<std::string>& names) {
  std::vector<Document> out;
  for (const std::string& name : names) out.push_back({name, library.compiled(name).text});
  return out;
}

std::string codes(const Library& library) {
  std::string out;
  for (const auto& d : library.diagnostics()) out += d.document + " " + d.code + "\n";
  return out;
}

constexpr const char* kName = "example/topic@2023";

// With every kind of part that a pack has.
std::string example() {
  using precheck::example::Pack;
  return Pack(R"({"born": {"type": "string", "format": "date"}, "code": {"type": "string", "maxLength": 9},
                  "paid": {"type": "number", "minimum": 0.1},
                  "items": {"type": "array", "maxItems": 5, "items": {"type": "object", "properties": {
                    "name": {"type": "string", "enum": ["甲", "乙"]},
                    "done": {"type": "boolean", "x-optional": true}}}}})")
      .parameters(R"({"limit": {"value": 18}, "days": {"type": "list", "value": ["2024-01-01", 2, true, 0.5]}})")
      .definitions(R"x({"age": "ageOn(born, today)", "old": "definitions.age >= params.limit"})x")
      .rule(R"x({"id": "grown", "assert": "definitions.old", "message": {"zh-CN": "${string(definitions.age)}\"\\"}})x")
      .rule(R"x({"id": "code", "when": "code.size() > 1", "assert": "code.matches('^[A-Z]+$') && b'\\xff' != b''"})x")
      .rule(R"x({"id": "done", "for_each": "items", "assert": "it.?done.orValue(true) || it.name in ['甲']"})x")
      .rule(R"x({"id": "days", "assert": "!items.exists(i, i.name == '乙') && params.days.size() == {'a': 4}['a']"})x")
      .text();
}

Library load(const std::string& pack) {
  precheck::Loader loader;
  loader.add_source("source", precheck::example::source_text());
  loader.add_pack("pack", pack);
  return loader.load();
}

constexpr const char* kForms[] = {
    R"({})", R"({"born": "2010-05-06", "code": "AB", "paid": 3.5, "items": [{"name": "甲"}]})",
    R"({"born": "1990-05-06", "code": "ab", "paid": 0, "items": [{"name": "乙", "done": false}, {}, {"name": "丙"}]})"};

}  // namespace

TEST_CASE("shipped packs are read back as they were written, and judge as before", "[image]") {
  const std::vector<Document> images = images_of(shipped(), shipped_names());
  const Library compiled = precheck::load_compiled(images);
  REQUIRE(codes(compiled).empty());
  CHECK(compiled.listing() == shipped().listing());
  for (const Document& image : images) {
    CHECK(precheck::valid_utf8(image.text));
    CHECK(compiled.compiled(image.name).text == image.text);
  }
  for (const auto& path : rule_files::find(PRECHECK_RULES, true)) {
    const auto cases = precheck::read_json(rule_files::read(path), precheck::limits::kMaxDocumentBytes);
    for (const Json& entry : cases->at("cases")) {
      const std::string line = rule_files::request(*cases, entry);
      INFO(line);
      CHECK(compiled.check_line(line, {}).text == shipped().check_line(line, {}).text);
    }
  }
}

TEST_CASE("a compiled pack explains itself like the one that it was compiled from", "[image]") {
  const Library library = load(example());
  for (const auto& d : library.diagnostics()) FAIL(d.pointer << ": " << d.message);
  const Library compiled = precheck::load_compiled(images_of(library, {kName}));
  for (const char* form : kForms) {
    precheck::CheckRequest request;
    request.pack = kName;
    request.form = form;
    request.as_of = "2024-02-29";
    CHECK(compiled.check(request).text == library.check(request).text);
    CHECK(compiled.explain(request).text == library.explain(request).text);
  }
}

TEST_CASE("a loader takes compiled packs beside documents", "[image]") {
  const std::string image = load(example()).compiled(kName).text;
  precheck::Loader loader;
  loader.add_source("source", precheck::example::source_text());
  loader.add_pack("document", precheck::example::Pack(R"({"a": {"type": "boolean"}})")
                                  .rule(R"({"id": "a", "assert": "a"})")
                                  .set("id", "\"example/other\"")
                                  .text());
  loader.add_pack("image", image);
  CHECK(codes(loader.load()).empty());
  loader.add_pack("again", image);
  CHECK(codes(loader.load()) == "again pack.duplicate\n");
}

TEST_CASE("a compiled pack that is damaged, cut off or another version's is refused", "[image]") {
  const std::string image = load(example()).compiled(kName).text;
  const auto code_of = [](std::string text) { return codes(precheck::load_compiled({{"p", std::move(text)}})); };
  REQUIRE(code_of(image).empty());
  CHECK(code_of(image + "\n") == "");
  CHECK(code_of("") == "p image.format\n");
  CHECK(code_of("{}") == "p image.format\n");
  CHECK(code_of("yibao-precheck compiled pack 999\n") == "p image.format\n");
  CHECK(code_of(std::string(precheck::pack::kImageHead)) == "p image.damaged\n");
  CHECK(code_of(image + "#") == "p image.damaged\n");
  CHECK(code_of(image + std::string(precheck::limits::kMaxDocumentBytes, '#')) == "p image.too_large\n");
  for (std::size_t at = 0; at < image.size(); ++at) {
    std::string damaged = image;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    INFO("byte " << at);
    CHECK(code_of(damaged) != "");
    CHECK(code_of(image.substr(0, at)) != "");
  }
}

TEST_CASE("numbers are read back as they were written", "[image]") {
  std::mt19937_64 random(7);
  for (unsigned bits = 0; bits <= 64; ++bits) {
    for (int i = 0; i < 200; ++i) {
      const std::uint64_t number = bits == 0 ? 0 : random() >> (64 - bits);
      std::string text;
      precheck::pack::append_number(text, number);
      CHECK(precheck::valid_utf8(text));
      CHECK(text.find_first_of("\"\\ \n") == std::string::npos);
      std::size_t at = 0;
      CHECK(precheck::pack::next_number(text, at) == number);
      CHECK(at == text.size());
    }
  }
  for (const std::int64_t number : {INT64_MIN, std::int64_t{-1}, std::int64_t{0}, std::int64_t{1}, INT64_MAX}) {
    CHECK(precheck::pack::signed_of(precheck::pack::unsigned_of(number)) == number);
  }
}

// What a sum does not tell. Under the address sanitizer this shows more.
TEST_CASE("whatever a compiled pack says, it refers to nothing outside of itself", "[image]") {
  const std::string image = load(example()).compiled(kName).text;
  std::minstd_rand random(1);
  std::size_t taken = 0, unexplained = 0;
  constexpr int kTries = 10'000;  // half a minute under the sanitizers
  for (int i = 0; i < kTries; ++i) {
    const Library library = precheck::load_compiled({{"p", precheck::forged::image(image, random)}});
    if (!library.diagnostics().empty()) continue;
    ++taken;
    for (const char* form : kForms) {
      precheck::CheckRequest request;
      request.pack = kName;
      request.form = form;
      request.as_of = "2024-02-29";
      (void)library.check(request);
      (void)library.coverage(request);
      unexplained += library.explain(request).text.find("\"image.damaged\"") != std::string::npos ? 1 : 0;
    }
  }
  CHECK(taken > 0);
  CHECK(taken < kTries);
  CHECK(unexplained > 0);
}

TEST_CASE("a compiled pack whose texts are not what it evaluates judges, but does not explain", "[image]") {
  const std::string_view text = "code.size() > 1", other = "code.size() > (";
  std::string content = precheck::forged::content_of(load(example()).compiled(kName).text);
  REQUIRE(content.find(text) != std::string::npos);
  content.replace(content.find(text), text.size(), other);
  const Library library = precheck::load_compiled({{"p", precheck::forged::with_sum(content)}});
  REQUIRE(codes(library).empty());
  precheck::CheckRequest request;
  request.pack = kName;
  request.form = kForms[2];
  request.as_of = "2024-02-29";
  CHECK(library.check(request).text == load(example()).check(request).text);
  const precheck::Reply reply = library.explain(request);
  CHECK_FALSE(reply.ok);
  CHECK(
      reply.text ==
      R"({"error":{"code":"image.damaged","message":"the text at /rules/1/when of the compiled pack example/topic@2023 )"
      R"(is not what it evaluates; fetch or compile it again"}})");
  CHECK(library.coverage(request).text == reply.text);
}
