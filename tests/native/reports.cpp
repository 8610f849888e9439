// reports RULES [DIRECTORY]: JSONL requests from standard input, their reports to standard output, as checkMany() of
// the package gives them. Equal bytes over wasm: tests/js/equal-reports.mjs.
#include <cstdio>
#include <iostream>
#include <iterator>
#include <precheck/checker.hpp>
#include <precheck/precheck.hpp>
#include <string>

#include "../unit/rule_files.h"

int main(int argc, char** argv) {
  if (argc != 2 && argc != 3) {
    std::fprintf(stderr, "usage: reports RULES [DIRECTORY]\n");
    return 2;
  }
  const precheck::Library library = precheck::rule_files::load(argv[1]);
  for (const auto& diagnostic : library.diagnostics()) std::fprintf(stderr, "%s\n", diagnostic.message.c_str());
  if (!library.diagnostics().empty()) return 1;
  precheck::CheckRequest defaults;
  if (argc == 3) defaults.directory = precheck::Directory(precheck::rule_files::read(argv[2]));
  const std::string lines{std::istreambuf_iterator<char>(std::cin), {}};
  std::string reports;
  precheck::LineChecker(library).check(lines, defaults, reports);
  return std::fwrite(reports.data(), 1, reports.size(), stdout) == reports.size() ? 0 : 1;
}
