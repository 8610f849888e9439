#include "cel/parser.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "base/limits.h"
#include "base/text.h"
#include "base/vector.h"
#include "cel/ast_builder.h"
#include "cel/lexer.h"
#include "cel/literal.h"
#include "cel/macros.h"

namespace precheck::cel {
namespace {

// The binary operators that associate to the left and are not logical; a higher precedence binds tighter.
struct BinaryOperator {
  TokenKind token;
  int precedence;
  std::string_view function;
};
constexpr int kLowestPrecedence = 1;
constexpr BinaryOperator kBinaryOperators[] = {
    {TokenKind::Less, 1, "_<_"},        {TokenKind::LessEqual, 1, "_<=_"},
    {TokenKind::Greater, 1, "_>_"},     {TokenKind::GreaterEqual, 1, "_>=_"},
    {TokenKind::EqualEqual, 1, "_==_"}, {TokenKind::NotEqual, 1, "_!=_"},
    {TokenKind::In, 1, "@in"},          {TokenKind::Plus, 2, "_+_"},
    {TokenKind::Minus, 2, "_-_"},       {TokenKind::Star, 3, "_*_"},
    {TokenKind::Slash, 3, "_/_"},       {TokenKind::Percent, 3, "_%_"},
};

const BinaryOperator* find_operator(TokenKind token) {
  for (const BinaryOperator& candidate : kBinaryOperators) {
    if (candidate.token == token) return &candidate;
  }
  return nullptr;
}

// cel-spec keeps these free for host languages; fields and member functions may have these names all the same.
constexpr std::string_view kReserved[] = {
    "as",  "break", "const",   "continue",  "else",   "for", "function", "if",    "import",
    "let", "loop",  "package", "namespace", "return", "var", "void",     "while",
};

bool is_reserved(std::string_view word) {
  for (const std::string_view reserved : kReserved) {
    if (word == reserved) return true;
  }
  return false;
}

bool is_word(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != lower[i]) return false;
  }
  return true;
}

// Recursive descent, one function per level of the grammar in doc/langdef.md. Every recursion passes through
// expression(), which counts the depth. After an error the current token is End, so that all loops and calls return;
// node ids are meaningless from then on. Building nodes and messages is kept out of the recursive functions, whose
// frames must be small: a WebAssembly stack may have no more than 256 KiB.
class Parser {
 public:
  // What the nodes are named by are parts of the tree's own copy of the text.
  Parser(std::string_view text, const ParseOptions& options)
      : text_(text.size() > limits::kMaxExpressionBytes ? text : ast_.keep(text)), lexer_(text_), options_(options) {}

  Result<Ast, SyntaxError> run() {
    check_text();
    advance();
    if (!failed() && token_.kind == TokenKind::End) fail(0, "expression is empty");
    const NodeId root = expression();
    if (token_.kind != TokenKind::End) fail_unexpected("an operator or the end of the expression");
    if (error_) return std::move(*error_);
    return ast_.take(root);
  }

 private:
  // --- Tokens

  [[gnu::noinline]] void advance() {
    previous_ = token_;
    if (failed()) return;
    token_ = lexer_.next();
    if (token_.kind == TokenKind::Error) fail(lexer_.error().offset, lexer_.error().message);
  }

  bool accept(TokenKind kind) {
    if (token_.kind != kind) return false;
    advance();
    return true;
  }

  // --- Grammar

  // Expr = ConditionalOr ["?" ConditionalOr ":" Expr]
  NodeId expression() {
    if (depth_ == limits::kMaxExpressionDepth) return fail_depth();
    ++depth_;
    NodeId result = logical(TokenKind::OrOr);
    if (token_.kind == TokenKind::Question) result = conditional(result);
    --depth_;
    return result;
  }

  NodeId conditional(NodeId condition) {
    const std::uint32_t offset = token_.offset;
    advance();
    const NodeId if_true = logical(TokenKind::OrOr);
    if (!accept(TokenKind::Colon)) return fail_colon();
    const NodeId if_false = expression();
    return call(offset, "_?_:_", {condition, if_true, if_false});
  }

  // ConditionalOr = ConditionalAnd {"||" ConditionalAnd}, ConditionalAnd = Relation {"&&" Relation}
  NodeId logical(TokenKind op) {
    const NodeId first = logical_term(op);
    return token_.kind == op ? logical_chain(op, first) : first;
  }

