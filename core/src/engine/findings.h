// Rules to findings and to what is still pending.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/severity.h"
#include "engine/run.h"

namespace precheck::engine {

struct Finding {
  std::string rule;
  Severity severity = Severity::Error;
  bool structural = false;
  std::string path;  // JSON Pointer into the form
  std::string message;
  std::string remedy;  // may be empty
  pack::Citations cites;
  std::vector<std::string> unverified;  // the facts that nobody could check; empty for a finding proper
  bool resolved_by_plan = false;
};

struct Pending {
  std::string rule;
  std::vector<std::uint32_t> waits_for;  // ids of unknown facts, ascending
  pack::Citations cites;
  bool deciding = false;  // holds the verdict back
};

void add_ids(std::vector<std::uint32_t>& to, const std::vector<std::uint32_t>& ids);

void structural_findings(const Run& run, std::string_view locale, std::vector<Finding>& findings);
void judge_rules(Run& run, std::string_view locale, std::vector<Finding>& findings, std::vector<Pending>& pending);

}  // namespace precheck::engine
