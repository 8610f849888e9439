// Holds the schema of a page's or backend's form against the facts of the pack that it is checked with.
import type { FactSchema, ResolvedPack } from '../documents.js';
import { type FactReader, factReaders } from './fact-readers.js';
import { BOUNDS, type Bound, foreignShape, type Shape } from './foreign-schema.js';
import { requiredOf } from './form-schema.js';

export interface Mismatch {
  code: 'conform.missing' | 'conform.extra' | 'conform.type' | 'conform.enum' | 'conform.format' | 'conform.required' | 'conform.bounds';
  /** `error`: some form of theirs can never pass, or is refused for its structure. `note`: worth knowing. */
  level: Level;
  /** The fact, `*` for the element of a list: `/requests/0` is `/requests/*`. Of a field that the pack does not know: where it would be. */
  fact: string;
  /** JSON Pointer into the other schema's document: what it says of the field, or of the object in which it is missing. */
  pointer: string;
  message: string;
  /** The way out. */
  help?: string;
  /** Of a fact that is missing: what reads it. */
  readers?: FactReader[];
}

export type Level = 'error' | 'warning' | 'note';

/**
 * In the order of the pack's facts, then what it does not know.
 * @param schema A JSON Schema document, parsed; draft-07 or later, or one that has schemas inside, such as an OpenAPI document.
 * @param pointer JSON Pointer of the form's schema in it. Absent: the document itself.
 * @throws Error where there is no schema there, or it refers to another document.
 */
export async function conform(pack: ResolvedPack, schema: unknown, pointer = ''): Promise<Mismatch[]> {
  const found: Mismatch[] = [];
  for (const { missing, ...mismatch } of compare(pack.facts, foreignShape(schema, pointer), [])) {
    found.push(missing ? whatWaits(mismatch, missing, await factReaders(pack, mismatch.fact.slice(1).split('/'))) : mismatch);
  }
  return found;
}

interface Missing {
  fact: FactSchema;
  required: boolean;
  host: boolean;
  /** Of an object that is looked up in the host's directory by one of its other properties. */
  listed: boolean;
}

type Found = Mismatch & { missing?: Missing };

function* compare(fact: FactSchema, shape: Shape, path: readonly string[], host = false): Generator<Found> {
  const known = host || fact['x-source'] === 'host';
  const at = (code: Mismatch['code'], level: Level, message: string, help?: string): Found => ({
    code, level, fact: pathOf(path), pointer: shape.pointer, message: `${pathOf(path) || 'the form'}: ${message}`, ...(help && { help }),
  });
  const wrong: Level = { error: 'error', warning: 'warning', info: 'note' }[(fact['x-severity'] as 'error' | undefined) ?? 'error'] as Level;
  const types = shape.types?.filter((type) => type !== 'null');
  const misfits = types?.filter((type) => !(type === fact.type || (fact.type === 'number' && type === 'integer')));
  if (types === undefined) {
    if (wrong === 'error') yield at('conform.type', 'warning', `it may be of any type, the pack takes ${fact.type}`);
  } else if (misfits && misfits.length > 0) {
    const fractions = fact.type === 'integer' && misfits.every((type) => type === 'number');
    if (fractions) yield at('conform.type', 'warning', 'it is a number, which may have a fraction; the pack takes integer', 'Make it an integer.');
    else yield at('conform.type', wrong, `it may be ${misfits.join(', ')}, the pack takes ${fact.type}`, `Make it ${fact.type}, or turn it into that before the check.`);
    if (!fractions && !types.includes(fact.type)) return; // nothing below can be compared
  }
  yield* compareValues(fact, shape, wrong, at);
  if (fact.type === 'array' && shape.items) yield* compare(fact.items as FactSchema, shape.items(), [...path, '*'], known);
  if (fact.type === 'object') yield* compareFields(fact, shape, path, known);
}

type At = (code: Mismatch['code'], level: Level, message: string, help?: string) => Found;

const UNITS: Record<Bound, string> = { minLength: 'characters', maxLength: 'characters', minItems: 'elements', maxItems: 'elements', minimum: '', maximum: '' };

function* compareValues(fact: FactSchema, { values, format, pattern, bounds }: Shape, wrong: Level, at: At): Generator<Found> {
  const known = 'const' in fact ? [fact.const] : fact.enum;
  if (known && !values && wrong === 'error') yield at('conform.enum', 'warning', `any value may be given, the pack knows ${quoted(known)}`, 'Offer these values only.');
  if (known && values) {
    const strange = values.filter((value) => !known.includes(value));
    const lacking = known.filter((value) => !values.includes(value));
    if (strange.length > 0) yield at('conform.enum', wrong, `the pack does not know ${quoted(strange)}`, `It knows ${quoted(known)}.`);
    if (lacking.length > 0) yield at('conform.enum', 'warning', `nobody can give ${quoted(lacking)}, which the pack knows`);
  }
  if (fact.format && !values) {
    if (format !== undefined && format !== fact.format) yield at('conform.format', wrong, `it has the format ${format}, the pack takes ${fact.format}`);
    else if (format === undefined && pattern === undefined && wrong === 'error') yield at('conform.format', 'warning', `any text may be given, the pack takes the format ${fact.format}`);
  }
  for (const bound of values ? [] : BOUNDS) {
    const [ours, theirs] = [fact[bound] as number | undefined, bounds[bound]];
    if (ours === undefined || theirs === undefined || (bound.startsWith('max') ? theirs <= ours : theirs >= ours)) continue;
    yield at('conform.bounds', 'warning', `${bound} is ${theirs}, the pack takes ${bound.startsWith('max') ? 'at most' : 'at least'} ${`${ours} ${UNITS[bound]}`.trim()}`);
  }
}

