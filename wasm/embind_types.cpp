// The types that bindings.cpp speaks in, for embind. Emscripten's own list has thirty more, with the JavaScript to read
// each, and prints an address with sprintf: this one takes its place in the link. A function of another type would be
// refused when the module starts.
#include <emscripten/bind.h>
#include <emscripten/emscripten.h>

#include <cstring>
#include <limits>
#include <string>

using emscripten::internal::TypeID;

// For embind's message about a type that is not listed; it frees the text.
extern "C" EMSCRIPTEN_KEEPALIVE const char* __getTypeName(const std::type_info* /*type*/) {
  return strdup("a type of C++");
}

EMSCRIPTEN_BINDINGS(types) {
  using Int = std::numeric_limits<int>;
  emscripten::internal::_embind_register_void(TypeID<void>::get(), "void");
  emscripten::internal::_embind_register_integer(TypeID<int>::get(), "int", sizeof(int), Int::min(), Int::max());
  emscripten::internal::_embind_register_std_string(TypeID<std::string>::get(), "std::string");
}
