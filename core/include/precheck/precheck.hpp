// yibao-precheck: checks a medical-insurance form against a rule pack before it is submitted.
//
//   precheck::Loader loader;
//   loader.add_source("sources/S2.json", source_text);
//   loader.add_pack("proxy-binding/2024.json", pack_text);
//   const precheck::Library library = loader.load();
//   if (!library.diagnostics().empty()) { … the author's errors … }
//   const auto reply = library.check({.pack = "example/topic@2024", .form = form_text, .as_of = "2026-11-22"});
//   if (reply.ok) puts(reply.text.c_str());   // the report, format 1, as JSON
//
// All texts are UTF-8 JSON. Nothing here throws, reads a clock, a file or the network, or keeps state between calls:
// the same input gives the same bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace precheck {

// The version of the functions and JSON formats that the JavaScript side relies on.
inline constexpr int kAbiVersion = 7;

// What is wrong with a pack or a source document: its author's concern, never the applicant's.
struct Diagnostic {
  std::string code;      // stable, for programs: "pack.unknown_key", "cel.syntax", …
  std::string document;  // the name given with the document
  std::string pointer;   // JSON Pointer (RFC 6901) into it; "" is the whole document
  // Malformed JSON: line and column of the text. CEL: column (and line, for expressions of several) of the
  // expression at `pointer`. 1-based, in code points; 0 where there is none.
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string message;  // what is wrong and the way out
};

// Why a check could not be made at all: the caller's concern.
struct InputError {
  std::string code;          // stable: "form.malformed_json", "pack.unknown", "as_of.missing", …
  std::string message;       // in English, for developers
  std::string pointer;       // where in the form or the parameters; "" where that does not apply
  std::uint32_t line = 0;    // 1-based, of malformed JSON; 0 where there is none
  std::uint32_t column = 0;  // 1-based, in code points
};

// What the host knows of institutions, by code: {"H44078300001": {"name": "…", "tier_class": "…", …}, …}. Objects of a
// form that the pack marks with x-directory are looked up here: what the form leaves out is taken from the entry; what
// it gives stays, with a warning where the entry differs; a code that is not listed is a warning. Read once; cheap to
// copy.
class Directory {
 public:
  Directory();  // none: codes are not looked up
  // JSON text of an object of objects, 16 MiB at most. Where it cannot be used, error() says why, and so does every
  // check that is asked to use it.
  explicit Directory(std::string_view json);

  [[nodiscard]] const InputError* error() const;

 private:
  friend class Checker;
  friend class LineChecker;
  friend class Library;
  struct State;
  std::shared_ptr<const State> state_;
};

// {"error": {"code", "message", "pointer"?, "line"?, "column"?}}, as Reply has it.
std::string error_text(const InputError& error);

struct CheckRequest {
  std::string_view pack = {};    // "id@edition" names one edition; "id" picks the edition by the form or by as_of
  std::string_view form = {};    // JSON text of an object
  std::string_view as_of = {};   // "YYYY-MM-DD" (00:00 in the pack's zone) or an RFC 3339 instant; there is no default
  std::string_view locale = {};  // "" is zh-CN; a text without that translation falls back to zh-CN
  std::string_view params = {};  // JSON text of an object with values of the pack's host parameters; "" is none
  Directory directory = {};      // none
};

// An answer (a report, an explanation) or the reason why there is none, both as compact JSON.
struct Reply {
  bool ok = false;
  std::string text;  // ok: the answer; else {"error": {"code", "message", "pointer"?, "line"?, "column"?}}
  InputError error;  // !ok: the same, field by field
};

// A text and its name, which is for diagnostics only: a path, for instance.
struct Document {
  std::string name;
  std::string text;
};

// Compiled packs. Cheap to copy (copies share), immutable, safe to use from several threads.
class Library {
 public:
  Library();

  // Everything that is wrong with the documents, in their order. A library with diagnostics has no packs.
  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const;

  // Checks one form. Bounded by the limits of the core, see base/limits.h.
  [[nodiscard]] Reply check(const CheckRequest& request) const;

  // Only what the report's verdict is and which of its rules fail, {"verdict": "fail", "failing": ["rule-id", …]}: the
  // ids of its findings of severity error, each once, without those that the plan resolves.
  [[nodiscard]] Reply verdict(const CheckRequest& request) const;

  // Which edition answers: "id@edition". The locale, the params and the directory are not read.
  [[nodiscard]] Reply edition(const CheckRequest& request) const;

