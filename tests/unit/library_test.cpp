// The public functions, as an embedder calls them.
#include <precheck/precheck.hpp>
#include <string>
#include <vector>

#include "base/limits.h"
#include "pack_support.h"

namespace {

using precheck::CheckRequest;
using precheck::Json;
using precheck::Library;
using precheck::Loader;
using precheck::Reply;
using precheck::example::Desk;
using precheck::example::json;
using precheck::example::Pack;

Pack a_pack() {
  Pack pack(R"({"kind": {"type": "string", "maxLength": 20}, "days": {"type": "integer"},
                "note": {"type": "string", "x-optional": true}})");
  pack.parameters(R"({"most": {"value": 30, "host": true}})");
  return pack.rule(R"({"id": "few-days", "assert": "days <= params.most", "path": "/days"})");
}

const Library& library() {
  static const Desk desk(a_pack());
  return desk.library();
}

const CheckRequest kQuestion{"example/topic", R"({"days": 3})", "2023-06-15", "en", ""};

// A check that is answered after all.
void check_still_works() {
  const Reply reply = library().check(kQuestion);
  REQUIRE(reply.ok);
  CHECK(json(reply.text)["verdict"] == "pass");
}

std::string line(const std::string& text, const CheckRequest& defaults = {}) {
  return library().check_line(text, defaults).text;
}
std::string line_error(const std::string& text, const CheckRequest& defaults = {}) {
  const Reply reply = library().check_line(text, defaults);
  CHECK_FALSE(reply.ok);
  return reply.error.code + (reply.error.pointer.empty() ? "" : " " + reply.error.pointer);
}

}  // namespace

TEST_CASE("check answers with a report", "[library]") {
  const Reply reply = library().check(kQuestion);
  REQUIRE(reply.ok);
  CHECK(reply.error.code == "");
  Json report = json(reply.text);
  CHECK(report["format"] == 1);
  CHECK(report["verdict"] == "pass");
  CHECK(precheck::member(report, "id") == nullptr);
}

TEST_CASE("the locale is zh-CN unless said otherwise", "[library]") {
  CheckRequest request = kQuestion;
  request.locale = "";
  CHECK(json(library().check(request).text)["locale"] == "zh-CN");
  request.locale = "not a locale";
  CHECK(library().check(request).error.code == "locale.malformed");
}

TEST_CASE("host parameters come as JSON", "[library]") {
  CheckRequest request = kQuestion;
  request.params = R"({"most": 2})";
  CHECK(json(library().check(request).text)["verdict"] == "fail");
  for (const char* params : {"null", "[]", "1", "\"most\""}) {
    request.params = params;
    CHECK(library().check(request).error.code == "params.type");
  }
}

TEST_CASE("what cannot be read is refused by name, and the next check works", "[library]") {
  struct Row {
    std::string form;
    std::string code;
  };
  const std::string deep(precheck::limits::kMaxJsonDepth, '[');
  const std::vector<Row> rows{
      {"", "form.malformed_json"},
      {"{", "form.malformed_json"},
      {std::string("{}\0", 3), "form.malformed_json"},
      {"{\"note\": \"\\ud800\"}", "form.malformed_json"},
      {"{\"note\": \"\xFF\"}", "form.malformed_json"},
      {"{\"days\": 1e999}", "form.malformed_json"},
      {"{\"days\": 1, \"days\": 2}", "form.duplicate_key"},
      {"{\"note\": " + deep, "form.too_deep"},
      {"{\"note\": \"" + std::string(precheck::limits::kMaxFormBytes, 'x') + "\"}", "form.too_large"},
      {"[]", "form.not_an_object"},
      {"null", "form.not_an_object"},
      {"\"{}\"", "form.not_an_object"},
  };
  for (const Row& row : rows) {
    INFO(row.form.substr(0, 40));
    CheckRequest request = kQuestion;
    request.form = row.form;
    const Reply reply = library().check(request);
    CHECK_FALSE(reply.ok);
    CHECK(reply.error.code == row.code);
    CHECK(reply.error.message.size() > 10);
    Json said = json(reply.text);
    CHECK(said["error"]["code"] == row.code);
    CHECK(said["error"]["message"] == reply.error.message);
    check_still_works();
  }
}

TEST_CASE("an error says where in the text", "[library]") {
  CheckRequest request = kQuestion;
  request.form = "{\n  \"days\": x\n}";
  const Reply reply = library().check(request);
  CHECK(reply.error.pointer == "/days");
  CHECK(reply.error.line == 2);
  CHECK(reply.error.column == 11);
  Json said = json(reply.text);
  CHECK(said["error"]["pointer"] == "/days");
  CHECK(said["error"]["line"] == 2);
  CHECK(said["error"]["column"] == 11);
}

TEST_CASE("a form at the limits is taken", "[library]") {
  const std::string frame = R"({"days": 3, "note": ""})";
  const std::string note(precheck::limits::kMaxFormBytes - frame.size(), 'x');
  const std::string form = R"({"days": 3, "note": ")" + note + "\"}";
  REQUIRE(form.size() == precheck::limits::kMaxFormBytes);
  CheckRequest request = kQuestion;
  request.form = form;
  CHECK(library().check(request).ok);
}

