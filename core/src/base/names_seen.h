// The names of one JSON object, to find one that is given twice.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>

#include "base/sort.h"
#include "base/vector.h"

namespace precheck {

// The first names are compared one by one. Of more, all are sorted at the end: whatever the names are, finding a
// repeated one takes no longer than that, which a hash of them does not promise.
class NamesSeen {
 public:
  // Whether the name is new, as far as that is known before finish().
  bool add(std::string_view name) {
    if (count_ == few_.size()) {
      if (many_.empty()) many_.assign(few_.begin(), few_.end());
      many_.push_back(name);
      return true;
    }
    for (std::size_t i = 0; i < count_; ++i) {
      if (few_[i] == name) return false;
    }
    few_[count_++] = name;
    return true;
  }

  // At the end of the object: a name that was given twice.
  std::optional<std::string_view> finish() {
    sort_stable(many_, std::less());
    const auto at = std::adjacent_find(many_.begin(), many_.end());
    if (at == many_.end()) return std::nullopt;
    return *at;
  }

 private:
  static constexpr std::size_t kFew = 16;
  std::array<std::string_view, kFew> few_;
  std::size_t count_ = 0;
  Vector<std::string_view> many_;
};

}  // namespace precheck
