// libFuzzer: any JSON as rule packs, a source, a directory, a form and a request. An input is one JSON object with
// these as members, so that mutation can work on the tree; bytes that are no JSON go through the reader only. Nothing
// may crash, hang or leak; a second check gives the same report, and so does a checker; verdict() says what the report
// says; what resolve() and compiled() say stands for the packs that it was made of; an explanation is of the same
// opinion as the report; and a compiled pack that is forged harms nobody.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <precheck/checker.hpp>
#include <precheck/precheck.hpp>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/limits.h"
#include "base/text.h"
#include "expect.h"
#include "forged_image.h"

using namespace precheck;

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

const Json kNone;

// Bytes of an input whose rules are explained as well: a search that takes a while.
constexpr std::size_t kMostExplained = 4000;

// Compiled packs made wrong of each; most are refused.
constexpr int kForgedTries = 8;

const Json& part(const Json& input, std::string_view name) {
  const Json* found = member(input, name);
  return found == nullptr ? kNone : *found;
}

std::string text_of(const Json& json) { return json.is_string() ? json.get<std::string>() : std::string(); }

Loader loader(const Json& input, const Json& packs) {
  Loader out;
  out.add_source("source", to_text(part(input, "source")));
  if (packs.is_array()) {
    for (const Json& pack : packs) out.add_pack("pack", to_text(pack));
  }
  return out;
}

bool has_overlay(const Json& input) {
  const Json& packs = part(input, "packs");
  return std::any_of(packs.begin(), packs.end(), [](const Json& pack) { return !part(pack, "extends").is_null(); });
}

Library load_resolved(const Json& input, const Loader& given) {
  const auto resolved = read_json(given.resolve(), limits::kMaxDocumentBytes);
  fuzz::expect(resolved.ok(), "resolved packs can be read");
  return loader(input, part(*resolved, "packs")).load();
}

Library load_images(const Library& library, const std::vector<std::string>& names) {
  std::vector<Document> images;
  for (const std::string& name : names) images.push_back({name, library.compiled(name).text});
  return load_compiled(images);
}

std::vector<std::string> editions(const Library& library) {
  std::vector<std::string> out;
  const auto listing = read_json(library.listing(), limits::kMaxDocumentBytes);
  for (const Json& pack : part(*listing, "packs")) {
    out.push_back(text_of(part(pack, "id")) + "@" + text_of(part(pack, "edition")));
  }
  return out;
}

// The texts that a request points to.
struct Request {
  explicit Request(const Json& input)
      : form(to_text(part(input, "form"))),
        as_of(text_of(part(input, "as_of"))),
        params(part(input, "params").is_null() ? "" : to_text(part(input, "params"))),
        directory(part(input, "directory").is_null() ? Directory() : Directory(to_text(part(input, "directory")))) {}

  [[nodiscard]] CheckRequest of(std::string_view pack) const { return {pack, form, as_of, "en", params, directory}; }

  std::string form, as_of, params;
  Directory directory;
};

// Whatever it says of the form; the random numbers are from the pack.
void check_forged(const Library& library, const CheckRequest& request) {
  const std::string image = library.compiled(std::string(request.pack)).text;
  std::minstd_rand random(static_cast<unsigned>(std::hash<std::string>()(image)));
  for (int tries = 0; tries < kForgedTries; ++tries) {
    const Library forged = load_compiled({{"forged", forged::image(image, random)}});
    if (!forged.diagnostics().empty()) continue;
    (void)forged.check(request);
    (void)forged.explain(request);
    (void)forged.coverage(request);
  }
}

// The rules that a finding in a report is of, and those that an explanation has as failed.
std::set<std::string> failed(const Json& answer, std::string_view list, std::string_view status) {
  std::set<std::string> out;
  for (const Json& entry : part(answer, list)) {
    if (status.empty() || text_of(part(entry, "status")) == status) out.insert(text_of(part(entry, "rule")));
  }
  return out;
}

void explain(const Library& library, const CheckRequest& request, const Reply& checked) {
  const Reply explained = library.explain(request);
  fuzz::expect(explained.ok, "what can be checked can be explained");
  const auto report = read_json(checked.text, limits::kMaxDocumentBytes);
  const auto explanation = read_json(explained.text, limits::kMaxDocumentBytes);
  if (!report.ok() || !explanation.ok()) return;                  // larger than what is read
  if (text_of(part(*report, "verdict")) == "not_needed") return;  // drops findings
  const auto findings = failed(*report, "findings", "");
  for (const auto& rule : failed(*explanation, "rules", "failed")) {
    fuzz::expect(findings.count(rule) != 0, "a rule that failed has a finding");
  }
}

