#include "pack/editions.h"

#include <string>

#include "base/text.h"
#include "base/vector.h"

namespace precheck::pack {

namespace {

std::string name(const Pack& pack) { return cat({pack.id, "@", pack.edition}); }

// Whether `a` begins before `b`; without a first day it holds from the beginning.
bool begins_before(const Pack& a, const Pack& b) { return b.from && (!a.from || *a.from < *b.from); }

void compare(const Pack& earlier, const Pack& later, Diagnostics& diagnostics) {
  if (earlier.edition == later.edition) {
    return diagnostics.add("pack.duplicate", "",
                           cat({"another document is ", later.id, "@", later.edition, " as well"}));
  }
  if (!earlier.edition_by.empty() && !later.edition_by.empty() && earlier.edition_value == later.edition_value) {
    diagnostics.add("pack.edition_value", "/edition_value", cat({name(earlier), " answers for the same value"}));
  }
  if (earlier.dated != later.dated) return;
  if (!earlier.dated) {
    return diagnostics.add("pack.editions_overlap", "/effective",
                           cat({name(earlier), " has no dates either: nothing tells which of them answers"}));
  }
  if (!begins_before(earlier, later) && !begins_before(later, earlier)) {
    return diagnostics.add("pack.editions_overlap", "/effective/from", cat({name(earlier), " begins on the same day"}));
  }
  // A later edition closes an open one; one that says its own end has to mean it.
  const Pack& first = begins_before(earlier, later) ? earlier : later;
  const Pack& second = begins_before(earlier, later) ? later : earlier;
  if (first.until && *second.from < *first.until) {
    diagnostics.add("pack.editions_overlap", "/effective",
                    cat({name(first), " says that it holds until ", calendar::format_date(*first.until), ", but ",
                         name(second), " begins on ", calendar::format_date(*second.from),
                         "; end the former on that day, or leave its end open"}));
  }
}

// A city's pack that extends a nation's which has ended extends the wrong edition. Editions of one topic follow each
// other: there the base has always ended.
void compare_with_base(const Pack& base, const Pack& overlay, Diagnostics& diagnostics) {
  if (base.id == overlay.id || !base.dated || !overlay.dated) return;
  const bool base_first = base.until && overlay.from && !(*overlay.from < *base.until);
  const bool overlay_first = overlay.until && base.from && !(*base.from < *overlay.until);
  if (!base_first && !overlay_first) return;
  diagnostics.add("pack.base_not_in_force", "/extends",
                  cat({name(base),
                       base_first ? cat({" ended on ", calendar::format_date(*base.until), ", before this begins"})
                                  : cat({" begins on ", calendar::format_date(*base.from), ", when this has ended"}),
                       "; extend an edition that is in force at the same time"}));
}

}  // namespace

void check_editions(const Packs& packs, Vector<Diagnostics>& diagnostics) {
  for (std::size_t later = 0; later < packs.size(); ++later) {
    for (std::size_t base = 0; packs[later] && base < packs.size(); ++base) {
      if (packs[base] && name(*packs[base]) == packs[later]->extends) {
        compare_with_base(*packs[base], *packs[later], diagnostics[later]);
        break;
      }
    }
    for (std::size_t earlier = 0; packs[later] && earlier < later; ++earlier) {
      if (packs[earlier] && packs[earlier]->id == packs[later]->id) {
        compare(*packs[earlier], *packs[later], diagnostics[later]);
      }
    }
  }
}

}  // namespace precheck::pack
