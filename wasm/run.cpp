// What the small engine has beside exports.cpp: packs that were compiled before. It has no parser, no type checker and
// no embind.
#include <emscripten/emscripten.h>

#include <utility>

#include "exports.h"

namespace precheck::wasm {

namespace {

std::vector<Document> packs;

}  // namespace

extern "C" {

// Without Emscripten's glue nobody is to be told: wasm/src/memory.ts looks after each call.
void emscripten_notify_memory_growth(std::size_t) {}

// `name` stands in the pack's diagnostics.
EMSCRIPTEN_KEEPALIVE void addCompiled(std::size_t name, std::size_t pack) {
  Texts texts;
  const std::string_view named = texts.next(name);
  packs.push_back({std::string(named), std::string(texts.next(pack))});
}

// What was added is checked with from here on: {"packs": […], "diagnostics": […]}, one of the two empty.
EMSCRIPTEN_KEEPALIVE std::size_t loadCompiled() {
  use(load_compiled(std::exchange(packs, {})));
  return answer(library.listing());
}

}  // extern "C"

}  // namespace precheck::wasm
