// A form, decoded against its schema: what CEL reads, what is not known, and what is wrong with its structure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/arena.h"
#include "base/json.h"
#include "base/vector.h"
#include "cel/value.h"
#include "schema/directory.h"
#include "schema/form.h"
#include "schema/schema.h"

namespace precheck::schema {

// The most elements that a list may have: maxItems, but never more than the core takes.
std::int64_t most_items(const Node& node);

// The number of a fact's slot among all slots of a form: the form's record first, then the elements of lists. In
// cel::UnknownSet it stands for the fact.
using SlotId = std::uint32_t;
inline constexpr SlotId kNoSlot = 0xFFFFFFFFu;

enum class Fault : std::uint8_t {
  UnknownProperty,
  UnknownCode,       // x-directory: the directory has no such entry
  DirectoryDiffers,  // x-directory: what is given is not what the entry says
  Type,
  Fraction,   // an integer with a fraction
  Magnitude,  // an integer beyond 2^53
  Format,
  Enum,
  Const,
  MinItems,
  MaxItems,
  MinLength,
  MaxLength,
  Minimum,
  Maximum,
};

struct StructuralFinding {
  Fault fault = Fault::Type;
  NodeIndex node = 0;   // the schema node; of an unknown property: the object it stands in
  std::string pointer;  // JSON Pointer into the form
};

// A value of a directory's entry that the schema does not take: the host's fault.
struct DirectoryFault {
  StructuralFinding finding;  // as if the form had it
  std::string pointer;        // JSON Pointer into the directory
};

struct Facts {
  const Schema* schema = nullptr;
  cel::Value* slots = nullptr;  // may be overwritten to try a value
  cel::Map root;                // the form's properties
  Vector<SlotId> required;      // those not known that are required
  Vector<SlotId> malformed;     // something is there, but nothing that could be read: a finding says so
  Vector<StructuralFinding> findings;
  Vector<DirectoryFault> directory_faults;
  const Directory* directory = nullptr;  // what codes were looked up in

  // A list that was given, for finding out where a slot belongs.
  struct ListRun {
    SlotId list = 0;   // its own slot
    SlotId first = 0;  // of its elements
    std::uint32_t count = 0;
    NodeIndex items = 0;
  };
  Vector<ListRun> lists;

  [[nodiscard]] SlotId id_of(const cel::Value* slot) const { return static_cast<SlotId>(slot - slots); }
  [[nodiscard]] NodeIndex node_of(SlotId id) const;
  // JSON Pointer of a fact; "" for kNoSlot, the form itself.
  [[nodiscard]] std::string pointer_of(SlotId id) const;
  [[nodiscard]] bool is_malformed(SlotId id) const;
  // Whether `a` comes before `b` in the schema's order (elements by index).
  [[nodiscard]] bool comes_before(SlotId a, SlotId b) const;

 private:
  [[nodiscard]] const ListRun* run_of(SlotId id) const;
  void path_to(SlotId id, Vector<std::uint32_t>& ordinals) const;
};

// Turns the cells of a form into facts, in place. `zone_offset` (seconds east of UTC) places dates: 00:00 there. Texts
// stay views into what the form was filled from and into `directory`, everything else lives in `form` and `arena`; all
// of them outlive the facts. `directory` fills in what an object with x-directory leaves out; nullptr: there is none,
// and codes are not looked up. `facts` is overwritten; its memory is used again.
void decode(const Schema& schema, Form& form, const Directory* directory, std::int32_t zone_offset, Arena& arena,
            Facts& facts);

// One value of the form, as decode() would have it at that place; nothing where that would have a finding. It lives in
// `form`, which is overwritten, and in `arena`.
std::optional<cel::Value> decode_value(const Schema& schema, NodeIndex node, const Json& value,
                                       std::int32_t zone_offset, Form& form, Arena& arena);

}  // namespace precheck::schema
