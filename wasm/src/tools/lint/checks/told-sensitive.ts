// A text that inserts what tells who somebody is. Pages keep such facts out of files and pictures, but not texts of the report.
import type { FactSchema } from '../../../documents.js';
import { scopeOf } from '../../comparisons.js';
import { expressionsOf } from '../../expressions.js';
import { meaningOf, namesOf, NO_SCOPE, type PackNames, type Scope } from '../../meaning.js';
import { memberOf, type Parse, partsOfCall, selection, type Tree } from '../../syntax.js';
import type { Check, JudgedPart } from '../check.js';
import { wrongEverywhere } from '../check.js';
import { type LintPack, writtenAt } from '../packs.js';

export const toldSensitive: Check = {
  id: 'lint.told_sensitive',
  level: 'warning',
  what: 'a text that inserts a fact with "x-sensitive", or an ID number',
  find: ({ packs, parse }) => wrongEverywhere(packs, (pack) => judgedTexts(pack, parse)),
};

function* judgedTexts(pack: LintPack, parse: Parse): Generator<JudgedPart> {
  const names = namesOf(pack.merged, parse);
  for (const expression of expressionsOf(pack.merged)) {
    if (expression.role !== 'text') continue;
    const facts = insertedBy(parse(expression.text), scopeOf(expression, pack.merged, names, parse), names);
    const told = facts.find((path) => isSensitive(path, names.facts));
    const at = writtenAt(pack, expression.pointer);
    yield {
      at,
      key: [at.document.name, at.pointer, expression.text].join('\n'),
      wrong: told === undefined ? undefined : { message: `this text inserts ${told}, which tells who somebody is; it would stand in saved files and pictures`, help: 'Say it without the value, such as "the ID number of the child".' },
    };
  }
}

/** Facts whose values come to stand in the text as they are, not what is only counted or compared. */
function insertedBy(tree: Tree, scope: Scope, names: PackNames): string[] {
  const definition = memberOf('definitions', tree);
  if (definition !== undefined) {
    const body = names.definition(definition);
    return body ? insertedBy(body, NO_SCOPE, names) : [];
  }
  if (tree.kind === 'ident' || selection(tree)) return meaningOf(tree, scope, names).facts;
  if (tree.kind !== 'call') return [];
  const parts = partsOfCall(tree);
  if (tree.function === '_[_]') return meaningOf(tree, scope, names).facts;
  if (tree.function === '_?_:_') return parts.slice(1).flatMap((part) => insertedBy(part, scope, names));
  return tree.function === '_+_' || tree.function === 'string' ? parts.flatMap((part) => insertedBy(part, scope, names)) : [];
}

/** Itself, or what it is part of. */
function isSensitive(path: string, facts: ReadonlyMap<string, FactSchema>): boolean {
  for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const fact = facts.get(at);
    if (fact && (fact['x-sensitive'] === true || fact.format === 'cn-resident-id')) return true;
  }
  return false;
}
