#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/i18n_json.h"
#include "base/json_reader.h"
#include "base/text.h"
#include "base/vector.h"
#include "schema/layout.h"
#include "schema/schema.h"

namespace precheck::schema {

std::string_view type_name(Type type) {
  switch (type) {
    case Type::Object: return "object";
    case Type::Array: return "array";
    case Type::String: return "string";
    case Type::Integer: return "integer";
    case Type::Number: return "number";
    case Type::Boolean: return "boolean";
  }
  return "";
}

NodeIndex Schema::property(NodeIndex object, std::string_view name) const {
  const Vector<NodeIndex>& sorted = nodes[object].by_name;
  if (!sorted.empty()) {
    const auto at = std::lower_bound(sorted.begin(), sorted.end(), name,
                                     [&](NodeIndex i, std::string_view wanted) { return nodes[i].name < wanted; });
    return at != sorted.end() && nodes[*at].name == name ? *at : kNoNode;
  }
  for (const NodeIndex i : nodes[object].properties) {
    if (nodes[i].name == name) return i;
  }
  return kNoNode;
}

std::string Schema::pattern(NodeIndex node) const {
  if (nodes[node].parent == kNoNode) return "";
  return cat({pattern(nodes[node].parent), "/", pointer_token(nodes[node].name)});
}

namespace {

// Names that rules, plans and the engine bind: a property of that name would be hidden by them.
constexpr std::array<std::string_view, 8> kReserved{"as_of", "today", "params", "definitions",
                                                    "it",    "index", "state",  "before"};

bool is_cel_identifier(std::string_view name) {
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
  for (const char c : name) {
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) return false;
  }
  // Words that CEL's grammar keeps: a property of that name could not be written in a rule.
  for (const std::string_view word :
       {"true", "false",  "null", "in",   "as",      "break",     "const",  "continue", "else", "for",  "function",
        "if",   "import", "let",  "loop", "package", "namespace", "return", "var",      "void", "while"}) {
    if (name == word) return false;
  }
  return true;
}

std::string in_object(Piece pointer, Piece name) { return cat({pointer, "/", pointer_token(name)}); }

// Types by their bits: those that a keyword applies to.
constexpr std::uint32_t bit(Type type) { return 1u << static_cast<std::uint32_t>(type); }
constexpr std::uint32_t kAny = ~0u;
constexpr std::uint32_t kNumber = bit(Type::Integer) | bit(Type::Number);
constexpr std::uint32_t kScalar = bit(Type::String) | bit(Type::Boolean) | kNumber;

class Compiler {
 public:
  explicit Compiler(Diagnostics& diagnostics) : diagnostics_(diagnostics) {
    schema_.arena = std::make_unique<Arena>(SIZE_MAX);
  }

  Schema run(const Json& json, const std::string& pointer) {
    add_node("", kNoNode, 0, false);
    read(0, json, pointer);
    if (schema_.nodes[0].type != Type::Object) {
      diagnostics_.add("schema.root", pointer, "the facts of a pack are an object: \"type\": \"object\"");
    }
    lay_out(schema_);
    return std::move(schema_);
  }

 private:
  NodeIndex add_node(std::string_view name, NodeIndex parent, std::uint32_t ordinal, bool host) {
    Node node;
    node.name = schema_.arena->copy(name);
    node.parent = parent;
    node.ordinal = ordinal;
    node.host = host;
    schema_.nodes.push_back(std::move(node));
    return static_cast<NodeIndex>(schema_.nodes.size() - 1);
  }

  void wrong(Piece pointer, Piece message) { diagnostics_.add("schema.keyword", pointer, message); }

  Node& node(NodeIndex i) { return schema_.nodes[i]; }

