#include <fstream>
#include <iostream>
#include <precheck/precheck.hpp>
#include <sstream>

std::string text_of(const char* path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

int main() {
  precheck::Loader loader;
  loader.add_pack("2024.json", text_of("rules/jiangxi/proxy-binding/2024.json"));
  loader.add_source("S2.json", text_of("rules/sources/S2.json"));
  const precheck::Library library = loader.load();  // cheap to copy, for all threads
  for (const auto& wrong : library.diagnostics())
    std::cerr << wrong.document << wrong.pointer << ": " << wrong.message << '\n';

  const char* form = R"({"member": {"birth_date": "2008-07-03"}, "binding": {"mode": "without_id"}})";
  const precheck::Reply reply = library.check({.pack = "jiangxi/proxy-binding", .form = form, .as_of = "2024-07-03"});
  std::cout << reply.text << '\n';  // the report; where reply.ok is false {"error": {…}}
}
