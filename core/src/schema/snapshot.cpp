#include "schema/snapshot.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/vector.h"
#include "schema/facts.h"

namespace precheck::schema {

namespace {

bool looks_up_below(const Schema& schema, NodeIndex index) {
  const Node& node = schema[index];
  if (node.directory != kNoNode || (node.items != kNoNode && looks_up_below(schema, node.items))) return true;
  return std::any_of(node.properties.begin(), node.properties.end(),
                     [&](NodeIndex child) { return looks_up_below(schema, child); });
}

// Whether a directory has a say in what the slot of a node holds.
bool of_directory(const Schema& schema, NodeIndex node) {
  if (looks_up_below(schema, node)) return true;
  for (NodeIndex up = schema[node].parent; up != kNoNode; up = schema[up].parent) {
    if (schema[up].directory != kNoNode) return true;
  }
  return false;
}

bool same_values(const cel::Value& now, const cel::Value& before) {
  if (now.is(cel::Kind::Double) && before.is(cel::Kind::Double)) return now.real == before.real;
  return cel::same_scalars(now, before).value_or(false);
}

// The same where one form came as values and the other as slots. A text that nothing reads has left its value empty: it
// counts as another one, as does a day.
bool same_across(const cel::Value& value, const Slot& slot) {
  switch (value.kind) {
    case cel::Kind::Bool: return slot.tag == (value.boolean ? Tag::True : Tag::False);
    case cel::Kind::Int: return slot.tag == Tag::Number && slot.number == static_cast<double>(value.integer);
    case cel::Kind::Double:
      return slot.tag == Tag::Number && slot.number == value.real &&
             std::signbit(slot.number) == std::signbit(value.real);
    case cel::Kind::String: return slot.tag == Tag::Text && slot.string() == value.string();
    default: return false;
  }
}

bool has_text(const Cell& cell) {
  return cell.raw.is_value() ? cell.value.is(cel::Kind::String) : cell.raw.tag == Tag::Text;
}

// What an object's properties are when it is not there, or is none, they are because of it.
bool changed_above(const Schema& schema, NodeIndex node, const std::vector<bool>& changed) {
  for (NodeIndex up = schema[node].parent; up != 0; up = schema[up].parent) {
    if (changed[slot_of(schema, up)]) return true;
  }
  return false;
}

}  // namespace

std::vector<bool> Snapshot::take(const Schema& schema, const Form& form, bool looks_up) {
  const Vector<NodeIndex>& nodes = schema.node_at[0];
  std::vector<bool> given(nodes.size(), true);
  const std::size_t used = cells_.size();
  if (used >= nodes.size() && used != 0) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      given[i] = !same(schema, nodes[i], form.cells[i], cells_[i], form);
    }
  }
  keep(form);
  std::vector<bool> changed = given;
  for (std::size_t i = 0; i < nodes.size(); ++i) changed[i] = given[i] || changed_above(schema, nodes[i], given);
  if (!looks_up) return changed;
  // Lists that come from a directory stand behind the form's own, one behind the other: each may move all others.
  bool moved = used != form.used;
  std::vector<bool> looked_up(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    looked_up[i] = of_directory(schema, nodes[i]);
    moved = moved || (looked_up[i] && changed[i]);
  }
  for (std::size_t i = 0; i < nodes.size(); ++i) changed[i] = changed[i] || (moved && looked_up[i]);
  return changed;
}

// The elements of a list are the same only where they also have the same cells: unknown facts are known by these.
bool Snapshot::same(const Schema& schema, NodeIndex index, const Cell& now_in, const Cell& before_in,
                    const Form& form) const {
  const Node& node = schema[index];
  const Slot& now = now_in.raw;
  const Slot& before = before_in.raw;
  if (now.is_value() && before.is_value()) return same_values(now_in.value, before_in.value);
  if (now.is_value()) return same_across(now_in.value, before);
  if (before.is_value()) return same_across(before_in.value, now);
  if (now.tag != before.tag) return false;
  switch (now.tag) {
    case Tag::Number:
    case Tag::WideInteger:
      return now.number == before.number && std::signbit(now.number) == std::signbit(before.number);
    case Tag::Text: return now.string() == before.string();
    case Tag::Unread: return now.extra == before.extra;
    case Tag::List: {
      if (node.type != Type::Array) return true;
      if (now.extra != before.extra) return false;
      if (now.extra > most_items(node)) return true;  // not read at all
      if (now.index != before.index) return false;
      const std::uint32_t stride = stride_of(schema, node.items);
      for (std::uint32_t i = 0; i < now.extra * stride; ++i) {
        const std::uint32_t place = i % stride;
        const NodeIndex at = place == 0 ? node.items : schema.node_at[node.items][place - 1];
        const std::size_t cell = std::size_t{now.index} + i;
        if (!same(schema, at, form.cells[cell], cells_[cell], form)) return false;
      }
      return true;
    }
    default: return true;
  }
}

void Snapshot::keep(const Form& form) {
  cells_.assign(form.cells.begin(), form.cells.begin() + static_cast<std::ptrdiff_t>(form.used));
  std::size_t bytes = 0;
  for (const Cell& cell : cells_) bytes += has_text(cell) ? cell.raw.extra : 0;
  texts_.resize(bytes);
  char* to = texts_.data();
  for (Cell& cell : cells_) {
    if (!has_text(cell)) continue;
    if (cell.raw.extra != 0) std::memcpy(to, cell.raw.text, cell.raw.extra);
    cell.raw.text = to;
    to += cell.raw.extra;
  }
}

void Snapshot::restore(Form& form) const {
  std::copy(cells_.begin(), cells_.end(), form.cells.begin());
  form.used = cells_.size();
}

}  // namespace precheck::schema
