// Memory for checks, used again from one to the next.
#pragma once

#include <memory>
#include <string>

#include "base/arena.h"
#include "base/limits.h"
#include "base/vector.h"
#include "engine/check.h"
#include "engine/kept.h"
#include "schema/facts.h"
#include "schema/form.h"

namespace precheck::engine {

struct Workspace {
  Vector<char> text;  // a form's, which is read in place
  schema::Form form;
  Arena arena{limits::kMaxEvaluationBytes};
  schema::Facts facts;
  Judged judged;
  std::string out;
  std::unique_ptr<Kept> kept;  // where each form is the last one after a change
};

}  // namespace precheck::engine
