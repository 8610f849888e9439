// Packs as they are with their bases merged in, and where each part of them is written.
import type { PackDocument } from '../../documents.js';
import { stepsOf, valueAt } from '../../pointer.js';
import type { LintDocument, Part } from './documents.js';

export interface LintPack {
  /** `id@edition`. */
  name: string;
  merged: PackDocument;
  /** The pack's own document, its base's, that one's base's, … */
  chain: LintDocument[];
}

/** `merged`: in the order of `documents`. They loaded, so every base is there. */
export function packsOf(documents: LintDocument[], merged: PackDocument[]): LintPack[] {
  const names = merged.map(({ id, edition }) => `${id}@${edition}`);
  return merged.map((pack, position) => {
    const chain: LintDocument[] = [];
    for (let at = position; at >= 0; at = names.indexOf((documents[at] as LintDocument).value.extends as string)) chain.push(documents[at] as LintDocument);
    return { name: names[position] as string, merged: pack, chain };
  });
}

/** Where a part of a merged pack has its value from: the nearest document that says it. */
export function writtenAt(pack: LintPack, pointer: string): Part {
  return placesIn(pack, pointer)[0] as Part;
}

/** Where it is said for the first time: in the base furthest away. */
export function declaredAt(pack: LintPack, pointer: string): Part {
  return placesIn(pack, pointer).pop() as Part;
}

function placesIn({ merged, chain }: LintPack, pointer: string): Part[] {
  const steps = stepsOf(pointer);
  const found = chain.flatMap((document) => {
    const there = stepsIn(document.value, merged, steps);
    return there ? [{ document, pointer: there.map((step) => `/${step.replace(/~/g, '~0').replace(/\//g, '~1')}`).join('') }] : [];
  });
  return found.length > 0 ? found : [{ document: chain[0] as LintDocument, pointer: '' }];
}

/** The same steps with the indices that the entries of the merged lists have in `document`. */
function stepsIn(document: LintDocument['value'], merged: PackDocument, steps: string[]): string[] | undefined {
  const path: string[] = [];
  for (let count = 0; count < steps.length; count++) {
    const parent = valueAt(document, path);
    let step = steps[count] as string;
    if (Array.isArray(parent) && isMergedByName(steps.slice(0, count))) {
      const entry = valueAt(merged, steps.slice(0, count + 1)) as Entry;
      step = String(parent.findIndex((other: Entry) => nameOf(other) === nameOf(entry)));
    }
    path.push(step);
    const value = valueAt(document, path);
    if (value === undefined || value === null) return undefined;
  }
  return path;
}

type Entry = { id?: string; action?: string };

function nameOf({ id, action }: Entry): string | undefined {
  return id ?? action;
}

function isMergedByName(steps: string[]): boolean {
  return ['rules', 'requirements', 'guidance', 'plan/actions'].includes(steps.join('/'));
}

/** The entries of one of a pack's lists, with their pointers. */
export function entriesOf(pack: LintPack, list: 'rules' | 'requirements' | 'guidance'): { entry: Record<string, unknown>; pointer: string }[] {
  return ((pack.merged[list] ?? []) as Record<string, unknown>[]).map((entry, index) => ({ entry, pointer: `/${list}/${index}` }));
}
