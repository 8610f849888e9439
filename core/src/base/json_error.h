// Why a JSON text was refused, and where.
#pragma once

#include <cstdint>
#include <string>

namespace precheck {

struct JsonError {
  enum class Code : std::uint8_t { Malformed, TooLarge, TooDeep, DuplicateKey };
  Code code = Code::Malformed;
  std::string message;
  std::string pointer;     // where the reader was: the member or element under way
  std::uint32_t line = 0;  // 0 where the text was not read (TooLarge)
  std::uint32_t column = 0;
};

}  // namespace precheck
