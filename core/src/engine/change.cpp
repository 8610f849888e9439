#include "engine/change.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/json_reader.h"
#include "base/limits.h"
#include "base/vector.h"
#include "calendar/civil.h"
#include "engine/render.h"
#include "engine/shown.h"

namespace precheck::engine {

using cel::Kind;
using cel::Value;
using schema::Format;
using schema::Type;

namespace {

bool ordered(const schema::Node& node) {
  return node.type == Type::Integer || node.format == Format::Date || node.format == Format::DateTime;
}

// Which values of a fact are worth a try.
class Search {
 public:
  Search(const Case& of, const Run& run, const pack::Rule& rule, Index index, std::uint64_t& steps)
      : run_(run), schema_(of.pack.facts), rule_(rule), index_(index), trial_(of, rule, index, steps) {}

  Vector<Change> changes_of(const FactRead& fact) {
    fact_ = &fact;
    const Json present = form_json(run_, fact.node, *fact.slot);
    trial_.begin(fact, present);
    const schema::Node& node = schema_[fact.node];
    const bool on_a_line = node.values.empty() && ordered(node);
    if (node.type == Type::Boolean) {
      for (const bool value : {true, false}) trial_.attempt(value);
    } else if (!node.values.empty()) {
      for (const Value& value : node.values) trial_.attempt(form_json(run_, fact.node, value));
    } else if (node.type == Type::Array) {
      lists(node, present);
    } else if (on_a_line) {
      nearest(node);
    } else if (node.type != Type::Object) {
      for (const Value& value : fact.compared) scalars(node, value);
    }
    if (node.optional && !fact.slot->is(Kind::Error)) trial_.leave_out();
    return trial_.best(on_a_line);
  }

 private:
  void scalars(const schema::Node& node, const Value& value) {
    trial_.attempt(form_json(run_, fact_->node, value));
    if (node.type != Type::Number || !value.is(Kind::Double)) return;
    for (const double step : {1.0, -1.0}) trial_.attempt(value.real + step);
  }

  // --- Lists: one element more, one less, none

  void lists(const schema::Node& node, const Json& from) {
    const schema::Node& item = schema_[node.items];
    const Json present = from.is_array() ? from : Json::array();
    if (item.type != Type::Object && item.type != Type::Array) {
      if (present.empty()) probe(item);
      for (const Value& value : fact_->compared) add_element(present, form_json(run_, node.items, value));
      for (const Value& value : item.values) add_element(present, form_json(run_, node.items, value));
      for (std::uint32_t i = 0; i < present.size() && i < limits::kMaxTriedChanges; ++i) {
        Change less = Trial::change_to(present);
        less.to.erase(i);
        less.removed = i;
        trial_.attempt(std::move(less));
      }
    } else if (!from.is_null()) {
      return;
    }
    trial_.attempt(Json::array());
  }

  // What the elements of an empty list, or of one that is not known, would be compared with.
  void probe(const schema::Node& item) {
    Value element = Value::of_string("");
    if (item.type == Type::Boolean) element = Value::of_bool(false);
    if (item.type == Type::Integer) element = Value::of_int(0);
    if (item.type == Type::Number) element = Value::of_double(0);
    if (ordered(item) && item.type == Type::String) element = run_.today();
    cel::List list;
    list.items = &element;
    list.count = 1;
    Arena arena(limits::kMaxEvaluationBytes);
    cel::Trace trace;
    Vector<FactRead> read;
    trial_.with_value(Value::of_list(&list), arena, [&](Run& run) {
      run.record(&trace);
      if (rule_.for_each && index_) run.bind_element((*list_at(run, *rule_.for_each).list)[*index_], *index_);
      broken(run, rule_);
      read = facts_read(run, trace, nullptr);
    });
    for (const FactRead& other : read) {
      if (other.slot != fact_->slot) continue;
      for (const Value& value : other.compared)
        add_element(Json::array(), form_json(run_, schema_[fact_->node].items, value));
    }
  }

  void add_element(const Json& present, Json element) {
    if (element.is_null() || trial_.tried() >= limits::kMaxTriedChanges) return;
    if (std::find(present.begin(), present.end(), element) != present.end()) return;
    Change more = Trial::change_to(present);
    more.to.push_back(element);
    more.added = std::move(element);
    trial_.attempt(std::move(more));
  }

  // --- Dates, instants and whole numbers: days, seconds and ones on a line

  [[nodiscard]] std::optional<std::int64_t> position(const schema::Node& node, const Value& value) const {
    if (node.type == Type::Integer) return value.is(Kind::Int) ? std::optional(value.integer) : std::nullopt;
    if (!value.is(Kind::Timestamp)) return std::nullopt;
    if (node.format == Format::DateTime) return value.integer;
    return calendar::days_from_civil(calendar::day_of(instant_of(value), run_.pack().zone_offset));
  }

