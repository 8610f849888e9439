// What one instance of the module holds, for the functions of exports.cpp, which every binary has, and for those that
// load packs: bindings.cpp and run.cpp.
#pragma once

#include <precheck/precheck.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace precheck::wasm {

extern Library library;
extern Directory directory;

// What is checked from here on.
void use(Library loaded);

// The texts that JavaScript wrote one behind the other, by their sizes in bytes.
class Texts {
 public:
  std::string_view next(std::size_t bytes);

 private:
  std::size_t at_ = 0;
};

// Keeps a text for JavaScript to read, until the next one; its size in bytes.
std::size_t answer(std::string text);

}  // namespace precheck::wasm