  NodeId logical_term(TokenKind op) {
    return op == TokenKind::OrOr ? logical(TokenKind::AndAnd) : binary(kLowestPrecedence);
  }

  NodeId logical_chain(TokenKind op, NodeId first) {
    Vector<NodeId> terms = {first};
    Vector<std::uint32_t> offsets;
    while (token_.kind == op) {
      offsets.push_back(token_.offset);
      advance();
      terms.push_back(logical_term(op));
    }
    if (failed()) return 0;
    return balanced(op == TokenKind::OrOr ? "_||_" : "_&&_", terms, offsets, 0, offsets.size());
  }

  // A tree of the operators [begin, end) and the terms around them, of which the middle one is the root: a chain of
  // any length stays shallow. Allowed since && and || are associative; shaped as in cel-go.
  NodeId balanced(std::string_view function, const Vector<NodeId>& terms, const Vector<std::uint32_t>& offsets,
                  std::size_t begin, std::size_t end) {
    if (begin == end) return terms[begin];
    const std::size_t middle = (begin + end) / 2;
    const NodeId left = balanced(function, terms, offsets, begin, middle);
    const NodeId right = balanced(function, terms, offsets, middle + 1, end);
    const NodeId id = call(offsets[middle], function, {left, right});
    // All of them are made behind the whole chain's last token.
    if (!failed()) ast_.node(id).end = ast_.node(id).bare_end = ast_.node(right).end;
    return id;
  }

  // Relation, Addition and Multiplication, by precedence climbing.
  NodeId binary(int lowest) {
    NodeId left = unary();
    for (;;) {
      const BinaryOperator* op = find_operator(token_.kind);
      if (op == nullptr || op->precedence < lowest) return left;
      const std::uint32_t offset = token_.offset;
      advance();
      const NodeId right = binary(op->precedence + 1);
      left = call(offset, op->function, {left, right});
    }
  }

  // Unary = Member | "!" {"!"} Member | "-" {"-"} Member. A pair of the same signs cancels, as in cel-go, and a
  // single minus before a number is the number's own.
  NodeId unary() {
    const TokenKind sign = token_.kind;
    if (sign != TokenKind::Not && sign != TokenKind::Minus) return member(primary());
    const std::uint32_t offset = token_.offset;
    std::size_t count = 0;
    for (; token_.kind == sign; ++count) advance();
    if (sign == TokenKind::Minus && count == 1 && at_number()) return member(number(true, offset));
    const NodeId operand = member(primary());
    if (count % 2 == 0) return around(operand, offset);
    return call(offset, sign == TokenKind::Not ? "!_" : "-_", {operand});
  }

  // Member = Primary { "." ["?"] field | "." name "(" [ExprList] ")" | "[" ["?"] Expr "]" }
  NodeId member(NodeId operand) {
    for (;;) {
      switch (token_.kind) {
        case TokenKind::Dot: operand = select(operand); break;
        case TokenKind::LeftBracket: operand = index(operand); break;
        case TokenKind::LeftBrace: fail_message(operand); return operand;
        default: return operand;
      }
    }
  }

  NodeId select(NodeId operand) {
    const Token dot = token_;
    advance();
    const bool optional = accept(TokenKind::Question);
    const Token field = token_;
    if (field.kind != TokenKind::Ident && field.kind != TokenKind::QuotedIdent) return fail_field();
    advance();
    if (optional) return add_optional_select(dot.offset, operand, field);
    if (token_.kind != TokenKind::LeftParen) return add_select(dot.offset, operand, field);
    if (field.kind == TokenKind::QuotedIdent) return fail(field.offset, "a function's name cannot be backquoted");
    Vector<NodeId> args;
    arguments(args);
    return add_call(field, operand, args, field.offset);
  }

  NodeId index(NodeId operand) {
    const Token open = token_;
    advance();
    const bool optional = accept(TokenKind::Question);
    const NodeId key = expression();
    close(open, TokenKind::RightBracket, "']'");
    return call(open.offset, optional ? "_[?_]" : "_[_]", {operand, key});
  }

  NodeId primary() {
    switch (token_.kind) {
      case TokenKind::LeftParen: return nested();
      case TokenKind::LeftBracket: return list();
      case TokenKind::LeftBrace: return map();
      case TokenKind::Dot:
      case TokenKind::Ident: return name();
      case TokenKind::Minus: {
        // "!-1": the sign is a part of the number.
        const std::uint32_t offset = token_.offset;
        advance();
        if (at_number()) return number(true, offset);
        return fail(offset, "unexpected '-' here: put parentheses around the negation");
      }
      default: return literal();
    }
  }

