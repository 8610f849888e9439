#include "pack/source.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "calendar/civil.h"
#include "pack/reader.h"

namespace precheck::pack {

Source load_source(const Json& json, Diagnostics& diagnostics) {
  Source out;
  Reader reader(json, "",
                {"$schema", "format", "id", "title", "issuer", "published_on", "url", "status", "note", "clauses"},
                diagnostics);
  if (!reader.usable()) return out;
  const Json* format = reader.find("format");
  if (format == nullptr || *format != 1) reader.wrong("format", "\"format\" is 1");
  out.id = reader.string("id");
  reader.text("title");
  reader.text("issuer");
  const Json* published = reader.find("published_on");
  if (published == nullptr ||
      !(published->is_null() ||
        (published->is_string() && calendar::parse_date(published->get_ref<const std::string&>())))) {
    reader.wrong("published_on", "\"published_on\" is a day, \"YYYY-MM-DD\", or null where the document has none");
  }
  reader.optional_string("url");
  reader.optional_string("note");
  if (const auto status = reader.optional_string("status"); status && *status != "primary" && *status != "secondary") {
    reader.wrong("status", "\"status\" is \"primary\" or \"secondary\"");
  }
  const Json* clauses = reader.array("clauses");
  for (std::size_t i = 0; clauses != nullptr && i < clauses->size(); ++i) {
    const std::string at = "/clauses/" + std::to_string(i);
    Reader clause((*clauses)[i], at, {"id", "text", "check", "note", "derived"}, diagnostics);
    if (!clause.usable()) continue;
    const std::string id = clause.string("id");
    clause.text("text");
    clause.optional_string("note");
    clause.optional_flag("derived");
    constexpr std::array<std::string_view, 4> kChecks{"full", "partial", "warn_only", "none"};
    if (const auto check = clause.optional_string("check");
        check && std::find(kChecks.begin(), kChecks.end(), *check) == kChecks.end()) {
      clause.wrong("check", "\"check\" is \"full\", \"partial\", \"warn_only\" or \"none\"");
    }
    if (std::find(out.clauses.begin(), out.clauses.end(), id) != out.clauses.end()) {
      diagnostics.add("source.duplicate_clause", at + "/id", cat({"the clause \"", id, "\" stands here twice"}));
    }
    out.clauses.push_back(id);
  }
  return out;
}

}  // namespace precheck::pack
