#include "engine/texts.h"

#include <array>

#include "base/text.h"
#include "base/vector.h"
#include "cel/number_text.h"

namespace precheck::engine {

using schema::Fault;

namespace {

// {0} is the place's title, {1} the bound or the allowed values.
struct FaultText {
  Fault fault;
  std::string_view rule;
  std::string_view zh_cn;
  std::string_view en;
};

constexpr std::array<FaultText, 15> kFaults{{
    {Fault::UnknownProperty, "schema.unknown_property", "“{0}”不是这张表单的内容，已忽略。",
     "“{0}” is not part of this form and was ignored."},
    {Fault::UnknownCode, "directory.unknown_code", "机构名录里没有这个“{0}”，请核对。",
     "“{0}” is not in the directory of institutions; please check it."},
    {Fault::DirectoryDiffers, "directory.differs", "“{0}”与机构名录登记的不一致，请核对；办理时以经办机构的登记为准。",
     "“{0}” differs from the directory of institutions; please check it. The agency's register decides."},
    {Fault::Type, "schema.type", "“{0}”的填写方式不对，应为{1}。",
     "“{0}” is not filled in as expected: {1} is needed."},
    {Fault::Fraction, "schema.integer", "“{0}”应为整数。", "“{0}” must be a whole number."},
    {Fault::Magnitude, "schema.magnitude", "“{0}”的数值太大。", "“{0}” is too large a number."},
    {Fault::Format, "schema.format", "“{0}”的格式不对，应为{1}。", "“{0}” is not written as expected: {1} is needed."},
    {Fault::Enum, "schema.enum", "“{0}”只能是：{1}。", "“{0}” must be one of: {1}."},
    {Fault::Const, "schema.const", "“{0}”只能是：{1}。", "“{0}” must be: {1}."},
    {Fault::MinItems, "schema.min_items", "“{0}”至少要有 {1} 项。", "“{0}” needs at least {1} entries."},
    {Fault::MaxItems, "schema.max_items", "“{0}”最多 {1} 项。", "“{0}” takes at most {1} entries."},
    {Fault::MinLength, "schema.min_length", "“{0}”至少要有 {1} 个字。", "“{0}” needs at least {1} characters."},
    {Fault::MaxLength, "schema.max_length", "“{0}”最多 {1} 个字。", "“{0}” takes at most {1} characters."},
    {Fault::Minimum, "schema.minimum", "“{0}”不能小于 {1}。", "“{0}” must not be less than {1}."},
    {Fault::Maximum, "schema.maximum", "“{0}”不能大于 {1}。", "“{0}” must not be more than {1}."},
}};

bool chinese(std::string_view locale) { return locale.substr(0, 2) != "en"; }

const FaultText& text_of(Fault fault) {
  for (const FaultText& text : kFaults) {
    if (text.fault == fault) return text;
  }
  return kFaults[0];
}

std::string type_words(const schema::Node& node, bool zh) {
  switch (node.type) {
    case schema::Type::Object: return zh ? "一组内容" : "a group of fields";
    case schema::Type::Array: return zh ? "列表" : "a list";
    case schema::Type::String: return zh ? "文字" : "text";
    case schema::Type::Boolean: return zh ? "“是”或“否”" : "yes or no";
    case schema::Type::Integer: return zh ? "整数" : "a whole number";
    case schema::Type::Number: return zh ? "数字" : "a number";
  }
  return "";
}

std::string format_words(schema::Format format, bool zh) {
  switch (format) {
    case schema::Format::Date:
      return zh ? "真实存在的日期（年-月-日，如 2023-01-31）" : "a day that exists (YYYY-MM-DD)";
    case schema::Format::DateTime: return zh ? "带时区的日期和时间" : "a date and time with its zone (RFC 3339)";
    case schema::Format::Month: return zh ? "月份（年-月，如 2023-01）" : "a month (YYYY-MM)";
    case schema::Format::CnResidentId: return zh ? "18 位居民身份证号码" : "an 18-character resident identity number";
    case schema::Format::CnAreaCode: return zh ? "6 位行政区划代码" : "a six-digit area code";
    case schema::Format::None: break;
  }
  return "";
}

std::string allowed_values(const schema::Node& node, std::string_view locale) {
  std::string out;
  for (const cel::Value& value : node.values) {
    if (!out.empty()) out += list_separator(locale);
    out += value.is(cel::Kind::String) ? std::string(value.string()) : cel::describe(value);
  }
  return out;
}

std::string bound(const schema::Node& node, Fault fault, std::string_view locale) {
  const bool zh = chinese(locale);
  switch (fault) {
    case Fault::Type: return type_words(node, zh);
    case Fault::Format: return format_words(node.format, zh);
    case Fault::Enum:
    case Fault::Const: return allowed_values(node, locale);
    case Fault::MinItems: return int_text(node.min_items.value_or(0));
    case Fault::MaxItems: return int_text(schema::most_items(node));
    case Fault::MinLength: return int_text(node.min_length.value_or(0));
    case Fault::MaxLength: return int_text(node.max_length.value_or(0));
    case Fault::Minimum: return cel::double_text(node.minimum.value_or(0));
    case Fault::Maximum: return cel::double_text(node.maximum.value_or(0));
    default: return "";
  }
}

std::string fill(std::string_view pattern, const std::string& zero, const std::string& one) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size();) {
    const std::string_view rest = pattern.substr(i, 3);
    if (rest == "{0}" || rest == "{1}") {
      out += rest == "{0}" ? zero : one;
      i += 3;
    } else {
      out += pattern[i++];
    }
  }
  return out;
}

}  // namespace

const std::string_view kNotKnownYet = "…";

std::string_view fault_rule(Fault fault) { return text_of(fault).rule; }

bool fault_cites_nothing(Fault fault) {
  return fault == Fault::UnknownProperty || fault == Fault::UnknownCode || fault == Fault::DirectoryDiffers;
}

std::string_view list_separator(std::string_view locale) { return chinese(locale) ? "、" : ", "; }

std::string title_of(const schema::Schema& schema, schema::NodeIndex node, std::string_view locale) {
  const schema::Node& n = schema[node];
  if (!n.title.empty()) return n.title.in(locale);
  if (n.parent != schema::kNoNode && n.name == "*") return title_of(schema, n.parent, locale);
  return std::string(n.name);
}

std::string fault_message(const schema::Schema& schema, const schema::StructuralFinding& finding,
                          std::string_view locale) {
  const FaultText& text = text_of(finding.fault);
  const std::string title = finding.fault == Fault::UnknownProperty
                                ? finding.pointer.substr(finding.pointer.rfind('/') + 1)
                                : title_of(schema, finding.node, locale);
  return fill(chinese(locale) ? text.zh_cn : text.en, title, bound(schema[finding.node], finding.fault, locale));
}

std::string too_long_message(std::size_t most_steps, std::string_view locale) {
  return chinese(locale)
             ? cat({most_steps, " 步以内排不出办理顺序，请减少一次提交的申请，或向经办机构咨询。"})
             : cat({"No order of up to ", most_steps, " steps works: hand in fewer at once, or ask the agency."});
}

std::string unverified_message(const Vector<std::string>& titles, std::string_view locale) {
  std::string list;
  for (const auto& title : titles) {
    if (!list.empty()) list += list_separator(locale);
    list += title;
  }
  return chinese(locale) ? cat({"这里无法核实：", list, "。以经办机构的记录为准。"})
                         : cat({"Could not be verified here: ", list, ". The agency's records decide."});
}

}  // namespace precheck::engine
