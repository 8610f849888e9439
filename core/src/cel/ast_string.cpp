#include "cel/ast_string.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "base/text.h"
#include "cel/number_text.h"

namespace precheck::cel {
namespace {

void append_escape(std::string& out, char kind, std::uint32_t value, int digits) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '\\';
  out += kind;
  while (digits > 0) out += kHex[value >> (4 * --digits) & 0xF];
}

// Code points without a glyph, first and last of each range: controls, spaces other than the ASCII one, marks of
// direction, surrogates and private use, specials, and the planes that Unicode has not assigned. A reader could not
// tell them.
constexpr std::uint32_t kInvisible[][2] = {{0x80, 0xA0},     {0xAD, 0xAD},       {0x2000, 0x200F}, {0x2028, 0x202F},
                                           {0x205F, 0x206F}, {0x3000, 0x3000},   {0xD800, 0xF8FF}, {0xFEFF, 0xFEFF},
                                           {0xFFF0, 0xFFFB}, {0x40000, 0x10FFFF}};

bool invisible(std::uint32_t code_point) {
  return std::any_of(std::begin(kInvisible), std::end(kInvisible),
                     [&](const auto& range) { return code_point >= range[0] && code_point <= range[1]; });
}

// Printable ASCII and all well-formed sequences above it are kept, unless they are invisible.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    const std::uint32_t code_point = next_code_point(text, i);
    switch (code_point) {
      case '\a': out += "\\a"; continue;
      case '\b': out += "\\b"; continue;
      case '\t': out += "\\t"; continue;
      case '\n': out += "\\n"; continue;
      case '\v': out += "\\v"; continue;
      case '\f': out += "\\f"; continue;
      case '\r': out += "\\r"; continue;
      case '"': out += "\\\""; continue;
      case '\\': out += "\\\\"; continue;
      default: break;
    }
    if (code_point < 0x20 || code_point == 0x7F || code_point == kInvalidCodePoint) {
      append_escape(out, 'x', static_cast<unsigned char>(text[start]), 2);
    } else if (invisible(code_point)) {
      const bool large = code_point > 0xFFFF;
      append_escape(out, large ? 'U' : 'u', code_point, large ? 8 : 4);
    } else {
      out += text.substr(start, i - start);
    }
  }
  return cat({out, "\""});
}

std::string literal_text(const Value& value) {
  switch (value.kind) {
    case Kind::Bool: return value.boolean ? "true" : "false";
    case Kind::Int: return int_text(value.integer);
    case Kind::Uint: return cat({uint_text(value.uinteger), "u"});
    case Kind::Double: return double_text(value.real);
    case Kind::String: return quoted(value.string());
    case Kind::Bytes: return cat({"b", quoted(value.string())});
    default: return "null";
  }
}

class Printer {
 public:
  explicit Printer(const Ast& ast) : ast_(ast) {}

  void print(NodeId id) {
    const Node& node = ast_[id];
    switch (node.kind) {
      case NodeKind::Literal: write(literal_text(node.literal)); return;
      case NodeKind::Ident:
        write(cat({node.absolute ? "." : "", node.name, node.test_only ? "~test-only~" : ""}));
        return;
      case NodeKind::Select:
        print(node.args[0]);
        write(cat({".", node.name, node.test_only ? "~test-only~" : ""}));
        return;
      case NodeKind::Call:
        if (node.has_target) print(node.args[0]);
        write(cat({node.has_target || node.absolute ? "." : "", node.name}));
        print_parts("(", node, node.has_target ? 1 : 0, ")");
        return;
      case NodeKind::List: print_parts("[", node, 0, "]"); return;
      case NodeKind::Map: print_map(node); return;
      case NodeKind::Comprehension: print_comprehension(node); return;
    }
  }

  std::string take() { return std::move(out_); }

 private:
  void write(std::string_view text) {
    if (line_start_) out_.append(2 * indent_, ' ');
    line_start_ = false;
    out_ += text;
  }

  void new_line() {
    out_ += '\n';
    line_start_ = true;
  }

  void print_parts(std::string_view open, const Node& node, std::size_t first, std::string_view close) {
    write(open);
    ++indent_;
    for (std::size_t i = first; i < node.args.size(); ++i) {
      if (i > first) write(",");
      new_line();
      print(node.args[i]);
    }
    --indent_;
    if (node.args.size() > first) new_line();
    write(close);
  }

  // cel-go marks optional entries here, but not in lists.
  void print_map(const Node& node) {
    write("{");
    ++indent_;
    for (std::size_t i = 0; i + 1 < node.args.size(); i += 2) {
      if (i > 0) write(",");
      new_line();
      if (!node.optional_entries.empty() && node.optional_entries[i / 2]) write("?");
      print(node.args[i]);
      write(":");
      print(node.args[i + 1]);
    }
    --indent_;
    if (!node.args.empty()) new_line();
    write("}");
  }

  void heading(std::string_view text) {
    new_line();
    write("// ");
    write(text);
    new_line();
  }

  void print_comprehension(const Node& node) {
    constexpr std::string_view kParts[] = {"Init", "LoopCondition", "LoopStep", "Result"};
    write("__comprehension__(");
    ++indent_;
    heading("Variable");
    write(cat({node.iter_var, ","}));
    if (!node.iter_var2.empty()) {
      new_line();
      write(cat({node.iter_var2, ","}));
    }
    heading("Target");
    print(node.args[0]);
    write(",");
    heading("Accumulator");
    write(node.accu_var);
    for (std::size_t i = 0; i < 4; ++i) {
      write(",");
      heading(kParts[i]);
      print(node.args[i + 1]);
    }
    write(")");
    --indent_;
  }

  const Ast& ast_;
  std::string out_;
  std::size_t indent_ = 0;
  bool line_start_ = true;
};

}  // namespace

std::string to_debug_string(const Ast& ast) {
  Printer printer(ast);
  printer.print(ast.root);
  return printer.take();
}

}  // namespace precheck::cel
