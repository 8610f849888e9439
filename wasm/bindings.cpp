// What the whole engine has beside exports.cpp, over embind: texts in and texts out, for what is done once. Documents
// are collected with addPack() and addSource() and compiled together.
#include <emscripten/bind.h>

#include <precheck/cel.hpp>
#include <string>
#include <utility>

#include "exports.h"

namespace {

using precheck::wasm::library;

precheck::Loader loader;
precheck::CelPrograms programs;

void add_pack(const std::string& name, const std::string& text) { loader.add_pack(name, text); }
void add_source(const std::string& name, const std::string& json) { loader.add_source(name, json); }

// {"packs": […], "diagnostics": […]}: one of the two is empty. The documents are let go.
std::string compile() {
  precheck::wasm::use(loader.load());
  loader = precheck::Loader();
  return library.listing();
}

// {"packs": [pack documents], "diagnostics": […]}: the packs with their bases merged in. The documents are let go.
std::string resolve() {
  const precheck::Loader documents = std::exchange(loader, {});
  return documents.resolve();
}

// A pack as run.cpp loads it, or {"error": …}.
std::string compiled(const std::string& pack) { return library.compiled(pack).text; }

std::string explain(const std::string& pack, const std::string& form, const std::string& as_of,
                    const std::string& locale, const std::string& params, const std::string& rule) {
  return library.explain({pack, form, as_of, locale, params, precheck::wasm::directory}, rule).text;
}

std::string coverage(const std::string& pack, const std::string& form, const std::string& as_of,
                     const std::string& locale, const std::string& params) {
  return library.coverage({pack, form, as_of, locale, params, precheck::wasm::directory}).text;
}

std::string cel_compile(const std::string& expression, const std::string& options) {
  return programs.compile(expression, options);
}
std::string cel_evaluate(int program, const std::string& bindings) { return programs.evaluate(program, bindings); }
std::string cel_syntax(const std::string& expression, int macros) {
  return precheck::cel_syntax(expression, macros != 0);
}
std::string cel_tree(int program) { return programs.tree(program); }
void cel_dispose(int program) { programs.dispose(program); }

}  // namespace

EMSCRIPTEN_BINDINGS(precheck) {
  emscripten::function("addPack", &add_pack);
  emscripten::function("addSource", &add_source);
  emscripten::function("compile", &compile);
  emscripten::function("resolve", &resolve);
  emscripten::function("compiled", &compiled);
  emscripten::function("explain", &explain);
  emscripten::function("coverage", &coverage);
  emscripten::function("celCompile", &cel_compile);
  emscripten::function("celEvaluate", &cel_evaluate);
  emscripten::function("celSyntax", &cel_syntax);
  emscripten::function("celTree", &cel_tree);
  emscripten::function("celDispose", &cel_dispose);
}
