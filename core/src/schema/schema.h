// The fact schema of a pack: a structural subset of JSON Schema 2020-12. Every keyword is known or a diagnostic.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/arena.h"
#include "base/diagnostics.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/severity.h"
#include "base/vector.h"
#include "cel/value.h"
#include "schema/formats.h"

namespace precheck::schema {

enum class Type : std::uint8_t { Object, Array, String, Integer, Number, Boolean };

std::string_view type_name(Type type);

using NodeIndex = std::uint32_t;
inline constexpr NodeIndex kNoNode = 0xFFFFFFFFu;

// One place of the form: a property, or the element of a list.
struct Node {
  Type type = Type::Object;
  Format format = Format::None;
  std::string pointer;    // JSON Pointer of this schema in the pack
  std::string_view name;  // the property's name; "*" for an element; "" for the form itself
  NodeIndex parent = kNoNode;
  std::uint32_t ordinal = 0;  // among the parent's properties

  // What absence means, see ARCHITECTURE.md "Missing is not false". A host object's properties are the host's too.
  bool optional = false;
  bool host = false;
  bool required = false;  // named by the parent's "required"

  Vector<NodeIndex> properties;  // Object
  Vector<NodeIndex> by_name;     // Object with many: the same, sorted by name
  Vector<cel::Value> keys;       // Object: the names of `properties`, as CEL strings
  NodeIndex items = kNoNode;     // Array

  // Object: where its properties' slots begin in the record that it is part of (the form, or one element of a list).
  std::uint32_t first_slot = 0;

  NodeIndex directory = kNoNode;  // Object, x-directory: its property with the code of an entry that fills in the rest

  std::optional<std::int64_t> min_items, max_items;
  std::optional<std::int64_t> min_length, max_length;  // in code points
  std::optional<double> minimum, maximum;              // inclusive
  Vector<cel::Value> values;                           // enum; const is an enum of one
  bool is_const = false;

  Severity severity = Severity::Error;  // x-severity: of the findings of this node's keywords
  Vector<std::string> cites;            // x-cites

  Localized<std::string> title;

  bool text_read = true;  // String: something may read the text itself, see pack/bind.h
};

struct Schema {
  Vector<Node> nodes;  // [0] is the form
  // Slots of a record: of the form under 0, of a list's element under the element's node; else 0.
  Vector<std::uint32_t> record_size;
  // By the same nodes: which property each slot of the record belongs to.
  Vector<Vector<NodeIndex>> node_at;
  std::unique_ptr<Arena> arena;

  [[nodiscard]] const Node& operator[](NodeIndex i) const { return nodes[i]; }
  [[nodiscard]] NodeIndex property(NodeIndex object, std::string_view name) const;
  // "/requests/*/to/code".
  [[nodiscard]] std::string pattern(NodeIndex node) const;
};

// Reads the schema at `pointer` of a pack. Reports into `diagnostics`; what could be read is returned all the same, so
// that the rest of the pack can be checked against it.
Schema compile_schema(const Json& json, const std::string& pointer, Diagnostics& diagnostics);

}  // namespace precheck::schema