  NodeId nested() {
    const Token open = token_;
    advance();
    const NodeId inner = expression();
    close(open, TokenKind::RightParen, "')'");
    return around(inner, open.offset);
  }

  NodeId list() {
    const Token open = token_;
    advance();
    Vector<NodeId> elements;
    Vector<std::uint8_t> optional;
    while (token_.kind != TokenKind::RightBracket && token_.kind != TokenKind::End) {
      if (elements.empty() && accept(TokenKind::Comma)) break;  // "[,]" is an empty list
      optional.push_back(accept(TokenKind::Question));
      elements.push_back(expression());
      if (!accept(TokenKind::Comma)) break;
    }
    close(open, TokenKind::RightBracket, "',' or ']'");
    return failed() ? 0 : check(ast_.list(open.offset, elements, optional));
  }

  NodeId map() {
    const Token open = token_;
    advance();
    Vector<NodeId> entries;
    Vector<std::uint8_t> optional;
    while (token_.kind != TokenKind::RightBrace && token_.kind != TokenKind::End) {
      if (entries.empty() && accept(TokenKind::Comma)) break;  // "{,}" is an empty map
      optional.push_back(accept(TokenKind::Question));
      entries.push_back(expression());
      if (!accept(TokenKind::Colon)) return fail_unexpected("':' and a value after the key of a map");
      entries.push_back(expression());
      if (!accept(TokenKind::Comma)) break;
    }
    close(open, TokenKind::RightBrace, "',' or '}'");
    return failed() ? 0 : check(ast_.map(open.offset, entries, optional));
  }

  // ["."] IDENT ["(" [ExprList] ")"]
  NodeId name() {
    const std::uint32_t begin = token_.offset;
    accept(TokenKind::Dot);
    const Token name = token_;
    if (name.kind != TokenKind::Ident) return fail_unexpected("a name");
    if (is_reserved(lexer_.text_of(name))) return fail_reserved();
    advance();
    if (token_.kind != TokenKind::LeftParen) return add_ident(name, begin);
    Vector<NodeId> args;
    arguments(args);
    return add_call(name, std::nullopt, args, begin);
  }

  void arguments(Vector<NodeId>& args) {
    const Token open = token_;
    advance();
    if (accept(TokenKind::RightParen)) return;
    do {
      args.push_back(expression());
    } while (accept(TokenKind::Comma));
    close(open, TokenKind::RightParen, "',' or ')'");
  }

  // --- Literals

  [[nodiscard]] bool at_number() const { return token_.kind == TokenKind::Int || token_.kind == TokenKind::Double; }

  [[gnu::noinline]] NodeId number(bool negative, std::uint32_t offset) {
    const Token token = token_;
    const std::string_view text = lexer_.text_of(token);
    advance();
    switch (token.kind) {
      case TokenKind::Int:
        if (const auto value = int_literal(text, negative)) return add_literal(offset, Value::of_int(*value));
        return fail(offset, "number is out of range: an int is between -9223372036854775808 and 9223372036854775807");
      case TokenKind::Uint:
        if (const auto value = uint_literal(text)) return add_literal(offset, Value::of_uint(*value));
        return fail(offset, "number is out of range: a uint is between 0 and 18446744073709551615");
      default:
        if (const auto value = double_literal(text)) {
          return add_literal(offset, Value::of_double(negative ? -*value : *value));
        }
        return fail(offset, "number is out of range: a double is at most about 1.8e308");
    }
  }

  [[gnu::noinline]] NodeId literal() {
    const Token token = token_;
    switch (token.kind) {
      case TokenKind::Int:
      case TokenKind::Uint:
      case TokenKind::Double: return number(false, token.offset);
      case TokenKind::String:
      case TokenKind::Bytes: return quoted();
      case TokenKind::True: advance(); return add_literal(token.offset, Value::of_bool(true));
      case TokenKind::False: advance(); return add_literal(token.offset, Value::of_bool(false));
      case TokenKind::Null: advance(); return add_literal(token.offset, {});
      case TokenKind::QuotedIdent:
        return fail(token.offset, "a backquoted name can only be a field, after a dot: a.`b-c`");
      default: return fail_unexpected("a value, a name or '('");
    }
  }

