// A compiled pack as a text: what load_pack() made, written down, so that a page reads its packs without a parser, a
// type checker or JSON. The text is UTF-8 without control characters, quotes or backslashes but those of the pack's own
// texts, so that it stands in JSON, in a JavaScript module and in the body of an answer as it is:
//
//   yibao-precheck compiled pack 2     one line; 2 is the format
//   a check sum of what follows: the table of texts, each once, then the pack's fields in the order of image_fields.h,
//   as numbers of image_numbers.h
//
// It is for the build that wrote it: a reader of another format refuses it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "pack/pack.h"

namespace precheck::pack {

// How one begins. The number changes with everything that image_fields.h lists, and with the meaning of any of it.
inline constexpr std::string_view kImageKind = "yibao-precheck compiled pack ";
inline constexpr std::string_view kImageHead = "yibao-precheck compiled pack 2\n";

std::string write_image(const Pack& pack);

// Whether the text means to be one.
bool is_image(std::string_view text);

// nullptr, and why, where the text is of another format, or not as write_image() wrote it. Whatever it is, the pack
// refers to nothing outside of itself.
std::unique_ptr<Pack> read_image(std::string_view text, Diagnostics& diagnostics);

}  // namespace precheck::pack
