// A form for tests, laid out and decoded.
#pragma once

#include <string>

#include "base/arena.h"
#include "base/json.h"
#include "base/json_reader.h"
#include "base/limits.h"
#include "catch.hpp"
#include "schema/facts.h"
#include "schema/fill.h"

namespace precheck::example {

class DecodedForm {
 public:
  // `schema` outlives it.
  DecodedForm(const schema::Schema& schema, const Json& form, std::int32_t zone_offset) : text_(to_text(form)) {
    form_.begin(schema);
    text_.push_back('\0');
    JsonReader reader(text_.data(), text_.size() - 1);
    REQUIRE(reader.next() == JsonReader::Token::BeginObject);
    REQUIRE(schema::Filler(schema, form_).form(reader));
    schema::decode(schema, form_, nullptr, zone_offset, arena_, facts_);
  }
  DecodedForm(const DecodedForm&) = delete;
  DecodedForm& operator=(const DecodedForm&) = delete;

  [[nodiscard]] schema::Facts& facts() { return facts_; }
  [[nodiscard]] const schema::Facts& facts() const { return facts_; }
  [[nodiscard]] Arena& arena() { return arena_; }
  [[nodiscard]] schema::SlotId slots() const { return static_cast<schema::SlotId>(form_.used); }

 private:
  std::string text_;
  schema::Form form_;
  Arena arena_{limits::kMaxEvaluationBytes};
  schema::Facts facts_;
};

}  // namespace precheck::example
