#include "pack/listing.h"

#include <utility>

#include "base/vector.h"

namespace precheck::pack {

std::string listing_of(const Pack& pack, const Json& document, const Vector<Override>& overrides) {
  Json out = Json::object();
  put(out, "id", pack.id);
  put(out, "edition", pack.edition);
  put(out, "revision", pack.revision);
  for (const std::string_view key : {"title", "jurisdiction", "effective", "sources"}) {
    const Json* written = member(document, key);
    put(out, key, written != nullptr ? *written : Json());
  }
  if (!pack.extends.empty()) {
    put(out, "extends", pack.extends);
    Json changes = Json::array();
    for (const Override& override : overrides) {
      Json change = Json::object();
      put(change, "path", override.path);
      put(change, "change", std::string(override.removed ? "removed" : "replaced"));
      changes.push_back(std::move(change));
    }
    put(out, "overrides", std::move(changes));
  }
  return to_text(out);
}

}  // namespace precheck::pack
