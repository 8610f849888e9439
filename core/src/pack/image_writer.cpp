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

void ImageWriter::one(const cel::Program& part) {
  number(part.code.size());
  for (std::uint32_t at = 0; at < part.code.size(); ++at) instruction(part, at);
  (*this)(part.root, part.locals);
}

void ImageWriter::instruction(const cel::Program& program, std::uint32_t at) {
  const cel::Instruction& in = program.code[at];
  const cel::Instruction before = at == 0 ? cel::Instruction() : program.code[at - 1];
  (*this)(in.op, in.quick, in.two);
  number(unsigned_of(std::int64_t{in.offset} - before.offset));
  number(unsigned_of(std::int64_t{in.node} - before.node));
  number(in.count);
  for (std::uint32_t i = 0; i < in.count; ++i) number(at - program.operands[in.first + i]);
  if (has_index(in.op)) number(in.index);
  if (has_own_slot(in)) number(in.slot);
  if (has_constant(in.op)) one(in.constant);
  if (in.quick == cel::Quick::Constant && in.op != cel::Op::Constant) one(program.values[in.slot]);
  // A reader finds the function as the compiler did, by the number of arguments too.
  if (has_function(in.op)) (*this)(in.function->name, in.function->member);
}

void ImageWriter::one(const cel::Value& part) {
  number(static_cast<std::uint64_t>(part.kind) - kFirstKind);
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
