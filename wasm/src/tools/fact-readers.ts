// What of a pack reads a fact. The loader knows: without the fact it says of each expression that there is no such field.
import type { FactSchema, PackDocument, ResolvedPack } from '../documents.js';
import { PackError } from '../errors.js';
import { createPrecheck } from '../node.js';
import { expressionsOf } from './expressions.js';

/** A part of a pack that reads a fact, directly or through definitions. */
export interface FactReader {
  kind: 'rule' | 'requirement' | 'outcome' | 'guidance' | 'plan' | 'edition';
  /** Its id or name; of the plan and the edition: "". */
  id: string;
  /** Whether it keeps a form from passing for as long as the fact is not known. */
  waits: boolean;
}

/** `fact`: the names of properties down to it, `*` for the element of a list. In the pack's order. */
export async function factReaders(pack: ResolvedPack, fact: readonly string[]): Promise<FactReader[]> {
  const faulty = await faultyPlaces(withoutFact(pack, fact));
  const inDefinitions = [...expressionsOf(pack)];
  const places = new Set(faulty);
  for (let before = -1; before !== places.size; ) {
    before = places.size;
    for (const { text, pointer } of inDefinitions) {
      for (const name of definitionsIn(text)) {
        if (places.has(`/definitions/${name}`)) places.add(pointer);
      }
    }
  }
  const readers = [...places].flatMap((place) => readerAt(pack, place) ?? []);
  const unique = new Map(readers.map((reader) => [`${reader.kind} ${reader.id}`, reader]));
  return [...unique.values()];
}

async function faultyPlaces(pack: PackDocument): Promise<string[]> {
  try {
    (await createPrecheck({ packs: [pack] })).dispose();
    return [];
  } catch (reason) {
    if (reason instanceof PackError) return reason.diagnostics.map(({ pointer }) => pointer);
    throw reason;
  }
}

function withoutFact(pack: ResolvedPack, fact: readonly string[]): PackDocument {
  const copy = JSON.parse(JSON.stringify(pack)) as ResolvedPack;
  let object: FactSchema = copy.facts;
  for (const name of fact.slice(0, -1)) object = (name === '*' ? object.items : object.properties?.[name]) as FactSchema;
  const last = fact[fact.length - 1] as string;
  delete object.properties?.[last];
  object.required = object.required?.filter((name) => name !== last) ?? [];
  return copy;
}

function definitionsIn(expression: string): string[] {
  return [...expression.matchAll(/\bdefinitions\s*\.\s*([A-Za-z_][A-Za-z0-9_]*)/g)].map((match) => match[1] as string);
}

type Entry = { id: string; severity?: string; on_unknown?: string; satisfied?: string };

// Where a message or a path is at fault the part itself may read nothing of the fact.
const READS = /^(when|assert|for_each|satisfied|value)$/;

function readerAt(pack: PackDocument, place: string): FactReader | undefined {
  const [, part, name = '', ...below] = place.split('/');
  if (part === 'edition_by') return { kind: 'edition', id: '', waits: false };
  if (part === 'plan') return { kind: 'plan', id: '', waits: true };
  if (!below.some((step) => READS.test(step))) return undefined;
  if (part === 'outcomes') return { kind: 'outcome', id: name, waits: false };
  const entry = ((pack[part as string] ?? []) as Entry[])[Number(name)] as Entry;
  if (part === 'rules') return { kind: 'rule', id: entry.id, waits: ['error', 'not_needed'].includes(entry.severity as string) && (entry.on_unknown ?? 'pending') === 'pending' };
  if (part === 'requirements') return { kind: 'requirement', id: entry.id, waits: entry.satisfied !== undefined };
  if (part === 'guidance') return { kind: 'guidance', id: entry.id, waits: false };
  return undefined;
}
