// libFuzzer: any JSON as a pack, its source, a form and a request. An input is one JSON object with these as members,
// so that mutation can work on the tree; bytes that are no JSON go through the reader only. Nothing may crash, hang or
// leak, and a second check gives the same report.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/limits.h"
#include "base/text.h"
#include "engine/check.h"
#include "engine/select.h"
#include "expect.h"
#include "pack/load.h"
#include "pack/parameters.h"
#include "pack/source.h"

using namespace precheck;

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

const Json kNone;

const Json& part(const Json& input, std::string_view name) {
  const Json* found = member(input, name);
  return found == nullptr ? kNone : *found;
}

std::string text_of(const Json& json) { return json.is_string() ? json.get<std::string>() : std::string(); }

std::string report(const pack::Pack& pack, const Json& input) {
  const auto as_of = engine::read_as_of(text_of(part(input, "as_of")), pack.zone_offset);
  const Json& form = part(input, "form");
  if (!as_of.ok() || !form.is_object()) return {};
  Arena arena(limits::kMaxEvaluationBytes);
  std::vector<std::optional<cel::Value>> parameters;
  for (const auto& parameter : pack.parameters) {
    const Json* given = parameter.host ? member(part(input, "params"), parameter.name) : nullptr;
    parameters.push_back(given == nullptr ? parameter.value
                                          : pack::parameter_value(parameter.type, *given, pack.zone_offset, arena));
  }
  return to_text(engine::check(pack, form, parameters, *as_of, "en", Json(), arena));
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
  Diagnostics diagnostics("fuzzed");
  const pack::Source source = pack::load_source(part(*input, "source"), diagnostics);
  const std::set<std::string> clauses(source.clauses.begin(), source.clauses.end());
  const pack::Pack pack = pack::load_pack(part(*input, "pack"), {source.id}, clauses, diagnostics);
  if (!diagnostics.empty()) return 0;
  fuzz::expect(report(pack, *input) == report(pack, *input), "a second check gives the same report");
  return 0;
}
