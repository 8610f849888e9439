#include "engine/change.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/limits.h"
#include "calendar/civil.h"
#include "engine/render.h"

namespace precheck::engine {

using cel::Kind;
using cel::Value;
using schema::Format;
using schema::Type;

namespace {

calendar::Instant instant_of(const Value& timestamp) {
  return {timestamp.integer, static_cast<std::int32_t>(timestamp.extra)};
}

// A value that was tried and lets the rule pass.
struct Passing {
  Json to;
  bool applies = false;
  std::uint64_t distance = 0;  // from the present value, or the order in which values are preferred
  int side = 0;                // of the present value: before, after, neither
};

class Search {
 public:
  Search(const Case& of, const Run& run, const pack::Rule& rule, Index index, std::uint64_t& steps)
      : case_(of), run_(run), schema_(of.pack.facts), rule_(rule), index_(index), steps_(steps) {}

  std::vector<Change> changes_of(const FactRead& fact) {
    fact_ = &fact;
    passing_.clear();
    tried_ = 0;
    ordered_ = false;
    from_ = form_json(run_, fact.node, *fact.slot);
    // Another list has other elements: none of them is the one that is judged.
    if (index_ && rule_.for_each && fact.node == *rule_.for_each) return {};
    const schema::Node& node = schema_[fact.node];
    if (node.type == Type::Boolean) {
      for (const bool value : {true, false}) attempt(value);
    } else if (!node.values.empty()) {
      for (const Value& value : node.values) attempt(form_json(run_, fact.node, value));
    } else if (node.type == Type::Array) {
      lists(node);
    } else if (ordered(node)) {
      nearest(node);
    } else if (node.type != Type::Object) {
      for (const Value& value : fact.compared) scalars(node, value);
    }
    if (node.optional && !fact.slot->is(Kind::Error)) attempt(nullptr);
    return best();
  }

 private:
  // Evaluates with another value in the fact's place; each time with memory of its own.
  bool evaluate(const Json& to, const std::function<bool(Run&)>& compute) {
    Arena arena(limits::kMaxEvaluationBytes);
    Value value;
    if (!to.is_null()) {
      const auto decoded = schema::decode_value(schema_, fact_->node, to, case_.pack.zone_offset, arena);
      if (!decoded) return false;  // the form may not have that value there
      value = *decoded;
    } else {
      value = cel::make_error(arena, cel::ErrorCode::Absent, 0, "optional fact " + fact_->pointer + " has no value");
    }
    const std::uint64_t most = std::min(steps_, limits::kMaxEvaluationSteps);
    Run run(case_.pack, case_.facts, case_.parameters, case_.as_of, arena, most);
    const Value answer = run.with_value(fact_->slot, value, [&] { return Value::of_bool(compute(run)); });
    steps_ -= most - run.steps_left();
    return answer.is_true();
  }

  // Tries one value. Whether the rule passes with it.
  bool attempt(Json to, std::uint64_t distance = 0, int side = 0) {
    if (to == from_ || steps_ == 0) return false;
    bool applies = false;
    const bool passes = evaluate(to, [&](Run& run) { return rule_passes(run, applies); });
    if (passes) passing_.push_back({std::move(to), applies, distance == 0 && side == 0 ? tried_ : distance, side});
    ++tried_;
    return passes;
  }

  bool rule_passes(Run& run, bool& applies) const {
    const bool whole_list = rule_.for_each && !index_;
    const std::vector<Index> judged = whole_list ? subjects(run, rule_) : std::vector<Index>{index_};
    for (const Index index : judged) {
      if (rule_.for_each && !index) return false;  // the list is still not known
      if (judge(run, rule_, index).status != Judgement::Status::Passed) return false;
      applies = applies || rule_applies(run, rule_);
    }
    return true;
  }

  void scalars(const schema::Node& node, const Value& value) {
    attempt(form_json(run_, fact_->node, value));
    if (node.type != Type::Number || !value.is(Kind::Double)) return;
    for (const double step : {1.0, -1.0}) attempt(value.real + step);
  }

  void lists(const schema::Node& node) {
    const schema::Node& item = schema_[node.items];
    const Json present = from_.is_array() ? from_ : Json::array();
    if (item.type != Type::Object && item.type != Type::Array) {
      if (present.empty()) probe(item);
      for (const Value& value : fact_->compared) add_element(present, form_json(run_, node.items, value));
      for (const Value& value : item.values) add_element(present, form_json(run_, node.items, value));
      for (std::size_t i = 0; i < present.size() && i < limits::kMaxTriedChanges; ++i) {
        Json less = present;
        less.erase(i);
        attempt(std::move(less));
      }
    } else if (!from_.is_null()) {
      return;
    }
    attempt(Json::array());
  }

  // What the elements of an empty list, or of one that is not known, would be compared with.
  void probe(const schema::Node& item) {
    Value element = Value::of_string("");
    if (item.type == Type::Boolean) element = Value::of_bool(false);
    if (item.type == Type::Integer) element = Value::of_int(0);
    if (item.type == Type::Number) element = Value::of_double(0);
    if (ordered(item) && item.type == Type::String) element = run_.today();
    const cel::List list{&element, 1, nullptr};
    Arena arena(limits::kMaxEvaluationBytes);
    const std::uint64_t most = std::min(steps_, limits::kMaxEvaluationSteps);
    Run run(case_.pack, case_.facts, case_.parameters, case_.as_of, arena, most);
    cel::Trace trace;
    run.trace(&trace);
    std::vector<FactRead> read;
    run.with_value(fact_->slot, Value::of_list(&list), [&] {
      if (rule_.for_each && index_) run.bind_element(list_at(run, *rule_.for_each).list->items[*index_], *index_);
      const Value answer = broken(run, rule_);
      read = facts_read(run, trace, nullptr);
      return answer;
    });
    steps_ -= most - run.steps_left();
    for (const FactRead& other : read) {
      if (other.slot != fact_->slot) continue;
      for (const Value& value : other.compared)
        add_element(Json::array(), form_json(run_, schema_[fact_->node].items, value));
    }
  }

