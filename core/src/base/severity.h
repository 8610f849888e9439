#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace precheck {

enum class Severity : std::uint8_t { Error, Warning, Info, NotNeeded };

inline std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Info: return "info";
    case Severity::NotNeeded: return "not_needed";
  }
  return "";
}

inline std::optional<Severity> severity_from_name(std::string_view name) {
  for (const Severity s : {Severity::Error, Severity::Warning, Severity::Info, Severity::NotNeeded}) {
    if (severity_name(s) == name) return s;
  }
  return std::nullopt;
}

}  // namespace precheck
