// SARIF 2.1.0, which code scanning and editors read: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Problem, Result, ResultFormat } from '../results.js';
import { wellFormed } from './characters.js';
import { wordsOf } from './place.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

export interface SarifOptions {
  /** Of the tool. */
  version: string;
  /** What a rule or check is about, whatever it was held against. Default: its name. */
  describe?: ((rule: string) => string | undefined) | undefined;
}

/** Only problems are results; what passed is not mentioned. */
export function sarif({ version, describe = () => undefined }: SarifOptions): ResultFormat {
  /** By name, its place in `rules`, which are written last. */
  const rules = new Map<string, number>();
  let first = true;
  let allRead = true;

  function indexOf(rule: string): number {
    const known = rules.get(rule);
    if (known !== undefined) return known;
    rules.set(rule, rules.size);
    return rules.size - 1;
  }

  return {
    start: () => `{"$schema":${json(SCHEMA)},"version":"2.1.0","runs":[{"columnKind":"unicodeCodePoints","results":[\n`,
    result(result) {
      if (result.status === 'unreadable') allRead = false;
      return result.problems
        .map((problem) => {
          const text = `${first ? '' : ','}${json(sarifResult(problem, indexOf(problem.rule), result))}\n`;
          first = false;
          return text;
        })
        .join('');
    },
    end() {
      const described = [...rules.keys()].map((id) => ({ id, shortDescription: { text: describe(id) ?? id } }));
      const driver = { name: 'precheck', version, rules: described };
      return `],"invocations":[${json({ executionSuccessful: allRead })}],"tool":${json({ driver })}}]}\n`;
    },
  };
}

function sarifResult(problem: Problem, ruleIndex: number, { name, group }: Result) {
  const { rule, level, file, line, column, pointer } = problem;
  const region = line === undefined ? {} : { region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) } };
  const location = {
    ...(file === undefined ? {} : { physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...region } }),
    // For JSON, the name of a place is its pointer (3.33.5).
    ...(pointer ? { logicalLocations: [{ fullyQualifiedName: pointer }] } : {}),
  };
  const locations = Object.keys(location).length === 0 ? {} : { locations: [location] };
  return { ruleId: rule, ruleIndex, level, message: { text: wordsOf(problem) }, ...locations, properties: { name, group } };
}

/** Relative ones stay relative, so that a viewer finds the file in its own checkout. */
function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  const steps = file.split(sep).map((step) => encodeURIComponent(wellFormed(step)));
  return steps.join('/');
}

function json(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'string' ? wellFormed(inner) : inner));
}
