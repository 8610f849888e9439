#include "line.h"

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "base/limits.h"
#include "base/names_seen.h"
#include "base/text.h"
#include "request.h"
#include "schema/fill.h"

namespace precheck {

namespace {

using Token = JsonReader::Token;

class LineReader {
 public:
  LineReader(std::string_view line, LineRequest& request, const LikelyForm& likely)
      : line_(line), request_(request), likely_(likely), reader_(request.text.data(), line.size()) {}

  std::optional<InputError> run() {
    const Token first = reader_.next();
    if (first == Token::BeginObject) {
      while (reader_.next() == Token::Key) read(reader_.string());
    } else {
      reader_.skip();
    }
    if (reader_.next() == Token::Error) return input_error("line", reader_.error());
    if (first != Token::BeginObject)
      return input_error("line.not_an_object", "a line is an object with pack, as_of and form");
    return error_;
  }

 private:
  void read(std::string_view key) {
    if (!names_.add(key)) return reader_.fail_duplicate_key(key);
    const Token token = reader_.next();
    if (token == Token::Error) return;
    if (key == "form") {
      form(token);
    } else if (key == "pack") {
      text(key, token, request_.pack);
    } else if (key == "as_of") {
      text(key, token, request_.as_of);
    } else if (key == "locale") {
      text(key, token, request_.locale);
    } else if (key == "params") {
      const std::string_view params = read_over();
      if (token != Token::Null) request_.params = params;
    } else if (key == "id") {
      id(token);
    } else {
      refuse("line.unknown_key", cat({"unknown key \"", key, "\"; a line has id, pack, as_of, form, params, locale"}),
             cat({"/", pointer_token(key)}));
      reader_.skip();
    }
  }

  void id(Token token) {
    JsonWriter out(request_.id);
    if (token == Token::String) {
      out.string(reader_.string());
    } else if (token == Token::Number && reader_.number().is_whole) {
      out.number(reader_.number().whole);
    } else {
      if (token != Token::Null) refuse("line.id", "an id is a string or a whole number", "/id");
      reader_.skip();
    }
  }

  // A value as the line has it, byte for byte.
  std::string_view read_over() {
    const auto begin = static_cast<std::size_t>(reader_.token() - request_.text.data());
    reader_.skip();
    return line_.substr(begin, static_cast<std::size_t>(reader_.position() - request_.text.data()) - begin);
  }

  void form(Token token) {
    const auto begin = static_cast<std::size_t>(reader_.token() - request_.text.data());
    if (token == Token::BeginObject && likely_.schema != nullptr) {
      likely_.form->begin(*likely_.schema);
      request_.filled = schema::Filler(*likely_.schema, *likely_.form).form(reader_);
    } else {
      reader_.skip();
    }
    request_.form = line_.substr(begin, static_cast<std::size_t>(reader_.position() - request_.text.data()) - begin);
  }

  void text(std::string_view key, Token token, std::string_view& to) {
    if (token == Token::String) {
      to = reader_.string();
    } else {
      refuse("line.type", cat({"\"", key, "\" is a string"}), cat({"/", key}));
      reader_.skip();
    }
  }

  // The first error is said.
  void refuse(std::string_view code, std::string_view message, std::string_view pointer) {
    if (!error_) error_ = input_error(code, message, pointer);
  }

  std::string_view line_;
  LineRequest& request_;
  const LikelyForm& likely_;
  JsonReader reader_;
  NamesSeen names_;
  std::optional<InputError> error_;
};

}  // namespace

std::optional<InputError> read_line(std::string_view line, LineRequest& request, const LikelyForm& likely) {
  if (auto error = too_large(line, limits::kMaxFormBytes)) return input_error("line", *error);
  request.text.reserve(line.size() + 1);
  request.text.assign(line);
  request.text.push_back('\0');
  return LineReader(line, request, likely).run();
}

}  // namespace precheck
