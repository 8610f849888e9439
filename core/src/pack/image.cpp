#include "pack/image.h"

#include "base/limits.h"
#include "pack/image_numbers.h"
#include "pack/image_reader.h"
#include "pack/image_sound.h"
#include "pack/image_writer.h"

namespace precheck::pack {

std::string write_image(const Pack& pack) {
  ImageWriter writer;
  fields(writer, pack);
  const std::string content = writer.text();
  std::string out(kImageHead);
  append_number(out, check_sum(content));
  return out + content;
}

bool is_image(std::string_view text) { return text.substr(0, kImageKind.size()) == kImageKind; }

std::unique_ptr<Pack> read_image(std::string_view text, Diagnostics& diagnostics) {
  if (text.size() > limits::kMaxDocumentBytes) {
    diagnostics.add("image.too_large", "", "a compiled pack has 4 MiB at most");
    return nullptr;
  }
  if (text.substr(0, kImageHead.size()) != kImageHead) {
    diagnostics.add("image.format", "",
                    is_image(text) ? "this pack was compiled by another version; compile it again with this one"
                                   : "this is no compiled pack; `precheck compile --run` writes one");
    return nullptr;
  }
  text.remove_prefix(kImageHead.size());
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);  // a file's; content ends in a number
  std::size_t at = 0;
  const auto sum = next_number(text, at);
  const std::string_view content = text.substr(at);
  if (sum && *sum == check_sum(content)) {
    auto pack = std::make_unique<Pack>();
    pack->arena = std::make_unique<Arena>(SIZE_MAX);
    ImageReader reader(pack->arena->copy(content), *pack);
    fields(reader, *pack);
    if (reader.complete() && is_sound(*pack)) {
      prepare_conditions(*pack);
      return pack;
    }
  }
  diagnostics.add("image.damaged", "", "this compiled pack is not as it was written; fetch or compile it again");
  return nullptr;
}

}  // namespace precheck::pack
