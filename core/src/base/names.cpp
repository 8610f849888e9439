#include "base/names.h"

namespace precheck {

bool Names::add(std::string_view name) { return numbers_.emplace(name, size()).second; }

std::optional<std::uint32_t> Names::find(std::string_view name) const {
  const auto at = numbers_.find(name);
  if (at == numbers_.end()) return std::nullopt;
  return at->second;
}

}  // namespace precheck
