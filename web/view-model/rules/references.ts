// What expressions read, by name: it leads a reader from a rule to its parameters, definitions and fields.

import { elementsOf, meaningOf, NO_SCOPE, walk, within, type Scope } from '../../../wasm/src/tools/meaning.js';
import { memberOf, selection, type Tree } from '../../../wasm/src/tools/syntax.js';
import { namesIn, type RulePack } from './pack.js';

export interface References {
  parameters: string[];
  definitions: string[];
  // Paths of facts, `/requests/*/kind`.
  facts: string[];
}

/** Of facts, not the groups and lists around those. @param over the list over whose elements `it` goes */
export function referencesOf(expressions: string[], pack: RulePack, over?: Tree): References {
  const names = namesIn(pack);
  const [parameters, definitions, facts] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const scope: Scope = over ? within('it', elementsOf(over, NO_SCOPE, names), NO_SCOPE) : NO_SCOPE;
  for (const expression of expressions) {
    walk(pack.trees[expression], scope, names, (part, inner) => {
      const [parameter, definition] = [memberOf('params', part), memberOf('definitions', part)];
      if (parameter !== undefined) parameters.add(parameter);
      else if (definition !== undefined) definitions.add(definition);
      else if (part.kind === 'ident' || selection(part)) for (const path of meaningOf(part, inner, names).facts) facts.add(path);
    });
  }
  return { parameters: [...parameters], definitions: [...definitions], facts: innermost([...facts].filter((path) => names.facts.has(path))) };
}

/** Through the definitions that are read, too. */
export function allReferencesOf(expressions: string[], pack: RulePack, over?: Tree): References {
  const direct = referencesOf(expressions, pack, over);
  const seen = new Set(direct.definitions);
  const all = [direct];
  for (const name of seen) {
    const below = referencesOf([pack.definitions?.[name] ?? ''], pack);
    all.push(below);
    below.definitions.forEach((each) => seen.add(each)); // a set is walked to what was added meanwhile
  }
  const union = (part: 'parameters' | 'facts') => [...new Set(all.flatMap((one) => one[part]))];
  return { parameters: union('parameters'), definitions: [...seen], facts: innermost(union('facts')) };
}

function innermost(paths: string[]): string[] {
  const isAround = (path: string) => paths.some((other) => other.startsWith(`${path}/`) && other !== `${path}/*`);
  return paths.filter((path) => !path.endsWith('/*') && !isAround(path));
}
