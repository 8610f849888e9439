// What would have to change in one fact for a rule to pass.
#pragma once

#include <cstdint>
#include <vector>

#include "base/json.h"
#include "engine/fact_trace.h"
#include "engine/judge.h"
#include "engine/run.h"

namespace precheck::engine {

struct Change {
  const FactRead* fact = nullptr;
  Json from, to;         // as the form writes them; null: no value
  bool applies = false;  // afterwards the rule holds; false: it merely no longer applies
};

// Everything that a rule is judged over.
struct Case {
  const pack::Pack& pack;
  schema::Facts& facts;
  const std::vector<std::optional<cel::Value>>& parameters;
  calendar::Instant as_of;
};

// Changes of one of the `facts` each, all tried out: at most limits::kMaxChanges of a fact, those by which the rule
// holds first. A search, not a proof: it tries the values of enums and bools, what the rule compared the fact with, the
// nearest dates and whole numbers to either side, one element more or less, and no value at all where that is an
// answer. `run` reads facts as they are. `steps`: what the tries may still take, and, afterwards, what is left of it.
std::vector<Change> find_changes(const Case& of, const Run& run, const pack::Rule& rule, Index index,
                                 const std::vector<FactRead>& facts, std::uint64_t& steps);

// A fact's value as the form writes it; null where it has none.
Json form_json(const Run& run, schema::NodeIndex node, const cel::Value& value);

}  // namespace precheck::engine
