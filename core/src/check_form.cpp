#include "check_form.h"

#include <algorithm>

#include "engine/report.h"
#include "engine/run.h"

namespace precheck {

namespace {

void decode(const Prepared& prepared, const schema::Directory* directory, engine::Workspace& workspace) {
  const pack::Pack& pack = *prepared.pack;
  workspace.arena.reset();
  workspace.judged.clear();
  schema::decode(pack.facts, workspace.form, directory, pack.zone_offset, workspace.arena, workspace.facts);
}

}  // namespace

void judge_form(const Prepared& prepared, const schema::Directory* directory, engine::Workspace& workspace) {
  decode(prepared, directory, workspace);
  engine::Run run(*prepared.pack, workspace.facts, prepared.parameters, prepared.as_of, workspace.arena);
  run.read_slots();
  run.leave_texts_out();
  engine::check(run, prepared.locale, workspace.judged);
}

void check_form(const Prepared& prepared, const schema::Directory* directory, engine::Workspace& workspace,
                const Json* id, std::string& out) {
  JsonWriter writer(out);
  if (id == nullptr) {
    judge_form(prepared, directory, workspace);
    writer.begin_object();
    writer.key("verdict");
    writer.string(engine::verdict_name(workspace.judged.verdict));
    writer.key("failing");
    writer.begin_array();
    std::vector<std::uint32_t> rules;
    engine::failing_rules(*prepared.pack, workspace.judged, rules);
    for (const std::uint32_t rule : rules) writer.string(engine::failing_name(*prepared.pack, rule));
    writer.end_array();
    return writer.end_object();
  }
  decode(prepared, directory, workspace);
  engine::Run run(*prepared.pack, workspace.facts, prepared.parameters, prepared.as_of, workspace.arena);
  run.read_slots();
  engine::check(run, prepared.locale, workspace.judged);
  engine::write_report(run, workspace.judged, prepared.as_of, prepared.locale, *id, writer);
}

}  // namespace precheck
