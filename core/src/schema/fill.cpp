#include "schema/fill.h"

#include <algorithm>
#include <string>

#include "schema/facts.h"

namespace precheck::schema {

using Token = JsonReader::Token;

void Form::begin(const Schema& schema) {
  used = schema.record_size[0];
  if (cells.size() < used) cells.resize(used);
  for (std::size_t i = 0; i < used; ++i) cells[i].raw = Slot();
  elements.clear();
  unlisted.clear();
  root_unlisted = 0;
}

void Form::begin_below(const Schema& schema) {
  use(1 + *std::max_element(schema.record_size.begin(), schema.record_size.end()));
  cells.assign(used, Cell());
}

void Form::use(std::size_t count) {
  used = count;
  elements.clear();
  unlisted.clear();
  root_unlisted = 0;
}

bool Filler::form(JsonReader& reader) {
  reader_ = &reader;
  return object(0, {&form_.cells, 0, 0}, form_.root_unlisted);
}

bool Filler::value(JsonReader& reader, Token token, NodeIndex node, std::size_t cell, std::size_t record) {
  reader_ = &reader;
  return value(token, node, {&form_.cells, cell, record});
}

namespace {

bool same_text(std::string_view a, std::string_view b) {
  return a.size() == b.size() && cel::same_bytes(a.data(), b.data(), static_cast<std::uint32_t>(b.size()));
}

}  // namespace

// Members mostly come in the schema's order.
bool Filler::object(NodeIndex index, const Place& of, std::uint32_t& unlisted) {
  const Node& node = schema_[index];
  const std::size_t count = node.properties.size();
  std::size_t next = 0;
  Unlisted unlisted_here;
  for (;;) {
    const Token token = reader_->next();
    if (token == Token::EndObject) break;
    if (token != Token::Key) return false;
    const std::string_view name = reader_->string();
    NodeIndex child = kNoNode;
    if (next < count && same_text(schema_[node.properties[next]].name, name)) {
      child = node.properties[next];
    } else {
      child = schema_.property(index, name);
      if (child == kNoNode) {
        if (!unknown_property(name, unlisted_here)) return false;
        continue;
      }
      next = schema_[child].ordinal;
    }
    const Place at{of.cells, of.record + node.first_slot + next, of.record};
    ++next;
    if (at.slot().tag != Tag::Absent) {
      reader_->fail_duplicate_key(name);
      return false;
    }
    if (!value(reader_->next(), child, at)) return false;
  }
  unlisted = unlisted_here.first;
  if (const auto twice = unlisted_here.names ? unlisted_here.names->finish() : std::nullopt) {
    reader_->fail_duplicate_key(*twice);
    return false;
  }
  return true;
}

bool Filler::unknown_property(std::string_view name, Unlisted& of) {
  if (!of.names) of.names.emplace();
  if (!of.names->add(name)) {
    reader_->fail_duplicate_key(name);
    return false;
  }
  form_.unlisted.push_back({name, 0});
  const auto place = static_cast<std::uint32_t>(form_.unlisted.size());
  (of.first == 0 ? of.first : form_.unlisted[of.last - 1].next) = place;
  of.last = place;
  if (reader_->next() == Token::Error) return false;
  reader_->skip();
  return true;  // what is wrong with it shows at the next token
}

bool Filler::value(Token token, NodeIndex index, const Place& at) {
  Slot& slot = at.slot();
  switch (token) {
    case Token::Null: slot.tag = Tag::Null; return true;
    case Token::True: slot.tag = Tag::True; return true;
    case Token::False: slot.tag = Tag::False; return true;
    case Token::Number: {
      const JsonReader::Number& number = reader_->number();
      constexpr auto kMost = static_cast<std::int64_t>(kMostExact);
      const bool wide = number.is_whole && (number.whole > kMost || number.whole < -kMost);
      slot.tag = wide ? Tag::WideInteger : Tag::Number;
      slot.number = number.real;
      return true;
    }
    case Token::String: {
      const std::string_view text = reader_->string();
      slot.tag = Tag::Text;
      slot.extra = static_cast<std::uint32_t>(text.size());
      slot.text = text.data();
      return true;
    }
    case Token::BeginObject: {
      slot.tag = Tag::Object;
      std::uint32_t unlisted = 0;
      if (schema_[index].type != Type::Object) {
        reader_->skip();
      } else if (!object(index, at, unlisted)) {
        return false;
      }
      at.slot().extra = unlisted;
      return true;
    }
    case Token::BeginArray:
      slot.tag = Tag::List;
      if (schema_[index].type == Type::Array) return list(index, at);
      reader_->skip();
      return true;
    default: return false;
  }
}

bool Filler::list(NodeIndex index, const Place& at) {
  const Node& node = schema_[index];
  const std::size_t begin = stack_.size();
  const std::uint32_t stride = stride_of(schema_, node.items);
  const auto most = static_cast<std::uint32_t>(most_items(node));
  std::uint32_t count = 0;
  for (;; ++count) {
    const Token token = reader_->next();
    if (token == Token::EndArray) break;
    if (token == Token::Error) return false;
    if (count >= most) {
      reader_->skip();  // counted, but beyond its bound a list is not read at all
      continue;
    }
    const std::size_t cell = stack_.size();
    stack_.resize(cell + stride);
    if (!value(token, node.items, {&stack_, cell, cell + 1})) return false;
  }
  const std::size_t size = stack_.size() - begin;
  if (form_.cells.size() < form_.used + size) form_.cells.resize(2 * form_.used + size);
  for (std::size_t i = 0; i < size; ++i) form_.cells[form_.used + i] = stack_[begin + i];
  stack_.resize(begin);
  Slot& slot = at.slot();
  slot.extra = count;
  slot.index = static_cast<std::uint32_t>(form_.used);
  form_.used += size;
  return true;
}

void fill_cell(const Schema& schema, Form& form, NodeIndex node, const Json& value, std::size_t cell,
               std::size_t record, Arena& arena) {
  const std::string text = to_text(value);
  char* room = arena.array<char>(text.size() + 1);
  text.copy(room, text.size());
  JsonReader reader(room, text.size());
  Filler(schema, form).value(reader, reader.next(), node, cell, record);
}

}  // namespace precheck::schema