function* compareFields(object: FactSchema, shape: Shape, path: readonly string[], host: boolean): Generator<Found> {
  const facts = Object.entries(object.properties ?? {});
  const extra = [...shape.properties.keys()].filter((name) => !facts.some(([known]) => known === name));
  const required = requiredOf(object);
  for (const [name, fact] of facts) {
    const here = [...path, name];
    const field = shape.properties.get(name);
    const known = host || fact['x-source'] === 'host';
    if (!field && fact.type === 'object' && !fact['x-optional']) {
      yield* compareFields(fact, { ...shape, properties: new Map(), required: new Set() }, here, known); // what rules wait for is what is below it
      continue;
    }
    if (!field) {
      const like = extra.find((other) => plain(other) === plain(name));
      const help = like && `Perhaps it is what they call "${like}": rename it before the check.`;
      const listed = object['x-directory'] !== undefined && object['x-directory'] !== name && shape.properties.has(object['x-directory']);
      yield { code: 'conform.missing', level: 'note', fact: pathOf(here), pointer: shape.pointer, message: '', ...(help && { help }), missing: { fact, required: required.includes(name), host: known, listed } };
      continue;
    }
    const below = field();
    const demanded = shape.required.has(name);
    const about = { code: 'conform.required' as const, level: 'warning' as const, fact: pathOf(here), pointer: below.pointer };
    if (required.includes(name) && !demanded && !known) yield { ...about, message: `${pathOf(here)}: it may be left out, but then the form is not complete`, help: 'Make it required.' };
    if (fact['x-optional'] && demanded) yield { ...about, message: `${pathOf(here)}: it must be given, but to the pack leaving it out is an answer`, help: 'Do not require it.' };
    yield* compare(fact, below, here, host);
  }
  for (const name of extra) {
    const at = pathOf([...path, name]);
    yield { code: 'conform.extra', level: 'warning', fact: at, pointer: (shape.properties.get(name) as () => Shape)().pointer, message: `${at}: the pack does not know it; a check reads nothing of it and says so (schema.unknown_property)`, help: 'Leave it out of what is checked.' };
  }
}

/** What becomes of a pack's rules where a fact is never there. */
function whatWaits(mismatch: Mismatch, { fact, required, host, listed }: Missing, readers: FactReader[]): Mismatch {
  const waiting = readers.filter(({ waits }) => waits);
  const say = (level: Level, message: string, help?: string): Mismatch => ({
    ...mismatch, level, message: `${mismatch.fact}: ${message}`, readers, ...((mismatch.help ?? help) && { help: mismatch.help ?? help }),
  });
  if (fact['x-optional']) return say('note', `it is never asked for: to ${names(readers) || 'the pack'} there is none`);
  if (host) return say('note', `the system behind the page has to add it${readers.length > 0 ? `; else ${names(readers)} cannot be verified` : ''}`);
  if (listed) return say('warning', `only the directory of institutions can give it${waiting.length > 0 ? `: where that does not, ${names(waiting)} ${wait(waiting)} for it` : ''}`, 'Hand in a directory, or ask for it.');
  if (waiting.length > 0) return say('error', `it is never asked for: ${names(waiting)} ${wait(waiting)} for it for ever`, 'Ask for it.');
  if (required) return say('error', 'it is required and never asked for: no form is ever complete', 'Ask for it.');
  if (readers.length > 0) return say('warning', `it is never asked for: ${names(readers)} never ${readers.length > 1 ? 'show' : 'shows'} what depends on it`, 'Ask for it.');
  return say('note', 'it is never asked for, and nothing depends on it');
}

const wait = (readers: FactReader[]) => (readers.length > 1 ? 'wait' : 'waits');

const SHOWN = 6;

function names(readers: FactReader[]): string {
  const said = readers.slice(0, SHOWN).map(({ kind, id }) => (kind === 'plan' ? 'the plan' : kind === 'edition' ? 'the choice of the edition' : `${kind} ${id}`));
  return [...said, ...(readers.length > SHOWN ? [`${readers.length - SHOWN} more`] : [])].join(', ');
}

function quoted(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(', ');
}

function pathOf(names: readonly string[]): string {
  return names.map((name) => `/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}

/** birthDate, birth-date and birth_date are one name. */
function plain(name: string): string {
  return name.replace(/[-_]/g, '').toLowerCase();
}
