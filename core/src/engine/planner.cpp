#include "engine/planner.h"

#include <algorithm>

#include "base/limits.h"
#include "base/sort.h"
#include "base/vector.h"
#include "engine/findings.h"
#include "engine/render.h"

namespace precheck::engine {

using cel::Kind;
using cel::Value;

namespace {

// One thing to do: an action on one item of its for_each.
struct Move {
  const pack::Action* action = nullptr;
  Value it;
  std::size_t position = 0;  // of the item in the form; what is not in the form comes after, in the pack's order
};

// A move of the sequence under way, by its number.
struct Chosen {
  std::size_t move = 0;
  Value before;  // the state that it starts from
};

class Planner {
 public:
  Planner(Run& run, std::string_view locale) : run_(run), locale_(locale), plan_(*run.pack().plan) {}

  PlanResult make() {
    if (plan_.when) {
      const Value when = run_.settle([&] { return run_.evaluate_bool(*plan_.when); });
      if (when.is_false()) return {};
      if (!when.is_true()) return stop(when);
    }
    const Value start = run_.evaluate(plan_.state);
    if (!start.is(Kind::List)) return stop(plan_.state, "a state is a list of maps", start);
    if (!collect()) return std::move(result_);

    // The order given, as it stands.
    Value state = start;
    bool right = true;
    for (const Move& move : given_) {
      const auto next = step(move, state);
      if (stopped_) return std::move(result_);
      if (!next) {
        right = false;
        break;
      }
      state = *next;
    }
    if (right) return {};
    if (given_.size() > limits::kMaxPlanSteps) {
      result_.kind = PlanResult::Kind::TooLong;
      return std::move(result_);
    }

    const std::size_t most = std::min(limits::kMaxPlanSteps, given_.size() + extra_.size());
    searching_ = true;
    done_.assign(given_.size() + extra_.size(), false);
    for (std::size_t length = given_.size(); length <= most; ++length) {
      if (search(start, length)) return found();
      if (stopped_) return std::move(result_);
    }
    // Nothing is said of sequences that were not tried.
    const bool all_tried = most == given_.size() + extra_.size();
    result_.kind = all_tried ? PlanResult::Kind::Impossible : PlanResult::Kind::TooLong;
    return std::move(result_);
  }

 private:
  // `value` is of another kind than it should be, or undecided.
  PlanResult& stop(const pack::Expression& expression, std::string_view expected, const Value& value) {
    const bool undecided = value.is(Kind::Unknown) || value.is(Kind::Error);
    return stop(undecided ? value : run_.wrong_kind(expression, expected, value));
  }

  // Unknown facts make the plan wait, an error ends it.
  PlanResult& stop(const Value& value) {
    stopped_ = true;
    if (value.is(Kind::Unknown)) {
      result_.kind = PlanResult::Kind::Pending;
      add_ids(result_.waits_for, ids_of(value));
    } else if (searching_ && value.error->code == cel::ErrorCode::Limit) {
      result_.kind = PlanResult::Kind::TooLong;  // what is left of the check's steps does not suffice to try more
    } else {
      result_.kind = PlanResult::Kind::Failed;
      run_.report_error("plan", value);
    }
    return result_;
  }

  // Objects in the order in which the form lists them: their addresses tell elements apart.
  void list_objects(const Value& value, Vector<const cel::Map*>& out) const {
    if (value.is(Kind::List)) {
      for (std::uint32_t i = 0; i < value.list->count; ++i) list_objects((*value.list)[i], out);
    } else if (value.is(Kind::Map)) {
      out.push_back(value.map);
      for (std::uint32_t i = 0; i < value.map->count; ++i) list_objects(value.map->values[i], out);
    }
  }