  void add_element(const Json& present, Json element) {
    if (element.is_null() || tried_ >= limits::kMaxTriedChanges) return;
    if (std::find(present.begin(), present.end(), element) != present.end()) return;
    Json more = present;
    more.push_back(std::move(element));
    attempt(std::move(more));
  }

  // --- Dates, instants and whole numbers: days, seconds and ones on a line

  static bool ordered(const schema::Node& node) {
    return node.type == Type::Integer || node.format == Format::Date || node.format == Format::DateTime;
  }

  [[nodiscard]] std::optional<std::int64_t> position(const schema::Node& node, const Value& value) const {
    if (node.type == Type::Integer) return value.is(Kind::Int) ? std::optional(value.integer) : std::nullopt;
    if (!value.is(Kind::Timestamp)) return std::nullopt;
    if (node.format == Format::DateTime) return value.integer;
    return calendar::days_from_civil(calendar::day_of(instant_of(value), run_.pack().zone_offset));
  }

  bool attempt_at(const schema::Node& node, std::int64_t at) {
    const std::uint64_t distance = at < base_ ? static_cast<std::uint64_t>(base_) - static_cast<std::uint64_t>(at)
                                              : static_cast<std::uint64_t>(at) - static_cast<std::uint64_t>(base_);
    const int side = at < base_ ? -1 : at > base_ ? 1 : 0;
    if (node.type == Type::Integer) return attempt(at, distance, side);
    const std::int32_t zone = run_.pack().zone_offset;
    if (node.format == Format::DateTime) return attempt(calendar::format_instant({at, 0}, zone), distance, side);
    const calendar::Date day = calendar::civil_from_days(static_cast<std::int32_t>(at));
    return calendar::valid(day) && attempt(calendar::format_date(day), distance, side);
  }

  // The values compared with, and, for what is computed from the fact, the nearest to either side that bisection finds.
  void nearest(const schema::Node& node) {
    std::vector<std::int64_t> compared;
    for (const Value& value : fact_->compared) {
      if (const auto at = position(node, value)) compared.push_back(*at);
    }
    const std::int64_t start = node.type != Type::Integer ? *position(node, run_.today())
                               : !compared.empty()        ? compared[0]
                                                          : static_cast<std::int64_t>(node.minimum.value_or(0));
    ordered_ = true;
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
    const double most = static_cast<double>(kFarthest);
    const auto end = static_cast<std::int64_t>(std::clamp(bound.value_or(side * most), -most, most));
    return side < 0 ? std::min(end, base_) : std::max(end, base_);
  }

  // The most preferred ones; of ordered values the nearest to either side.
  std::vector<Change> best() {
    std::vector<Change> out;
    while (out.size() < limits::kMaxChanges && !passing_.empty()) {
      const auto next = std::min_element(passing_.begin(), passing_.end(), [](const Passing& a, const Passing& b) {
        return a.applies != b.applies ? a.applies : a.distance < b.distance;
      });
      const Passing first = *next;
      out.push_back({fact_, from_, first.to, first.applies});
      passing_.erase(std::remove_if(passing_.begin(), passing_.end(),
                                    [&](const Passing& other) {
                                      return other.to == first.to ||
                                             (ordered_ && (first.side == 0 || first.side == other.side));
                                    }),
                     passing_.end());
    }
    return out;
  }

  static constexpr std::int64_t kFarthest = std::int64_t{1} << 53;  // schema::kMostExact

  const Case& case_;
  const Run& run_;
  const schema::Schema& schema_;
  const pack::Rule& rule_;
  Index index_;
  std::uint64_t& steps_;
  const FactRead* fact_ = nullptr;
  Json from_;
  bool ordered_ = false;
  std::int64_t base_ = 0;
  std::uint64_t tried_ = 0;
  std::vector<Passing> passing_;
};

}  // namespace

Json form_json(const Run& run, schema::NodeIndex index, const Value& value) {
  const schema::Node& node = run.pack().facts[index];
  if (value.is(Kind::List) && node.type == Type::Array) {
    Json out = Json::array();
    for (std::uint32_t i = 0; i < value.list->count; ++i) {
      out.push_back(form_json(run, node.items, value.list->items[i]));
    }
    return out;
  }
  if (value.is(Kind::Map) && node.type == Type::Object) {
    Json out = Json::object();
    for (std::size_t i = 0; i < node.properties.size(); ++i) {
      Json property = form_json(run, node.properties[i], value.map->values[i]);
      if (!property.is_null()) out[std::string(node.keys[i].string())] = std::move(property);
    }
    return out;
  }
  if (value.is(Kind::Timestamp)) {
    const std::int32_t zone = run.pack().zone_offset;
    return node.format == Format::Date ? calendar::format_date(calendar::day_of(instant_of(value), zone))
                                       : calendar::format_instant(instant_of(value), zone);
  }
  return value_json(run, value);
}

std::vector<Change> find_changes(const Case& of, const Run& run, const pack::Rule& rule, Index index,
                                 const std::vector<FactRead>& facts, std::uint64_t& steps) {
  std::vector<Change> out, not_applicable;
  Search search(of, run, rule, index, steps);
  for (const FactRead& fact : facts) {
    for (Change& change : search.changes_of(fact)) {
      (change.applies ? out : not_applicable).push_back(std::move(change));
    }
  }
  for (Change& change : not_applicable) out.push_back(std::move(change));
  return out;
}

}  // namespace precheck::engine
