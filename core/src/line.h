// One line of JSONL: what a request says, and the form as the text that it is.
#pragma once

#include <optional>
#include <precheck/precheck.hpp>
#include <string>
#include <string_view>

#include "schema/form.h"

namespace precheck {

// What the line leaves out stays as it was.
struct LineRequest {
  std::string_view pack, as_of, locale;
  std::string_view form = "null";  // a view into the line
  std::string_view params;         // the same; empty: none
  std::string id;                  // JSON text; empty: none
  std::string text;                // the line, read in place: what the views above refer to, except for `form`
  bool filled = false;             // the form was laid out in cells on the way, its texts are in `text`
};

// The schema that the form most likely has, and where it is then laid out: it need not be read twice.
struct LikelyForm {
  const schema::Schema* schema = nullptr;
  schema::Form* form = nullptr;
};

std::optional<InputError> read_line(std::string_view line, LineRequest& request, const LikelyForm& likely);

}  // namespace precheck
