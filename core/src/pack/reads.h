// Which facts each part of a pack reads, so that it need be judged again only when one of them has changed.
#pragma once

#include <cstdint>
#include <string>

#include "base/vector.h"
#include "pack/pack.h"

namespace precheck::pack {

// What is judged by itself: the rules, then the requirements, outcomes, guidance, and the plan as one, each in the
// pack's order.
std::uint32_t parts_of(const Pack& pack);
// "rules/age", "requirements/id-card", "outcomes/day", "guidance/hours", "plan".
std::string part_name(const Pack& pack, std::uint32_t part);

// By part: slots of the form's record, ascending. Rather too many than too few: an object or a list is read with all
// that is below it (but for has(), of an object), a text in every language, a definition wherever it is named.
Vector<Vector<std::uint32_t>> reads_of(const Pack& pack);

}  // namespace precheck::pack
