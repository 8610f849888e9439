#include "base/text.h"
#include "pack/load_parts.h"
#include "pack/parameters.h"

namespace precheck::pack {

namespace {

void read_parameter_value(Loading& load, Reader& r, Parameter& parameter) {
  const Json* value = r.find("value");
  const auto type = r.optional_string("type");
  parameter.type = type ? *type : (value == nullptr ? "" : parameter_type_of(*value));
  if (!is_parameter_type(parameter.type)) {
    return r.wrong("type", "\"type\" is one of int, double, bool, string, date, list");
  }
  if (value == nullptr) {
    if (!parameter.host) r.wrong("value", "a parameter has a \"value\", unless the host sets it (\"host\": true)");
    return;
  }
  std::string text = to_text(*value);
  JsonReader reader(text.data(), text.size());
  parameter.value = parameter_value(parameter.type, reader, load.pack.zone_offset, *load.pack.arena);
  if (!parameter.value) r.wrong("value", cat({"the value is not of type ", parameter.type}));
}

}  // namespace

void read_parameters(Loading& load) {
  const Json* parameters = load.document.find("parameters");
  if (parameters == nullptr) return;
  if (!parameters->is_object()) return load.wrong("pack.type", "/parameters", "\"parameters\" is an object");
  for (const auto& [name, json] : parameters->get_ref<const Json::object_t&>()) {
    const std::string at = cat({"/parameters/", pointer_token(name)});
    Reader r(json, at, {"type", "value", "host", "title", "note", "cites"}, load.diagnostics);
    Parameter parameter;
    parameter.name = name;
    if (r.usable()) {
      parameter.host = r.optional_flag("host");
      r.optional_text("title");
      r.optional_string("note");
      if (r.find("cites") != nullptr) read_citations(load, r);
      read_parameter_value(load, r, parameter);
    }
    load.pack.parameters.push_back(std::move(parameter));
  }
}

}  // namespace precheck::pack
