#include "base/vector.h"

#include <cstdint>
#include <cstring>

namespace precheck {

void Room::grow(std::size_t least, std::size_t bytes, Relocate relocate) {
  capacity = std::max(least, 2 * capacity);
  void* const room = capacity > SIZE_MAX / bytes ? nullptr : std::malloc(capacity * bytes);
  if (room == nullptr) std::abort();  // as operator new does
  if (relocate == nullptr) {
    if (count != 0) std::memcpy(room, elements, count * bytes);
  } else {
    for (std::size_t at = 0; at < count * bytes; at += bytes) {
      relocate(static_cast<char*>(room) + at, static_cast<char*>(elements) + at);
    }
  }
  std::free(elements);
  elements = room;
}

}  // namespace precheck
