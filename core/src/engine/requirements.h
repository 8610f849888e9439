// Requirements, outcomes and guidance: what to bring, what follows, what to know.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "engine/run.h"

namespace precheck::engine {

enum class Status : std::uint8_t { Satisfied, Missing, Pending, Alternative, Advisory };
std::string_view status_name(Status status);

struct RequirementResult {
  const pack::Requirement* requirement = nullptr;
  std::string title;
  Status status = Status::Missing;
  std::optional<std::string> satisfied_by;  // the alternative that stands in
  std::vector<std::uint32_t> waits_for;     // Pending: ids of unknown facts
};

struct OutcomeResult {
  std::string name;
  Json value;
  std::optional<std::string> text;
  pack::Citations cites;
};

struct GuidanceResult {
  std::string id;
  std::string text;
  pack::Citations cites;
};

std::vector<RequirementResult> judge_requirements(Run& run, std::string_view locale);
std::vector<OutcomeResult> judge_outcomes(Run& run, std::string_view locale);
std::vector<GuidanceResult> judge_guidance(Run& run, std::string_view locale);

}  // namespace precheck::engine
