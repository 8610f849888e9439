// What would have to change in one fact for a rule to pass.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/vector.h"
#include "engine/fact_trace.h"
#include "engine/judge.h"
#include "engine/run.h"
#include "engine/trial.h"

namespace precheck::engine {

// Changes of one of the `facts` each, all tried out: at most limits::kMaxChanges of a fact, those by which the rule
// holds first. A search, not a proof: it tries the values of enums and bools, what the rule compared the fact with, the
// nearest dates and whole numbers to either side, one element more or less, and, last, no value at all where that is an
// answer. Left alone is what changes more than the one fact: what a directory says or is asked by, and what picks the
// edition (`edition_by`: JSON Pointers). `run` reads facts as they are. `steps`: what the tries may still take, and,
// afterwards, what is left of it.
Vector<Change> find_changes(const Case& of, const Run& run, const pack::Rule& rule, Index index,
                            const Vector<FactRead>& facts, const Vector<std::string_view>& edition_by,
                            std::uint64_t& steps);

}  // namespace precheck::engine