  NodeId quoted() {
    const Token token = token_;
    Result<std::string, SyntaxError> text = unquote(lexer_.text_of(token));
    if (!text) return fail(token.offset + text.error().offset, text.error().message);
    advance();
    const std::string_view kept = ast_.keep(*text);
    return add_literal(token.offset, token.kind == TokenKind::Bytes ? Value::of_bytes(kept) : Value::of_string(kept));
  }

  // --- Nodes

  // A node is made right behind its last token.
  NodeId check(NodeId id) {
    if (ast_.error()) return fail(ast_.error()->offset, ast_.error()->message);
    return spanning(id, ast_.node(id).begin);
  }

  NodeId spanning(NodeId id, std::uint32_t begin) {
    if (failed()) return 0;
    Node& node = ast_.node(id);
    node.begin = node.bare_begin = begin;
    node.end = node.bare_end = previous_.offset + previous_.length;
    return id;
  }

  // `inner` with what is written around it, from `begin` on.
  NodeId around(NodeId inner, std::uint32_t begin) {
    if (failed()) return 0;
    ast_.node(inner).begin = begin;
    ast_.node(inner).end = previous_.offset + previous_.length;
    return inner;
  }

  [[gnu::noinline]] NodeId call(std::uint32_t offset, std::string_view function, std::initializer_list<NodeId> args) {
    return failed() ? 0 : check(ast_.call(offset, function, args));
  }

  [[gnu::noinline]] NodeId add_literal(std::uint32_t offset, const Value& value) {
    return failed() ? 0 : check(ast_.literal(offset, value));
  }

  // `begin`: of the dot where there is one before the name.
  [[gnu::noinline]] NodeId add_ident(const Token& name, std::uint32_t begin) {
    if (failed()) return 0;
    return spanning(check(ast_.ident(name.offset, lexer_.text_of(name), begin != name.offset)), begin);
  }

  [[gnu::noinline]] NodeId add_select(std::uint32_t offset, NodeId operand, const Token& field) {
    return failed() ? 0 : check(ast_.select(offset, operand, field_name(field)));
  }

  // a.?b is a call of _?._ with the field's name as a string.
  [[gnu::noinline]] NodeId add_optional_select(std::uint32_t offset, NodeId operand, const Token& field) {
    if (token_.kind == TokenKind::LeftParen) return fail(token_.offset, "a function cannot be called behind '.?'");
    return call(offset, "_?._", {operand, add_literal(field.offset, Value::of_string(field_name(field)))});
  }

  [[nodiscard]] std::string_view field_name(const Token& field) const {
    const std::string_view text = lexer_.text_of(field);
    return field.kind == TokenKind::QuotedIdent ? text.substr(1, text.size() - 2) : text;
  }

  [[gnu::noinline]] NodeId add_call(const Token& name, std::optional<NodeId> target, Vector<NodeId>& args,
                                    std::uint32_t begin) {
    if (failed()) return 0;
    const std::string_view function = lexer_.text_of(name);
    const MacroCall macro{function, name.offset, target, args};
    const bool absolute = begin != name.offset;
    if (target) begin = ast_.node(*target).begin;
    if (options_.macros && !absolute && is_macro(macro, ast_)) {
      Result<NodeId, SyntaxError> expanded = expand_macro(macro, options_.has_on_identifiers, ast_);
      if (!expanded) return fail(expanded.error().offset, expanded.error().message);
      return spanning(check(*expanded), begin);
    }
    const NodeId id = target ? ast_.member_call(name.offset, function, *target, args)
                             : ast_.call(name.offset, function, args, absolute);
    return spanning(check(id), begin);
  }

  // --- Errors

  [[nodiscard]] bool failed() const { return error_.has_value(); }

  // The first error stands.
  [[gnu::noinline]] NodeId fail(std::uint32_t offset, Piece message) {
    if (!failed()) error_ = SyntaxError{offset, std::string(message.text())};
    token_.kind = TokenKind::End;
    return 0;
  }

  void check_text() {
    if (text_.size() > limits::kMaxExpressionBytes) {
      fail(0, cat({"expression is longer than ", limits::kMaxExpressionBytes, " bytes"}));
      return;
    }
    for (std::size_t i = 0; i < text_.size();) {
      const auto at = static_cast<std::uint32_t>(i);
      if (next_code_point(text_, i) == kInvalidCodePoint) {
        fail(at, "expression is not valid UTF-8");
        return;
      }
    }
  }

