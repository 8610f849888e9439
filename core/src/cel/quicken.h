// Finds out what need not be worked out each time an expression is evaluated.
#pragma once

#include "cel/program.h"

namespace precheck::cel {

// Sets Instruction::quick: constants are folded, patterns read, all() and exists() known. What would be an error stays
// as it is, an error where and when it is evaluated. Of `environment`: host and fixed.
void quicken(Program& program, const Environment& environment);

// Sets Instruction::ready, after quick and slot of operands were changed.
void link_operands(Program& program);

// Reads the patterns of a program that was compiled elsewhere; false where one is none.
bool restore_patterns(Program& program);

}  // namespace precheck::cel
