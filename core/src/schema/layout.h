// Where the values of a form's places stand: see Node::first_slot and Schema.
#pragma once

#include "schema/schema.h"

namespace precheck::schema {

// Works out what follows from the nodes as a tree.
void lay_out(Schema& schema);

}  // namespace precheck::schema
