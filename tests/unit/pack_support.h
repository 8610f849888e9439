// Packs of an invented jurisdiction, for tests that are about the engine and not about a policy: a test writes what it
// is about, the builder fills in what every pack has to have.
#pragma once

#include <precheck/precheck.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/limits.h"
#include "catch.hpp"

namespace precheck::example {

inline Json json(std::string_view text) {
  auto read = read_json(text, limits::kMaxDocumentBytes);
  INFO(text);
  INFO((read.ok() ? std::string() : read.error().message));
  REQUIRE(read.ok());
  return std::move(*read);
}

inline Json words(const std::string& english) {
  Json out = Json::object();
  out["zh-CN"] = "（" + english + "）";
  out["en"] = english;
  return out;
}

// The source that the packs here cite: clauses S9-01 and S9-02.
inline std::string source_text() {
  return R"({
    "format": 1, "id": "S9", "title": {"zh-CN": "示例通知"}, "issuer": {"zh-CN": "示例局"},
    "published_on": "2023-01-01",
    "clauses": [{"id": "S9-01", "text": {"zh-CN": "第一条"}}, {"id": "S9-02", "text": {"zh-CN": "第二条"}}]
  })";
}

class Pack {
 public:
  // `properties`: the facts, as JSON Schema.
  explicit Pack(std::string_view properties) {
    document_ = json(R"({
      "format": 1, "id": "example/topic", "edition": "2023", "revision": 1,
      "title": {"zh-CN": "示例"}, "jurisdiction": {"code": "XX", "name": {"zh-CN": "示例"}},
      "effective": {"from": "2023-01-01", "until": null}, "time_zone": "Asia/Shanghai", "sources": ["S9"],
      "facts": {"type": "object", "properties": {}}, "rules": []
    })");
    document_["facts"]["properties"] = json(properties);
    first_path_ = "/" + document_["facts"]["properties"].begin().key();
  }

  // Any part of the document, as JSON.
  Pack& set(const std::string& key, std::string_view value) {
    document_[key] = json(value);
    return *this;
  }
  Pack& required(std::string_view names) {
    document_["facts"]["required"] = json(names);
    return *this;
  }
  Pack& parameters(std::string_view text) { return set("parameters", text); }
  Pack& definitions(std::string_view text) { return set("definitions", text); }

  // Left out: severity error, the path of the first fact, the id as message, a clause.
  Pack& rule(std::string_view text) {
    Json rule = json(text);
    fill(rule, "severity", "error");
    fill(rule, "path", first_path_);
    fill(rule, "message", words(rule["id"].get<std::string>()));
    return add("rules", cited(std::move(rule)));
  }
  Pack& requirement(std::string_view text) {
    Json requirement = json(text);
    fill(requirement, "kind", "material");
    fill(requirement, "title", words(requirement["id"].get<std::string>()));
    return add("requirements", cited(std::move(requirement)));
  }
  Pack& guidance(std::string_view text) {
    Json guidance = json(text);
    fill(guidance, "text", words(guidance["id"].get<std::string>()));
    return add("guidance", cited(std::move(guidance)));
  }
  // One entry or a list of them.
  Pack& outcome(const std::string& name, std::string_view text) {
    Json entries = json(text);
    if (entries.is_object()) {
      entries = cited(std::move(entries));
    } else {
      for (Json& entry : entries) entry = cited(std::move(entry));
    }
    if (member(document_, "outcomes") == nullptr) document_["outcomes"] = Json::object();
    document_["outcomes"][name] = std::move(entries);
    return *this;
  }
  Pack& plan(std::string_view text) {
    Json plan = json(text);
    for (Json& action : plan["actions"]) {
      fill(action, "why", words(action["action"].get<std::string>()));
      action = cited(std::move(action));
    }
    Json impossible = Json::object();
    impossible["path"] = first_path_;
    impossible["message"] = words("no order works");
    fill(plan, "impossible", cited(std::move(impossible)));
    document_["plan"] = std::move(plan);
    return *this;
  }

  [[nodiscard]] std::string text() const { return to_text(document_); }

 private:
  static void fill(Json& object, const std::string& key, Json value) {
    if (member(object, key) == nullptr) object[key] = std::move(value);
  }
  static Json cited(Json entry) {
    Json cites = Json::array();
    cites.push_back("S9-01");
    fill(entry, "cites", std::move(cites));
    return entry;
  }
  Pack& add(const std::string& list, Json entry) {
    if (member(document_, list) == nullptr) document_[list] = Json::array();
    document_[list].push_back(std::move(entry));
    return *this;
  }

  Json document_;
  std::string first_path_;
};

struct Question {
  std::string as_of = "2023-06-15";
  std::string locale = "en";
  std::string params;
  std::string pack = "example/topic";
};

// Where forms are handed in.
class Desk {
 public:
  explicit Desk(const Pack& pack) : Desk(std::vector<std::string>{pack.text()}) {}
  explicit Desk(const std::vector<std::string>& packs) {
    Loader loader;
    loader.add_source("S9.json", source_text());
    for (std::size_t i = 0; i < packs.size(); ++i) loader.add_pack("pack-" + std::to_string(i) + ".json", packs[i]);
    library_ = loader.load();
    for (const Diagnostic& d : library_.diagnostics()) FAIL_CHECK(d.pointer << ": " << d.code << ": " << d.message);
    REQUIRE(library_.diagnostics().empty());
  }

  [[nodiscard]] Reply ask(std::string_view form, const Question& question = {}) const {
    return library_.check({question.pack, form, question.as_of, question.locale, question.params});
  }
  [[nodiscard]] Json report(std::string_view form, const Question& question = {}) const {
    const Reply reply = ask(form, question);
    INFO(form);
    INFO(reply.error.message);
    REQUIRE(reply.ok);
    return json(reply.text);
  }
  [[nodiscard]] const Library& library() const { return library_; }

 private:
  Library library_;
};

// One member of each entry of a list: each(report["findings"], "rule") is "a b".
inline std::string each(const Json& list, std::string_view key) {
  std::string out;
  for (const Json& entry : list) {
    const Json* value = member(entry, key);
    if (!out.empty()) out += ' ';
    out += value == nullptr ? "-" : (value->is_string() ? value->get<std::string>() : to_text(*value));
  }
  return out;
}

// "verdict | findings | pending", the rules by their ids: what most tests are about.
inline std::string gist(Json report) {
  return report["verdict"].get<std::string>() + " | " + each(report["findings"], "rule") + " | " +
         each(report["pending"], "rule");
}

}  // namespace precheck::example
