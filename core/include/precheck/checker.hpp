// Many forms by one pack: what does not change from form to form is worked out once, and memory is used again.
//
//   precheck::Checker checker(library, {.pack = "example/topic@2024", .as_of = "2026-11-22"});
//   if (checker.error() != nullptr) { … as a Reply would say … }
//   checker.report(form_text);    // the same bytes as Library::check() gives
//   checker.verdict(form_text);   // {"verdict": "fail", "failing": ["rule-id"]}
//
//   checker.keep_results();       // of a live form: a report after a change costs what the change touches
//
// One for each thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <precheck/precheck.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace precheck {

class Checker {
 public:
  // Of `request` the form is not read. `pack` may be "id" only where the form does not decide which edition answers.
  Checker(const Library& library, const CheckRequest& request);
  ~Checker();
  Checker(Checker&&) noexcept;
  Checker& operator=(Checker&&) noexcept;

  // Why nothing can be checked; the other functions are then not to be called.
  [[nodiscard]] const InputError* error() const;

  Reply report(std::string_view form);
  Reply verdict(std::string_view form);

  // --- One form while it is filled in

  // From here on results are kept from one form to the next: of rules, requirements, outcomes, guidance and the plan
  // only those that read a fact which has changed are evaluated again. Any form may follow, the answers are the same
  // bytes.
  void keep_results();
  // What the last form had evaluated: "rules/age", "requirements/id-card", "outcomes/day", "guidance/hours", "plan", in
  // the pack's order. Near the limits of a check that is everything. Precondition: keep_results().
  [[nodiscard]] std::vector<std::string> evaluated_last() const;
  [[nodiscard]] std::size_t evaluated_count() const;

  // --- Forms that were never text (wasm/src/slots.ts)

  // How a form is laid out in cells, as JSON:
  //   {"nodes": [{"type", "name", "first"?, "properties"?, "items"?, "stride"?, "plain"?, "values"?, "at"?, "day"?,
  //     "area"?, "text"?, "least"?, "most"?}],
  //    "cells", "zone", "rules": [id, …]}
  // `nodes[0]` is the form; `properties` and `items` are places in `nodes`. A property's cell is the record's first
  // cell plus the object's `first` plus its place among the properties; a list's elements are `stride` cells apart,
  // each a cell for itself and a record. `plain`: no values are listed, and a text has no format but `day`'s. `values`:
  // of an enum of strings, `at`: the address of the first of them as a value. `area`: an area's code. `text`: the text
  // is needed, `least` and `most`: of a number, or of a text's length in code points, both inclusive. `cells`: of the
  // form's record. `zone`: seconds east of UTC in which days begin. `rules`: the names that failing() speaks of.
  [[nodiscard]] std::string layout() const;

  // Room for so many cells of 16 bytes, see core/src/schema/form.h; what was there before may be gone.
  void* cells(std::size_t count);
  // Room for so many bytes of texts that cells point to; the same holds. It begins where a cell could.
  char* texts(std::size_t bytes);

  // Of the form whose first `used` cells were written. The texts that cells point to are not changed. The report's text
  // is valid until the next call.
  std::string_view report_cells(std::size_t used);
  // The verdict: 0 pass, 1 incomplete, 2 fail, 3 plan, 4 not_needed; failing() has the rules.
  std::uint32_t verdict_cells(std::size_t used);
  // Of the last verdict: places in layout()'s "rules", each once, in the report's order.
  [[nodiscard]] const std::uint32_t* failing() const;
  [[nodiscard]] std::size_t failing_count() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Many JSONL requests, see Library::check_line(): the same for lines as Checker is for forms.
class LineChecker {
 public:
  explicit LineChecker(const Library& library);
  ~LineChecker();
  LineChecker(LineChecker&&) noexcept;
  LineChecker& operator=(LineChecker&&) noexcept;

  // Appends one line for each of `lines` that is not blank, in their order.
  void check(std::string_view lines, const CheckRequest& defaults, std::string& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace precheck
