#include "pack/load_packs.h"

#include <utility>

#include "base/text.h"
#include "base/vector.h"
#include "pack/editions.h"
#include "pack/listing.h"
#include "pack/load.h"
#include "pack/overlay.h"

namespace precheck::pack {

namespace {

// Something wrong with a part that an overlay takes from another document.
struct Inherited {
  std::size_t document;
  Diagnostic diagnostic;
  std::string heir;  // "id@edition"
};

}  // namespace

Packs load_packs(const Vector<std::optional<Json>>& documents, const Sources& sources, Packs packs,
                 Vector<Diagnostics>& diagnostics) {
  Vector<Merged> merged = merge_overlays(documents, diagnostics);
  Vector<Inherited> inherited;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (!merged[i].json) continue;
    Diagnostics found("");
    packs[i] = load_pack(*merged[i].json, sources, found);
    packs[i]->listing = listing_of(*packs[i], *merged[i].json, merged[i].overrides);
    for (Diagnostic d : found.list()) {
      const Origin origin = merged[i].origin_of(d.pointer);
      d.pointer = origin.pointer;
      if (origin.document == i) {
        diagnostics[i].add(std::move(d));
      } else {
        inherited.push_back({origin.document, std::move(d), cat({packs[i]->id, "@", packs[i]->edition})});
      }
    }
  }
  // What is wrong with the base as it stands is said once, there; only the rest is the overlay's doing.
  for (Inherited& item : inherited) {
    if (diagnostics[item.document].has(item.diagnostic)) continue;
    item.diagnostic.message += cat({" (as ", item.heir, " inherits it)"});
    diagnostics[item.document].add(std::move(item.diagnostic));
  }
  check_editions(packs, diagnostics);
  Packs out;
  for (auto& pack : packs) {
    if (pack) out.push_back(std::move(pack));
  }
  return out;
}

}  // namespace precheck::pack