  void read(NodeIndex i, const Json& json, const std::string& pointer) {
    node(i).pointer = pointer;
    if (!json.is_object()) return wrong(pointer, "a schema is an object");
    const Json* type = member(json, "type");
    if (type == nullptr || !read_type(i, *type)) {
      return wrong(type == nullptr ? pointer : in_object(pointer, "type"),
                   "\"type\" is one of object, array, string, integer, number, boolean");
    }
    // Whether the fact is the host's matters to its properties, so it is read first.
    if (const Json* source = member(json, "x-source")) {
      if (*source == "host") {
        node(i).host = true;
      } else {
        wrong(in_object(pointer, "x-source"), "\"x-source\" is \"host\" or left out");
      }
    }
    // Other keywords lean on these, wherever they stand.
    constexpr std::array<std::string_view, 2> kFirst{"format", "properties"};
    for (const std::string_view keyword : kFirst) {
      if (const Json* value = member(json, keyword)) {
        read_keyword(i, keyword, *value, in_object(pointer, keyword));
      }
    }
    for (const auto& [keyword, value] : json.get_ref<const Json::object_t&>()) {
      if (keyword != kFirst[0] && keyword != kFirst[1]) {
        read_keyword(i, keyword, value, in_object(pointer, keyword));
      }
    }
    if (node(i).type == Type::Array && node(i).items == kNoNode) wrong(pointer, "an array needs \"items\"");
    check_order(node(i).min_items, node(i).max_items, "minItems", "maxItems", pointer);
    check_order(node(i).min_length, node(i).max_length, "minLength", "maxLength", pointer);
    check_order(node(i).minimum, node(i).maximum, "minimum", "maximum", pointer);
    if (node(i).optional && node(i).host) {
      wrong(pointer, "a fact is optional or the host's, not both: has() already says whether a host fact is known");
    }
  }

  bool read_type(NodeIndex i, const Json& value) {
    for (const Type type : {Type::Object, Type::Array, Type::String, Type::Integer, Type::Number, Type::Boolean}) {
      if (value == type_name(type)) {
        node(i).type = type;
        return true;
      }
    }
    return false;
  }

  // Bounds that no value could meet.
  template <typename T>
  void check_order(const std::optional<T>& least, const std::optional<T>& most, std::string_view low,
                   std::string_view high, const std::string& pointer) {
    if (least && most && *most < *least) {
      wrong(in_object(pointer, low), cat({"\"", low, "\" is more than \"", high, "\": no value could be right"}));
    }
  }

  struct Keyword;
  using Read = void (Compiler::*)(NodeIndex, const Keyword&, const Json&, const std::string&);

  struct Keyword {
    std::string_view name;
    std::uint32_t types;
    Read read;
    std::optional<std::int64_t> Node::*count = nullptr;
    std::optional<double> Node::*bound = nullptr;
  };

  void read_keyword(NodeIndex i, std::string_view name, const Json& value, const std::string& pointer) {
    static constexpr Keyword kKeywords[] = {
        {"type", kAny, &Compiler::read_before},
        {"x-source", kAny, &Compiler::read_before},
        {"properties", bit(Type::Object), &Compiler::read_properties},
        {"required", bit(Type::Object), &Compiler::read_required},
        {"items", bit(Type::Array), &Compiler::read_items},
        {"enum", kScalar, &Compiler::read_values},
        {"const", kScalar, &Compiler::read_values},
        {"minItems", bit(Type::Array), &Compiler::read_count, &Node::min_items},
        {"maxItems", bit(Type::Array), &Compiler::read_count, &Node::max_items},
        {"minLength", bit(Type::String), &Compiler::read_count, &Node::min_length},
        {"maxLength", bit(Type::String), &Compiler::read_count, &Node::max_length},
        {"minimum", kNumber, &Compiler::read_bound, nullptr, &Node::minimum},
        {"maximum", kNumber, &Compiler::read_bound, nullptr, &Node::maximum},
        {"format", bit(Type::String), &Compiler::read_format},
        {"title", kAny, &Compiler::read_title},
        {"help", kAny, &Compiler::read_help},
        {"x-values", bit(Type::String), &Compiler::read_labels},
        {"x-directory", bit(Type::Object), &Compiler::read_directory},
        {"x-optional", kAny, &Compiler::read_flag},
        {"x-sensitive", kAny, &Compiler::read_flag},
        {"x-severity", kAny, &Compiler::read_severity},
        {"x-cites", kAny, &Compiler::read_cites},
    };
    for (const Keyword& keyword : kKeywords) {
      if (keyword.name != name) continue;
      if ((keyword.types & bit(node(i).type)) == 0) {
        return wrong(pointer, cat({"\"", name, "\" does not apply to type ", type_name(node(i).type)}));
      }
      return (this->*keyword.read)(i, keyword, value, pointer);
    }
    diagnostics_.add("schema.unsupported_keyword", pointer,
                     cat({"the keyword \"", name, "\" is not supported; it would not be checked, so it is refused"}));
  }

