// What was judged of a form, kept for the next one, which is mostly the same form after a change: only parts of the
// pack that read a changed fact are judged again. The answer is that of check().
#pragma once

#include <cstdint>
#include <forward_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/vector.h"
#include "engine/check.h"
#include "engine/run.h"
#include "schema/snapshot.h"

namespace precheck::engine {

class Kept {
 public:
  // `pack` outlives this.
  explicit Kept(const pack::Pack& pack);

  // False while forms take so much of the limits of a check that nothing can be kept: then check() is the quicker way,
  // and checked_all() says what it took.
  [[nodiscard]] bool usable() const { return usable_; }
  void checked_all(Run& run);
  // Notes what a form changes; before decode(). It is always one of the same pack, date, parameters and directory.
  void next(const schema::Form& form, bool looks_up) { changed_ = form_.take(pack_.facts, form, looks_up); }
  // As check(), of the decoded form that next() was called with. False: a limit of a check is near, so that it matters
  // what would be computed first. Then all is forgotten: form() is to be decoded again for check(). Precondition:
  // usable().
  bool check_again(Run& run, std::string_view locale, Judged& judged);

  [[nodiscard]] const schema::Snapshot& form() const { return form_; }
  // The parts that were judged for the last form, ascending.
  [[nodiscard]] const Vector<std::uint32_t>& evaluated() const { return evaluated_; }

 private:
  // What evaluation takes of the limits of a check.
  struct Cost {
    std::uint64_t steps = 0;
    std::uint64_t parts = 0;  // of lists and maps that were compared
    std::uint64_t bytes = 0;

    // Whether one of the limits, divided by `by`, is reached; that of memory is half.
    [[nodiscard]] bool reaches(std::uint64_t by) const {
      return steps >= limits::kMaxEvaluationSteps / by || parts >= limits::kMaxComparedParts / by ||
             bytes >= limits::kMaxEvaluationBytes / by / 2;
    }
  };
  struct Part {
    Vector<std::uint32_t> reads;
    bool known = false;
    Judged judged;  // what the part adds
    Vector<EvaluationError> errors;
    std::forward_list<std::string> texts;  // of values in `judged`
    Cost cost;
  };

  static Cost spent(Run& run);
  [[nodiscard]] bool touched(const Part& part) const;
  void judge(Run& run, std::string_view locale, std::uint32_t number);
  static void own(cel::Value& value, Part& part);
  static void add(const Part& part, Run& run, Judged& judged);
  void forget();

  const pack::Pack& pack_;
  Vector<Part> parts_;
  schema::Snapshot form_;
  std::vector<bool> changed_;  // by slot of the form's record
  Vector<std::uint32_t> evaluated_;
  bool usable_ = true;
};

}  // namespace precheck::engine
