// Whether what an image says hangs together: that nothing refers to what is not there, and nothing to itself. A check
// then runs over it as safely as over a pack that was compiled here.
#pragma once

#include "pack/pack.h"

namespace precheck::pack {

// Gives each node its parent and its place, and an object its keys; false: the nodes are no tree.
bool plant_tree(schema::Schema& schema);

// Of an expression; `pack` has its facts and variables.
bool is_sound(const cel::Program& program, const Pack& pack);

// Of what is left when all its parts are.
bool is_sound(const Pack& pack);

}  // namespace precheck::pack