  // Read by read() itself.
  void read_before(NodeIndex, const Keyword&, const Json&, const std::string&) {}

  void read_directory(NodeIndex i, const Keyword&, const Json& value, const std::string& pointer) {
    const NodeIndex code = value.is_string() ? schema_.property(i, value.get_ref<const std::string&>()) : kNoNode;
    if (code == kNoNode || node(code).type != Type::String) {
      return wrong(pointer,
                   "\"x-directory\" names the string property of this object that is looked up in the directory");
    }
    node(i).directory = code;
  }

  void read_title(NodeIndex i, const Keyword&, const Json& value, const std::string& pointer) {
    node(i).title = read_localized(value, pointer, diagnostics_);
  }

  // For pages that draw the form.
  void read_help(NodeIndex, const Keyword&, const Json& value, const std::string& pointer) {
    read_localized(value, pointer, diagnostics_);
  }

  // x-sensitive is for pages, which keep such a value nowhere.
  void read_flag(NodeIndex i, const Keyword& keyword, const Json& value, const std::string& pointer) {
    if (!value.is_boolean()) return wrong(pointer, cat({"\"", keyword.name, "\" is true or false"}));
    if (keyword.name == "x-optional") node(i).optional = value.get<bool>();
  }

  void read_severity(NodeIndex i, const Keyword&, const Json& value, const std::string& pointer) {
    const auto severity = value.is_string() ? severity_from_name(value.get_ref<const std::string&>()) : std::nullopt;
    if (!severity || *severity == Severity::NotNeeded) {
      return wrong(pointer, "\"x-severity\" is error, warning or info");
    }
    node(i).severity = *severity;
  }

  void read_cites(NodeIndex i, const Keyword&, const Json& value, const std::string& pointer) {
    if (!value.is_array()) return wrong(pointer, "\"x-cites\" is a list of clause ids");
    for (const Json& cite : value) {
      if (!cite.is_string()) return wrong(pointer, "\"x-cites\" is a list of clause ids");
      node(i).cites.push_back(cite.get_ref<const std::string&>());
    }
  }

  void read_properties(NodeIndex i, const Keyword&, const Json& value, const std::string& pointer) {
    if (!value.is_object()) return wrong(pointer, "\"properties\" is an object");
    std::uint32_t ordinal = 0;
    for (const auto& [name, schema] : value.get_ref<const Json::object_t&>()) {
      const std::string at = in_object(pointer, name);
      if (!is_cel_identifier(name)) {
        wrong(at, "a property's name must be a CEL identifier (letters, digits, _; no reserved word): rules write it");
      } else if (i == 0) {
        for (const std::string_view word : kReserved) {
          if (name == word) wrong(at, cat({"\"", name, "\" has a meaning of its own in rules; choose another name"}));
        }
      }
      const NodeIndex child = add_node(name, i, ordinal++, node(i).host);
      node(i).properties.push_back(child);
      node(i).keys.push_back(cel::Value::of_string(node(child).name));
      read(child, schema, at);
    }
  }

  void read_required(NodeIndex i, const Keyword&, const Json& value, const std::string& pointer) {
    if (!value.is_array()) return wrong(pointer, "\"required\" is a list of property names");
    for (std::size_t k = 0; k < value.size(); ++k) {
      const Json& name = value[k];
      const NodeIndex child = name.is_string() ? schema_.property(i, name.get_ref<const std::string&>()) : kNoNode;
      if (child == kNoNode) {
        wrong(cat({pointer, "/", k}), "\"required\" names properties that stand in \"properties\"");
      } else if (node(child).optional) {
        wrong(cat({pointer, "/", k}), "a property is required or x-optional, not both");
      } else {
        node(child).required = true;
      }
    }
  }

  void read_items(NodeIndex i, const Keyword&, const Json& value, const std::string& pointer) {
    const NodeIndex child = add_node("*", i, 0, node(i).host);
    node(i).items = child;
    read(child, value, pointer);
    if (node(child).optional) wrong(pointer, "an element is not optional: a list holds what is there");
  }