  // Explains how rules came out for a form. `rule`: the id of one of the pack's rules, or "" for all of them. Format 1:
  //
  //   {"format": 1, "locale", "pack", "as_of",               as in a report
  //    "rules": [{"rule", "severity",                        in the pack's order; of a for_each rule one for each
  //               "index"?,                                  element, with its place in the list, or one without it
  //                                                          where the list has none or is not known
  //               "status",                                  passed, not_applicable (`when` is false, or the list has
  //                                                          no elements), failed (a finding), pending, unverified (a
  //                                                          finding says that facts are missing), undecided (the
  //                                                          same, and on_unknown is pass), error
  //               "message"?, "error"?,                      of a failed rule; of one that could not be evaluated
  //               "when"?, "assert"?: node,                  as far as the rule has them and its list has elements
  //               "facts": [{"path", "title",                read, in the schema's order
  //                          "value", "value_cut"? or "unknown": true or "absent": true}],
  //               "waits_for": [path],
  //               "changes": [{"path", "title",              see below
  //                            "from", "to" or "added" or "removed", "index"; "value_cut"?, "status_after"}],
  //               "search_cut"?: true,                       the search for changes was given up at its limit
  //               "elements_left_out"?,                      on a rule's last entry: elements that are not listed
  //               "cites"}]}
  //
  // A node is a sub-expression: {"text", "at", "with"?, "value", "type", "value_cut"?, "children"?}. `text` is as the
  // author wrote it, `at` the place of its first character in the expression (1-based, code points), `value` as in JSON
  // (dates as "YYYY-MM-DD", what has no JSON as text; "value_cut": only its beginning), `type` its CEL type. Instead of
  // value and type there may be "unknown": [path] (with "value_cut": only the first), "error": message, "absent": true
  // (an optional fact without a value) or "not_evaluated": true. A path such as applicant.name is one node; literals
  // have none; && and || chains are flat. The children of a macro are its target and its arguments, these once for each
  // element, with the variables under `with`; "iterations_left_out" counts the elements in the middle that are not
  // shown. A definition's tree stands below the first node that reads it. The root of each tree also has "pointer", its
  // place in the pack. "details_left_out": there is more below, beyond a limit.
  //
  // A change is one fact with another value ("to", null: no value) that lets a rule which failed, is pending or is
  // unverified pass, all else equal: "status_after" is passed where its assert then holds, not_applicable where its
  // `when` no longer does. Of a list, "added" is an element to put at its end, "removed" the one to take out at
  // "index". "value_cut": "from" or "removed" is only the beginning. Each was evaluated; that none is found does not
  // mean that there is none. What picks the edition is never changed, nor, where a directory is given, its codes and
  // what it says of them. A compiled pack whose texts are not what it evaluates is an error, image.damaged.
  [[nodiscard]] Reply explain(const CheckRequest& request, std::string_view rule = {}) const;

  // What one check came to in the pack's expressions, for tools that ask which of them no form has reached. Format 1:
  //
  //   {"format": 1, "locale", "pack", "as_of",       as in a report
  //    "expressions": [{"pointer",                   in the pack with its bases merged in. Of a text, which is that of
  //                                                  the locale, there may be several: ${…} each
  //                     "text",                      as the author wrote it
  //                     "parts": [{"start", "end",   bytes of the text, as cel_syntax() has them
  //                                "outcomes"}]}]}   what it came to, over all evaluations (elements, iterations, steps
  //                                of
  //                                                  a plan): "true", "false", "value" (any other), "unknown", "error";
  //                                                  none: it was not evaluated
  //
  // Parts are what the author wrote, the whole first and each before its own parts; a path such as applicant.name is
  // one, literals and the names that a macro binds are none, dyn(x) is x. The evaluation is a check's, with all that it
  // leaves out; values that a check tries in the place of unknown facts do not count.
  [[nodiscard]] Reply coverage(const CheckRequest& request) const;

  // Checks one JSONL request: {"id", "pack", "as_of", "form", "params"?, "locale"?}; what the line leaves out is
  // taken from `defaults` (its form and params are not read, its directory serves every line). The reply carries the
  // line's id: a report with "id", or
  // {"id"?, "error": {…}}.
  [[nodiscard]] Reply check_line(std::string_view line, const CheckRequest& defaults) const;

  // A pack as it was compiled, as a text that load_compiled() and Loader::add_pack() of this version take without
  // compiling it: see core/src/pack/image.h. `pack` is "id@edition".
  [[nodiscard]] Reply compiled(std::string_view pack) const;

  // What is loaded and what is wrong, as JSON: {"packs": [{"id", "edition", "revision", "title", "jurisdiction",
  // "effective", "sources", "extends"?, "overrides"?: [{"path", "change": "replaced" | "removed"}]}], "diagnostics":
  // [{"code", "document", "pointer", "line"?, "column"?, "message"}]}.
  [[nodiscard]] std::string listing() const;

 private:
  friend class Checker;
  friend class LineChecker;
  friend class Loader;
  friend Library load_compiled(const std::vector<Document>& packs);
  struct State;
  explicit Library(std::shared_ptr<const State> state);
  std::shared_ptr<const State> state_;
};

// Packs that were compiled before, see Library::compiled(). What is wrong with one is image.format (another version's),
// image.damaged or image.too_large.
Library load_compiled(const std::vector<Document>& packs);

// Collects documents and compiles them together: a pack may cite any source given beside it, and what it carries itself
// where it is resolved.
class Loader {
 public:
  // A pack's document, or a compiled pack.
  void add_pack(std::string_view name, std::string_view text);
  void add_source(std::string_view name, std::string_view json);
  [[nodiscard]] Library load() const;

  // The packs with their bases merged in, so that a form can be drawn from each, as JSON: {"packs": [pack document, …],
  // "diagnostics": […]}, one of them empty. Only what merging needs is looked at: load() says what else is wrong.
  [[nodiscard]] std::string resolve() const;

 private:
  std::vector<Document> packs_;
  std::vector<Document> sources_;
};

}  // namespace precheck
