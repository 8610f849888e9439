// What the parts of a pack are loaded with, and what several of them read in the same way.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "base/json.h"
#include "pack/pack.h"
#include "pack/reader.h"
#include "pack/scope.h"
#include "pack/source.h"

namespace precheck::pack {

// One pack on its way from a document to a Pack.
struct Loading {
  Reader document;
  const Sources& given;  // beside the packs
  Diagnostics& diagnostics;
  Sources carried;  // by a resolved pack itself
  Pack& pack;
  Names listed_sources;    // those that the pack names
  Scope* scope = nullptr;  // once facts, parameters and the names of the definitions are known

  void wrong(std::string_view code, Piece pointer, Piece message) { diagnostics.add(code, pointer, message); }
};

// The pointer of a list's i-th element.
std::string element(Piece pointer, std::size_t i);

// Whether the facts have a place such as "/requests/*/to" or "/requests/0/to": elements are numbers or *.
bool path_exists(const Loading& load, std::string_view path);
// `each`: the list whose elements are judged one by one; * stands for the index in that list and no other.
void read_path(Loading& load, Reader& r, std::string& out, std::optional<schema::NodeIndex> each);

void check_clause(Loading& load, const std::string& clause, const std::string& pointer);
Citations read_citations(Loading& load, Reader& r);
void check_id(Loading& load, Reader& r, std::string_view key, const std::string& id, Names& seen);

std::optional<Expression> read_expression(Loading& load, Reader& r, std::string_view key, const Place& place,
                                          Expected expected = Expected::Anything);
Expression read_required_expression(Loading& load, Reader& r, std::string_view key, const Place& place,
                                    Expected expected = Expected::Anything, cel::TypeRef* type = nullptr);
std::optional<Expression> read_condition(Loading& load, Reader& r, std::string_view key, const Place& place);
// What is known where the reader's `when` holds.
Place under_when(Loading& load, Reader& r, const Place& place);

Text read_text(Loading& load, Reader& r, std::string_view key, const Place& place);
Text read_optional_text(Loading& load, Reader& r, std::string_view key, const Place& place);

}  // namespace precheck::pack
