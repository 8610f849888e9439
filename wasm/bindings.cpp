// The embind glue: texts in, texts out. One library for each instance of the module; what it holds is collected with
// addPack() and addSource() and compiled once.
#include <emscripten/bind.h>

#include <precheck/cel.hpp>
#include <precheck/precheck.hpp>
#include <string>
#include <utility>

namespace {

precheck::Loader loader;
precheck::Library library;
precheck::Directory directory;
precheck::CelPrograms programs;

int abi_version() { return precheck::kAbiVersion; }

void add_pack(const std::string& name, const std::string& json) { loader.add_pack(name, json); }
void add_source(const std::string& name, const std::string& json) { loader.add_source(name, json); }

// {"packs": […], "diagnostics": […]}: one of the two is empty. The documents are let go.
std::string compile() {
  library = loader.load();
  loader = precheck::Loader();
  return library.listing();
}

// {"packs": [pack documents], "diagnostics": […]}: the packs with their bases merged in. The documents are let go.
std::string resolve() {
  const precheck::Loader documents = std::exchange(loader, {});
  return documents.resolve();
}

// For all checks from here on; "" is none. Answers "", or {"error": …} and keeps none.
std::string set_directory(const std::string& json) {
  directory = {};
  if (json.empty()) return "";
  precheck::Directory read(json);
  if (read.error() != nullptr) return precheck::error_text(*read.error());
  directory = std::move(read);
  return "";
}

std::string check(const std::string& pack, const std::string& form, const std::string& as_of, const std::string& locale,
                  const std::string& params) {
  return library.check({pack, form, as_of, locale, params, directory}).text;
}

std::string explain(const std::string& pack, const std::string& form, const std::string& as_of,
                    const std::string& locale, const std::string& params, const std::string& rule) {
  return library.explain({pack, form, as_of, locale, params, directory}, rule).text;
}

std::string check_line(const std::string& line, const std::string& pack, const std::string& as_of,
                       const std::string& locale) {
  precheck::CheckRequest defaults;
  defaults.pack = pack;
  defaults.as_of = as_of;
  defaults.locale = locale;
  defaults.directory = directory;
  return library.check_line(line, defaults).text;
}

std::string cel_compile(const std::string& expression, const std::string& options) {
  return programs.compile(expression, options);
}
std::string cel_evaluate(int program, const std::string& bindings) { return programs.evaluate(program, bindings); }
std::string cel_tree(int program) { return programs.tree(program); }
void cel_dispose(int program) { programs.dispose(program); }

}  // namespace

EMSCRIPTEN_BINDINGS(precheck) {
  emscripten::function("abiVersion", &abi_version);
  emscripten::function("addPack", &add_pack);
  emscripten::function("addSource", &add_source);
  emscripten::function("compile", &compile);
  emscripten::function("resolve", &resolve);
  emscripten::function("setDirectory", &set_directory);
  emscripten::function("check", &check);
  emscripten::function("checkLine", &check_line);
  emscripten::function("explain", &explain);
  emscripten::function("celCompile", &cel_compile);
  emscripten::function("celEvaluate", &cel_evaluate);
  emscripten::function("celTree", &cel_tree);
  emscripten::function("celDispose", &cel_dispose);
}
