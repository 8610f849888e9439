#include "cel/regex.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/limits.h"
#include "base/sort.h"
#include "base/text.h"
#include "base/vector.h"

namespace precheck::cel {
namespace {

using CodePointSet = Regex::CodePointSet;
using Instruction = Regex::Instruction;
using Op = Regex::Op;
using Range = Regex::Range;

constexpr std::uint32_t kMaxCodePoint = 0x10FFFF;
constexpr std::uint32_t kNoCodePoint = UINT32_MAX;  // before the first and after the last
constexpr std::uint32_t kUnlimited = UINT32_MAX;
constexpr std::uint32_t kKelvinSign = 0x212A;  // its small letter is k
constexpr std::uint32_t kLongS = 0x17F;        // its capital is S

// --- Sets of code points

void normalize(CodePointSet& set) {
  sort_stable(set, [](Range a, Range b) { return a.low < b.low; });
  std::size_t kept = 0;
  for (const Range range : set) {
    if (kept > 0 && range.low <= set[kept - 1].high + 1) {
      set[kept - 1].high = std::max(set[kept - 1].high, range.high);
    } else {
      set[kept++] = range;
    }
  }
  set.resize(kept);
}

// Everything that the normal `set` lacks.
CodePointSet complement(const CodePointSet& set) {
  CodePointSet rest;
  std::uint32_t next = 0;
  for (const Range range : set) {
    if (range.low > next) rest.push_back({next, range.low - 1});
    next = range.high + 1;
  }
  if (next <= kMaxCodePoint) rest.push_back({next, kMaxCodePoint});
  return rest;
}

bool contains(const CodePointSet& set, std::uint32_t code_point) {
  const auto after =
      std::upper_bound(set.begin(), set.end(), code_point, [](std::uint32_t c, Range range) { return c < range.low; });
  return after != set.begin() && code_point <= std::prev(after)->high;
}

// Blocks beyond ASCII without letter case: punctuation, CJK with kana and bopomofo, Hangul, ideographs. A range
// inside one of them can be matched case-insensitively as it stands.
bool is_caseless(Range range) {
  constexpr Range kCaseless[] = {
      {0x2000, 0x206F}, {0x2E80, 0xA48F}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0x20000, 0x3FFFF}};
  return std::any_of(std::begin(kCaseless), std::end(kCaseless),
                     [&](Range block) { return block.low <= range.low && range.high <= block.high; });
}

// Adds the other case of the ASCII letters in `range`.
void add_other_case(CodePointSet& set, Range range) {
  const auto shifted = [&](std::uint32_t first, std::uint32_t last, std::uint32_t to) {
    const std::uint32_t low = std::max(range.low, first);
    const std::uint32_t high = std::min(range.high, last);
    if (low <= high) set.push_back({low - first + to, high - first + to});
  };
  const auto has = [&](std::uint32_t c) { return range.low <= c && c <= range.high; };
  shifted('a', 'z', 'A');
  shifted('A', 'Z', 'a');
  if (has('k') || has('K')) set.push_back({kKelvinSign, kKelvinSign});
  if (has('s') || has('S')) set.push_back({kLongS, kLongS});
}

struct NamedSet {
  std::string_view name;
  std::string_view ranges;  // pairs of ASCII characters, first and last
};

// \d, \s, \w; the capitals are their complements.
constexpr NamedSet kPerlSets[] = {{"d", "09"}, {"s", "\t\n\f\r  "}, {"w", "09AZ__az"}};

constexpr NamedSet kPosixSets[] = {
    {"alnum", "09AZaz"},
    {"alpha", "AZaz"},
    {"ascii", std::string_view("\0\x7F", 2)},
    {"blank", "\t\t  "},
    {"cntrl", std::string_view("\0\x1F\x7F\x7F", 4)},
    {"digit", "09"},
    {"graph", "!~"},
    {"lower", "az"},
    {"print", " ~"},
    {"punct", "!/:@[`{~"},
    {"space", "\t\r  "},
    {"upper", "AZ"},
    {"word", "09AZ__az"},
    {"xdigit", "09AFaf"},
};

template <std::size_t N>
const NamedSet* find_set(const NamedSet (&sets)[N], std::string_view name) {
  for (const NamedSet& set : sets) {
    if (set.name == name) return &set;
  }
  return nullptr;
}

bool is_digit(std::uint32_t c) { return c >= '0' && c <= '9'; }
bool is_letter(std::uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_word(std::uint32_t c) { return is_digit(c) || is_letter(c) || c == '_'; }

// --- Syntax tree

struct Node {
  enum class Kind : std::uint8_t { Empty, Literal, Set, Condition, Sequence, Choice, Repeat };
  Kind kind = Kind::Empty;
  Op condition = Op::Match;             // Condition
  std::uint32_t value = 0;              // Literal: code point; Set: index
  std::uint32_t min = 0;                // Repeat
  std::uint32_t max = 0;                // Repeat; may be kUnlimited
  std::uint32_t copies = 1;             // how often counted repetitions write the deepest part out
  Vector<std::uint32_t> children = {};  // indexes of nodes
};

struct Flags {
  bool ignore_case = false;  // i
  bool multi_line = false;   // m
  bool dot_all = false;      // s
};

// Reads a pattern by recursive descent. The first error is kept and ends the reading.
class Parser {
 public:
  explicit Parser(std::string_view pattern) : pattern_(pattern) {}

  // The root node; meaningful when there is no error.
  std::uint32_t parse() {
    if (pattern_.size() > limits::kMaxRegexBytes) {
      fail("the pattern is too large", 0);
      return 0;
    }
    for (std::size_t at = 0; at < pattern_.size();) {
      const std::size_t start = at;
      if (next_code_point(pattern_, at) == kInvalidCodePoint) {
        fail("the pattern is not valid UTF-8", start);
        return 0;
      }
    }
    const std::uint32_t root = parse_choice();
    if (!error_ && !at_end()) fail("unmatched )", at_);
    return root;
  }

  std::optional<RegexError>& error() { return error_; }
  const Vector<Node>& nodes() const { return nodes_; }
  Vector<CodePointSet>& sets() { return sets_; }

 private:
  bool at_end() const { return at_ >= pattern_.size(); }
  bool next_is(std::string_view text) const { return pattern_.substr(at_, text.size()) == text; }
  bool take(std::string_view text) {
    if (!next_is(text)) return false;
    at_ += text.size();
    return true;
  }
  std::uint32_t take_code_point() { return next_code_point(pattern_, at_); }

  void fail(std::string_view message, std::size_t offset) {
    if (!error_) error_ = RegexError{std::string(message), offset};
  }

  std::uint32_t add(Node node) {
    for (const std::uint32_t child : node.children) node.copies = std::max(node.copies, nodes_[child].copies);
    nodes_.push_back(std::move(node));
    return static_cast<std::uint32_t>(nodes_.size() - 1);
  }

  std::uint32_t add_condition(Op op) { return add({.kind = Node::Kind::Condition, .condition = op}); }

  std::uint32_t add_set(CodePointSet set) {
    normalize(set);
    sets_.push_back(std::move(set));
    return add({.kind = Node::Kind::Set, .value = static_cast<std::uint32_t>(sets_.size() - 1)});
  }

  std::uint32_t add_literal(std::uint32_t code_point, std::size_t offset) {
    if (flags_.ignore_case && (code_point >= 0x80 || is_letter(code_point))) {
      CodePointSet set;
      add_range(set, {code_point, code_point}, offset);
      if (code_point < 0x80) return add_set(std::move(set));
    }
    return add({.kind = Node::Kind::Literal, .value = code_point});
  }

  // With ignore_case a range takes the other case of its letters along.
  void add_range(CodePointSet& set, Range range, std::size_t offset) {
    set.push_back(range);
    if (!flags_.ignore_case) return;
    if (range.high >= 0x80 && !is_caseless(range)) {
      fail("case-insensitive matching of letters beyond ASCII is not supported", offset);
    }
    add_other_case(set, range);
  }

  void add_named(CodePointSet& set, const NamedSet& named, bool negated, std::size_t offset) {
    CodePointSet part;
    for (std::size_t i = 0; i < named.ranges.size(); i += 2) {
      add_range(part, {static_cast<unsigned char>(named.ranges[i]), static_cast<unsigned char>(named.ranges[i + 1])},
                offset);
    }
    normalize(part);
    if (negated) part = complement(part);
    set.insert(set.end(), part.begin(), part.end());
  }

  // a|b|c, up to the end or a closing parenthesis.
  std::uint32_t parse_choice() {
    Node choice{.kind = Node::Kind::Choice};
    do {
      choice.children.push_back(parse_sequence());
    } while (!error_ && take("|"));
    return choice.children.size() == 1 ? choice.children[0] : add(std::move(choice));
  }

  std::uint32_t parse_sequence() {
    Node sequence{.kind = Node::Kind::Sequence};
    while (!error_ && !at_end() && !next_is("|") && !next_is(")")) {
      if (take("\\Q")) {
        parse_quoted(sequence);
      } else if (const auto atom = parse_atom()) {
        sequence.children.push_back(parse_repeats(*atom));
      }
    }
    return sequence.children.size() == 1 ? sequence.children[0] : add(std::move(sequence));
  }

  // Literal text up to \E or the end; a repetition after it is of its last character.
  void parse_quoted(Node& sequence) {
    while (!error_ && !at_end() && !take("\\E")) {
      const std::size_t start = at_;
      const std::uint32_t literal = add_literal(take_code_point(), start);
      const bool last = take("\\E");
      sequence.children.push_back(last ? parse_repeats(literal) : literal);
      if (last) return;
    }
  }

  // One thing that can be repeated; nothing for (?i), which only sets flags, and after an error.
  std::optional<std::uint32_t> parse_atom() {
    const std::size_t start = at_;
    const std::uint32_t c = take_code_point();
    switch (c) {
      case '(': return parse_group(start);
      case '[': return parse_class(start);
      case '\\': return parse_escape(start);
      case '.': return add_set(flags_.dot_all ? CodePointSet{{0, kMaxCodePoint}} : complement({{'\n', '\n'}}));
      case '^': return add_condition(flags_.multi_line ? Op::BeginLine : Op::BeginText);
      case '$': return add_condition(flags_.multi_line ? Op::EndLine : Op::EndText);
      case '*':
      case '+':
      case '?': fail("nothing to repeat", start); return std::nullopt;
      case '{':
        at_ = start;
        if (take_counts()) {
          fail("nothing to repeat", start);
          return std::nullopt;
        }
        at_ = start + 1;
        return add_literal(c, start);
      default: return add_literal(c, start);
    }
  }

  // After "(".
  std::optional<std::uint32_t> parse_group(std::size_t start) {
    const Flags outside = flags_;
    if (take("?P<") || take("?<")) {
      if (!take_group_name(start)) return std::nullopt;
    } else if (take("?")) {
      bool opens_group = false;
      if (!take_flags(start, opens_group)) return std::nullopt;
      if (!opens_group) return std::nullopt;  // the flags hold to the end of the group around
    }
    if (++nesting_ > limits::kMaxRegexNesting) {
      fail("groups are nested too deeply", start);
      return std::nullopt;
    }
    const std::uint32_t inner = parse_choice();
    --nesting_;
    if (!error_ && !take(")")) fail("missing )", start);
    flags_ = outside;
    return inner;
  }

  // "name>"; letters, digits and _, each name once.
  bool take_group_name(std::size_t start) {
    const std::size_t begin = at_;
    while (!at_end() && is_word(static_cast<unsigned char>(pattern_[at_]))) ++at_;
    const std::string_view name = pattern_.substr(begin, at_ - begin);
    if (name.empty() || !take(">")) {
      fail("invalid group name", start);
      return false;
    }
    if (std::find(group_names_.begin(), group_names_.end(), name) != group_names_.end()) {
      fail("duplicate group name", start);
      return false;
    }
    group_names_.push_back(name);
    return true;
  }

  // "i-s:" or "i-s)", after "(?".
  bool take_flags(std::size_t start, bool& opens_group) {
    bool value = true;
    bool any = false;  // since the start or the minus
    while (!at_end()) {
      const char c = pattern_[at_++];
      switch (c) {
        case 'i': flags_.ignore_case = value; break;
        case 'm': flags_.multi_line = value; break;
        case 's': flags_.dot_all = value; break;
        case 'U':  // swaps greedy and lazy
          break;
        case '-':
          if (!value) {
            fail("invalid group flags", start);
            return false;
          }
          value = false;
          any = false;
          continue;
        case ':':
        case ')':
          if (!value && !any) {
            fail("invalid group flags", start);
            return false;
          }
          opens_group = c == ':';
          return true;
        default: fail("unsupported group syntax", start); return false;
      }
      any = true;
    }
    fail("missing )", start);
    return false;
  }

  // The repetition after an atom, if any. RE2 has no a** and the like, so at most one, with an optional lazy "?".
  std::uint32_t parse_repeats(std::uint32_t atom) {
    const std::size_t start = at_;
    const auto counts = take_repeat();
    if (!counts || error_) return atom;
    take("?");
    const std::size_t second = at_;
    if (take_repeat()) {
      fail("a repetition cannot be repeated", second);
      return atom;
    }
    const auto [min, max] = *counts;
    if ((max != kUnlimited && min > max) || min > limits::kMaxRegexRepeat ||
        (max != kUnlimited && max > limits::kMaxRegexRepeat)) {
      fail("invalid repeat count", start);
      return atom;
    }
    const std::uint32_t times = std::max(1u, max == kUnlimited ? min : max);
    if (nodes_[atom].copies > limits::kMaxRegexRepeat / times) {
      fail("nested repeat counts are too large", start);
      return atom;
    }
    const std::uint32_t copies = nodes_[atom].copies * times;
    return add({.kind = Node::Kind::Repeat, .min = min, .max = max, .copies = copies, .children = {atom}});
  }

  using Counts = std::pair<std::uint32_t, std::uint32_t>;  // least and most

  std::optional<Counts> take_repeat() {
    if (take("*")) return Counts{0, kUnlimited};
    if (take("+")) return Counts{1, kUnlimited};
    if (take("?")) return Counts{0, 1};
    return take_counts();
  }

  // {n}, {n,} or {n,m}; anything else in braces is literal text, and is left alone.
  std::optional<Counts> take_counts() {
    const std::size_t start = at_;
    if (take("{")) {
      if (const auto min = take_number()) {
        if (take("}")) return Counts{*min, *min};
        if (take(",")) {
          if (take("}")) return Counts{*min, kUnlimited};
          const auto max = take_number();
          if (max && take("}")) return Counts{*min, *max};
        }
      }
    }
    at_ = start;
    return std::nullopt;
  }

  // A large number stops growing just above the limit: it is too large all the same.
  std::optional<std::uint32_t> take_number() {
    const std::size_t start = at_;
    std::uint32_t value = 0;
    for (; !at_end() && is_digit(static_cast<unsigned char>(pattern_[at_])); ++at_) {
      value = std::min(value * 10 + static_cast<std::uint32_t>(pattern_[at_] - '0'), limits::kMaxRegexRepeat + 1);
    }
    return at_ > start ? std::optional(value) : std::nullopt;
  }

  // After a backslash outside of a class.
  std::optional<std::uint32_t> parse_escape(std::size_t start) {
    if (take("A")) return add_condition(Op::BeginText);
    if (take("z")) return add_condition(Op::EndText);
    if (take("b")) return add_condition(Op::WordBoundary);
    if (take("B")) return add_condition(Op::NotWordBoundary);
    CodePointSet set;
    if (take_perl_set(set, start)) return add_set(std::move(set));
    const std::uint32_t c = take_escaped(start);
    if (error_) return std::nullopt;
    return add_literal(c, start);
  }

  // d, D, s, S, w or W after a backslash.
  bool take_perl_set(CodePointSet& set, std::size_t start) {
    if (at_end()) return false;
    const char c = pattern_[at_];
    const bool negated = c == 'D' || c == 'S' || c == 'W';
    const char name = static_cast<char>(negated ? c - 'A' + 'a' : c);
    const NamedSet* named = find_set(kPerlSets, std::string_view(&name, 1));
    if (!named) return false;
    ++at_;
    add_named(set, *named, negated, start);
    return true;
  }

  // The code point that is written after a backslash.
  std::uint32_t take_escaped(std::size_t start) {
    if (at_end()) {
      fail("\\ at the end of the pattern", start);
      return 0;
    }
    const std::uint32_t c = take_code_point();
    switch (c) {
      case 'a': return '\a';
      case 'f': return '\f';
      case 'n': return '\n';
      case 'r': return '\r';
      case 't': return '\t';
      case 'v': return '\v';
      case 'x': return take_hex(start);
      case 'p':
      case 'P':
        fail(
            "Unicode classes such as \\pL and \\p{Han} are not supported; write the ranges, such as "
            "[\\x{4E00}-\\x{9FFF}]",
            start);
        return 0;
      default: break;
    }
    if (c >= '0' && c <= '7') {
      // One digit but 0 would be a reference to a capture, which RE2 does not have.
      const bool octal_follows = !at_end() && pattern_[at_] >= '0' && pattern_[at_] <= '7';
      if (c == '0' || octal_follows) return take_octal(c - '0');
    } else if (c < 0x80 && !is_digit(c) && !is_letter(c)) {
      return c;
    }
    fail("invalid escape sequence", start);
    return 0;
  }

  std::uint32_t take_octal(std::uint32_t value) {
    for (int digits = 1; digits < 3 && !at_end() && pattern_[at_] >= '0' && pattern_[at_] <= '7'; ++digits) {
      value = value * 8 + static_cast<std::uint32_t>(pattern_[at_++] - '0');
    }
    return value;
  }

  // hh or {h...} after \x.
  std::uint32_t take_hex(std::size_t start) {
    const bool braces = take("{");
    std::uint32_t value = 0;
    std::size_t digits = 0;
    for (; !at_end() && (braces || digits < 2); ++digits, ++at_) {
      const char c = pattern_[at_];
      std::uint32_t digit = 0;
      if (c >= '0' && c <= '9') {
        digit = static_cast<std::uint32_t>(c - '0');
      } else if (c >= 'a' && c <= 'f') {
        digit = static_cast<std::uint32_t>(c - 'a') + 10;
      } else if (c >= 'A' && c <= 'F') {
        digit = static_cast<std::uint32_t>(c - 'A') + 10;
      } else {
        break;
      }
      value = std::min(value * 16 + digit, kMaxCodePoint + 1);
    }
    if (value > kMaxCodePoint || (braces ? digits == 0 || !take("}") : digits != 2)) {
      fail("invalid escape sequence", start);
    }
    return value;
  }

  // After "[".
  std::optional<std::uint32_t> parse_class(std::size_t start) {
    CodePointSet set;
    const bool negated = take("^");
    // A "]" in the first place stands for itself.
    for (bool first = true; first || !next_is("]"); first = false) {
      if (at_end()) {
        fail("missing ]", start);
        return std::nullopt;
      }
      parse_class_item(set, start);
      if (error_) return std::nullopt;
    }
    take("]");
    if (negated) {
      normalize(set);
      set = complement(set);
    }
    return add_set(std::move(set));
  }

  // [:name:], \d and the like, a code point or a range of them.
  void parse_class_item(CodePointSet& set, std::size_t class_start) {
    const std::size_t start = at_;
    if (next_is("[:")) {
      const std::size_t end = pattern_.find(":]", at_ + 2);
      if (end != std::string_view::npos) {
        at_ += 2;
        const bool negated = take("^");
        const NamedSet* named = find_set(kPosixSets, pattern_.substr(at_, end - std::min(at_, end)));
        at_ = end + 2;
        if (named) {
          add_named(set, *named, negated, start);
        } else {
          fail("unknown class name", start);
        }
        return;
      }
    }
    if (take("\\")) {
      if (take_perl_set(set, start)) return;
      at_ = start;
    }
    const std::uint32_t low = take_class_code_point();
    std::uint32_t high = low;
    // A "-" before the closing bracket stands for itself.
    if (next_is("-") && !next_is("-]")) {
      ++at_;
      if (at_end()) {
        fail("missing ]", class_start);
        return;
      }
      high = take_class_code_point();
    }
    if (high < low) fail("the range is in the wrong order", start);
    if (!error_) add_range(set, {low, high}, start);
  }

  std::uint32_t take_class_code_point() {
    const std::size_t start = at_;
    return take("\\") ? take_escaped(start) : take_code_point();
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  std::size_t nesting_ = 0;
  Flags flags_;
  Vector<std::string_view> group_names_;
  Vector<Node> nodes_;
  Vector<CodePointSet> sets_;
  std::optional<RegexError> error_;
};

// Writes the tree out as instructions; stops with false when they are more than limits::kMaxRegexProgram.
class Writer {
 public:
  Writer(const Vector<Node>& nodes, Vector<Instruction>& program) : nodes_(nodes), program_(program) {}

  bool write(std::uint32_t index) {
    const Node& node = nodes_[index];
    switch (node.kind) {
      case Node::Kind::Empty: return true;
      case Node::Kind::Literal: return emit({Op::Literal, node.value});
      case Node::Kind::Set: return emit({Op::Set, node.value});
      case Node::Kind::Condition: return emit({node.condition});
      case Node::Kind::Sequence:
        return std::all_of(node.children.begin(), node.children.end(),
                           [&](std::uint32_t child) { return write(child); });
      case Node::Kind::Choice: return write_choice(node);
      case Node::Kind::Repeat: return write_repeat(node);
    }
    return false;
  }

  bool emit(Instruction instruction) {
    if (program_.size() >= limits::kMaxRegexProgram) return false;
    program_.push_back(instruction);
    return true;
  }

 private:
  std::uint32_t here() const { return static_cast<std::uint32_t>(program_.size()); }

  // Each branch but the last begins with a fork to the next and ends with a jump behind them all.
  bool write_choice(const Node& node) {
    Vector<std::uint32_t> jumps;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (i + 1 == node.children.size()) {
        if (!write(node.children[i])) return false;
        break;
      }
      const std::uint32_t fork = here();
      if (!emit({Op::Fork, fork + 1}) || !write(node.children[i])) return false;
      jumps.push_back(here());
      if (!emit({Op::Jump})) return false;
      program_[fork].y = here();
    }
    for (const std::uint32_t jump : jumps) program_[jump].x = here();
    return true;
  }

  // x{2,4} is xxx?x?, x{2,} is xx+ and x{0,} is x*.
  bool write_repeat(const Node& node) {
    const std::uint32_t child = node.children[0];
    if (node.max == kUnlimited && node.min == 0) {
      const std::uint32_t fork = here();
      if (!emit({Op::Fork, fork + 1}) || !write(child) || !emit({Op::Jump, fork})) return false;
      program_[fork].y = here();
      return true;
    }
    std::uint32_t last = here();
    for (std::uint32_t i = 0; i < node.min; ++i) {
      last = here();
      if (!write(child)) return false;
    }
    if (node.max == kUnlimited) return emit({Op::Fork, last, here() + 1});
    Vector<std::uint32_t> forks;
    for (std::uint32_t i = node.min; i < node.max; ++i) {
      forks.push_back(here());
      if (!emit({Op::Fork, here() + 1}) || !write(child)) return false;
    }
    for (const std::uint32_t fork : forks) program_[fork].y = here();
    return true;
  }

  const Vector<Node>& nodes_;
  Vector<Instruction>& program_;
};

std::uint32_t next_code_point_or_replacement(std::string_view text, std::size_t& at) {
  const std::uint32_t code_point = next_code_point(text, at);
  return code_point == kInvalidCodePoint ? 0xFFFD : code_point;
}

bool holds(Op condition, std::uint32_t before, std::uint32_t after) {
  const bool boundary = (before != kNoCodePoint && is_word(before)) != (after != kNoCodePoint && is_word(after));
  switch (condition) {
    case Op::BeginText: return before == kNoCodePoint;
    case Op::EndText: return after == kNoCodePoint;
    case Op::BeginLine: return before == kNoCodePoint || before == '\n';
    case Op::EndLine: return after == kNoCodePoint || after == '\n';
    case Op::WordBoundary: return boundary;
    case Op::NotWordBoundary: return !boundary;
    default: return false;
  }
}

}  // namespace

Result<Regex, RegexError> Regex::compile(std::string_view pattern) {
  Parser parser(pattern);
  const std::uint32_t root = parser.parse();
  if (parser.error()) return std::move(*parser.error());
  Regex regex;
  Writer writer(parser.nodes(), regex.program_);
  if (!writer.write(root) || !writer.emit({Op::Match})) return RegexError{"the pattern is too large", 0};
  regex.sets_ = std::move(parser.sets());
  return regex;
}

bool Regex::matches(std::string_view text) const {
  // Instructions to follow at this position; those of them that wait for a code point; those to follow behind it.
  Vector<std::uint32_t> todo;
  Vector<std::uint32_t> waiting;
  Vector<std::uint32_t> next;
  // The position (plus one) at which an instruction was last followed: each is followed once at each position.
  Vector<std::size_t> followed(program_.size(), 0);

  std::uint32_t before = kNoCodePoint;
  for (std::size_t at = 0;;) {
    const bool at_end = at >= text.size();
    std::size_t behind = at;
    const std::uint32_t here = at_end ? kNoCodePoint : next_code_point_or_replacement(text, behind);
    waiting.clear();
    todo.swap(next);
    next.clear();
    todo.push_back(0);  // a match may begin anywhere
    while (!todo.empty()) {
      const std::uint32_t index = todo.back();
      todo.pop_back();
      if (followed[index] == at + 1) continue;
      followed[index] = at + 1;
      const Instruction instruction = program_[index];
      switch (instruction.op) {
        case Op::Match: return true;
        case Op::Literal:
        case Op::Set: waiting.push_back(index); break;
        case Op::Fork:
          todo.push_back(instruction.x);
          todo.push_back(instruction.y);
          break;
        case Op::Jump: todo.push_back(instruction.x); break;
        default:
          if (holds(instruction.op, before, here)) todo.push_back(index + 1);
          break;
      }
    }
    if (at_end) return false;
    for (const std::uint32_t index : waiting) {
      const Instruction instruction = program_[index];
      const bool accepted =
          instruction.op == Op::Literal ? instruction.x == here : contains(sets_[instruction.x], here);
      if (accepted) next.push_back(index + 1);
    }
    before = here;
    at = behind;
  }
}

}  // namespace precheck::cel
