#include <precheck/checker.hpp>
#include <utility>

#include "base/json_writer.h"
#include "base/vector.h"
#include "check_form.h"
#include "engine/select.h"
#include "pack/pack.h"
#include "pack/reads.h"
#include "state.h"

namespace precheck {

struct Checker::State {
  Library library;
  Directory directory;
  std::string locale;
  Prepared prepared;
  std::optional<InputError> error;
  engine::Workspace workspace;
  Vector<std::uint32_t> failing;

  [[nodiscard]] const schema::Directory* entries() const { return Directory::State::entries_of(directory); }
  // `id` as check_form() has it.
  Reply check(std::string_view form, std::optional<std::string_view> id) {
    Reply reply;
    if (auto fault = read_form(prepared.pack->facts, form, workspace)) return refuse(std::move(*fault));
    check_form(prepared, entries(), workspace, id, reply.text);
    reply.ok = true;
    return reply;
  }
};

Checker::Checker(const Library& library, const CheckRequest& request) : state_(std::make_unique<State>()) {
  State& s = *state_;
  s.library = library;
  s.directory = request.directory;
  s.locale = request.locale;
  const pack::Packs& packs = library.state_->packs;
  if (s.directory.error() != nullptr) {
    s.error = *s.directory.error();
  } else if (engine::form_selects(packs, request.pack)) {
    s.error = input_error("pack.edition_by_form", "the form decides which edition answers; name one as id@edition");
  } else if (auto prepared = prepare(packs, request.pack, request.as_of, s.locale, request.params, {});
             !prepared.ok()) {
    s.error = std::move(prepared.error());
  } else {
    s.prepared = std::move(*prepared);
  }
}

Checker::~Checker() = default;
Checker::Checker(Checker&&) noexcept = default;
Checker& Checker::operator=(Checker&&) noexcept = default;

const InputError* Checker::error() const { return state_->error ? &*state_->error : nullptr; }

Reply Checker::report(std::string_view form) { return state_->check(form, ""); }

Reply Checker::verdict(std::string_view form) { return state_->check(form, std::nullopt); }

void Checker::keep_results() { state_->workspace.kept = std::make_unique<engine::Kept>(*state_->prepared.pack); }

std::vector<std::string> Checker::evaluated_last() const {
  std::vector<std::string> out;
  for (const std::uint32_t part : state_->workspace.kept->evaluated()) {
    out.push_back(pack::part_name(*state_->prepared.pack, part));
  }
  return out;
}

std::size_t Checker::evaluated_count() const { return state_->workspace.kept->evaluated().size(); }

void* Checker::cells(std::size_t count) {
  Vector<schema::Cell>& cells = state_->workspace.form.cells;
  if (cells.size() < count) cells.resize(count);
  return cells.data();
}

char* Checker::texts(std::size_t bytes) {
  Vector<char>& text = state_->workspace.text;
  if (text.size() < bytes) text.resize(bytes);
  return text.data();
}

std::string_view Checker::report_cells(std::size_t used) {
  State& s = *state_;
  s.workspace.form.use(used);
  s.workspace.out.clear();
  check_form(s.prepared, s.entries(), s.workspace, "", s.workspace.out);
  return s.workspace.out;
}

std::uint32_t Checker::verdict_cells(std::size_t used) {
  State& s = *state_;
  s.workspace.form.use(used);
  judge_form(s.prepared, s.entries(), s.workspace);
  s.failing.clear();
  engine::failing_rules(*s.prepared.pack, s.workspace.judged, s.failing);
  return static_cast<std::uint32_t>(s.workspace.judged.verdict);
}

const std::uint32_t* Checker::failing() const { return state_->failing.data(); }
std::size_t Checker::failing_count() const { return state_->failing.size(); }

namespace {

void write_node(const schema::Schema& schema, const schema::Node& node, JsonWriter& out) {
  const auto number = [&](std::string_view key, std::uint64_t value) {
    out.key(key);
    out.number(value);
  };
  out.begin_object();
  out.key("type");
  out.string(schema::type_name(node.type));
  out.key("name");
  out.string(node.name);
  if (node.type == schema::Type::Object) {
    number("first", node.first_slot);
    out.key("properties");
    out.begin_array();
    for (const schema::NodeIndex child : node.properties) out.number(std::uint64_t{child});
    out.end_array();
  }
  if (node.type == schema::Type::Array) {
    number("items", node.items);
    number("stride", schema::stride_of(schema, node.items));
  }
  const auto flag = [&](std::string_view key, bool on) {
    if (!on) return;
    out.key(key);
    out.boolean(true);
  };
  const bool day = node.format == schema::Format::Date;
  flag("plain", node.values.empty() && (day || node.format == schema::Format::None));
  if (node.type == schema::Type::String) {
    if (!node.values.empty()) {
      out.key("values");
      out.begin_array();
      for (const cel::Value& value : node.values) out.string(value.string());
      out.end_array();
      number("at", reinterpret_cast<std::uintptr_t>(node.values.data()));
    }
    const bool area = node.format == schema::Format::CnAreaCode && node.values.empty();
    flag("day", day);
    flag("area", area);
    flag("text", node.text_read || !(area || (node.values.empty() && node.format == schema::Format::None)));
    if (node.min_length) number("least", static_cast<std::uint64_t>(*node.min_length));
    if (node.max_length) number("most", static_cast<std::uint64_t>(*node.max_length));
  }
  const auto bound = [&](std::string_view key, const std::optional<double>& value) {
    if (!value) return;
    out.key(key);
    out.number(*value);
  };
  bound("least", node.minimum);
  bound("most", node.maximum);
  out.end_object();
}

}  // namespace

std::string Checker::layout() const {
  const pack::Pack& pack = *state_->prepared.pack;
  std::string text;
  JsonWriter out(text);
  out.begin_object();
  out.key("nodes");
  out.begin_array();
  for (const schema::Node& node : pack.facts.nodes) write_node(pack.facts, node, out);
  out.end_array();
  out.key("cells");
  out.number(std::uint64_t{pack.facts.record_size[0]});
  out.key("zone");
  out.number(std::int64_t{pack.zone_offset});
  out.key("rules");
  out.begin_array();
  for (std::uint32_t i = 0; i < engine::failing_names(pack); ++i) out.string(engine::failing_name(pack, i));
  out.end_array();
  out.end_object();
  return text;
}

}  // namespace precheck
