// What an expression reads, by name, without an engine: enough to lead a reader from a rule to its parameters, not to decide anything.

import type { Fact } from '../pack.js';
import type { RulePack } from './pack.js';

export interface References {
  parameters: string[];
  definitions: string[];
  // Paths of facts, `/requests/*/kind`.
  facts: string[];
}

/** @param each the list over whose elements `it` goes, `requests` */
export function referencesOf(expressions: string[], pack: RulePack, each = ''): References {
  const parameters = new Set<string>();
  const definitions = new Set<string>();
  const facts = new Set<string>();
  // No look-behind: older Safari does not read a script that has one.
  for (const expression of expressions) {
    const code = withoutStrings(expression);
    for (const [, , root, name] of code.matchAll(/(^|[^\w.])(params|definitions)\s*\.\s*\??(\w+)/g)) {
      if (root === 'params' && pack.parameters?.[name]) parameters.add(name);
      if (root === 'definitions' && pack.definitions?.[name] !== undefined) definitions.add(name);
    }
    for (const [, , path] of code.matchAll(/(^|[^\w.])([A-Za-z_]\w*(?:\s*\.\s*\??\w+)*)/g)) {
      const found = factPath(path.replace(/[\s?]/g, '').split('.'), pack.facts, each);
      if (found) facts.add(found);
    }
  }
  return { parameters: [...parameters], definitions: [...definitions], facts: [...facts] };
}

/** Through the definitions that are read, too. */
export function allReferencesOf(expressions: string[], pack: RulePack, each = ''): References {
  const direct = referencesOf(expressions, pack, each);
  const seen = new Set(direct.definitions);
  const all = [direct];
  for (const name of seen) {
    const below = referencesOf([pack.definitions?.[name] ?? ''], pack);
    all.push(below);
    below.definitions.forEach((each) => seen.add(each)); // a set is walked to what was added meanwhile
  }
  const union = (part: 'parameters' | 'facts') => [...new Set(all.flatMap((one) => one[part]))];
  return { parameters: union('parameters'), definitions: [...seen], facts: union('facts') };
}

/** The longest way into the form's schema that the names go. */
function factPath(names: string[], facts: Fact, each: string): string | undefined {
  const [first, ...rest] = names[0] === 'it' && each ? [...each.split('.'), '*', ...names.slice(1)] : names;
  let fact: Fact | undefined = facts.properties?.[first];
  let path = `/${first}`;
  if (!fact) return undefined;
  for (const name of rest) {
    const below: Fact | undefined = name === '*' ? fact.items : fact.properties?.[name];
    if (!below) break;
    fact = below;
    path += `/${name}`;
  }
  return path;
}

export function withoutStrings(expression: string): string {
  return expression.replace(/'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"/g, "''");
}
