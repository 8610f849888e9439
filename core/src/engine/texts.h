// The texts that the engine itself speaks to applicants: structural findings and what could not be verified. Everything
// else is said by packs.
#pragma once

#include <string>
#include <string_view>

#include "base/vector.h"
#include "schema/facts.h"

namespace precheck::engine {

// "schema.type", "schema.enum", …
std::string_view fault_rule(schema::Fault fault);
// Of what the schema has never heard of it cannot say which clause it breaks.
bool fault_cites_nothing(schema::Fault fault);
std::string fault_message(const schema::Schema& schema, const schema::StructuralFinding& finding,
                          std::string_view locale);
// For a finding that stands for facts nobody could check.
std::string unverified_message(const Vector<std::string>& titles, std::string_view locale);
// For requests that need more steps than a plan may have.
std::string too_long_message(std::size_t most_steps, std::string_view locale);
// Stands in a message for a value that cannot be told.
extern const std::string_view kNotKnownYet;
std::string_view list_separator(std::string_view locale);
// How messages call a place of the form: its title, else its name.
std::string title_of(const schema::Schema& schema, schema::NodeIndex node, std::string_view locale);

}  // namespace precheck::engine
