// A form, decoded against its schema: what CEL reads, what is not known, and what is wrong with its structure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/json.h"
#include "cel/value.h"
#include "schema/schema.h"

namespace precheck::schema {

// Where a value stands in the form: a chain from the leaf up.
struct Place {
  const Place* up = nullptr;  // nullptr: the form itself
  NodeIndex node = 0;
  std::uint32_t index = 0;  // of an element in its list
};

// JSON Pointer of a place.
std::string pointer_of(const Schema& schema, const Place* place);
// The most elements that a list may have: maxItems, but never more than the core takes.
std::int64_t most_items(const Node& node);
// Whether `a` comes before `b` in the schema's order (elements by index).
bool comes_before(const Schema& schema, const Place* a, const Place* b);

// A fact that has no value. Its place in Facts::unknowns is its id in cel::UnknownSet.
struct UnknownFact {
  const Place* place = nullptr;
  cel::Value* slot = nullptr;  // where its value would be
  bool malformed = false;      // something is there, but nothing that could be read: a finding says so
};

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

// The host's entries, by the code that an object with x-directory holds.
using Directory = std::map<std::string_view, const Json*>;

// A value of a directory's entry that the schema does not take: the host's fault.
struct DirectoryFault {
  StructuralFinding finding;  // as if the form had it
  std::string pointer;        // JSON Pointer into the directory
};

struct Facts {
  cel::Map root;                        // the form's properties; slots may be overwritten to try a value
  std::vector<UnknownFact> unknowns;    // in the schema's order within one record
  std::vector<std::uint32_t> required;  // ids of the unknowns that are required
  std::vector<StructuralFinding> findings;
  std::vector<DirectoryFault> directory_faults;
  const Directory* directory = nullptr;  // what codes were looked up in
};

// Precondition: `form` is an object. `zone_offset` (seconds east of UTC) places dates: 00:00 there. Strings stay views
// into `form` and `directory`, everything else lives in `arena`; all of them outlive the facts. `directory` fills in
// what an object with x-directory leaves out; nullptr: there is none, and codes are not looked up.
Facts decode(const Schema& schema, const Json& form, const Directory* directory, std::int32_t zone_offset,
             Arena& arena);

// One value of the form, as decode() would have it at that place; nothing where that would have a finding.
std::optional<cel::Value> decode_value(const Schema& schema, NodeIndex node, const Json& value,
                                       std::int32_t zone_offset, Arena& arena);

}  // namespace precheck::schema