  [[gnu::noinline]] NodeId fail_depth() {
    return fail(token_.offset, cat({"expression is nested deeper than ", limits::kMaxExpressionDepth, " levels"}));
  }

  // What the current token is, for messages.
  [[nodiscard]] std::string found() const {
    switch (token_.kind) {
      case TokenKind::End: return "the end of the expression";
      case TokenKind::String: return "a string";
      case TokenKind::Bytes: return "bytes";
      case TokenKind::Int:
      case TokenKind::Uint:
      case TokenKind::Double: return "a number";
      default: break;
    }
    constexpr std::size_t kLongest = 40;
    const std::string_view text = lexer_.text_of(token_);
    if (text.size() > kLongest) return "a name";
    return cat({"'", text, "'"});
  }

  // A better message than "unexpected", where a usual mistake explains the current token. Empty if none does.
  [[nodiscard]] std::string usual_mistake() const {
    const std::string_view text = lexer_.text_of(token_);
    const std::string instead = cat({" instead of '", text, "'"});
    if (token_.kind == TokenKind::Ident && is_word(text, "and")) return cat({"use &&", instead});
    if (token_.kind == TokenKind::Ident && is_word(text, "or")) return cat({"use ||", instead});
    if (token_.kind == TokenKind::Ident && is_word(text, "not")) return cat({"use !", instead, ", as in !(a in b)"});
    if (token_.kind == TokenKind::QuotedIdent) return "a backquoted name can only be a field, after a dot: a.`b-c`";
    return {};
  }

  [[gnu::noinline]] NodeId fail_unexpected(const char* expected) {
    if (failed()) return 0;
    // In "not x" it is the word before that is wrong.
    if (previous_.kind == TokenKind::Ident && is_word(lexer_.text_of(previous_), "not")) {
      return fail(previous_.offset, cat({"use ! instead of '", lexer_.text_of(previous_), "'"}));
    }
    std::string message = usual_mistake();
    if (message.empty()) message = cat({"expected ", expected, ", found ", found()});
    return fail(token_.offset, message);
  }

  // Takes the bracket that closes `open`.
  void close(const Token& open, TokenKind kind, const char* expected) {
    if (!accept(kind)) fail_close(open, expected);
  }

  [[gnu::noinline]] NodeId fail_close(const Token& open, const char* expected) {
    if (failed()) return 0;
    if (token_.kind != TokenKind::End) return fail_unexpected(expected);
    return fail(open.offset, cat({"'", lexer_.text_of(open), "' is never closed: expected ", expected,
                                  " before the end of the expression"}));
  }

  [[gnu::noinline]] NodeId fail_colon() {
    if (token_.kind == TokenKind::Question) {
      return fail(token_.offset, "put parentheses around a conditional between '?' and ':'");
    }
    return fail_unexpected("':' and the other branch of the conditional");
  }

  [[gnu::noinline]] NodeId fail_field() {
    switch (token_.kind) {
      case TokenKind::True:
      case TokenKind::False:
      case TokenKind::Null:
      case TokenKind::In: {
        const std::string word(lexer_.text_of(token_));
        return fail(token_.offset, cat({"'", word, "' is a keyword: write .`", word, "` for a field of that name"}));
      }
      default: return fail_unexpected("the name of a field or function after '.'");
    }
  }

  [[gnu::noinline]] NodeId fail_reserved() {
    const std::string word(lexer_.text_of(token_));
    std::string message = cat({"'", word, "' is a reserved word and cannot be used as a name"});
    if (word == "if" || word == "else") message += ": write condition ? a : b";
    return fail(token_.offset, message);
  }

  // A brace behind an expression: only a message's type could stand before it.
  [[gnu::noinline]] void fail_message(NodeId operand) {
    if (failed()) return;
    const Node* node = &ast_.node(operand);
    while (node->kind == NodeKind::Select && !node->test_only) node = &ast_.node(node->args[0]);
    if (node->kind == NodeKind::Ident && !node->test_only) {
      fail(token_.offset, "message construction is not supported");
    } else {
      fail_unexpected("an operator or the end of the expression");
    }
  }

  AstBuilder ast_;
  std::string_view text_;
  Lexer lexer_;
  ParseOptions options_;
  Token token_;
  Token previous_;
  int depth_ = 0;
  std::optional<SyntaxError> error_;
};

}  // namespace

Result<Ast, SyntaxError> parse(std::string_view text, const ParseOptions& options) {
  return Parser(text, options).run();
}

}  // namespace precheck::cel
