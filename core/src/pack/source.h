// Source documents: the official texts, clause by clause, that packs cite.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/json.h"

namespace precheck::pack {

struct Source {
  std::string id;
  std::vector<std::string> clauses;  // ids
};

Source load_source(const Json& json, Diagnostics& diagnostics);

}  // namespace precheck::pack
