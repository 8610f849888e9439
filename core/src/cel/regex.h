// Regular expressions for CEL's matches(): the syntax of RE2 (github.com/google/re2/wiki/Syntax), which the CEL
// specification names, over the code points of UTF-8 text. A set of states walks the text once, so a match takes time
// linear in the text whatever the pattern; there is no backtracking.
//
// Left out, each with an error and never a different meaning: Unicode classes (\pL, \p{Han}), \C, and case-insensitive
// matching of letters beyond ASCII. Captures and greediness are read but make no difference to a yes or no.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/vector.h"

namespace precheck::cel {

struct RegexError {
  std::string message;
  std::size_t offset = 0;  // in bytes from the start of the pattern
};

class Regex {
 public:
  static Result<Regex, RegexError> compile(std::string_view pattern);

  // Whether the pattern matches any part of `text`, as CEL's matches() asks. A byte that is not UTF-8 counts as U+FFFD.
  bool matches(std::string_view text) const;

  // matches() follows at most this many instructions at each of (code points + 1) positions; for cost estimates.
  std::size_t program_size() const { return program_.size(); }

  // Below: the compiled form, for the compiler in regex.cpp.

  // Code points from `low` to `high`, both inclusive.
  struct Range {
    std::uint32_t low;
    std::uint32_t high;
  };
  using CodePointSet = Vector<Range>;  // sorted, without overlaps

  enum class Op : std::uint8_t {
    Literal,    // x: the code point
    Set,        // x: index into sets_
    Fork,       // go on at x and at y
    Jump,       // go on at x
    BeginText,  // the six conditions go on at the next instruction
    EndText,
    BeginLine,
    EndLine,
    WordBoundary,
    NotWordBoundary,
    Match,
  };
  struct Instruction {
    Op op;
    std::uint32_t x = 0;
    std::uint32_t y = 0;
  };

 private:
  Regex() = default;

  Vector<Instruction> program_;
  Vector<CodePointSet> sets_;
};

}  // namespace precheck::cel
