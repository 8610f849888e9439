// x-directory: the host's entries fill in what an object of the form leaves out.
#include <precheck/precheck.hpp>
#include <string>

#include "pack_support.h"

namespace {

using precheck::Directory;
using precheck::Json;
using precheck::Reply;
using precheck::example::Desk;
using precheck::example::each;
using precheck::example::gist;
using precheck::example::Pack;

// A change to an institution that has to be designated.
Pack change() {
  return Pack(R"({"to": {"type": "object", "x-directory": "code", "title": {"zh-CN": "新机构"}, "properties": {
                   "code": {"type": "string", "maxLength": 12, "title": {"zh-CN": "编码", "en": "code"}},
                   "name": {"type": "string", "maxLength": 40, "x-optional": true},
                   "categories": {"type": "array", "maxItems": 5, "items": {"type": "string", "maxLength": 20}},
                   "designated": {"type": "boolean", "title": {"zh-CN": "定点", "en": "designated"}}}}})")
      .rule(R"({"id": "designated", "assert": "to.designated", "path": "/to/designated"})")
      .rule(R"({"id": "community", "assert": "'community' in to.categories", "severity": "warning", "path": "/to"})");
}

const char* kDirectory = R"({
  "H1": {"name": "First", "designated": true, "categories": ["community", "general"], "phone": "110"},
  "H2": {"name": "Second", "designated": false, "categories": []}
})";

Reply ask(const std::string& form, const Directory& directory) {
  const Desk desk(change());
  precheck::CheckRequest request{"example/topic", form, "2023-06-15", "en", ""};
  request.directory = directory;
  return desk.library().check(request);
}

Json report(const std::string& form, const std::string& directory = kDirectory) {
  const Reply reply = ask(form, Directory(directory));
  INFO(reply.error.message);
  REQUIRE(reply.ok);
  return precheck::example::json(reply.text);
}

}  // namespace

TEST_CASE("a form may hold a code only: the directory says the rest", "[directory]") {
  CHECK(gist(report(R"({"to": {"code": "H1"}})")) == "pass |  | ");
  CHECK(gist(report(R"({"to": {"code": "H1", "designated": null}})")) == "pass |  | ");
  CHECK(gist(report(R"({"to": {"code": "H2"}})")) == "fail | designated community | ");
}

TEST_CASE("without a directory, codes are not looked up", "[directory]") {
  const Reply reply = ask(R"({"to": {"code": "H1"}})", Directory());
  CHECK(gist(precheck::example::json(reply.text)) == "incomplete |  | designated community");
}

TEST_CASE("a code that the directory does not have is a warning, and what it would say stays unknown", "[directory]") {
  const Json r = report(R"({"to": {"code": "H3"}})");
  CHECK(gist(r) == "incomplete | directory.unknown_code | designated community");
  CHECK(each(r["findings"], "severity") == "warning");
  CHECK(each(r["findings"], "path") == "/to/code");
  CHECK(each(r["missing"], "x").size() == 1);
}

TEST_CASE("an object is what the directory says where it has the same properties with the same values", "[directory]") {
  const Desk desk(Pack(R"({"to": {"type": "object", "x-directory": "code", "x-optional": true, "properties": {
      "code": {"type": "string", "maxLength": 12},
      "seat": {"type": "object", "x-optional": true, "properties": {
        "area": {"type": "string", "maxLength": 9, "x-optional": true},
        "floor": {"type": "integer", "minimum": 0, "maximum": 99, "x-optional": true}}}}}})"));
  const auto differs = [&](const std::string& given, const std::string& listed) {
    precheck::CheckRequest request{"example/topic", {}, "2023-06-15", "en", ""};
    request.directory = Directory(R"({"H1": {"seat": )" + listed + "}}");
    const std::string form = R"({"to": {"code": "H1", "seat": )" + given + "}}";
    request.form = form;
    return desk.library().check(request).text.find("directory.differs") != std::string::npos;
  };
  CHECK(!differs(R"({"floor": 2, "area": "A"})", R"({"area": "A", "floor": 2.0})"));
  CHECK(!differs(R"({"area": null})", R"({"area": null})"));
  CHECK(differs(R"({"area": "A"})", R"({"area": "A", "floor": 2})"));
  CHECK(differs(R"({"area": "A", "floor": null})", R"({"area": "A", "floor": 2})"));
  CHECK(differs(R"({"area": "A"})", R"({"area": "A", "phone": "110"})"));
  CHECK(differs(R"({"area": "A", "phone": "110"})", R"({"area": "A"})"));
  CHECK(differs(R"([])", R"({})"));
}

