#include "check_form.h"

#include <algorithm>
#include <optional>

#include "base/vector.h"
#include "engine/report.h"
#include "engine/run.h"

namespace precheck {

namespace {

// One form, judged by the parts of the pack: the run has what the results point to.
class Check {
 public:
  Check(const Prepared& prepared, const schema::Directory* directory, engine::Workspace& workspace)
      : prepared_(prepared), directory_(directory), workspace_(workspace) {}

  // `texts`: also what a report says in words.
  engine::Run& judge(bool texts) {
    engine::Kept* kept = workspace_.kept.get();
    if (kept != nullptr && kept->usable()) {
      kept->next(workspace_.form, directory_ != nullptr);
      decode();
      if (kept->check_again(*run_, prepared_.locale, workspace_.judged)) return *run_;
      kept->form().restore(workspace_.form);
    }
    decode();
    if (!texts) run_->leave_texts_out();
    engine::check(*run_, prepared_.locale, workspace_.judged);
    if (kept != nullptr) kept->checked_all(*run_);
    return *run_;
  }

 private:
  void decode() {
    const pack::Pack& pack = *prepared_.pack;
    workspace_.arena.reset();
    workspace_.judged.clear();
    schema::decode(pack.facts, workspace_.form, directory_, pack.zone_offset, workspace_.arena, workspace_.facts);
    run_.emplace(pack, workspace_.facts, prepared_.parameters, prepared_.as_of, workspace_.arena);
    run_->read_slots();
  }

  const Prepared& prepared_;
  const schema::Directory* directory_;
  engine::Workspace& workspace_;
  std::optional<engine::Run> run_;
};

}  // namespace

void judge_form(const Prepared& prepared, const schema::Directory* directory, engine::Workspace& workspace) {
  Check(prepared, directory, workspace).judge(false);
}

void check_form(const Prepared& prepared, const schema::Directory* directory, engine::Workspace& workspace,
                std::optional<std::string_view> id, std::string& out) {
  JsonWriter writer(out);
  if (!id) {
    judge_form(prepared, directory, workspace);
    writer.begin_object();
    writer.key("verdict");
    writer.string(engine::verdict_name(workspace.judged.verdict));
    writer.key("failing");
    writer.begin_array();
    Vector<std::uint32_t> rules;
    engine::failing_rules(*prepared.pack, workspace.judged, rules);
    for (const std::uint32_t rule : rules) writer.string(engine::failing_name(*prepared.pack, rule));
    writer.end_array();
    return writer.end_object();
  }
  Check check(prepared, directory, workspace);
  engine::Run& run = check.judge(true);
  engine::write_report(run, workspace.judged, prepared.as_of, prepared.locale, prepared.head, *id, writer);
}

}  // namespace precheck
