// Documents to a Library.
#include <precheck/precheck.hpp>
#include <utility>

#include "base/diagnostics.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/vector.h"
#include "pack/image.h"
#include "pack/load_packs.h"
#include "pack/overlay.h"
#include "pack/source.h"
#include "state.h"

namespace precheck {

namespace {

std::optional<Json> read_document(std::string_view text, Diagnostics& diagnostics) {
  auto json = read_json(text, limits::kMaxDocumentBytes);
  if (json.ok()) return std::move(*json);
  const JsonError& e = json.error();
  diagnostics.add(e.code == JsonError::Code::DuplicateKey ? "json.duplicate_key" : "json.malformed", e.pointer,
                  e.message, e.line, e.column);
  return std::nullopt;
}

}  // namespace

void Loader::add_pack(std::string_view name, std::string_view text) {
  packs_.push_back({std::string(name), std::string(text)});
}

void Loader::add_source(std::string_view name, std::string_view json) {
  sources_.push_back({std::string(name), std::string(json)});
}

Library Loader::load() const {
  auto state = std::make_shared<Library::State>();
  pack::Sources sources;
  for (const Document& document : sources_) {
    Diagnostics diagnostics(document.name);
    if (const auto json = read_document(document.text, diagnostics)) pack::add_source(*json, "", sources, diagnostics);
    state->add(diagnostics);
  }
  Vector<Diagnostics> diagnostics;
  Vector<std::optional<Json>> documents;
  pack::Packs packs;
  for (const Document& document : packs_) {
    diagnostics.emplace_back(document.name);
    const bool compiled = pack::is_image(document.text);
    packs.push_back(compiled ? pack::read_image(document.text, diagnostics.back()) : nullptr);
    documents.push_back(compiled ? std::nullopt : read_document(document.text, diagnostics.back()));
  }
  state->packs = pack::load_packs(documents, sources, std::move(packs), diagnostics);
  for (const Diagnostics& of_pack : diagnostics) state->add(of_pack);
  return Library::State::library_of(std::move(state));
}

std::string Loader::resolve() const {
  Vector<Diagnostics> diagnostics;
  Vector<std::optional<Json>> documents;
  for (const Document& document : packs_) {
    diagnostics.emplace_back(document.name);
    documents.push_back(read_document(document.text, diagnostics.back()));
  }
  Vector<pack::Merged> merged = pack::merge_overlays(documents, diagnostics);
  Library::State all;
  for (const Diagnostics& of_pack : diagnostics) all.add(of_pack);
  Json packs = Json::array();
  for (pack::Merged& pack : merged) {
    if (!all.diagnostics.empty() || !pack.json) continue;
    if (pack.json->is_object()) pack.json->erase("extends");
    packs.push_back(std::move(*pack.json));
  }
  return cat({"{\"packs\":", to_text(packs), ",\"diagnostics\":", diagnostics_text(all.diagnostics), "}"});
}

}  // namespace precheck
