// Which tests of the CEL conformance suite (npm @bufbuild/cel-spec, from github.com/google/cel-spec) this project answers for:
// all of the core sections that need no protobuf message, and the sections of the extensions that it has.
import { getConformanceSuite } from '@bufbuild/cel-spec/testdata/tests.js';

export const CORE_SECTIONS = [
  'basic', 'comparisons', 'conversions', 'fields', 'fp_math', 'integer_math', 'lists', 'logic', 'macros', 'macros2', 'namespace', 'parse',
  'plumbing', 'string', 'timestamps', 'type_deductions',
];
export const EXTENSION_SECTIONS = ['bindings_ext', 'optionals'];

/** Packages, messages and enums of protobuf that expressions of the suite name. */
const PROTOBUF_NAME = /\b(google\.protobuf|cel\.expr|proto2|proto3)\b|TestAllTypes|NestedMessage|GlobalEnum|NullValue/;

/** Kinds of value and of type (oneof cases of cel.expr.Value and cel.expr.Type) that only messages have. */
const PROTOBUF_KINDS = new Set(['objectValue', 'enumValue', 'messageType', 'wellKnown', 'wrapper']);

/** @returns {{ section: string, group: string, name: string, test: object, tree?: string, type?: string }[]} */
export function conformanceTests(sections) {
  return getConformanceSuite()
    .suites.filter((suite) => sections.includes(suite.name))
    .flatMap((suite) => testsOf(suite, []).map((found) => ({ section: suite.name, ...found })));
}

function testsOf(suite, path) {
  const own = suite.tests
    .filter(({ original }) => !needsProtobuf(original))
    .map(({ name, original, ast, type }) => ({ group: path.join('/'), name, test: original, tree: ast, type }));
  return [...own, ...suite.suites.flatMap((child) => testsOf(child, [...path, child.name]))];
}

function needsProtobuf({ expr, container, typeEnv, bindings, resultMatcher }) {
  return PROTOBUF_NAME.test(expr) || PROTOBUF_NAME.test(container) || [typeEnv, bindings, resultMatcher].some(holdsProtobuf);
}

function holdsProtobuf(part) {
  if (typeof part !== 'object' || part === null) return false;
  return PROTOBUF_KINDS.has(part.case) || Object.values(part).some(holdsProtobuf);
}
