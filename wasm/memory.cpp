// Memory for both binaries: what malloc and new give, and how the instance comes by more. A block is of one of two
// sizes for each doubling and stays that large; what was freed waits in a list of its size. So asking and freeing take
// a few instructions whatever came before, and whoever asks for the same again and again, as checks do, takes no more
// than once. Where there is no more, and where the program ends itself, the instance stops by a trap: nothing is asked
// of JavaScript.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

// Emscripten's glue, where there is one, keeps views of the memory.
extern "C" void emscripten_notify_memory_growth(std::size_t memory);

extern "C" char __heap_base;  // where the linker's own end: NOLINT(bugprone-reserved-identifier)

namespace {

// What stands before a block, as large as the alignment.
struct alignas(8) Head {
  std::uint32_t list;
};

struct Block {
  Head head;
  Block* next;  // while it is free
};

constexpr std::size_t kLeast = 16;
constexpr std::size_t kMost = std::size_t{1} << 30;
constexpr std::size_t kPage = 65536;

Block* lists[64];
std::uintptr_t top = 0;  // behind it nothing has been given out yet

// At least a quarter more than there is: where the engine is JavaScript, all of it is copied each time.
void grow(std::size_t bytes) {
  const std::size_t pages = (bytes + kPage - 1) / kPage;
  const std::size_t quarter = __builtin_wasm_memory_size(0) / 4;
  const bool grown = (pages < quarter && __builtin_wasm_memory_grow(0, quarter) != SIZE_MAX) ||
                     __builtin_wasm_memory_grow(0, pages) != SIZE_MAX;
  if (!grown) __builtin_trap();
  emscripten_notify_memory_growth(0);
}

}  // namespace

extern "C" {

void* malloc(std::size_t bytes) {
  if (bytes > kMost) __builtin_trap();
  const std::size_t least = bytes + sizeof(Head) > kLeast ? bytes + sizeof(Head) : kLeast;
  const std::uint32_t last = static_cast<std::uint32_t>(least) - 1;
  const std::uint32_t log = 31u - static_cast<std::uint32_t>(__builtin_clz(last));
  const std::uint32_t half = last >> (log - 1) & 1;
  const std::uint32_t list = 2 * log + half;
  Block* block = lists[list];
  if (block != nullptr) {
    lists[list] = block->next;
  } else {
    const std::size_t size = std::size_t{3 + half} << (log - 1);
    if (top == 0) top = reinterpret_cast<std::uintptr_t>(&__heap_base);
    const std::size_t end = __builtin_wasm_memory_size(0) * kPage;
    if (end - top < size) grow(size - (end - top));
    block = reinterpret_cast<Block*>(top);
    top += size;
    block->head.list = list;
  }
  return &block->next;
}

void free(void* memory) {
  if (memory == nullptr) return;
  auto* block = reinterpret_cast<Block*>(static_cast<char*>(memory) - sizeof(Head));
  block->next = lists[block->head.list];
  lists[block->head.list] = block;
}

void _Exit(int) { __builtin_trap(); }  // what abort() comes to

// Emscripten's asks JavaScript to copy what is large. Forward, each byte once: its memmove relies on that.
void* memcpy(void* to, const void* from, std::size_t bytes) {
  auto* out = static_cast<char*>(to);
  const auto* in = static_cast<const char*>(from);
  for (; bytes >= 8; bytes -= 8, out += 8, in += 8) __builtin_memcpy(out, in, 8);
  if ((bytes & 4) != 0) {
    __builtin_memcpy(out, in, 4);
    out += 4;
    in += 4;
  }
  for (bytes &= 3; bytes > 0; --bytes) *out++ = *in++;
  return to;
}

}  // extern "C"

void* operator new(std::size_t bytes) { return malloc(bytes); }
void operator delete(void* memory) noexcept { free(memory); }
