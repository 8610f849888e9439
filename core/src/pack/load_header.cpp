#include "base/json_reader.h"
#include "base/text.h"
#include "calendar/instant.h"
#include "pack/load_parts.h"

namespace precheck::pack {

namespace {

std::optional<calendar::Date> read_day(Reader& r, std::string_view key) {
  const Json* value = r.find(key);
  if (value == nullptr || value->is_null()) return std::nullopt;
  const auto day = value->is_string() ? calendar::parse_date(value->get_ref<const std::string&>()) : std::nullopt;
  if (!day) r.wrong(key, "a day that exists, \"YYYY-MM-DD\", or null");
  return day;
}

}  // namespace

void read_header(Loading& load) {
  const Json* format = load.document.find("format");
  if (format == nullptr || *format != 1)
    load.wrong("pack.format", "/format", "\"format\" is 1, the version of this format");
  load.pack.id = load.document.string("id");
  const std::size_t slash = load.pack.id.find('/');
  if (!load.pack.id.empty() && (slash == std::string::npos || !is_id(std::string_view(load.pack.id).substr(0, slash)) ||
                                !is_id(std::string_view(load.pack.id).substr(slash + 1)))) {
    load.wrong("pack.id", "/id", "\"id\" is jurisdiction/topic in lower case, as \"example/cross-region-filing\"");
  }
  load.pack.edition = load.document.string("edition");
  if (!load.pack.edition.empty() && !is_id(load.pack.edition)) {
    load.wrong("pack.id", "/edition", "\"edition\" is a short name such as \"2023\" or \"2021-10\"");
  }
  const Json* revision = load.document.find("revision");
  if (revision == nullptr || !revision->is_number_unsigned() || *revision == 0) {
    load.wrong("pack.type", "/revision",
               "\"revision\" is a whole number from 1 on; raise it when a published edition is corrected");
  } else {
    load.pack.revision = revision->get<std::int64_t>();
  }
  load.document.text("title");
  if (const Json* jurisdiction = load.document.object("jurisdiction")) {
    Reader r(*jurisdiction, "/jurisdiction", {"code", "name"}, load.diagnostics);
    const std::string code = r.string("code");
    if (!code.empty() && !schema::conforms(schema::Format::CnAreaCode, code)) {
      r.wrong("code", "\"code\" is a GB/T 2260 code of six digits");
    }
    r.text("name");
  }
  const std::string zone = load.document.string("time_zone");
  if (!zone.empty()) {
    const auto offset = calendar::resolve_zone(zone);
    if (!offset) {
      load.wrong("pack.time_zone", "/time_zone",
                 cat({"the time zone \"", zone, "\" is not known; use \"Asia/Shanghai\""}));
    } else {
      load.pack.zone_offset = *offset;
    }
  }
  load.document.optional_string("note");
  if (const auto base = load.document.optional_string("extends")) load.pack.extends = *base;
}

void read_effective(Loading& load) {
  const Json* effective = load.document.find("effective");
  if (effective == nullptr) {
    load.wrong("pack.missing_key", "", "\"effective\" is missing; write null where the source gives no date");
    return;
  }
  if (effective->is_null()) return;
  Reader r(*effective, "/effective", {"from", "until"}, load.diagnostics);
  if (!r.usable()) return;
  for (const std::string_view key : {"from", "until"}) {
    if (r.find(key) != nullptr) continue;
    load.wrong("pack.missing_key", "/effective", cat({"\"", key, "\" is missing; write null where it is open"}));
  }
  load.pack.dated = true;
  load.pack.from = read_day(r, "from");
  load.pack.until = read_day(r, "until");
  if (load.pack.from && load.pack.until && !(*load.pack.from < *load.pack.until)) {
    r.wrong("until", "\"until\" is the first day on which the edition no longer holds, so it lies after \"from\"");
  }
}

void read_edition_by(Loading& load) {
  const Json* value = load.document.find("edition_value");
  const auto by = load.document.optional_string("edition_by");
  if (by.has_value() != (value != nullptr)) {
    return load.wrong("pack.edition_by", by ? "/edition_by" : "/edition_value",
                      "\"edition_by\" and \"edition_value\" go together");
  }
  if (!by) return;
  load.pack.edition_by = *by;
  std::string text = to_text(*value);
  JsonReader reader(text.data(), text.size());
  load.pack.edition_value = scalar_text(reader, reader.next());
  if (!path_exists(load, *by)) {
    load.wrong("pack.path", "/edition_by", "the facts have no " + *by);
  } else if (by->find('*') != std::string::npos) {
    load.wrong("pack.path", "/edition_by", "\"edition_by\" is one fact, with a number for a list's element");
  }
}

}  // namespace precheck::pack
