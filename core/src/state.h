// What the public classes hold.
#pragma once

#include <precheck/precheck.hpp>
#include <utility>
#include <vector>

#include "base/diagnostics.h"
#include "base/vector.h"
#include "pack/pack.h"
#include "schema/facts.h"

namespace precheck {

struct Library::State {
  pack::Packs packs;
  std::vector<Diagnostic> diagnostics;

  void add(const Diagnostics& of_document) {
    // One by one: insert() of a range is far more code.
    for (const Diagnostic& d : of_document.list()) diagnostics.push_back(d);
  }
  // Whose packs are usable only if nothing was wrong with any.
  static Library library_of(std::shared_ptr<State> state) {
    if (!state->diagnostics.empty()) state->packs.clear();
    return Library(std::move(state));
  }
};

struct Directory::State {
  schema::Directory entries;
  InputError error;

  // nullptr where there is none.
  static const schema::Directory* entries_of(const Directory& directory) {
    return directory.state_ ? &directory.state_->entries : nullptr;
  }
};

}  // namespace precheck
