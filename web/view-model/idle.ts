// Which answers no longer matter: found by asking. Without such an answer the check neither misses it nor says anything else.

import type { Report } from '../../wasm/src/report.js';
import { itemsOf, kindOf } from './facts.js';
import type { Fact, Pack } from './pack.js';
import { withValue, partOf, type Json, type JsonObject } from './pointer.js';

/**
 * Pointers of the filled-in fields that could be empty as well. One check for each filled-in field: call it when an answer has changed, not at every key.
 * @param check says what becomes of a form, as the report was made
 */
export function idleFacts(pack: Pack, form: JsonObject, report: Report, check: (form: JsonObject) => Report): string[] {
  const said = substance(report);
  const atFields = new Set(report.findings.map(({ path }) => path));
  return answers(pack.facts, form, '').filter((pointer) => !atFields.has(pointer) && substance(check(withValue(form, pointer, undefined))) === said);
}

function substance({ verdict, findings, requirements, missing, outcomes, plan, guidance }: Report): string {
  return JSON.stringify([verdict, findings, requirements, missing, outcomes, plan, guidance]);
}

/** What is filled in and would be asked for otherwise: neither optional nor the host's. */
function answers(fact: Fact, value: Json | undefined, pointer: string): string[] {
  if (value === undefined || value === null || (pointer !== '' && (fact['x-optional'] || fact['x-source'] === 'host'))) return [];
  const kind = kindOf(fact);
  if (kind === 'records' && Array.isArray(value) && value.length > 0) {
    const items = { ...itemsOf(fact), 'x-optional': false };
    return concat(value.map((element, index) => answers(items, element, `${pointer}/${index}`)));
  }
  if (kind !== 'group') return [pointer];
  return concat(Object.entries(fact.properties ?? {}).map(([name, child]) => answers(child, partOf(value, name), `${pointer}/${name}`)));
}

function concat(lists: string[][]): string[] {
  return ([] as string[]).concat(...lists);
}
