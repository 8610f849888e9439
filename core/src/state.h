// What the public classes hold.
#pragma once

#include <precheck/precheck.hpp>
#include <vector>

#include "base/json.h"
#include "pack/pack.h"
#include "schema/facts.h"

namespace precheck {

struct Library::State {
  std::vector<pack::Pack> packs;
  std::vector<Diagnostic> diagnostics;
};

struct Directory::State {
  Json json;
  schema::Directory entries;
  InputError error;

  // nullptr where there is none.
  static const schema::Directory* entries_of(const Directory& directory) {
    return directory.state_ ? &directory.state_->entries : nullptr;
  }
};

}  // namespace precheck
