// A part of an expression that is the same whatever the form: a slip in an operator or a name, or a left-over.
import { celParts, type CelSyntax } from '../../../cel/syntax.js';
import { expressionsOf } from '../../expressions.js';
import type { Check, JudgedPart, LintContext } from '../check.js';
import { wrongEverywhere } from '../check.js';
import { type FormulaOf, formulasOf } from '../conditions.js';
import { neverHolds, not } from '../formula.js';
import { type LintPack, writtenAt } from '../packs.js';
import { isCall } from '../syntax.js';

export const constantCondition: Check = {
  id: 'lint.constant_condition',
  level: 'warning',
  what: 'a part of an expression that is the same for every form',
  find: (context) => wrongEverywhere(context.packs, (pack) => constantParts(pack, context)),
};

function* constantParts(pack: LintPack, { parse }: LintContext): Generator<JudgedPart> {
  const formulaOf = formulasOf(parse, {}); // whatever parameters and definitions are: another edition has others
  for (const { text, pointer, role } of expressionsOf(pack.merged)) {
    if (role === 'text') continue;
    for (const { node, value } of constantsIn(text, parse(text), formulaOf)) {
      const at = { ...writtenAt(pack, pointer), index: node.start };
      yield { at, wrong: { message: `${text.slice(node.start, node.end)} is ${value} for every form`, help: 'Mend it, or leave it out.' } };
    }
  }
}

interface Constant {
  node: CelSyntax;
  value: boolean;
}

/** The smallest ones. A whole expression that is `true` or `false` is meant so, as in an overlay. */
function constantsIn(text: string, node: CelSyntax, formulaOf: FormulaOf, parent?: CelSyntax): Constant[] {
  const below = celParts(node).flatMap((part) => constantsIn(text, part, formulaOf, node));
  if (below.length > 0) return below;
  if (node.kind === 'literal') return typeof node.value === 'boolean' && parent && isDecidedBy(parent, node) ? [{ node, value: node.value }] : [];
  if (!isCondition(node)) return [];
  const formula = formulaOf(text, node);
  return neverHolds(formula) ? [{ node, value: false }] : neverHolds(not(formula)) ? [{ node, value: true }] : [];
}

const CONNECTIVES = ['_&&_', '_||_', '!_'];
const CONDITIONS = [...CONNECTIVES, '_==_', '_!=_', '_<_', '_<=_', '_>_', '_>=_', '@in'];

function isDecidedBy(parent: CelSyntax, node: CelSyntax): boolean {
  if (parent.kind !== 'call' || parent.target) return false;
  return CONNECTIVES.includes(parent.function) || (isCall(parent, '_?_:_') && parent.args[0] === node);
}

function isCondition(node: CelSyntax): boolean {
  return node.kind === 'call' && !node.target && CONDITIONS.includes(node.function);
}
