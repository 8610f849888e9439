// The suite's tests in the shapes of core/include/precheck/cel.hpp: options, bindings and values as its JSON. Both runners, the
// native one and the one over wasm, compare the same vectors in the same way.
import { readFileSync } from 'node:fs';
import { conformanceTests, CORE_SECTIONS, EXTENSION_SECTIONS } from './subset.mjs';

export function conformanceVectors() {
  const tests = conformanceTests([...CORE_SECTIONS, ...EXTENSION_SECTIONS]).map(vector);
  addSkips(tests);
  return tests;
}

function vector({ section, group, name, test, tree, type }) {
  const declared = test.typeEnv.map(({ name: variable, declKind }) => [variable, declKind]);
  const identifiers = declared.filter(([, kind]) => kind.case === 'ident').map(([variable, kind]) => [variable, typeText(kind.value.type)]);
  const functions = declared.filter(([, kind]) => kind.case === 'function').map(([called, kind]) => [called, kind.value.overloads.map(overloadText)]);
  const bound = Object.entries(test.bindings).map(([variable, { kind }]) => [variable, valueJson(kind.value)]);
  return {
    section,
    group,
    name,
    expression: test.expr,
    options: {
      // Unchecked tests bind variables that they do not declare.
      variables: { ...Object.fromEntries(bound.map(([variable]) => [variable, 'dyn'])), ...Object.fromEntries(identifiers) },
      container: test.container,
      functions: Object.fromEntries(functions),
      check: !test.disableCheck,
      macros: !test.disableMacros,
    },
    bindings: Object.fromEntries(bound),
    // What is not checked has no deduced type, even where the suite's recording has one.
    expected: expectation(test.resultMatcher, test.disableCheck ? undefined : type, tree),
    skips: {},
  };
}

/** What is compared, as far as the suite says it: the value or that there is an error, the syntax tree, the deduced type. */
function expectation(matcher, type, tree) {
  const expected = {};
  if (matcher.case === 'evalError' || matcher.case === 'anyEvalErrors') expected.value = { error: true };
  else if (matcher.case === 'value') expected.value = { value: valueJson(matcher.value) };
  else if (matcher.case === undefined) expected.value = { value: true };
  else if (matcher.value.result) expected.value = { value: valueJson(matcher.value.result) };
  // cel-go annotates each node with the name of its message.
  if (tree !== undefined) expected.tree = tree.replace(/\^#\*expr\.\w+#/g, '');
  const deduced = matcher.case === 'typedResult' && matcher.value.deducedType ? typeText(matcher.value.deducedType) : type;
  if (deduced !== undefined) expected.type = deduced;
  return expected;
}

/** cel.expr.Value to JSON. */
function valueJson({ kind: { case: kind, value } }) {
  switch (kind) {
    case 'nullValue': return null;
    case 'boolValue':
    case 'stringValue': return value;
    case 'int64Value': return { int: String(value) };
    case 'uint64Value': return { uint: String(value) };
    case 'doubleValue': return Number.isFinite(value) && !Object.is(value, -0) ? value : { double: Object.is(value, -0) ? '-0' : String(value) };
    case 'bytesValue': return { bytes: Buffer.from(value).toString('hex') };
    case 'typeValue': return { type: value };
    case 'listValue': return value.values.map(valueJson);
    case 'mapValue': return { map: value.entries.map((entry) => [valueJson(entry.key), valueJson(entry.value)]) };
    default: throw new Error(`a value of kind ${kind} is not expected in the subset`);
  }
}

const PRIMITIVES = [undefined, 'bool', 'int', 'uint', 'double', 'string', 'bytes']; // cel.expr.Type.PrimitiveType

/** cel.expr.Type to text. */
function typeText({ typeKind: { case: kind, value } }) {
  switch (kind) {
    case 'dyn':
    case 'null': return kind;
    case 'primitive': return PRIMITIVES[value];
    case 'typeParam': return value;
    case 'listType': return `list(${typeText(value.elemType)})`;
    case 'mapType': return `map(${typeText(value.keyType)}, ${typeText(value.valueType)})`;
    case 'abstractType': return `${value.name}(${value.parameterTypes.map(typeText).join(', ')})`;
    default: throw new Error(`a type of kind ${kind} is not expected in the subset`);
  }
}

/** "(string, int) -> bool", a method "string.(int) -> bool". */
function overloadText({ params, resultType, isInstanceFunction }) {
  const texts = params.map(typeText);
  const target = isInstanceFunction ? `${texts.shift()}.` : '';
  return `${target}(${texts.join(', ')}) -> ${typeText(resultType)}`;
}

/** Gives the tests of skips.json their reasons. A skip that fits no test is a mistake. */
function addSkips(tests) {
  const skips = JSON.parse(readFileSync(new URL('skips.json', import.meta.url), 'utf8'));
  for (const { aspect, section, group, names, reason } of skips) {
    for (const name of names) {
      const found = tests.find((test) => test.section === section && test.group === group && test.name === name);
      if (found?.expected[aspect] === undefined) throw new Error(`skips.json: no test ${section}/${group}/${name} has an expected ${aspect}`);
      found.skips[aspect] = reason;
    }
  }
}