// {"verdict", "failing"} by the rule that precheck.hpp gives for it.
std::string verdict_of(const Json& report) {
  Json failing = Json::array();
  std::set<std::string> met;
  for (const Json& finding : part(report, "findings")) {
    if (text_of(part(finding, "severity")) != "error" || part(finding, "resolved_by_plan") == true) continue;
    if (met.insert(text_of(part(finding, "rule"))).second) failing.push_back(part(finding, "rule"));
  }
  Json out = Json::object();
  out["verdict"] = part(report, "verdict");
  out["failing"] = std::move(failing);
  return to_text(out);
}

// One checker, asked again and again: nothing of one form may be left for the next.
void check_again(const Library& library, const CheckRequest& request, const Reply& checked) {
  const Reply verdict = library.verdict(request);
  fuzz::expect(verdict.ok == checked.ok, "what can be checked has a verdict");
  Checker checker(library, request);
  if (checker.error() != nullptr) {
    fuzz::expect(!checked.ok, "what can be checked has a checker");
    return;
  }
  for (int round = 0; round < 2; ++round) {
    fuzz::expect(checker.report(request.form).text == checked.text, "a checker gives the same report");
    fuzz::expect(checker.report("{}").ok, "a checker takes an empty form");
    fuzz::expect(checker.verdict(request.form).text == verdict.text, "a checker gives the same verdict");
  }
  const auto report = read_json(checked.text, limits::kMaxDocumentBytes);
  if (checked.ok && report.ok()) fuzz::expect(verdict.text == verdict_of(*report), "the verdict is the report's");
}

// Mutation of trees: a value is replaced by another of the document, changed as bytes, taken out or doubled.

void collect(Json& json, std::vector<Json*>& out) {
  out.push_back(&json);
  if (json.is_structured()) {
    for (Json& child : json) collect(child, out);
  }
}

// As bytes: with the fuzzer's dictionary, and what comparisons in the core looked for.
void change_text(Json& json, std::minstd_rand& random) {
  constexpr std::size_t kGrowth = 64;
  std::string text = json.get<std::string>();
  const std::size_t size = text.size();
  text.resize(size + kGrowth);
  text.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(text.data()), size, text.size()));
  for (char& c : text) {
    if (c == '\0') c = static_cast<char>(' ' + random() % 95);
  }
  if (valid_utf8(text)) json = std::move(text);  // a tree holds nothing else
}

void change_one(Json& root, std::minstd_rand& random) {
  std::vector<Json*> all;
  collect(root, all);
  Json& at = *all[random() % all.size()];
  const Json other = *all[random() % all.size()];
  switch (random() % 6) {
    case 0: at = other; return;
    case 1:
      if (at.is_structured() && !at.empty())
        at.erase(std::next(at.begin(), static_cast<std::ptrdiff_t>(random() % at.size())));
      return;
    case 2:
      if (at.is_array()) at.push_back(at.empty() ? other : Json(at[random() % at.size()]));
      return;
    case 3:
      if (at.is_object()) at[text_of(other)] = other;
      return;
    case 4:
      at = random() % 2 == 0 ? Json(static_cast<std::int64_t>(random() % 20) - 5) : Json(random() % 4 == 0);
      return;
    default:
      if (at.is_string()) change_text(at, random);
  }
}

}  // namespace

// The random numbers are from the seed alone: libFuzzer repeats a run by it.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
  std::minstd_rand random(seed);
  auto json = read_json({reinterpret_cast<const char*>(data), size}, limits::kMaxDocumentBytes);
  if (!json.ok() || random() % 16 == 0) return LLVMFuzzerMutate(data, size, most);
  for (auto changes = 1 + random() % 3; changes > 0; --changes) change_one(*json, random);
  const std::string text = to_text(*json);
  if (text.size() > most) return LLVMFuzzerMutate(data, size, most);
  std::memcpy(data, text.data(), text.size());
  return text.size();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto input = read_json({reinterpret_cast<const char*>(data), size}, limits::kMaxDocumentBytes);
  if (!input.ok() || !input->is_object()) return 0;
  const Loader given = loader(*input, part(*input, "packs"));
  const Library library = given.load();
  if (!library.diagnostics().empty()) return 0;
  const Request request(*input);
  const Library merged = has_overlay(*input) ? load_resolved(*input, given) : library;
  const auto names = editions(library);
  fuzz::expect(editions(merged) == names, "resolved packs load, and are the same editions");
  const Library compiled = load_images(library, names);
  fuzz::expect(editions(compiled) == names, "compiled packs load, and are the same editions");
  for (const std::string& name : names) {
    const Reply reply = library.check(request.of(name));
    fuzz::expect(library.check(request.of(name)).text == reply.text, "a second check gives the same report");
    fuzz::expect(merged.check(request.of(name)).text == reply.text, "a resolved pack gives the same report");
    fuzz::expect(compiled.check(request.of(name)).text == reply.text, "a compiled pack gives the same report");
    check_again(library, request.of(name), reply);
    if (reply.ok && size <= kMostExplained) {
      explain(library, request.of(name), reply);
      check_forged(library, request.of(name));
    }
  }
  return 0;
}