  bool collect() {
    Vector<const cel::Map*> objects;
    list_objects(Value::of_map(&run_.facts().root), objects);
    for (std::size_t a = 0; a < plan_.actions.size(); ++a) {
      const pack::Action& action = plan_.actions[a];
      const Value items = run_.evaluate(action.for_each);
      if (!items.is(Kind::List)) {
        stop(action.for_each, "\"for_each\" gives a list", items);
        return false;
      }
      for (std::uint32_t i = 0; i < items.list->count; ++i) {
        Move move;
        move.action = &action;
        move.it = (*items.list)[i];
        const auto at = move.it.is(Kind::Map) ? std::find(objects.begin(), objects.end(), move.it.map) : objects.end();
        move.position = at != objects.end() ? static_cast<std::size_t>(at - objects.begin()) : objects.size() + a;
        (action.optional ? extra_ : given_).push_back(move);
      }
    }
    const auto earlier = [](const Move& a, const Move& b) { return a.position < b.position; };
    sort_stable(given_, earlier);
    sort_stable(extra_, earlier);
    return true;
  }

  // The state after a move; nullopt where it may not be made.
  std::optional<Value> step(const Move& move, const Value& before) {
    run_.bind_element(move.it, 0);
    run_.bind_state(before, before);
    if (move.action->when) {
      const Value when = run_.settle([&] { return run_.evaluate_bool(*move.action->when); });
      if (when.is_false()) return std::nullopt;
      if (!when.is_true()) {
        stop(when);
        return std::nullopt;
      }
    }
    const Value next = run_.evaluate(move.action->next);
    if (!next.is(Kind::List)) {
      stop(move.action->next, "a state is a list of maps", next);
      return std::nullopt;
    }
    run_.bind_state(next, before);
    const Value fine = run_.settle([&] { return run_.evaluate_bool(plan_.invariant); });
    if (fine.is_false()) return std::nullopt;
    if (!fine.is_true()) {
      stop(fine);
      return std::nullopt;
    }
    return next;
  }

  const Move& move(std::size_t i) const { return i < given_.size() ? given_[i] : extra_[i - given_.size()]; }

  // Depth first, requests in the order given before steps that the plan puts in: the first sequence of a length is
  // the one nearest to what the applicant wrote.
  bool search(const Value& state, std::size_t length) {
    if (sequence_.size() == length) return mandatory_left() == 0;
    if (mandatory_left() > length - sequence_.size()) return false;
    if (++states_ > limits::kMaxPlanStates) {
      stopped_ = true;
      result_.kind = PlanResult::Kind::TooLong;
      return false;
    }
    for (std::size_t i = 0; i < done_.size() && !stopped_; ++i) {
      if (done_[i]) continue;
      const auto next = step(move(i), state);
      if (!next) continue;
      done_[i] = true;
      sequence_.push_back({i, state});
      if (search(*next, length)) return true;
      sequence_.pop_back();
      done_[i] = false;
    }
    return false;
  }

  std::size_t mandatory_left() const {
    return static_cast<std::size_t>(
        std::count(done_.begin(), done_.begin() + static_cast<std::ptrdiff_t>(given_.size()), false));
  }

  PlanResult& found() {
    result_.kind = PlanResult::Kind::Found;
    for (const Chosen& chosen : sequence_) {
      const Move& m = move(chosen.move);
      run_.bind_element(m.it, 0);
      run_.bind_state(chosen.before, chosen.before);
      PlanStep out;
      out.action = m.action;
      out.from = side(m.action->from);
      out.to = side(m.action->to);
      out.why = render(run_, "plan", m.action->why, locale_);
      result_.steps.push_back(std::move(out));
    }
    return result_;
  }

  Value side(const std::optional<pack::Expression>& expression) {
    if (!expression) return {};
    const Value value = run_.evaluate(*expression);
    if (value.is(Kind::Error)) run_.report_error("plan", value);
    return value;
  }

  Run& run_;
  std::string_view locale_;
  const pack::Plan& plan_;
  Vector<Move> given_;  // each exactly once
  Vector<Move> extra_;  // each at most once
  std::vector<bool> done_;
  Vector<Chosen> sequence_;
  std::size_t states_ = 0;
  bool searching_ = false;  // the order given does not work
  bool stopped_ = false;
  PlanResult result_;
};

}  // namespace

PlanResult make_plan(Run& run, std::string_view locale) {
  if (!run.pack().plan) return {};
  return Planner(run, locale).make();
}

}  // namespace precheck::engine
