// Every limit of the core, by name. Input beyond one is refused with a message that says the limit.
#pragma once

#include <cstddef>
#include <cstdint>

namespace precheck::limits {

// Bytes of one form, one host-parameter text or one JSONL line.
inline constexpr std::size_t kMaxFormBytes = 1u << 20;
// Bytes of one pack or source document: author data, larger than a form.
inline constexpr std::size_t kMaxDocumentBytes = 4u << 20;
// Bytes of a directory of institutions: a province's, some tens of thousands.
inline constexpr std::size_t kMaxDirectoryBytes = 16u << 20;
// Nesting of arrays and objects in any JSON text.
inline constexpr std::size_t kMaxJsonDepth = 64;
// Elements of one list in a form, whatever maxItems says (the schema's own bound gives a finding, this one an error).
inline constexpr std::size_t kMaxListItems = 10'000;

// Bases below one pack: overlays of overlays.
inline constexpr std::size_t kMaxOverlayLevels = 16;

// Bytes of one CEL expression.
inline constexpr std::size_t kMaxExpressionBytes = 100'000;
// Nesting of one CEL expression, counted in recursive grammar rules. cel-spec asks for at least 12 of each kind and
// 32 in conditionals, chains and calls; wasm stacks are small (512 KiB), hence no more than this.
inline constexpr int kMaxExpressionDepth = 64;
// Nodes of one parsed CEL expression after macro expansion.
inline constexpr std::size_t kMaxExpressionNodes = 20'000;
// Types within one type: to the checker, a larger one is dyn. {a: a} doubles the type of a, again and again.
inline constexpr std::size_t kMaxTypeSize = 200;
// Parts of types that the checker looks at for one expression: a bound on time, since variables may share parts.
inline constexpr std::uint64_t kMaxTypeSteps = 1'000'000;

// Patterns of matches(). RE2's bound of a counted repetition, also for nested ones multiplied out; bytes of a pattern;
// groups within groups (reading them takes stack); instructions of a compiled pattern, the factor of a match's time
// besides the length of the text.
inline constexpr std::uint32_t kMaxRegexRepeat = 1000;
inline constexpr std::size_t kMaxRegexBytes = 10'000;
inline constexpr std::size_t kMaxRegexNesting = 32;
inline constexpr std::size_t kMaxRegexProgram = 10'000;

// Definitions that use definitions that use definitions …: each level is a nested evaluation.
inline constexpr int kMaxDefinitionDepth = 16;

// Most steps that one expression may take by its static estimate, and all expressions of a pack together.
inline constexpr std::uint64_t kMaxExpressionCost = 1'000'000;
inline constexpr std::uint64_t kMaxPackCost = 5'000'000;

// Evaluated nodes in one check, all expressions together: a bound on time.
inline constexpr std::uint64_t kMaxEvaluationSteps = 5'000'000;
// Parts of lists and maps compared in one check by ==, != and in: a bound on time, since values may share parts.
inline constexpr std::uint64_t kMaxComparedParts = 5'000'000;
// Bytes that the values computed in one check may take: a bound on memory.
inline constexpr std::size_t kMaxEvaluationBytes = 16u << 20;

// Values of a bool or enum fact that are tried to see whether an unknown one still matters.
inline constexpr std::size_t kMaxTriedValues = 8;
// Steps of one plan, and sequences that the planner may try.
inline constexpr std::size_t kMaxPlanSteps = 8;
inline constexpr std::size_t kMaxPlanStates = 200'000;

// Explanations. Iterations of one comprehension that are shown: the first ones, and the last. Nodes of one rule's trees
// beyond which details are left out. Bytes of a text or list that is shown as it is; a longer one is cut.
inline constexpr std::uint32_t kMaxTracedIterations = 4;
inline constexpr std::size_t kMaxTracedNodes = 5'000;
inline constexpr std::size_t kMaxExplainedBytes = 1'000;
// Sub-expressions within sub-expressions that are shown, definitions included: each level takes stack, here and in
// whoever writes or reads the JSON. The whole of one expression fits.
inline constexpr std::size_t kMaxExplainedDepth = kMaxExpressionDepth;
// Unknown facts that are named beside one sub-expression.
inline constexpr std::size_t kMaxExplainedUnknowns = 20;
// Elements of one for_each that are explained: those that did not pass first.
inline constexpr std::size_t kMaxExplainedElements = 20;
// Values of one fact that are tried beside those that bisection finds, those reported, and the steps that all tries of
// one explanation may take.
inline constexpr std::size_t kMaxTriedChanges = 64;
inline constexpr std::size_t kMaxChanges = 2;
inline constexpr std::uint64_t kMaxChangeSteps = 20'000'000;

// As kMaxEvaluationSteps, where coverage is asked for: what a check finds ready takes a step then.
inline constexpr std::uint64_t kMaxCoverageSteps = 4 * kMaxEvaluationSteps;

// Programs of bare CEL that one instance of the module holds at a time, until they are disposed of.
inline constexpr std::size_t kMaxCelPrograms = 1000;

}  // namespace precheck::limits
