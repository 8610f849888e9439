// A form as it was given, laid out by its schema: one cell for each place that the schema knows, before anything is
// checked. Text is read into cells (fill), JavaScript writes them directly (wasm/src/slots.ts); decode() turns each,
// where it stands, into the value that rules read. What is surely right JavaScript gives as that value already.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/vector.h"
#include "cel/value.h"
#include "schema/schema.h"

namespace precheck::schema {

// What was given at a place. The numbers are known to JavaScript.
enum class Tag : std::uint8_t {
  Absent = 0,  // nothing, so that cleared memory is an empty form
  Null = 1,
  False = 2,
  True = 3,
  Number = 4,
  WideInteger = 5,  // written as a whole number beyond 2^53: `number` is only near it
  Text = 6,         // `extra` bytes of UTF-8 at `text`
  Unread = 7,       // a text that nothing reads, see Node::text_read: `extra` code points
  List = 8,         // `extra` elements from the cell `index` on, each a record with a cell for itself first
  Object = 9,       // its properties have cells of the same record; `extra`: see Form::unlisted
};

struct Slot {
  Tag tag = Tag::Absent;
  bool listed = false;   // taken from the directory
  bool differs = false;  // given, and the directory says otherwise
  std::uint32_t extra = 0;
  union {
    double number = 0;
    const char* text;
    std::uint32_t index;
  };

  [[nodiscard]] bool given() const { return tag > Tag::Null; }  // null is an absent value
  // Not a slot, but the value that decode() would have made of one: Cell::value.
  [[nodiscard]] bool is_value() const {
    return static_cast<std::uint8_t>(tag) >= static_cast<std::uint8_t>(cel::Kind::Null);
  }
  [[nodiscard]] std::string_view string() const { return {text, extra}; }
};

// Before decode() `raw`, afterwards `value`.
union Cell {
  Slot raw;
  cel::Value value;
  Cell() : raw() {}
};
static_assert(sizeof(Cell) == sizeof(cel::Value) && sizeof(Slot) == sizeof(cel::Value));
static_assert(offsetof(Slot, tag) == offsetof(cel::Value, kind), "Slot::is_value()");

struct Form {
  // The record of the form itself, then the elements of lists: those of one list are neighbours.
  Vector<Cell> cells;
  std::size_t used = 0;   // of `cells`
  Vector<Cell> elements;  // of lists that are being read

  // Properties that the schema does not have, in chains: the first of an object has the place Slot::extra - 1 of it,
  // the form's own the place root_unlisted - 1; 0: none.
  struct Unlisted {
    std::string_view name;
    std::uint32_t next = 0;  // as above
  };
  Vector<Unlisted> unlisted;
  std::uint32_t root_unlisted = 0;

  // Clears the record of the form and lets go of the rest.
  void begin(const Schema& schema);
  // Clears room for one value of whatever node in cell 0, the cells of its properties from 1 on.
  void begin_below(const Schema& schema);
  // For cells that were written by somebody else: the first `count` are used.
  void use(std::size_t count);
};

// Cells from one element of a list to the next.
inline std::uint32_t stride_of(const Schema& schema, NodeIndex items) { return 1 + schema.record_size[items]; }

}  // namespace precheck::schema
