#include "pack/overlay.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/did_you_mean.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/vector.h"

namespace precheck::pack {

namespace {

// Said anew by each pack: what names it, when it holds, and what is about its file.
constexpr std::array<std::string_view, 8> kNeverInherited{"$schema",  "format",    "id",      "edition",
                                                          "revision", "effective", "extends", "note"};

bool inherited(std::string_view key) {
  return std::find(kNeverInherited.begin(), kNeverInherited.end(), key) == kNeverInherited.end();
}

// Lists whose entries have names: merged entry by entry.
struct EntryList {
  std::string_view pointer;
  std::string_view key;       // the member that names an entry
  std::string_view complete;  // a member that an entry has unless it only patches another
};

constexpr std::array<EntryList, 4> kEntryLists{{{"/rules", "id", "message"},
                                                {"/requirements", "id", "title"},
                                                {"/guidance", "id", "text"},
                                                {"/plan/actions", "action", "next"}}};

const EntryList* entry_list(std::string_view pointer) {
  for (const EntryList& list : kEntryLists) {
    if (list.pointer == pointer) return &list;
  }
  return nullptr;
}

// The name of an entry; "" where it has none.
std::string_view name_of(const Json& entry, std::string_view key) {
  const Json* name = member(entry, key);
  return name != nullptr && name->is_string() ? std::string_view(name->get_ref<const std::string&>()) : "";
}

// A part of a document: its value and where it stands.
struct Part {
  const Json& json;
  std::string pointer;

  [[nodiscard]] Part at(const std::string& key) const {
    return {*member(json, key), cat({pointer, "/", pointer_token(key)})};
  }
  [[nodiscard]] Part at(std::size_t i) const { return {json[i], cat({pointer, "/", i})}; }
};

// One step: an overlay over its base, which is merged already.
class Overlay {
 public:
  Overlay(const Merged& base, std::size_t document, Diagnostics& diagnostics)
      : base_(base), document_(document), diagnostics_(diagnostics) {}

  Merged run(const Json& overlay) {
    Json inheritance = Json::object();
    for (const auto& [key, value] : base_.json->get_ref<const Json::object_t&>()) {
      if (inherited(key)) inheritance[key] = value;
    }
    Json patch = Json::object();
    for (const auto& [key, value] : overlay.get_ref<const Json::object_t&>()) {
      if (inherited(key)) patch[key] = value;
    }
    Json merged = object({inheritance, ""}, {patch, ""}, "", "");
    // As written, null included: "effective": null says that there is no date.
    for (const auto& [key, value] : overlay.get_ref<const Json::object_t&>()) {
      if (!inherited(key)) merged[key] = value;
    }
    out_.json = std::move(merged);
    return std::move(out_);
  }

 private:
  void nothing_there(Piece pointer, Piece message) { diagnostics_.add("pack.nothing_to_override", pointer, message); }

  // `to`: the pointer into the merged pack. `path`: the same with names instead of indexes.
  Json object(const Part& base, const Part& patch, const std::string& to, const std::string& path) {
    out_.origins[to] = {document_, patch.pointer};
    Json out = Json::object();
    for (const auto& [key, value] : base.json.get_ref<const Json::object_t&>()) {
      const std::string token = cat({"/", pointer_token(key)});
      const Json* change = member(patch.json, key);
      if (change == nullptr) {
        out[key] = value;
        keep_origins(base.pointer + token, to + token);
      } else if (change->is_null()) {
        out_.overrides.push_back({path + token, true});
      } else {
        out[key] = changed(base.at(key), patch.at(key), to + token, path + token);
      }
    }
    for (const auto& [key, value] : patch.json.get_ref<const Json::object_t&>()) {
      if (member(base.json, key) != nullptr) continue;
      const std::string token = cat({"/", pointer_token(key)});
      if (value.is_null()) {
        nothing_there(patch.pointer + token, cat({"null removes \"", key, "\" from the base, which has none"}));
      } else {
        out[key] = added(patch.at(key), to + token, path + token);
      }
    }
    return out;
  }

  Json changed(const Part& base, const Part& patch, const std::string& to, const std::string& path) {
    if (base.json.is_object() && patch.json.is_object()) return object(base, patch, to, path);
    const EntryList* list = entry_list(to);
    if (list != nullptr && base.json.is_array() && patch.json.is_array()) return entries(*list, base, patch, to, path);
    if (base.json != patch.json) out_.overrides.push_back({path, false});
    out_.origins[to] = {document_, patch.pointer};
    return patch.json;
  }

