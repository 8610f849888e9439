#include "cel/ast_json.h"

#include "base/json_writer.h"
#include "base/text.h"
#include "cel/json_value.h"

namespace precheck::cel {
namespace {

class Writer {
 public:
  Writer(const Ast& ast, std::string& out) : ast_(ast), out_(out) {}

  // `within`: what takes the place of a node that a macro made, the whole macro.
  void write(NodeId id, const Node& within) {
    const Node& node = ast_[id];
    const Node& place = node.bare_end == 0 ? within : node;
    out_.begin_object();
    text("kind", kind_name(node.kind));
    number("start", place.bare_begin);
    number("end", place.bare_end);
    number("at", node.offset);
    if (!node.macro.empty()) text("macro", node.macro);
    parts(node, place);
    out_.end_object();
  }

 private:
  static std::string_view kind_name(NodeKind kind) {
    constexpr std::string_view kNames[] = {"literal", "ident", "select", "call", "list", "map", "comprehension"};
    return kNames[static_cast<std::size_t>(kind)];
  }

  void text(std::string_view key, std::string_view value) {
    out_.key(key);
    out_.string(value);
  }

  void number(std::string_view key, std::size_t value) {
    out_.key(key);
    out_.number(std::uint64_t{value});
  }

  void mark(std::string_view key) {
    out_.key(key);
    out_.boolean(true);
  }

  void part(std::string_view key, NodeId id, const Node& within) {
    out_.key(key);
    write(id, within);
  }

  void list(std::string_view key, std::span<const NodeId> ids, const Node& within) {
    out_.key(key);
    out_.begin_array();
    for (const NodeId id : ids) write(id, within);
    out_.end_array();
  }

  void parts(const Node& node, const Node& within) {
    const std::string name = cat({node.absolute ? "." : "", node.name});
    switch (node.kind) {
      case NodeKind::Literal:
        text("type", type_name(node.literal));
        out_.key("value");
        return out_.raw(to_json_text(node.literal, SIZE_MAX)->text);
      case NodeKind::Ident: return text("name", name);
      case NodeKind::Select:
        part("operand", node.args[0], within);
        text("field", name);
        if (node.test_only) mark("test_only");
        return;
      case NodeKind::Call:
        text("function", name);
        if (node.has_target) part("target", node.args[0], within);
        return list("args", node.args.subspan(node.has_target ? 1 : 0), within);
      case NodeKind::List: list("elements", node.args, within); return optional_indices(node);
      case NodeKind::Map: return entries(node, within);
      case NodeKind::Comprehension: return comprehension(node, within);
    }
  }

  void optional_indices(const Node& node) {
    if (node.optional_entries.empty()) return;
    out_.key("optional_indices");
    out_.begin_array();
    for (std::size_t i = 0; i < node.optional_entries.size(); ++i) {
      if (node.optional_entries[i]) out_.number(std::uint64_t{i});
    }
    out_.end_array();
  }

  void entries(const Node& node, const Node& within) {
    out_.key("entries");
    out_.begin_array();
    for (std::size_t i = 0; i < node.args.size(); i += 2) {
      out_.begin_object();
      part("map_key", node.args[i], within);
      part("value", node.args[i + 1], within);
      if (!node.optional_entries.empty() && node.optional_entries[i / 2]) mark("optional_entry");
      out_.end_object();
    }
    out_.end_array();
  }

  void comprehension(const Node& node, const Node& within) {
    constexpr std::string_view kParts[] = {"iter_range", "accu_init", "loop_condition", "loop_step", "result"};
    text("iter_var", node.iter_var);
    if (!node.iter_var2.empty()) text("iter_var2", node.iter_var2);
    text("accu_var", node.accu_var);
    for (std::size_t i = 0; i < node.args.size(); ++i) part(kParts[i], node.args[i], within);
  }

  const Ast& ast_;
  JsonWriter out_;
};

}  // namespace

void write_syntax(const Ast& ast, std::string& out) { Writer(ast, out).write(ast.root, ast[ast.root]); }

}  // namespace precheck::cel
