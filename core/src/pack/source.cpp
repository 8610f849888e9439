#include "pack/source.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "calendar/civil.h"
#include "pack/reader.h"

namespace precheck::pack {

void add_source(const Json& json, Piece pointer, Sources& sources, Diagnostics& diagnostics) {
  Reader reader(json, pointer,
                {"$schema", "format", "id", "title", "issuer", "published_on", "url", "status", "note", "clauses"},
                diagnostics);
  if (!reader.usable()) return;
  const Json* format = reader.find("format");
  if (format == nullptr || *format != 1) reader.wrong("format", "\"format\" is 1");
  const std::string source = reader.string("id");
  if (!source.empty() && !sources.ids.add(source)) {
    diagnostics.add("source.duplicate", reader.at("id"), cat({"another document has the id \"", source, "\" as well"}));
  }
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
  Names seen;
  const Json* clauses = reader.array("clauses");
  for (std::size_t i = 0; clauses != nullptr && i < clauses->size(); ++i) {
    const std::string at = cat({reader.at("clauses"), "/", i});
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
    if (id.empty()) continue;
    if (!seen.add(id)) {
      diagnostics.add("source.duplicate_clause", cat({at, "/id"}), cat({"the clause \"", id, "\" stands here twice"}));
    }
    if (!source.empty() && id.substr(0, id.rfind('-')) != source) {
      diagnostics.add(
          "source.clause_id", cat({at, "/id"}),
          cat({"the clause \"", id, "\" is named as if of another source; write \"", source, "-01\" and so on"}));
    }
    sources.clauses.add(id);
  }
}

}  // namespace precheck::pack
