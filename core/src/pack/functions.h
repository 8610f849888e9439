// The functions that a pack's expressions have beside CEL's own: civil dates in the pack's zone, area codes.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/vector.h"
#include "cel/declarations.h"
#include "cel/program.h"

namespace precheck::pack {

// What the functions need to know of their pack: cel::Evaluation::host points to one.
struct FunctionHost {
  std::int32_t zone_offset = 0;  // seconds east of UTC
};

extern const cel::Function kPackFunctions[];
extern const std::size_t kPackFunctionCount;

// Their types, for the checker.
const Vector<cel::StandardDeclaration>& pack_declarations();

}  // namespace precheck::pack
