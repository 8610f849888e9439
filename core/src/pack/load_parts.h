// The parts of a pack document, each read into the Pack; load_pack() calls them in an order in which each finds what it
// needs.
#pragma once

#include "pack/loading.h"

namespace precheck::pack {

void read_header(Loading& load);
void read_effective(Loading& load);
void read_sources(Loading& load);  // before whatever cites
void read_parameters(Loading& load);
void read_facts(Loading& load);
void read_edition_by(Loading& load);   // after the facts
void read_definitions(Loading& load);  // after Loading::scope
void read_rules(Loading& load);        // after the definitions, as all below
void read_requirements(Loading& load);
void read_outcomes(Loading& load);
void read_guidance(Loading& load);
void read_plan(Loading& load);               // after the rules
void check_schema_citations(Loading& load);  // after the facts

}  // namespace precheck::pack
