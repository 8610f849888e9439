// Plain functions over memory, numbers in and numbers out: what every binary has, and all that is done for each form.
// JavaScript writes the texts that a function takes one behind the other to where textRoom() says, and gives their
// sizes in bytes; a function that answers with a text gives its size, and outputText() has it.
#include "exports.h"

#include <emscripten/emscripten.h>

#include <cstdint>
#include <cstring>
#include <map>
#include <precheck/checker.hpp>
#include <utility>

#include "base/text.h"

namespace precheck::wasm {

Library library;
Directory directory;

namespace {

LineChecker line_checker{library};
std::map<int, Checker> checkers;
int last_checker = 0;
std::string line_pack, line_as_of, line_locale;
std::vector<char> input;
std::string output;

Checker& checker_of(int checker) { return checkers.find(checker)->second; }

}  // namespace

void use(Library loaded) {
  library = std::move(loaded);
  line_checker = LineChecker(library);
}

std::string_view Texts::next(std::size_t bytes) {
  const std::string_view out(input.data() + at_, bytes);
  at_ += bytes;
  return out;
}

std::size_t answer(std::string text) {
  output = std::move(text);
  return output.size();
}

namespace {

// A request's texts, in the order in which they are written.
CheckRequest read_request(std::size_t pack, std::size_t form, std::size_t as_of, std::size_t locale,
                          std::size_t params) {
  Texts texts;
  CheckRequest out;
  out.pack = texts.next(pack);
  out.form = texts.next(form);
  out.as_of = texts.next(as_of);
  out.locale = texts.next(locale);
  out.params = texts.next(params);
  out.directory = directory;
  return out;
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE int abiVersion() { return kAbiVersion; }

// Room for texts of so many bytes; what was there before may be gone.
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

EMSCRIPTEN_KEEPALIVE const char* outputText() { return output.data(); }

// The directory of institutions for all checks from here on; an empty text is none. Answers with an empty text, or with
// {"error": …} and keeps none.
EMSCRIPTEN_KEEPALIVE std::size_t setDirectory(std::size_t json) {
  directory = {};
  if (json == 0) return answer({});
  Directory read(Texts().next(json));
  if (read.error() != nullptr) return answer(error_text(*read.error()));
  directory = std::move(read);
  return answer({});
}

// A report, or {"error": …}; empty texts are not given.
EMSCRIPTEN_KEEPALIVE std::size_t check(std::size_t pack, std::size_t form, std::size_t as_of, std::size_t locale,
                                       std::size_t params) {
  return answer(library.check(read_request(pack, form, as_of, locale, params)).text);
}

// {"verdict", "failing"} or {"error": …}.
EMSCRIPTEN_KEEPALIVE std::size_t verdict(std::size_t pack, std::size_t form, std::size_t as_of, std::size_t locale,
                                         std::size_t params) {
  return answer(library.verdict(read_request(pack, form, as_of, locale, params)).text);
}

// "id@edition" or {"error": …}.
EMSCRIPTEN_KEEPALIVE std::size_t editionOf(std::size_t pack, std::size_t form, std::size_t as_of) {
  return answer(library.edition(read_request(pack, form, as_of, 0, 0)).text);
}

// {"checker": number, "layout": …} or {"error": …}. The functions below take such a number until closeChecker() has it.
EMSCRIPTEN_KEEPALIVE std::size_t openChecker(std::size_t pack, std::size_t as_of, std::size_t locale,
                                             std::size_t params) {
  Checker checker(library, read_request(pack, 0, as_of, locale, params));
  if (checker.error() != nullptr) return answer(error_text(*checker.error()));
  std::string opened = "{\"checker\":";
  append_whole(opened, static_cast<std::uint64_t>(++last_checker));
  opened += ",\"layout\":" + checker.layout() + "}";
  checkers.emplace(last_checker, std::move(checker));
  return answer(std::move(opened));
}
EMSCRIPTEN_KEEPALIVE void closeChecker(int checker) { checkers.erase(checker); }

// Room for so many cells, see precheck/checker.hpp; what was there before may be gone.
EMSCRIPTEN_KEEPALIVE void* cellRoom(int checker, std::size_t cells) { return checker_of(checker).cells(cells); }

// Room for the texts that they point to.
EMSCRIPTEN_KEEPALIVE char* textsRoom(int checker, std::size_t bytes) { return checker_of(checker).texts(bytes); }

// Of the form in the first `used` cells: its verdict, and how many rules fail in the bits from 8 on.
EMSCRIPTEN_KEEPALIVE std::uint32_t verdictOfCells(int checker, std::size_t used) {
  Checker& of = checker_of(checker);
  const std::uint32_t verdict = of.verdict_cells(used);
  return verdict | static_cast<std::uint32_t>(of.failing_count()) << 8;
}
EMSCRIPTEN_KEEPALIVE const std::uint32_t* failingRules(int checker) { return checker_of(checker).failing(); }

EMSCRIPTEN_KEEPALIVE std::size_t reportOfCells(int checker, std::size_t used) {
  output = checker_of(checker).report_cells(used);
  return output.size();
}
EMSCRIPTEN_KEEPALIVE std::size_t reportOfText(int checker, std::size_t form) {
  return answer(checker_of(checker).report(Texts().next(form)).text);
}
EMSCRIPTEN_KEEPALIVE std::size_t verdictOfText(int checker, std::size_t form) {
  return answer(checker_of(checker).verdict(Texts().next(form)).text);
}

// What lines leave out; an empty text is nothing.
EMSCRIPTEN_KEEPALIVE void setLineDefaults(std::size_t pack, std::size_t as_of, std::size_t locale) {
  Texts texts;
  line_pack = texts.next(pack);
  line_as_of = texts.next(as_of);
  line_locale = texts.next(locale);
}
EMSCRIPTEN_KEEPALIVE std::size_t reportsOfLines(std::size_t lines) {
  output.clear();
  CheckRequest defaults;
  defaults.pack = line_pack;
  defaults.as_of = line_as_of;
  defaults.locale = line_locale;
  defaults.directory = directory;
  line_checker.check(Texts().next(lines), defaults, output);
  return output.size();
}

// Of one form while it is filled in: results are kept from one to the next; how much of the pack the last one had
// judged.
EMSCRIPTEN_KEEPALIVE void keepResults(int checker) { checker_of(checker).keep_results(); }
EMSCRIPTEN_KEEPALIVE std::size_t evaluatedCount(int checker) { return checker_of(checker).evaluated_count(); }

}  // extern "C"

}  // namespace precheck::wasm