TEST_CASE("what the form says stays, with a warning where the directory says otherwise", "[directory]") {
  const Json r = report(R"({"to": {"code": "H2", "designated": true, "categories": ["community"]}})");
  CHECK(gist(r) == "pass | directory.differs directory.differs | ");
  CHECK(each(r["findings"], "severity") == "warning warning");
  CHECK(each(r["findings"], "path") == "/to/categories /to/designated");
  // So does an element that is not filled in yet.
  CHECK(gist(report(R"({"to": {"code": "H1", "categories": ["community", null]}})")) == "pass | directory.differs | ");
  // The order of a list of codes says nothing.
  CHECK(gist(report(R"({"to": {"code": "H1", "categories": ["general", "community"]}})")) == "pass |  | ");
}

TEST_CASE("a name never decides", "[directory]") {
  CHECK(gist(report(R"({"to": {"name": "First", "designated": false, "categories": ["community"]}})")) ==
        "fail | designated | ");
}

TEST_CASE("a faulty entry is the host's fault: an error with its place, and nothing that the applicant did wrong",
          "[directory]") {
  const Json r = report(R"({"to": {"code": "H1"}})", R"({"H1": {"designated": "yes", "categories": ["community"]}})");
  CHECK(gist(r) == "incomplete |  | designated");
  CHECK(each(r["errors"], "rule") == "directory");
  CHECK(each(r["errors"], "at") == "/H1/designated");
  const Json nested = report(R"({"to": {"code": "H1"}})", R"({"H1": {"designated": true, "categories": [7]}})");
  CHECK(each(nested["errors"], "at") == "/H1/categories/0");
}

TEST_CASE("a directory that cannot be read says why", "[directory]") {
  CHECK(Directory().error() == nullptr);
  CHECK(Directory("{}").error() == nullptr);
  const Directory list("[]");
  REQUIRE(list.error() != nullptr);
  CHECK(list.error()->code == "directory.type");
  const Directory entry(R"({"a/b": 3})");
  REQUIRE(entry.error() != nullptr);
  CHECK(entry.error()->pointer == "/a~1b");
  const Reply reply = ask(R"({"to": {"code": "H1"}})", entry);
  CHECK_FALSE(reply.ok);
  CHECK(reply.error.code == "directory.type");
  const Directory text("{");
  REQUIRE(text.error() != nullptr);
  CHECK(text.error()->code == "directory.malformed_json");
}

TEST_CASE("x-directory names a string property of its object", "[directory]") {
  for (const char* facts :
       {R"({"to": {"type": "object", "x-directory": "cod", "properties": {"code": {"type": "string"}}}})",
        R"({"to": {"type": "object", "x-directory": "code", "properties": {"code": {"type": "integer"}}}})",
        R"({"to": {"type": "string", "x-directory": "code"}})"}) {
    precheck::Loader loader;
    loader.add_source("S9.json", precheck::example::source_text());
    loader.add_pack("p.json", Pack(facts).text());
    const auto library = loader.load();
    REQUIRE(library.diagnostics().size() == 1);
    CHECK(library.diagnostics()[0].pointer == "/facts/properties/to/x-directory");
  }
}
