// The engine over one form that is laid out in a workspace.
#pragma once

#include <string>

#include "engine/workspace.h"
#include "request.h"

namespace precheck {

// Appends the report, with `id`, JSON text, unless that is empty; without an `id` at all {"verdict", "failing"}.
void check_form(const Prepared& prepared, const schema::Directory* directory, engine::Workspace& workspace,
                std::optional<std::string_view> id, std::string& out);

// The verdict alone: it is in the workspace afterwards, and nothing is put into words.
void judge_form(const Prepared& prepared, const schema::Directory* directory, engine::Workspace& workspace);

}  // namespace precheck
