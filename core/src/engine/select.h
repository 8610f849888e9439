// Which edition of a pack answers.
#pragma once

#include <precheck/precheck.hpp>
#include <string_view>

#include "base/result.h"
#include "base/vector.h"
#include "calendar/instant.h"
#include "pack/pack.h"

namespace precheck::engine {

// `name` is "id@edition", which always names that edition, or "id": then the edition whose edition_value is the fact
// at edition_by; else the one in force on the day of `as_of` in the pack's zone, a later edition closing the former on
// its first day; else, where the topic has no dated edition, the undated one.
// `form`: JSON text; where it cannot be read, no fact is there.
Result<const pack::Pack*, InputError> select_pack(const pack::Packs& packs, std::string_view name,
                                                  std::string_view as_of, std::string_view form);

// Whether the form decides which of the topic's editions answers to `name`.
bool form_selects(const pack::Packs& packs, std::string_view name);

// `as_of` as an instant: a day is 00:00 at `zone_offset`. There is no default: the engine has no clock.
Result<calendar::Instant, InputError> read_as_of(std::string_view as_of, std::int32_t zone_offset);

}  // namespace precheck::engine
