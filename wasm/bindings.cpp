// What JavaScript calls. embind, texts in and texts out, for what is done once; plain exports over memory for what is
// done for each form. One library for each instance of the module; what it holds is collected with addPack() and
// addSource() and compiled once.
#include <emscripten/bind.h>
#include <emscripten/emscripten.h>

#include <cstdint>
#include <cstring>
#include <map>
#include <precheck/cel.hpp>
#include <precheck/checker.hpp>
#include <precheck/precheck.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

precheck::Loader loader;
precheck::Library library;
precheck::LineChecker line_checker{library};
precheck::Directory directory;
precheck::CelPrograms programs;
std::map<int, precheck::Checker> checkers;
int last_checker = 0;
std::string line_pack, line_as_of, line_locale;
std::vector<char> input;  // a text that JavaScript writes
std::string output;       // a text that JavaScript reads

int abi_version() { return precheck::kAbiVersion; }

void add_pack(const std::string& name, const std::string& json) { loader.add_pack(name, json); }
void add_source(const std::string& name, const std::string& json) { loader.add_source(name, json); }

// {"packs": […], "diagnostics": […]}: one of the two is empty. The documents are let go.
std::string compile() {
  library = loader.load();
  line_checker = precheck::LineChecker(library);
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

std::string verdict(const std::string& pack, const std::string& form, const std::string& as_of,
                    const std::string& locale, const std::string& params) {
  return library.verdict({pack, form, as_of, locale, params, directory}).text;
}

// "id@edition" or {"error": …}.
std::string edition_of(const std::string& pack, const std::string& form, const std::string& as_of) {
  return library.edition({pack, form, as_of, {}, {}}).text;
}

// {"checker": number, "layout": …} or {"error": …}.
std::string open_checker(const std::string& pack, const std::string& as_of, const std::string& locale,
                         const std::string& params) {
  precheck::Checker checker(library, {pack, {}, as_of, locale, params, directory});
  if (checker.error() != nullptr) return precheck::error_text(*checker.error());
  std::string answer = "{\"checker\":" + std::to_string(++last_checker) + ",\"layout\":" + checker.layout() + "}";
  checkers.emplace(last_checker, std::move(checker));
  return answer;
}
void close_checker(int checker) { checkers.erase(checker); }

void set_line_defaults(const std::string& pack, const std::string& as_of, const std::string& locale) {
  line_pack = pack;
  line_as_of = as_of;
  line_locale = locale;
}

std::string cel_compile(const std::string& expression, const std::string& options) {
  return programs.compile(expression, options);
}
std::string cel_evaluate(int program, const std::string& bindings) { return programs.evaluate(program, bindings); }
std::string cel_tree(int program) { return programs.tree(program); }
void cel_dispose(int program) { programs.dispose(program); }

}  // namespace

// The checkers are those that openChecker() gave and closeChecker() has not taken back.
extern "C" {

// Room for a text of so many bytes; what was there before may be gone.
EMSCRIPTEN_KEEPALIVE char* textRoom(std::size_t bytes) {
  if (input.size() < bytes) input.resize(bytes);
  return input.data();
}

// Whether U+FFFD is in the first so many bytes of that text: an encoder puts it for half of a surrogate pair.
EMSCRIPTEN_KEEPALIVE bool hasReplacement(std::size_t bytes) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  constexpr std::uint64_t kOnes = 0x0101010101010101u;
  const std::string_view text(input.data(), bytes);
  std::size_t at = 0;
  for (std::uint64_t word = 0; bytes - at >= sizeof word; at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    word ^= kOnes * 0xEFu;
    if (((word - kOnes) & ~word & (kOnes * 0x80u)) == 0) continue;  // none of eight bytes begins one
    for (std::size_t i = at; i < at + sizeof word; ++i) {
      if (text.substr(i, kReplacement.size()) == kReplacement) return true;
    }
  }
  return text.substr(at).find(kReplacement) != std::string_view::npos;
}

// The text that the last function which answers with a length gave.
EMSCRIPTEN_KEEPALIVE const char* outputText() { return output.data(); }

// Room for so many cells, see precheck/checker.hpp; what was there before may be gone.
EMSCRIPTEN_KEEPALIVE void* cellRoom(int checker, std::size_t cells) {
  return checkers.find(checker)->second.cells(cells);
}

// Room for the texts that they point to.
EMSCRIPTEN_KEEPALIVE char* textsRoom(int checker, std::size_t bytes) {
  return checkers.find(checker)->second.texts(bytes);
}

// Of the form in the first `used` cells: its verdict, and how many rules fail in the bits from 8 on.
EMSCRIPTEN_KEEPALIVE std::uint32_t verdictOfCells(int checker, std::size_t used) {
  precheck::Checker& of = checkers.find(checker)->second;
  const std::uint32_t verdict = of.verdict_cells(used);
  return verdict | static_cast<std::uint32_t>(of.failing_count()) << 8;
}
EMSCRIPTEN_KEEPALIVE const std::uint32_t* failingRules(int checker) { return checkers.find(checker)->second.failing(); }

// These answer with the length of a text.
EMSCRIPTEN_KEEPALIVE std::size_t reportOfCells(int checker, std::size_t used) {
  output = checkers.find(checker)->second.report_cells(used);
  return output.size();
}
EMSCRIPTEN_KEEPALIVE std::size_t reportOfText(int checker, std::size_t bytes) {
  output = checkers.find(checker)->second.report({input.data(), bytes}).text;
  return output.size();
}
EMSCRIPTEN_KEEPALIVE std::size_t verdictOfText(int checker, std::size_t bytes) {
  output = checkers.find(checker)->second.verdict({input.data(), bytes}).text;
  return output.size();
}
EMSCRIPTEN_KEEPALIVE std::size_t reportsOfLines(std::size_t bytes) {
  output.clear();
  precheck::CheckRequest defaults;
  defaults.pack = line_pack;
  defaults.as_of = line_as_of;
  defaults.locale = line_locale;
  defaults.directory = directory;
  line_checker.check({input.data(), bytes}, defaults, output);
  return output.size();
}

// Of one form while it is filled in: results are kept from one to the next; how much of the pack the last one had
// judged.
EMSCRIPTEN_KEEPALIVE void keepResults(int checker) { checkers.find(checker)->second.keep_results(); }
EMSCRIPTEN_KEEPALIVE std::size_t evaluatedCount(int checker) {
  return checkers.find(checker)->second.evaluated_count();
}

}  // extern "C"

EMSCRIPTEN_BINDINGS(precheck) {
  emscripten::function("abiVersion", &abi_version);
  emscripten::function("addPack", &add_pack);
  emscripten::function("addSource", &add_source);
  emscripten::function("compile", &compile);
  emscripten::function("resolve", &resolve);
  emscripten::function("setDirectory", &set_directory);
  emscripten::function("check", &check);
  emscripten::function("verdict", &verdict);
  emscripten::function("editionOf", &edition_of);
  emscripten::function("openChecker", &open_checker);
  emscripten::function("closeChecker", &close_checker);
  emscripten::function("setLineDefaults", &set_line_defaults);
  emscripten::function("explain", &explain);
  emscripten::function("celCompile", &cel_compile);
  emscripten::function("celEvaluate", &cel_evaluate);
  emscripten::function("celTree", &cel_tree);
  emscripten::function("celDispose", &cel_dispose);
}