TEST_CASE("a line is a request of its own", "[library][lines]") {
  const std::string report = line(R"({"id": "a-1", "pack": "example/topic", "as_of": "2023-06-15", "locale": "en",
                                      "form": {"days": 3}, "params": {"most": 2}})");
  CHECK(report.rfind(R"({"format":1,"id":"a-1","locale":"en",)", 0) == 0);
  CHECK(json(report)["verdict"] == "fail");
}

TEST_CASE("a line takes what it leaves out from the defaults", "[library][lines]") {
  const CheckRequest defaults{"example/topic", "ignored", "2023-06-15", "en", "ignored"};
  CHECK(json(line(R"({"form": {"days": 3}})", defaults))["verdict"] == "pass");
  Json report = json(line(R"({"form": {"days": 3}, "as_of": "2023-01-02", "locale": "zh-CN"})", defaults));
  CHECK(report["as_of"] == "2023-01-02T00:00:00+08:00");
  CHECK(report["locale"] == "zh-CN");
  CHECK(line_error(R"({"form": {"days": 3}})") == "pack.unknown");
  CHECK(line_error(R"({"form": {"days": 3}, "pack": "example/topic"})") == "as_of.missing");
  CHECK(line_error("{}", defaults) == "form.not_an_object");
}

TEST_CASE("a line's id comes back, with an error too", "[library][lines]") {
  const CheckRequest defaults{"example/topic", "", "2023-06-15", "", ""};
  CHECK(json(line(R"({"id": 7, "form": {}})", defaults))["id"] == 7);
  CHECK(json(line(R"({"id": "甲", "form": {}})", defaults))["id"] == "甲");
  CHECK(json(line(R"({"id": 7, "form": []})", defaults))["id"] == 7);
  CHECK(json(line(R"({"form": {}, "colour": 1, "id": 7})", defaults))["id"] == 7);
  Json without = json(line(R"({"form": {}})", defaults));
  CHECK(precheck::member(without, "id") == nullptr);
  CHECK(
      line(R"({"id": 7, "pack": "x/y", "form": {}})", defaults).rfind(R"({"id":7,"error":{"code":"pack.unknown")", 0) ==
      0);
}

TEST_CASE("a line that is wrong is refused by name, and the next one works", "[library][lines]") {
  const CheckRequest defaults{"example/topic", "", "2023-06-15", "", ""};
  CHECK(line_error("", defaults) == "line.malformed_json");
  CHECK(line_error("{\"form\": {}", defaults) == "line.malformed_json /form");
  CHECK(line_error("{\"form\": {\"days\": 1, \"days\": 1}}", defaults) == "line.duplicate_key /form/days");
  CHECK(line_error("{\"form\": \"" + std::string(precheck::limits::kMaxFormBytes, 'x') + "\"}", defaults) ==
        "line.too_large");
  CHECK(line_error("[]", defaults) == "line.not_an_object");
  CHECK(line_error(R"({"form": {}, "asOf": "2023-01-01"})", defaults) == "line.unknown_key /asOf");
  CHECK(line_error(R"({"form": {}, "as_of": 20230101})", defaults) == "line.type /as_of");
  CHECK(line_error(R"({"form": {}, "id": {}})", defaults) == "line.id /id");
  CHECK(line_error(R"({"form": {}, "as_of": "2023-02-30"})", defaults) == "as_of.malformed");
  CHECK(line_error(R"({"form": {}, "params": {"least": 1}})", defaults) == "params.undeclared /least");
  CHECK(json(line(R"({"form": {"days": 3}})", defaults))["verdict"] == "pass");
}

TEST_CASE("a library with diagnostics has no packs", "[library]") {
  Loader loader;
  loader.add_source("S9.json", precheck::example::source_text());
  loader.add_pack("good.json", a_pack().text());
  loader.add_pack("bad.json", "{");
  const Library bad = loader.load();
  CHECK(bad.diagnostics().size() == 1);
  CHECK(bad.check(kQuestion).error.code == "pack.unknown");
  Json listing = json(bad.listing());
  CHECK(listing["packs"].empty());
  CHECK(precheck::to_text(listing["diagnostics"][0])
            .rfind(R"({"code":"json.malformed","document":"bad.json","pointer":"","line":1,"column":2,"message":)",
                   0) == 0);
}

TEST_CASE("an empty library knows no pack", "[library]") {
  CHECK(Library().check(kQuestion).error.code == "pack.unknown");
  CHECK(Library().listing() == R"({"packs":[],"diagnostics":[]})");
  CHECK(Loader().load().listing() == R"({"packs":[],"diagnostics":[]})");
}

TEST_CASE("the listing says what is loaded", "[library]") {
  CHECK(library().listing() ==
        R"({"packs":[{"id":"example/topic","edition":"2023","revision":1,"title":{"zh-CN":"示例"},)"
        R"("jurisdiction":{"code":"XX","name":{"zh-CN":"示例"}},)"
        R"("effective":{"from":"2023-01-01","until":null},"sources":["S9"]}],"diagnostics":[]})");
}

TEST_CASE("a loader may load again, and libraries outlive it", "[library]") {
  Library first, second;
  {
    Loader loader;
    loader.add_source("S9.json", precheck::example::source_text());
    loader.add_pack("a.json", a_pack().text());
    first = loader.load();
    second = loader.load();
  }
  const Library copy = first;
  CHECK(copy.check(kQuestion).text == second.check(kQuestion).text);
  CHECK(copy.check(kQuestion).ok);
}
