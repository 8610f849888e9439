#include "engine/shown.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "cel/time.h"
#include "engine/render.h"

namespace precheck::engine {

using cel::Kind;
using cel::Value;

std::string beginning(std::string_view text, std::size_t most, bool& cut) {
  if (text.size() <= most) return std::string(text);
  cut = true;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0u) == 0x80u) --most;
  return cat({text.substr(0, most), "..."});
}

namespace {

class Writer {
 public:
  Writer(const Run& run, std::size_t most) : run_(run), schema_(run.pack().facts), left_(most) {}

  // `node`: the fact that it is, kNoNode where it is none's.
  Json json(const Value& value, schema::NodeIndex node) {
    switch (value.kind) {
      case Kind::String: {
        std::string text = beginning(value.string(), left_, cut_);
        spend(text.size());
        return text;
      }
      case Kind::List: return list(*value.list, node);
      case Kind::Map: return map(*value.map, node);
      case Kind::Timestamp: return timestamp(value, node);
      case Kind::Optional: return value.optional == nullptr ? Json() : json(*value.optional, schema::kNoNode);
      case Kind::Duration: return cel::duration_text(value);
      case Kind::Type: return std::string(value.string());
      case Kind::Bytes: return bytes(value);
      case Kind::Double: return std::isfinite(value.real) ? Json(value.real) : Json(cel::describe(value));
      case Kind::Bool: return value.boolean;
      case Kind::Int: return value.integer;
      case Kind::Uint: return value.uinteger;
      default: return nullptr;
    }
  }

  [[nodiscard]] bool cut() const { return cut_; }

 private:
  void spend(std::size_t bytes) { left_ -= std::min(left_, bytes); }
  bool full() {
    cut_ = cut_ || left_ == 0;
    return left_ == 0;
  }

  Json list(const cel::List& list, schema::NodeIndex node) {
    const schema::NodeIndex item = node == schema::kNoNode ? node : schema_[node].items;
    Json out = Json::array();
    for (std::uint32_t i = 0; i < list.count && !full(); ++i) {
      spend(kElement);
      out.push_back(json(list[i], item));
    }
    return out;
  }

  // A fact's entries are the properties of its schema. What is not there, or not known, a form leaves out.
  Json map(const cel::Map& map, schema::NodeIndex node) {
    const bool of_form = node != schema::kNoNode && schema_[node].type == schema::Type::Object;
    Json out = Json::object();
    for (std::uint32_t i = 0; i < map.count && !full(); ++i) {
      if (map.values[i].is(Kind::Error) || map.values[i].is(Kind::Unknown)) continue;
      const Value& key = map.keys[i];
      const std::string name =
          key.is(Kind::String) ? beginning(key.string(), left_, cut_) : std::string(cel::describe(key));
      spend(kElement + name.size());
      out[name] = json(map.values[i], of_form ? schema_[node].properties[i] : schema::kNoNode);
    }
    return out;
  }

  Json timestamp(const Value& value, schema::NodeIndex node) const {
    const std::int32_t zone = run_.pack().zone_offset;
    if (node == schema::kNoNode) return timestamp_words(run_, value);
    if (schema_[node].format == schema::Format::Date)
      return calendar::format_date(calendar::day_of(instant_of(value), zone));
    return calendar::format_instant(instant_of(value), zone);
  }

  Json bytes(const Value& value) {
    std::string text = beginning(cel::describe(value), left_, cut_);
    spend(text.size());
    return text;
  }

  static constexpr std::size_t kElement = 8;  // bytes that an element counts for besides its text

  const Run& run_;
  const schema::Schema& schema_;
  std::size_t left_;
  bool cut_ = false;
};

Shown written(const Run& run, schema::NodeIndex node, const Value& value, std::size_t most) {
  Writer writer(run, most);
  Shown out;
  out.json = writer.json(value, node);
  out.cut = writer.cut();
  return out;
}

}  // namespace

Shown shown(const Run& run, const Value& value) {
  return written(run, schema::kNoNode, value, limits::kMaxExplainedBytes);
}

Shown shown_fact(const Run& run, schema::NodeIndex node, const Value& value) {
  return written(run, node, value, limits::kMaxExplainedBytes);
}

Json form_json(const Run& run, schema::NodeIndex node, const Value& value) {
  return written(run, node, value, static_cast<std::size_t>(-1)).json;
}

}  // namespace precheck::engine
