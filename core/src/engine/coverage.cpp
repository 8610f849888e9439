#include "engine/coverage.h"

#include <iterator>
#include <map>
#include <utility>

#include "base/limits.h"
#include "base/vector.h"
#include "engine/check.h"
#include "engine/render.h"
#include "engine/written.h"
#include "pack/image_fields.h"

namespace precheck::engine {

using cel::Instruction;
using cel::Kind;
using cel::Node;
using cel::NodeId;
using cel::NodeKind;

namespace {

using Outcomes = std::uint32_t;  // a bit for each of kOutcomes
constexpr std::string_view kOutcomes[] = {"true", "false", "value", "unknown", "error"};

Outcomes outcome_of(const cel::Value& value) {
  switch (value.kind) {
    case Kind::Bool: return value.boolean ? 1 : 2;
    case Kind::Unknown: return 8;
    case Kind::Error: return 16;
    default: return 4;
  }
}

class Seen final : public cel::Recorder {
 public:
  std::size_t begin() override { return 0; }
  void add(const Instruction& in, const cel::Value& value, std::size_t /*mark*/) override {
    seen_[&in] |= outcome_of(value);
  }

  [[nodiscard]] Outcomes of(const Instruction& in) const {
    const auto at = seen_.find(&in);
    return at == seen_.end() ? 0 : at->second;
  }

 private:
  std::map<const Instruction*, Outcomes> seen_;
};

// Writes the sub-expressions of one expression.
class Parts {
 public:
  Parts(const pack::Expression& expression, const cel::Ast& ast, const Seen& seen, JsonWriter& out)
      : ast_(ast), seen_(seen), out_(out) {
    made_of_.resize(ast_.nodes.size());
    for (const Instruction& in : expression.program.code) {
      if (in.node != cel::kNoNode) made_of_[in.node] = &in;
    }
  }

  void write() { write(ast_.root, std::nullopt); }

 private:
  // `macro`: the offset of everything that the macro around the node made.
  void write(NodeId id, std::optional<std::uint32_t> macro) {
    id = behind_dyn(ast_, id);
    const Node& node = ast_[id];
    if (is_literal(ast_, node)) return;
    const Instruction* in = made_of_[id];
    if (node.offset != macro) {
      if (is_copy(node)) return;
      write_part(node, in);
      // What a name is resolved to, with all of a path behind it, or of a list of such names.
      if (is_path(ast_, node) || (in != nullptr && in->op == cel::Op::Constant)) return;
      macro.reset();
      if (!node.macro.empty()) macro = node.offset;
    }
    // A function with a qualified name, optional.of(x): what looks like its target is a part of the name.
    const bool qualified = node.has_target && in != nullptr && in->count < node.args.size();
    for (const NodeId part : node.args.subspan(qualified ? 1 : 0)) write(part, macro);
  }

  // Expansions hold their arguments in the order in which they are written; what goes back is one of them once more.
  bool is_copy(const Node& node) {
    const bool further = node.bare_begin > begin_ || (node.bare_begin == begin_ && node.bare_end < end_);
    if (further) begin_ = node.bare_begin, end_ = node.bare_end;
    return !further;
  }

  void write_part(const Node& node, const Instruction* in) {
    const Outcomes outcomes = in == nullptr ? 0 : seen_.of(*in);
    out_.begin_object();
    out_.key("start");
    out_.number(std::uint64_t{node.bare_begin});
    out_.key("end");
    out_.number(std::uint64_t{node.bare_end});
    out_.key("outcomes");
    out_.begin_array();
    for (std::size_t i = 0; i < std::size(kOutcomes); ++i) {
      if (outcomes >> i & 1) out_.string(kOutcomes[i]);
    }
    out_.end_array();
    out_.end_object();
  }

  const cel::Ast& ast_;
  const Seen& seen_;
  JsonWriter& out_;
  Vector<const Instruction*> made_of_;  // by node; nullptr: nothing is evaluated for it
  // Where the part before stands: at first, before all of them.
  std::uint32_t begin_ = 0;
  std::uint32_t end_ = UINT32_MAX;
};

// Comes by all expressions of a pack, in the order of a compiled pack's fields.
class Expressions {
 public:
  static constexpr bool kReads = false;

  Expressions(std::string_view locale, const Seen& seen, JsonWriter& out) : locale_(locale), seen_(seen), out_(out) {}

  template <typename... T>
  void operator()(const T&... parts) {
    (one(parts), ...);
  }

  [[nodiscard]] const pack::Expression* unreadable() const { return unreadable_; }

 private:
  template <typename T>
  void one(const T& part) {
    if constexpr (requires { fields(*this, part); }) fields(*this, part);
  }
  void one(const schema::Schema& /*facts*/) {}
  template <typename T>
  void one(const std::optional<T>& part) {
    if (part) one(*part);
  }
  template <typename T>
  void one(const Vector<T>& part) {
    for (const T& element : part) one(element);
  }
  // In one language, as a report has it.
  void one(const pack::Text& text) {
    if (!text.empty()) one(text.in(locale_));
  }

  void one(const pack::Expression& expression) {
    out_.begin_object();
    out_.key("pointer");
    out_.string(expression.pointer);
    out_.key("text");
    out_.string(expression.text);
    out_.key("parts");
    out_.begin_array();
    if (const auto ast = written(expression)) {
      Parts(expression, *ast, seen_, out_).write();
    } else {
      unreadable_ = &expression;
    }
    out_.end_array();
    out_.end_object();
  }

  std::string_view locale_;
  const Seen& seen_;
  JsonWriter& out_;
  const pack::Expression* unreadable_ = nullptr;
};

}  // namespace

const pack::Expression* coverage(const pack::Pack& pack, schema::Facts& facts,
                                 const Vector<std::optional<cel::Value>>& parameters, calendar::Instant as_of,
                                 std::string_view locale, JsonWriter& out) {
  Arena arena(limits::kMaxEvaluationBytes);
  Run run(pack, facts, parameters, as_of, arena, limits::kMaxCoverageSteps);
  run.read_slots();
  Seen seen;
  run.record(&seen);
  Judged judged;
  check(run, locale, judged);
  out.begin_object();
  write_head(pack, as_of, locale, {}, out);
  out.key("expressions");
  out.begin_array();
  Expressions expressions(locale, seen, out);
  fields(expressions, pack);
  out.end_array();
  out.end_object();
  return expressions.unreadable();
}

}  // namespace precheck::engine
