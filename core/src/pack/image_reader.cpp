#include "pack/image_reader.h"

#include "base/limits.h"
#include "base/text.h"
#include "base/vector.h"
#include "calendar/instant.h"
#include "cel/quicken.h"
#include "pack/functions.h"
#include "pack/image_numbers.h"
#include "pack/image_sound.h"
#include "schema/layout.h"

namespace precheck::pack {

namespace {

// No part takes so many times the bytes that it has in the text.
constexpr std::size_t kMostGrowth = 128;

// As the compiler finds it: the pack's own come first.
const cel::Function* find_function(std::string_view name, bool member, std::size_t args) {
  for (std::size_t i = 0; i < kPackFunctionCount; ++i) {
    const cel::Function& f = kPackFunctions[i];
    if (f.name == name && f.member == member && args >= f.least_args && args <= f.most_args) return &f;
  }
  return cel::standard_function(name, member, args);
}

// Of an instant or a duration: the rest of the code takes it for granted.
bool in_range(const cel::Value& value) {
  if (value.is(cel::Kind::Timestamp)) {
    return value.integer >= calendar::kMinInstantSeconds && value.integer <= calendar::kMaxInstantSeconds;
  }
  return value.integer >= -calendar::kMaxDurationSeconds - 1 && value.integer <= calendar::kMaxDurationSeconds;
}

}  // namespace

ImageReader::ImageReader(std::string_view text, Pack& pack)
    : text_(text), room_(text.size() * kMostGrowth), pack_(pack) {
  std::construct_at(&texts_, count_of(sizeof(std::string_view)));
  for (std::string_view& size : texts_) size = text_.substr(0, count());
  for (std::string_view& each : texts_) {
    each = text_.substr(at_, each.size());
    at_ += each.size();
    if (!valid_utf8(each)) fail();
  }
}

std::size_t ImageReader::count_of(std::size_t size) {
  const std::size_t out = count();
  if (out <= room_ / size) {
    room_ -= out * size;
    return out;
  }
  fail();
  return 0;
}

void ImageReader::list(Room& part, std::size_t bytes, MakeAndRead element) {
  const std::size_t size = count_of(bytes);
  if (size == 0) return;
  part.grow(size, bytes, nullptr);
  for (; part.count < size; ++part.count) element(*this, static_cast<char*>(part.elements) + part.count * bytes);
}

std::uint64_t ImageReader::number() {
  if (!ok_) return 0;
  const auto read = next_number(text_, at_);
  if (!read) fail();
  return read.value_or(0);
}

std::uint64_t ImageReader::number(std::uint64_t last) {
  const std::uint64_t read = number();
  if (read <= last) return read;
  fail();
  return 0;
}

void ImageReader::one(std::string_view& part) {
  const std::uint64_t place = number();
  if (place < texts_.size()) {
    part = texts_[static_cast<std::size_t>(place)];
  } else {
    fail();
  }
}

void ImageReader::one(std::string& part) {
  std::string_view view;
  one(view);
  part = view;
}

void ImageReader::one(cel::Value& part) {
  const auto kind = static_cast<cel::Kind>(number(kLastKind - kFirstKind) + kFirstKind);
  part = {};
  part.kind = kind;
  switch (kind) {
    case cel::Kind::Null: return;
    case cel::Kind::Bool: return one(part.boolean);
    case cel::Kind::Int: return one(part.integer);
    case cel::Kind::Uint: return one(part.uinteger);
    case cel::Kind::Double: return one(part.real);
    case cel::Kind::String:
    case cel::Kind::Type: {
      std::string_view view;
      one(view);
      part.text = view.data();
      part.extra = static_cast<std::uint32_t>(view.size());
      return;
    }
    case cel::Kind::Bytes: {
      part.extra = static_cast<std::uint32_t>(count());
      char* bytes = pack_.arena->array<char>(part.extra);
      for (std::uint32_t i = 0; i < part.extra; ++i) bytes[i] = static_cast<char>(number(UINT8_MAX));
      part.text = bytes;
      return;
    }
    case cel::Kind::Timestamp:
    case cel::Kind::Duration:
      one(part.integer);
      part.extra = static_cast<std::uint32_t>(number(999'999'999));
      if (!in_range(part)) fail();
      return;
    case cel::Kind::List: return list(part);
    // A constant is none of these.
    case cel::Kind::Map:
    case cel::Kind::Optional:
    case cel::Kind::Error:
    case cel::Kind::Unknown: part = {}; return fail();
  }
}

void ImageReader::list(cel::Value& part) {
  auto* list = pack_.arena->make<cel::List>();
  part.list = list;
  if (++depth_ > limits::kMaxJsonDepth) return fail();
  const std::size_t size = count();
  auto* items = pack_.arena->array<cel::Value>(size);
  for (std::size_t i = 0; i < size; ++i) one(items[i] = {});
  list->items = items;
  list->count = static_cast<std::uint32_t>(size);
  --depth_;
}

void ImageReader::one(cel::Program& part) {
  std::construct_at(&part.code, count_of(sizeof(cel::Instruction)));
  for (std::uint32_t at = 0; ok_ && at < part.code.size(); ++at) instruction(part, at);
  (*this)(part.root, part.locals);
  if (!ok_ || !is_sound(part, pack_) || !cel::restore_patterns(part)) return fail();
  cel::link_operands(part);
}

void ImageReader::instruction(cel::Program& program, std::uint32_t at) {
  cel::Instruction& in = program.code[at];
  const cel::Instruction before = at == 0 ? cel::Instruction() : program.code[at - 1];
  (*this)(in.op, in.quick, in.two);
  in.offset = static_cast<std::uint32_t>(before.offset + signed_of(number()));
  in.node = static_cast<std::uint32_t>(before.node + signed_of(number()));
  in.first = static_cast<std::uint32_t>(program.operands.size());
  in.count = static_cast<std::uint32_t>(count());
  for (std::uint32_t i = 0; ok_ && i < in.count; ++i) {
    program.operands.push_back(at - static_cast<std::uint32_t>(number(at)));
  }
  if (has_index(in.op)) in.index = static_cast<std::uint32_t>(number(UINT32_MAX));
  if (has_own_slot(in)) {
    in.slot = static_cast<std::uint32_t>(number(UINT32_MAX));
  } else if (in.quick == cel::Quick::Constant) {
    in.slot = static_cast<std::uint32_t>(program.values.size());
  } else {
    in.slot = in.index;
  }
  if (has_constant(in.op)) one(in.constant);
  if (in.quick == cel::Quick::Constant) {
    cel::Value& value = program.values.emplace_back(in.constant);
    if (in.op != cel::Op::Constant) one(value);
  }
  if (!has_function(in.op)) return;
  std::string_view name;
  bool member = false;
  (*this)(name, member);
  in.function = find_function(name, member, in.count);
  if (in.function == nullptr) fail();
}

void ImageReader::one(calendar::Date& part) {
  fields(*this, part);
  if (!calendar::valid(part)) fail();
}

void ImageReader::one(schema::Schema& part) {
  fields(*this, part);
  if (!ok_ || !plant_tree(part)) return fail();
  schema::lay_out(part);
}

}  // namespace precheck::pack
