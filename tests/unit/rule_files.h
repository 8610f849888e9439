// The repository's rules/ and golden cases, for tests and benches.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <precheck/precheck.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "base/json.h"

namespace precheck::rule_files {

inline std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

inline bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

// rules/<jurisdiction>/<topic>/<edition>.json or ….cases.json, in the order of their paths.
inline std::vector<std::filesystem::path> find(const std::filesystem::path& rules, bool cases) {
  std::vector<std::filesystem::path> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(rules)) {
    const std::string path = std::filesystem::relative(entry.path(), rules).string();
    if (!entry.is_regular_file() || !ends_with(path, ".json")) continue;
    if (std::count(path.begin(), path.end(), '/') != 2) continue;  // sources, schemas, the list of uncovered clauses
    if (ends_with(path, ".cases.json") == cases) out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

inline Library load(const std::filesystem::path& rules) {
  Loader loader;
  for (const auto& entry : std::filesystem::directory_iterator(rules / "sources")) {
    loader.add_source(entry.path().filename().string(), read(entry.path()));
  }
  for (const auto& path : find(rules, false)) loader.add_pack(path.string(), read(path));
  return loader.load();
}

// A golden case as a JSONL request: its form is a JSON Merge Patch (RFC 7396) over the base form that it names.
inline std::string request(const Json& file, const Json& entry) {
  Json out = Json::object();
  out["id"] = entry.at("id");
  out["pack"] = file.at("pack");
  out["as_of"] = entry.at("as_of");
  if (entry.contains("base")) {
    out["form"] = file.at("forms").at(entry.at("base").get<std::string>());
    if (entry.contains("form")) out["form"].merge_patch(entry.at("form"));
  } else {
    out["form"] = entry.at("form");
  }
  if (entry.contains("params")) out["params"] = entry.at("params");
  return to_text(out);
}

}  // namespace precheck::rule_files