  Json added(const Part& patch, const std::string& to, const std::string& path) {
    static const Json kNoEntries = Json::array();
    static const Json kNoMembers = Json::object();
    if (const EntryList* list = entry_list(to); list != nullptr && patch.json.is_array()) {
      return entries(*list, {kNoEntries, ""}, patch, to, path);
    }
    if (patch.json.is_object()) return object({kNoMembers, ""}, patch, to, path);
    out_.origins[to] = {document_, patch.pointer};
    return patch.json;
  }

  // The base's entries in their places, patched or removed, then the new ones.
  Json entries(const EntryList& list, const Part& base, const Part& patch, const std::string& to,
               const std::string& path) {
    out_.origins[to] = {document_, patch.pointer};
    Json out = Json::array();
    Vector<std::uint8_t> used(patch.json.size());
    for (std::size_t i = 0; i < base.json.size(); ++i) {
      const std::string_view name = name_of(base.json[i], list.key);
      const std::string place = cat({to, "/", out.size()});
      std::size_t k = 0;
      while (k < patch.json.size() && (name.empty() || name_of(patch.json[k], list.key) != name)) ++k;
      if (k == patch.json.size()) {
        keep_origins(base.at(i).pointer, place);
        out.push_back(base.json[i]);
        continue;
      }
      used[k] = true;
      const std::string entry_path = cat({path, "/", pointer_token(name)});
      if (removes(patch.at(k), list)) {
        out_.overrides.push_back({entry_path, true});
      } else {
        out.push_back(object(base.at(i), patch.at(k), place, entry_path));
      }
    }
    for (std::size_t k = 0; k < patch.json.size(); ++k) {
      if (used[k] || stands_before(list, patch, k) || !exists_or_complete(list, base.json, patch.at(k))) continue;
      const std::string place = cat({to, "/", out.size()});
      out_.origins[place] = {document_, patch.at(k).pointer};
      out.push_back(patch.json[k]);
    }
    return out;
  }

  bool removes(const Part& entry, const EntryList& list) {
    const Json* remove = member(entry.json, "remove");
    if (remove == nullptr || *remove != true) return false;
    if (entry.json.size() != 2) {
      diagnostics_.add("pack.type", entry.pointer, cat({"\"remove\": true stands alone beside \"", list.key, "\""}));
    }
    return true;
  }

  // Whether an entry of that name stands before the k-th in the overlay itself, which is reported.
  bool stands_before(const EntryList& list, const Part& patch, std::size_t k) {
    const std::string_view name = name_of(patch.json[k], list.key);
    for (std::size_t i = 0; i < k && !name.empty(); ++i) {
      if (name_of(patch.json[i], list.key) != name) continue;
      diagnostics_.add("pack.duplicate_id", patch.at(k).pointer,
                       cat({"the overlay names \"", name, "\" twice; say all that differs in one entry"}));
      return true;
    }
    return false;
  }

  // Whether an entry that the base does not have can be appended as a new one.
  bool exists_or_complete(const EntryList& list, const Json& base, const Part& entry) {
    const std::string_view name = name_of(entry.json, list.key);
    const bool remove = removes(entry, list);
    if (!remove && (name.empty() || member(entry.json, list.complete) != nullptr)) return true;
    Suggestion suggestion(name);
    for (const Json& have : base) suggestion.consider(name_of(have, list.key));
    nothing_there(entry.pointer,
                  cat({remove ? "removes" : "changes", " \"", name, "\", which the base does not have",
                       suggestion.text(), remove ? "" : cat({"; a new entry has a \"", list.complete, "\""})}));
    return false;
  }

  void keep_origins(const std::string& from, const std::string& to) {
    out_.origins[to] = base_.origin_of(from);
    const std::string below = cat({from, "/"});
    for (auto it = base_.origins.lower_bound(below); it != base_.origins.end() && it->first.starts_with(below); ++it) {
      out_.origins[to + it->first.substr(from.size())] = it->second;
    }
  }

  const Merged& base_;
  std::size_t document_;
  Diagnostics& diagnostics_;
  Merged out_;
};

class Resolver {
 public:
  Resolver(const Vector<std::optional<Json>>& documents, Vector<Diagnostics>& diagnostics)
      : documents_(documents),
        diagnostics_(diagnostics),
        out_(documents.size()),
        reached_(documents.size()),
        levels_(documents.size()) {}

