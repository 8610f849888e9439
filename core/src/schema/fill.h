// JSON text to the cells of a form.
#pragma once

#include <optional>

#include "base/arena.h"
#include "base/json_reader.h"
#include "base/names_seen.h"
#include "base/vector.h"
#include "schema/form.h"

namespace precheck::schema {

class Filler {
 public:
  Filler(const Schema& schema, Form& form) : schema_(schema), form_(form) {}

  // Reads the members of a form, whose opening brace was read last. False: the reader has the error. Texts stay where
  // they are; the reader's buffer outlives the form.
  bool form(JsonReader& reader);
  // Reads the value that `token` begins into a cell of the form's own record, or of an element's that is in place.
  bool value(JsonReader& reader, JsonReader::Token token, NodeIndex node, std::size_t cell, std::size_t record);

 private:
  // Elements stand on a stack until their list is complete: lists within them come to their place first.
  struct Place {
    Vector<Cell>* cells;
    std::size_t cell;
    std::size_t record;  // where the cells begin that Node::first_slot counts from

    [[nodiscard]] Slot& slot() const { return (*cells)[cell].raw; }
  };

  // The properties of one object that the schema does not have, see Form::unlisted.
  struct Unlisted {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::optional<NamesSeen> names;
  };

  bool object(NodeIndex index, const Place& of, std::uint32_t& unlisted);
  bool list(NodeIndex index, const Place& at);
  bool value(JsonReader::Token token, NodeIndex index, const Place& at);
  bool unknown_property(std::string_view name, Unlisted& of);

  const Schema& schema_;
  Form& form_;
  JsonReader* reader_ = nullptr;
  Vector<Cell>& stack_ = form_.elements;
};

// The same of a value that was read before, a directory's for instance. Its texts live in `arena`.
void fill_cell(const Schema& schema, Form& form, NodeIndex node, const Json& value, std::size_t cell,
               std::size_t record, Arena& arena);

}  // namespace precheck::schema
