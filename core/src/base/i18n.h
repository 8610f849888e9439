// A text in several languages. zh-CN is always there: the default and the fallback.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/vector.h"

namespace precheck {

inline constexpr std::string_view kDefaultLocale = "zh-CN";

template <typename T>
struct Localized {
  Vector<std::pair<std::string, T>> by_locale;  // zh-CN first

  [[nodiscard]] bool empty() const { return by_locale.empty(); }
  // Precondition: !empty().
  [[nodiscard]] const T& in(std::string_view locale) const {
    for (const auto& [name, text] : by_locale) {
      if (name == locale) return text;
    }
    return by_locale.front().second;
  }
};

}  // namespace precheck