  std::optional<cel::Value> constant(NodeIndex i, const Json& value) {
    switch (node(i).type) {
      case Type::String:
        if (!value.is_string() || !conforms(node(i).format, value.get_ref<const std::string&>())) return std::nullopt;
        return cel::Value::of_string(schema_.arena->copy(value.get_ref<const std::string&>()));
      case Type::Integer:
        if (!value.is_number_integer() || std::abs(value.get<double>()) > kMostExact) return std::nullopt;
        return cel::Value::of_int(value.get<std::int64_t>());
      case Type::Number:
        if (!value.is_number()) return std::nullopt;
        return cel::Value::of_double(value.get<double>());
      case Type::Boolean:
        if (!value.is_boolean()) return std::nullopt;
        return cel::Value::of_bool(value.get<bool>());
      default: return std::nullopt;
    }
  }

  void read_values(NodeIndex i, const Keyword& keyword, const Json& value, const std::string& pointer) {
    const bool is_const = keyword.name == "const";
    if (node(i).format == Format::Date || node(i).format == Format::DateTime) {
      return wrong(pointer, cat({"\"", keyword.name, "\" does not apply to days and instants; say it in a rule"}));
    }
    if (!is_const && (!value.is_array() || value.empty())) return wrong(pointer, "\"enum\" is a list with values");
    if (!node(i).values.empty()) return wrong(pointer, "\"enum\" and \"const\" exclude each other");
    node(i).is_const = is_const;
    Arena scratch(SIZE_MAX);
    for (std::size_t k = 0; k < (is_const ? 1 : value.size()); ++k) {
      const std::string at = is_const ? pointer : cat({pointer, "/", k});
      const auto parsed = constant(i, is_const ? value : value[k]);
      if (!parsed) {
        wrong(at, cat({"the value is not of type ", type_name(node(i).type)}));
        continue;
      }
      for (const cel::Value& known : node(i).values) {
        if (cel::equals(scratch, known, *parsed).is_true()) wrong(at, "the value stands in the list twice");
      }
      node(i).values.push_back(*parsed);
    }
  }

  void read_count(NodeIndex i, const Keyword& keyword, const Json& value, const std::string& pointer) {
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > std::numeric_limits<std::uint32_t>::max()) {
      return wrong(pointer, cat({"\"", keyword.name, "\" is a whole number, 0 or more"}));
    }
    node(i).*keyword.count = value.get<std::int64_t>();
  }

  void read_bound(NodeIndex i, const Keyword& keyword, const Json& value, const std::string& pointer) {
    if (!value.is_number()) return wrong(pointer, cat({"\"", keyword.name, "\" is a number"}));
    node(i).*keyword.bound = value.get<double>();
  }

  void read_format(NodeIndex i, const Keyword&, const Json& value, const std::string& pointer) {
    const auto format = value.is_string() ? format_from_name(value.get_ref<const std::string&>()) : std::nullopt;
    if (!format) {
      return wrong(pointer, "\"format\" is one of date, date-time, month, cn-resident-id, cn-area-code");
    }
    node(i).format = *format;
  }

  // Labels of codes, for pages that draw the form: { "<code>": { "title": …, "help"?: … } }.
  void read_labels(NodeIndex, const Keyword&, const Json& value, const std::string& pointer) {
    if (!value.is_object()) return wrong(pointer, "\"x-values\" is an object: code to labels");
    for (const auto& [code, labels] : value.get_ref<const Json::object_t&>()) {
      const std::string at = in_object(pointer, code);
      if (!labels.is_object() || member(labels, "title") == nullptr) {
        wrong(at, "a code's labels are an object with \"title\" and, if needed, \"help\"");
        continue;
      }
      for (const auto& [key, text] : labels.get_ref<const Json::object_t&>()) {
        if (key != "title" && key != "help") {
          wrong(in_object(at, key), "a code's labels are \"title\" and \"help\"");
        } else {
          read_localized(text, in_object(at, key), diagnostics_);
        }
      }
    }
  }

  Diagnostics& diagnostics_;
  Schema schema_;
};

}  // namespace

Schema compile_schema(const Json& json, const std::string& pointer, Diagnostics& diagnostics) {
  return Compiler(diagnostics).run(json, pointer);
}

}  // namespace precheck::schema
