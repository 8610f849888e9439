#include "schema/directory.h"

#include <vector>

#include "schema/fill.h"

namespace precheck::schema {

namespace {

// Walks the objects of a form. Filling a cell may move all others: hence places, no pointers.
class Taker {
 public:
  Taker(const Schema& schema, Form& form, const Directory& directory, Arena& arena)
      : schema_(schema), form_(form), directory_(directory), arena_(arena) {}

  void object(NodeIndex index, std::size_t record) {
    const Node& node = schema_[index];
    const std::size_t first = record + node.first_slot;
    if (const Json* entry = entry_of(node, first)) {
      for (std::size_t i = 0; i < node.properties.size(); ++i) take(*entry, node, i, first, record);
    }
    for (std::size_t i = 0; i < node.properties.size(); ++i) value(node.properties[i], first + i, record);
  }

 private:
  [[nodiscard]] const Json* entry_of(const Node& node, std::size_t first) const {
    if (node.directory == kNoNode) return nullptr;
    const Slot& code = form_.cells[first + schema_[node.directory].ordinal].raw;
    if (code.tag != Tag::Text) return nullptr;
    const auto found = directory_.find(code.string());
    return found == directory_.end() ? nullptr : found->second;
  }

  void take(const Json& entry, const Node& node, std::size_t i, std::size_t first, std::size_t record) {
    const NodeIndex child = node.properties[i];
    const Json* listed = child == node.directory ? nullptr : member(entry, schema_[child].name);
    if (listed == nullptr || form_.cells[first + i].raw.given()) return;
    form_.cells[first + i].raw = Slot();
    fill_cell(schema_, form_, child, *listed, first + i, record, arena_);
    form_.cells[first + i].raw.listed = true;
  }

  void value(NodeIndex index, std::size_t cell, std::size_t record) {
    const Node& node = schema_[index];
    const Slot raw = form_.cells[cell].raw;
    if (node.type == Type::Object) {
      if (raw.tag == Tag::Object) object(index, record);
    } else if (node.type == Type::Array && raw.tag == Tag::List && raw.extra <= most_items(node)) {
      const std::uint32_t stride = stride_of(schema_, node.items);
      for (std::uint32_t i = 0; i < raw.extra; ++i) {
        value(node.items, raw.index + i * stride, raw.index + i * stride + 1);
      }
    }
  }

  const Schema& schema_;
  Form& form_;
  const Directory& directory_;
  Arena& arena_;
};

// Lists of codes have no order.
bool same_list(const Schema& schema, const Form& form, const Node& node, const Slot& given, const Json& listed) {
  if (!listed.is_array() || listed.size() != given.extra || given.extra > most_items(node)) return false;
  const std::uint32_t stride = stride_of(schema, node.items);
  std::vector<bool> met(listed.size());
  for (std::uint32_t i = 0; i < given.extra; ++i) {
    const std::size_t cell = given.index + i * stride;
    std::size_t at = 0;
    while (at < listed.size() && (met[at] || !same(schema, form, node.items, cell, cell + 1, listed[at]))) ++at;
    if (at == listed.size()) return false;
    met[at] = true;
  }
  return true;
}

// What the form says of properties that the schema does not have is not kept: with one of these it is another object.
bool same_object(const Schema& schema, const Form& form, const Node& node, const Slot& slot, std::size_t record,
                 const Json& listed) {
  if (!listed.is_object() || slot.extra != 0) return false;
  std::size_t both = 0;
  for (const NodeIndex child : node.properties) {
    const std::size_t cell = record + node.first_slot + schema[child].ordinal;
    const Json* value = member(listed, schema[child].name);
    const bool given = form.cells[cell].raw.tag != Tag::Absent;
    if (given != (value != nullptr)) return false;
    if (!given) continue;
    if (!same(schema, form, child, cell, record, *value)) return false;
    ++both;
  }
  return both == listed.size();
}

}  // namespace

void take_from_directory(const Schema& schema, Form& form, const Directory& directory, Arena& arena) {
  Taker(schema, form, directory, arena).object(0, 0);
}

bool same(const Schema& schema, const Form& form, NodeIndex index, std::size_t cell, std::size_t record,
          const Json& listed) {
  const Slot& raw = form.cells[cell].raw;
  const Node& node = schema[index];
  switch (raw.tag) {
    case Tag::Absent:
    case Tag::Null: return listed.is_null();
    case Tag::False: return listed == false;
    case Tag::True: return listed == true;
    case Tag::Number:
    case Tag::WideInteger: return listed.is_number() && listed.get<double>() == raw.number;
    case Tag::Text: return listed.is_string() && listed.get_ref<const std::string&>() == raw.string();
    case Tag::List: return node.type == Type::Array && same_list(schema, form, node, raw, listed);
    case Tag::Object: return node.type == Type::Object && same_object(schema, form, node, raw, record, listed);
    default: return false;  // not written by who looks things up in a directory
  }
}

}  // namespace precheck::schema
