// The embind glue: texts in, texts out. One library for each instance of the module; what it holds is collected with
// addPack() and addSource() and compiled once.
#include <emscripten/bind.h>

#include <precheck/precheck.hpp>
#include <string>

namespace {

precheck::Loader loader;
precheck::Library library;

int abi_version() { return precheck::kAbiVersion; }

void add_pack(const std::string& name, const std::string& json) { loader.add_pack(name, json); }
void add_source(const std::string& name, const std::string& json) { loader.add_source(name, json); }

// {"packs": […], "diagnostics": […]}: one of the two is empty. The documents are let go.
std::string compile() {
  library = loader.load();
  loader = precheck::Loader();
  return library.listing();
}

std::string check(const std::string& pack, const std::string& form, const std::string& as_of, const std::string& locale,
                  const std::string& params) {
  return library.check({pack, form, as_of, locale, params}).text;
}

std::string check_line(const std::string& line, const std::string& pack, const std::string& as_of,
                       const std::string& locale) {
  precheck::CheckRequest defaults;
  defaults.pack = pack;
  defaults.as_of = as_of;
  defaults.locale = locale;
  return library.check_line(line, defaults).text;
}

}  // namespace

EMSCRIPTEN_BINDINGS(precheck) {
  emscripten::function("abiVersion", &abi_version);
  emscripten::function("addPack", &add_pack);
  emscripten::function("addSource", &add_source);
  emscripten::function("compile", &compile);
  emscripten::function("check", &check);
  emscripten::function("checkLine", &check_line);
}
