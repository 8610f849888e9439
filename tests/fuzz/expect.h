// What must hold for any input: says what does not, and stops as a crash, which libFuzzer records.
#pragma once

#include <cstdio>

namespace precheck::fuzz {

inline void expect(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  __builtin_trap();
}

}  // namespace precheck::fuzz
