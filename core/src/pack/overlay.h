// Overlays: a pack that says only what differs from another. "extends" names its base, and the two are merged before
// anything else is read: objects by RFC 7396 (JSON Merge Patch), lists of named entries entry by entry.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "base/json.h"
#include "base/vector.h"

namespace precheck::pack {

// Where a part of a merged pack was written.
struct Origin {
  std::size_t document = 0;
  std::string pointer;  // JSON Pointer into that document
};

// Something of its base that an overlay changed. What it adds is none.
struct Override {
  std::string path;  // as a JSON Pointer into the merged pack, with an entry's id in place of its index
  bool removed = false;
};

// A pack with its bases merged in.
struct Merged {
  std::optional<Json> json;  // nullopt: it could not be read or a base cannot be had, which was reported
  // The parts, by JSON Pointer into `json`; what is not listed stands in the part around it.
  std::map<std::string, Origin, std::less<>> origins;
  Vector<Override> overrides;  // of the last overlay alone

  [[nodiscard]] Origin origin_of(std::string_view pointer) const;
};

// Merges each document with its bases, which are among `documents`; nullopt is a document that could not be read.
// `diagnostics` has an element for each document.
Vector<Merged> merge_overlays(const Vector<std::optional<Json>>& documents, Vector<Diagnostics>& diagnostics);

}  // namespace precheck::pack
