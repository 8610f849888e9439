// Requirements, outcomes and guidance: what to bring, what follows, what to know.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/vector.h"
#include "engine/run.h"

namespace precheck::engine {

enum class Status : std::uint8_t { Satisfied, Missing, Pending, Alternative, Advisory };
std::string_view status_name(Status status);

struct RequirementResult {
  const pack::Requirement* requirement = nullptr;
  std::string title;
  Status status = Status::Missing;
  std::optional<std::size_t> satisfied_by;  // the alternative that stands in, by its place in the pack
  Vector<schema::SlotId> waits_for;         // Pending: unknown facts
};

struct OutcomeResult {
  const pack::Outcome* outcome = nullptr;
  const pack::OutcomeCase* found = nullptr;  // the one that answers
  cel::Value value;
  std::string text;
};

struct GuidanceResult {
  const pack::Guidance* guidance = nullptr;
  std::string text;
};

// Append the result, if it has one.
void judge_requirement(Run& run, std::string_view locale, const pack::Requirement& requirement,
                       Vector<RequirementResult>& out);
void judge_outcome(Run& run, std::string_view locale, const pack::Outcome& outcome, Vector<OutcomeResult>& out);
void judge_guidance(Run& run, std::string_view locale, const pack::Guidance& guidance, Vector<GuidanceResult>& out);

}  // namespace precheck::engine
