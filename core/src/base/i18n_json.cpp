#include "base/i18n_json.h"

#include "base/text.h"

namespace precheck {

namespace {

// A language tag as far as texts need it: "en", "zh-CN".
bool is_locale(std::string_view name) {
  if (name.size() != 2 && name.size() != 5) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool lower = name[i] >= 'a' && name[i] <= 'z';
    const bool upper = name[i] >= 'A' && name[i] <= 'Z';
    if (i < 2 ? !lower : (i == 2 ? name[i] != '-' : !upper)) return false;
  }
  return true;
}

}  // namespace

Localized<std::string> read_localized(const Json& json, Piece pointer, Diagnostics& diagnostics) {
  Localized<std::string> out;
  const Json* base = member(json, kDefaultLocale);
  if (base == nullptr) {
    diagnostics.add("pack.text", pointer, "a text is an object of languages with at least \"zh-CN\"");
    return out;
  }
  for (const auto& [locale, text] : json.get_ref<const Json::object_t&>()) {
    if (!is_locale(locale)) {
      diagnostics.add("pack.text", cat({pointer, "/", pointer_token(locale)}),
                      "a language is written like \"zh-CN\" or \"en\"");
    } else if (!text.is_string() || text.get_ref<const std::string&>().empty()) {
      diagnostics.add("pack.text", cat({pointer, "/", pointer_token(locale)}),
                      "a text is a string with something in it");
    } else if (locale == kDefaultLocale) {
      out.by_locale.emplace(out.by_locale.begin(), locale, text.get<std::string>());
    } else {
      out.by_locale.emplace_back(locale, text.get<std::string>());
    }
  }
  if (out.empty() || out.by_locale.front().first != kDefaultLocale) out.by_locale.clear();
  return out;
}

}  // namespace precheck
