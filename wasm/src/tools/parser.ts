// Expressions of loaded packs to trees, each text once.
import type { Cel } from '../cel/cel.js';
import type { Parse, Tree } from './syntax.js';

export function parserOf(cel: Pick<Cel, 'parse'>): Parse {
  const trees = new Map<string, Tree>();
  return (expression) => {
    let tree = trees.get(expression);
    if (!tree) {
      const parsed = cel.parse(expression);
      if ('errors' in parsed) throw new Error(`${expression}: ${parsed.errors?.[0]?.message}`);
      tree = parsed;
      trees.set(expression, tree);
    }
    return tree;
  };
}