  Vector<Merged> run() {
    for (std::size_t i = 0; i < documents_.size(); ++i) resolve(i);
    return std::move(out_);
  }

 private:
  // "id@edition" of a document; "" where it does not say both.
  std::string name(std::size_t i) const {
    if (!documents_[i]) return {};
    const std::string_view id = name_of(*documents_[i], "id"), edition = name_of(*documents_[i], "edition");
    return id.empty() || edition.empty() ? std::string() : cat({id, "@", edition});
  }

  // Up to a base that stands by itself or is merged already, then down again.
  void resolve(std::size_t i) {
    Vector<std::pair<std::size_t, std::optional<std::size_t>>> chain;  // a document and its base
    for (std::optional<std::size_t> at = i; at && documents_[*at] && !reached_[*at];) {
      reached_[*at] = true;
      const std::optional<std::size_t> base = base_of(*at);
      chain.emplace_back(*at, base);
      at = base;
    }
    for (auto link = chain.rbegin(); link != chain.rend(); ++link) merge(link->first, link->second);
  }

  void merge(std::size_t i, std::optional<std::size_t> base) {
    if (member(*documents_[i], "extends") == nullptr) {
      out_[i].json = *documents_[i];
      out_[i].origins[""] = {i, ""};
      return;
    }
    if (!base) return;
    if (!out_[*base].json) {
      // Either something is wrong with the base, which is reported there, or it is above this document in a circle.
      const bool circle = diagnostics_[*base].empty();
      if (circle) wrong(i, "pack.extends_cycle", cat({"\"", name(*base), "\" extends this pack in turn"}));
      return;
    }
    levels_[i] = levels_[*base] + 1;
    if (levels_[i] > limits::kMaxOverlayLevels) {
      return wrong(i, "pack.extends_levels",
                   cat({"more than ", limits::kMaxOverlayLevels,
                        " packs that extend each other; extend an earlier one of them"}));
    }
    out_[i] = Overlay(out_[*base], i, diagnostics_[i]).run(*documents_[i]);
  }

  void wrong(std::size_t i, std::string_view code, Piece message) { diagnostics_[i].add(code, "/extends", message); }

  std::optional<std::size_t> base_of(std::size_t i) {
    const Json* extends = member(*documents_[i], "extends");
    if (extends == nullptr) return std::nullopt;
    if (member(*documents_[i], "resolved") != nullptr) {
      wrong(i, "pack.resolved_extends",
            "a resolved pack has its bases merged in and extends none; take \"extends\" or \"resolved\" out");
      return std::nullopt;
    }
    const std::string_view wanted = name_of(*documents_[i], "extends");
    if (wanted.empty()) {
      wrong(i, "pack.type", "\"extends\" names one edition of a pack, \"id@edition\"");
      return std::nullopt;
    }
    Suggestion suggestion(wanted);
    for (std::size_t base = 0; base < documents_.size(); ++base) {
      if (name(base) == wanted) return base;
      suggestion.consider(name(base));
    }
    // It may be one that cannot be read, which is reported there.
    if (std::find(documents_.begin(), documents_.end(), std::nullopt) != documents_.end()) return std::nullopt;
    wrong(i, "pack.missing_base", cat({"the base \"", wanted, "\" was not given with the packs", suggestion.text()}));
    return std::nullopt;
  }

  const Vector<std::optional<Json>>& documents_;
  Vector<Diagnostics>& diagnostics_;
  Vector<Merged> out_;
  Vector<std::uint8_t> reached_;
  Vector<std::size_t> levels_;  // bases below a document
};

}  // namespace

Origin Merged::origin_of(std::string_view pointer) const {
  std::string_view part = pointer;
  for (;;) {
    if (const auto at = origins.find(part); at != origins.end()) {
      return {at->second.document, at->second.pointer + std::string(pointer.substr(part.size()))};
    }
    if (part.empty()) return {};
    part = part.substr(0, part.rfind('/'));
  }
}

Vector<Merged> merge_overlays(const Vector<std::optional<Json>>& documents, Vector<Diagnostics>& diagnostics) {
  return Resolver(documents, diagnostics).run();
}

}  // namespace precheck::pack
