#include "pack/image_writer.h"

#include "base/json.h"

namespace precheck::pack {

void ImageWriter::one(std::string_view part) {
  const auto known = places_.find(part);
  if (known != places_.end()) return number(known->second);
  const std::uint64_t place = texts_.size();
  texts_.emplace_back(part);
  places_.emplace(part, place);
  number(place);
}

void ImageWriter::one(const Json& part) { one(to_text(part)); }

// A reader finds the function as the compiler did, by the number of arguments too.
void ImageWriter::one(const cel::Instruction& part) {
  fields(*this, part);
  one(part.function != nullptr);
  if (part.function != nullptr) (*this)(part.function->name, part.function->member);
}

void ImageWriter::one(const cel::Value& part) {
  one(part.kind);
  switch (part.kind) {
    case cel::Kind::Bool: return one(part.boolean);
    case cel::Kind::Int: return one(part.integer);
    case cel::Kind::Uint: return one(part.uinteger);
    case cel::Kind::Double: return one(part.real);
    case cel::Kind::String:
    case cel::Kind::Type: return one(part.string());
    case cel::Kind::Bytes:
      number(part.extra);
      for (const char byte : part.string()) number(static_cast<unsigned char>(byte));
      return;
    case cel::Kind::Timestamp:
    case cel::Kind::Duration: one(part.integer); return number(part.extra);
    case cel::Kind::List:
      number(part.list->count);
      for (std::uint32_t i = 0; i < part.list->count; ++i) one((*part.list)[i]);
      return;
    // A constant is none of these: only a check makes them.
    case cel::Kind::Null:
    case cel::Kind::Map:
    case cel::Kind::Optional:
    case cel::Kind::Error:
    case cel::Kind::Unknown: return;
  }
}

std::string ImageWriter::text() const {
  std::string out;
  append_number(out, texts_.size());
  for (const std::string& text : texts_) append_number(out, text.size());
  for (const std::string& text : texts_) out += text;
  return out + body_;
}

}  // namespace precheck::pack
