#include "engine/report.h"

#include <algorithm>

#include "base/limits.h"
#include "base/text.h"
#include "base/vector.h"
#include "engine/render.h"
#include "engine/texts.h"

namespace precheck::engine {

namespace {

class Report {
 public:
  Report(const Run& run, std::string_view locale, JsonWriter& out) : run_(run), locale_(locale), out_(out) {}

  void finding(const Finding& f) {
    const schema::Schema& schema = run_.pack().facts;
    out_.begin_object();
    text("rule", rule_of(f));
    text("severity", severity_name(f.severity));
    text("path", f.fault != nullptr ? f.fault->pointer : path_of(f));
    text("message", message_of(f));
    if (!f.remedy.empty()) text("remedy", f.remedy);
    static const pack::Citations kNone;
    const bool of_keyword = f.fault != nullptr && !fault_cites_nothing(f.fault->fault);
    cites(f.fault == nullptr ? f.rule->cites : of_keyword ? schema[f.fault->node].cites : kNone);
    if (f.unverified) {
      out_.key("unverified");
      out_.begin_array();
      for (const schema::SlotId id : f.ids) out_.string(run_.facts().pointer_of(id));
      out_.end_array();
    }
    if (f.resolved_by_plan) {
      out_.key("resolved_by_plan");
      out_.boolean(true);
    }
    out_.end_object();
  }

  void requirement(const RequirementResult& r) {
    const auto& all = run_.pack().requirements;
    out_.begin_object();
    text("id", r.requirement->id);
    text("kind", r.requirement->kind);
    text("title", r.title);
    text("status", status_name(r.status));
    out_.key("alternatives");
    out_.begin_array();
    for (const std::size_t i : r.requirement->alternatives) out_.string(all[i].id);
    out_.end_array();
    if (r.satisfied_by) text("satisfied_by", all[*r.satisfied_by].id);
    cites(r.requirement->cites);
    out_.end_object();
  }

  void pending(const Pending& p) {
    out_.begin_object();
    text("rule", p.rule != nullptr ? Piece(p.rule->id) : "plan");
    Vector<schema::SlotId> ids = p.waits_for;
    in_schema_order(run_, ids);
    facts("waits_for", ids);
    cites(p.rule != nullptr ? p.rule->cites : cites_of_plan());
    out_.end_object();
  }

  void outcome(const OutcomeResult& o) {
    out_.key(o.outcome->name);
    out_.begin_object();
    out_.key("value");
    write_value(run_, o.value, out_);
    if (!o.found->text.empty()) text("text", o.text);
    cites(o.found->cites);
    out_.end_object();
  }

  void step(const PlanStep& s, std::uint64_t number) {
    out_.begin_object();
    out_.key("step");
    out_.number(number);
    text("action", s.action->name);
    side("from", s.from);
    side("to", s.to);
    text("why", s.why);
    cites(s.action->cites);
    out_.end_object();
  }

  void guidance(const GuidanceResult& g) {
    out_.begin_object();
    text("id", g.guidance->id);
    text("text", g.text);
    cites(g.guidance->cites);
    out_.end_object();
  }

  void error(const EvaluationError& e) {
    out_.begin_object();
    text("rule", e.rule);
    text("message", e.message);
    text("at", e.at);
    out_.end_object();
  }

  void facts(std::string_view key, const Vector<schema::SlotId>& ids) {
    out_.key(key);
    out_.begin_array();
    for (const schema::SlotId id : ids) out_.string(run_.facts().pointer_of(id));
    out_.end_array();
  }

  template <typename List, typename Write>
  void list(std::string_view key, const List& items, Write write) {
    out_.key(key);
    out_.begin_array();
    for (const auto& item : items) write(item);
    out_.end_array();
  }

  void text(std::string_view key, Piece value) { out_.member(key, value); }

 private:
  void cites(const pack::Citations& cites) {
    out_.key("cites");
    out_.begin_array();
    for (const auto& cite : cites) out_.string(cite);
    out_.end_array();
  }

  // Null where the action says neither.
  void side(std::string_view key, const cel::Value& value) {
    if (!has_json(value)) return;
    out_.key(key);
    write_value(run_, value, out_);
  }

  [[nodiscard]] std::string path_of(const Finding& f) const {
    std::string path = f.rule->path;
    if (const auto star = path.find('*'); star != std::string::npos) {
      // A list that is not known has no element to point at: then it is the list itself.
      if (f.index) {
        path.replace(star, 1, uint_text(*f.index));
      } else {
        path.resize(star - 1);
      }
    }
    return path;
  }

  [[nodiscard]] std::string message_of(const Finding& f) const {
    const schema::Schema& schema = run_.pack().facts;
    if (f.fault != nullptr) return fault_message(schema, *f.fault, locale_);
    if (f.too_long) return too_long_message(limits::kMaxPlanSteps, locale_);
    if (!f.unverified || !f.rule->unverified_message.empty()) return f.message;
    Vector<std::string> titles;
    for (const schema::SlotId id : f.ids) titles.push_back(title_of(schema, run_.facts().node_of(id), locale_));
    return unverified_message(titles, locale_);
  }

  [[nodiscard]] pack::Citations cites_of_plan() const {
    pack::Citations out;
    for (const pack::Action& action : run_.pack().plan->actions) {
      for (const auto& cite : action.cites) {
        if (std::find(out.begin(), out.end(), cite) == out.end()) out.push_back(cite);
      }
    }
    return out;
  }

  const Run& run_;
  std::string_view locale_;
  JsonWriter& out_;
};

}  // namespace

std::string report_head(const pack::Pack& pack, calendar::Instant as_of, std::string_view locale) {
  std::string text;
  JsonWriter out(text);
  out.begin_object();
  write_head(pack, as_of, locale, {}, out);
  return text;
}

// In the order that the format lists its members.
void write_report(Run& run, const Judged& j, calendar::Instant as_of, std::string_view locale, std::string_view head,
                  std::string_view id, JsonWriter& out) {
  Report report(run, locale, out);
  if (id.empty()) {
    out.go_on(head);
  } else {
    out.begin_object();
    write_head(run.pack(), as_of, locale, id, out);
  }
  report.text("verdict", verdict_name(j.verdict));
  report.list("findings", j.findings, [&](const Finding& f) { report.finding(f); });
  const bool no_more = j.requirements.empty() && j.pending.empty() && j.missing.empty() && j.outcomes.empty() &&
                       j.plan.steps.empty() && j.guidance.empty() && run.errors().empty();
  if (no_more) {
    out.raw(R"("requirements":[],"pending":[],"missing":[],"outcomes":{},"plan":[],"guidance":[],"errors":[])");
    return out.end_object();
  }
  report.list("requirements", j.requirements, [&](const RequirementResult& r) { report.requirement(r); });
  report.list("pending", j.pending, [&](const Pending& p) { report.pending(p); });
  report.facts("missing", j.missing);
  out.key("outcomes");
  out.begin_object();
  for (const OutcomeResult& outcome : j.outcomes) report.outcome(outcome);
  out.end_object();
  std::uint64_t number = 0;
  report.list("plan", j.plan.steps, [&](const PlanStep& s) { report.step(s, ++number); });
  report.list("guidance", j.guidance, [&](const GuidanceResult& g) { report.guidance(g); });
  report.list("errors", run.errors(), [&](const EvaluationError& e) { report.error(e); });
  out.end_object();
}

}  // namespace precheck::engine
