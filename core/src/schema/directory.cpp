#include "schema/directory.h"

#include <algorithm>
#include <vector>

#include "base/json_reader.h"
#include "base/sort.h"
#include "schema/facts.h"
#include "schema/fill.h"

namespace precheck::schema {

using Token = JsonReader::Token;

const Directory::Entry* Directory::read(std::string_view json) {
  text_ = json;
  in_place_ = json;
  JsonReader reader(in_place_.data(), in_place_.size());
  reader.next();
  std::size_t first_wrong = SIZE_MAX;
  while (reader.next() == Token::Key) {
    const std::string_view code = reader.string();
    if (reader.next() != Token::BeginObject) first_wrong = std::min(first_wrong, entries_.size());
    const auto begin = static_cast<std::size_t>(reader.token() - in_place_.data());
    reader.skip();
    const auto end = static_cast<std::size_t>(reader.position() - in_place_.data());
    entries_.push_back({code, std::string_view(text_).substr(begin, end - begin)});
  }
  if (first_wrong != SIZE_MAX) return &entries_[first_wrong];
  sort_stable(entries_, [](const Entry& a, const Entry& b) { return a.code < b.code; });
  return nullptr;
}

const Directory::Entry* Directory::find(std::string_view code) const {
  const Entry* at =
      std::partition_point(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.code < code; });
  return at != entries_.end() && at->code == code ? at : nullptr;
}

namespace {

JsonReader reader_of(const Directory::Entry& entry, Arena& arena) {
  char* room = arena.array<char>(entry.text.size() + 1);
  entry.text.copy(room, entry.text.size());
  return {room, entry.text.size()};
}

// A cell as it was given; those of its properties count from `record` on.
struct Given {
  const Form& form;
  std::size_t cell;
  std::size_t record;

  [[nodiscard]] const Slot& slot() const { return form.cells[cell].raw; }
  [[nodiscard]] Given element(std::uint32_t i, std::uint32_t stride) const {
    const std::size_t at = slot().index + std::size_t{i} * stride;
    return {form, at, at + 1};
  }
};

bool same(const Schema& schema, NodeIndex index, const Given& a, const Given& b);

// Lists of codes have no order.
bool same_list(const Schema& schema, const Node& node, const Given& a, const Given& b) {
  const std::uint32_t count = a.slot().extra;
  if (b.slot().extra != count || count > most_items(node)) return false;
  const std::uint32_t stride = stride_of(schema, node.items);
  std::vector<bool> met(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    std::uint32_t at = 0;
    while (at < count && (met[at] || !same(schema, node.items, a.element(i, stride), b.element(at, stride)))) ++at;
    if (at == count) return false;
    met[at] = true;
  }
  return true;
}

// What is said of properties that the schema does not have is not kept: with one of these it is another object.
bool same_object(const Schema& schema, const Node& node, const Given& a, const Given& b) {
  if (a.slot().extra != 0 || b.slot().extra != 0) return false;
  return std::all_of(node.properties.begin(), node.properties.end(), [&](NodeIndex child) {
    const std::size_t at = node.first_slot + schema[child].ordinal;
    return same(schema, child, {a.form, a.record + at, a.record}, {b.form, b.record + at, b.record});
  });
}

bool same(const Schema& schema, NodeIndex index, const Given& a, const Given& b) {
  const Slot& x = a.slot();
  const Slot& y = b.slot();
  const Node& node = schema[index];
  const auto is_number = [](const Slot& slot) { return slot.tag == Tag::Number || slot.tag == Tag::WideInteger; };
  if (is_number(x) && is_number(y)) return x.number == y.number;
  if (x.tag != y.tag) return false;
  switch (x.tag) {
    case Tag::Text: return x.string() == y.string();
    case Tag::List: return node.type == Type::Array && same_list(schema, node, a, b);
    case Tag::Object: return node.type == Type::Object && same_object(schema, node, a, b);
    default: return true;
  }
}

// Walks the objects of a form. Filling a cell may move all others: hence places, no pointers.
class Taker {
 public:
  Taker(const Schema& schema, Form& form, const Directory& directory, Arena& arena)
      : schema_(schema), form_(form), directory_(directory), arena_(arena) {}

  void object(NodeIndex index, std::size_t record) {
    const Node& node = schema_[index];
    const std::size_t first = record + node.first_slot;
    if (const Directory::Entry* entry = entry_of(node, first)) take(*entry, index, first, record);
    for (std::size_t i = 0; i < node.properties.size(); ++i) value(node.properties[i], first + i, record);
  }

 private:
  [[nodiscard]] const Directory::Entry* entry_of(const Node& node, std::size_t first) const {
    if (node.directory == kNoNode) return nullptr;
    const Slot& code = form_.cells[first + schema_[node.directory].ordinal].raw;
    return code.tag == Tag::Text ? directory_.find(code.string()) : nullptr;
  }

  void take(const Directory::Entry& entry, NodeIndex object, std::size_t first, std::size_t record) {
    JsonReader reader = reader_of(entry, arena_);
    reader.next();
    while (reader.next() == Token::Key) {
      const NodeIndex child = schema_.property(object, reader.string());
      const Token token = reader.next();
      if (child == kNoNode || child == schema_[object].directory) {
        reader.skip();
        continue;
      }
      const std::size_t cell = first + schema_[child].ordinal;
      if (form_.cells[cell].raw.given()) {
        compare(reader, token, child, {form_, cell, record});
      } else {
        form_.cells[cell].raw = Slot();
        Filler(schema_, form_).value(reader, token, child, cell, record);
        form_.cells[cell].raw.listed = true;
      }
    }
  }

  // What the form says with what the directory says of it.
  void compare(JsonReader& reader, Token token, NodeIndex child, const Given& given) {
    Form listed;
    listed.begin_below(schema_);
    Filler(schema_, listed).value(reader, token, child, 0, 1);
    Slot& slot = form_.cells[given.cell].raw;
    if (!slot.is_value()) slot.differs = !same(schema_, child, given, {listed, 0, 1});
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

}  // namespace

bool says(const Directory::Entry& entry, std::string_view name) {
  Arena arena(SIZE_MAX);
  JsonReader reader = reader_of(entry, arena);
  reader.next();
  while (reader.next() == Token::Key) {
    if (reader.string() == name) return true;
    reader.next();
    reader.skip();
  }
  return false;
}

void take_from_directory(const Schema& schema, Form& form, const Directory& directory, Arena& arena) {
  Taker(schema, form, directory, arena).object(0, 0);
}

}  // namespace precheck::schema