  bool attempt_at(const schema::Node& node, std::int64_t at) {
    const std::int32_t zone = run_.pack().zone_offset;
    Change change;
    change.distance = at < base_ ? static_cast<std::uint64_t>(base_) - static_cast<std::uint64_t>(at)
                                 : static_cast<std::uint64_t>(at) - static_cast<std::uint64_t>(base_);
    change.side = at < base_ ? -1 : at > base_ ? 1 : 0;
    if (node.type == Type::Integer) {
      change.to = at;
    } else if (node.format == Format::DateTime) {
      change.to = calendar::format_instant({at, 0}, zone);
    } else {
      const calendar::Date day = calendar::civil_from_days(static_cast<std::int32_t>(at));
      if (!calendar::valid(day)) return false;
      change.to = calendar::format_date(day);
    }
    return trial_.attempt(std::move(change));
  }

  // The values compared with, and, for what is computed from the fact, the nearest to either side that bisection finds.
  void nearest(const schema::Node& node) {
    Vector<std::int64_t> compared;
    for (const Value& value : fact_->compared) {
      if (const auto at = position(node, value)) compared.push_back(*at);
    }
    const std::int64_t start = node.type != Type::Integer ? *position(node, run_.today())
                               : !compared.empty()        ? compared[0]
                                                          : static_cast<std::int64_t>(node.minimum.value_or(0));
    base_ = position(node, *fact_->slot).value_or(start);
    attempt_at(node, base_);
    for (const std::int64_t at : compared) {
      if (std::abs(at) > kFarthest) continue;
      for (const std::int64_t step : {0, -1, 1}) attempt_at(node, at + step);
    }
    if (std::abs(base_) > kFarthest) return;
    for (const int side : {-1, 1}) bisect(node, side);
  }

  // Doubles the distance until the rule passes, then narrows it down between there and the last one that does not.
  void bisect(const schema::Node& node, int side) {
    std::int64_t failing = base_;
    const std::int64_t end = farthest(node, side);
    for (std::int64_t step = 1; failing != end; step *= 2) {
      std::int64_t at = side < 0 ? std::max(base_ - step, end) : std::min(base_ + step, end);
      if (!attempt_at(node, at)) {
        failing = at;
        continue;
      }
      while (std::abs(at - failing) > 1) {
        const std::int64_t middle = failing + (at - failing) / 2;
        (attempt_at(node, middle) ? at : failing) = middle;
      }
      return;
    }
  }

  // As far as a person's dates reach; whole numbers to their bounds.
  [[nodiscard]] std::int64_t farthest(const schema::Node& node, int side) const {
    constexpr std::int64_t kDays = 200 * 366;
    constexpr std::int64_t kSecondsOfDay = 86400;
    if (node.format == Format::Date) return base_ + side * kDays;
    if (node.format == Format::DateTime) return base_ + side * kDays * kSecondsOfDay;
    const std::optional<double> bound = side < 0 ? node.minimum : node.maximum;
    constexpr double kMost = kMostExact;
    const auto end = static_cast<std::int64_t>(std::clamp(bound.value_or(side * kMost), -kMost, kMost));
    return side < 0 ? std::min(end, base_) : std::max(end, base_);
  }

  static constexpr auto kFarthest = static_cast<std::int64_t>(kMostExact);

  const Run& run_;
  const schema::Schema& schema_;
  const pack::Rule& rule_;
  Index index_;
  Trial trial_;
  const FactRead* fact_ = nullptr;
  std::int64_t base_ = 0;
};

// Whether the fact at `pointer`, or something in it, is what `picks` points at.
bool holds(std::string_view pointer, std::string_view picks) {
  return picks.substr(0, pointer.size()) == pointer && (picks.size() == pointer.size() || picks[pointer.size()] == '/');
}

// Whether another value would change what is judged besides the rule's answer.
bool left_alone(const pack::Rule& rule, Index index, const FactRead& fact, const Vector<std::string_view>& edition_by) {
  if (fact.of_directory) return true;
  // Another list has other elements: none of them is the one that is judged.
  if (index && rule.for_each && fact.node == *rule.for_each) return true;
  return std::any_of(edition_by.begin(), edition_by.end(),
                     [&](std::string_view picks) { return holds(fact.pointer, picks); });
}

}  // namespace

Vector<Change> find_changes(const Case& of, const Run& run, const pack::Rule& rule, Index index,
                            const Vector<FactRead>& facts, const Vector<std::string_view>& edition_by,
                            std::uint64_t& steps) {
  Vector<Change> out, not_applicable;
  Search search(of, run, rule, index, steps);
  for (const FactRead& fact : facts) {
    if (left_alone(rule, index, fact, edition_by)) continue;
    for (Change& change : search.changes_of(fact)) {
      (change.applies ? out : not_applicable).push_back(std::move(change));
    }
  }
  for (Change& change : not_applicable) out.push_back(std::move(change));
  return out;
}

}  // namespace precheck::engine
