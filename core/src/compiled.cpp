// Packs that were compiled before.
#include <precheck/precheck.hpp>
#include <utility>

#include "base/vector.h"
#include "engine/select.h"
#include "pack/editions.h"
#include "pack/image.h"
#include "request.h"
#include "state.h"

namespace precheck {

Library load_compiled(const std::vector<Document>& packs) {
  Vector<Diagnostics> diagnostics;
  pack::Packs read;
  for (const Document& document : packs) {
    diagnostics.emplace_back(document.name);
    read.push_back(pack::read_image(document.text, diagnostics.back()));
  }
  pack::check_editions(read, diagnostics);
  auto state = std::make_shared<Library::State>();
  for (std::size_t i = 0; i < read.size(); ++i) {
    state->add(diagnostics[i]);
    if (read[i]) state->packs.push_back(std::move(read[i]));
  }
  return Library::State::library_of(std::move(state));
}

Reply Library::compiled(std::string_view pack) const {
  const auto found = engine::select_pack(state_->packs, pack, {}, {});
  if (!found.ok()) return refuse(found.error());
  Reply reply;
  reply.ok = true;
  reply.text = precheck::pack::write_image(**found);
  return reply;
}

}  // namespace precheck
