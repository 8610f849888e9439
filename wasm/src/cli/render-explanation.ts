// An explanation as an indented tree for people: each sub-expression with its value, then the facts, then what would help.
import type { Explanation, ExpressionNode, FactChange, ReadFact, RuleExplanation } from '../explanation.js';
import { type Wording, wordingFor } from './wording.js';

/** @param name What the form is called: its file. */
export function renderExplanation({ locale, pack, as_of, rules }: Explanation, name: string): string {
  const words = wordingFor(locale);
  const lines = [`== ${name} (${pack.id}@${pack.edition}, ${as_of})`];
  if (rules.length === 0) lines.push(words.nothingToExplain);
  for (const rule of rules) lines.push('', ...renderRule(rule, words));
  return `${lines.join('\n')}\n\n`;
}

function renderRule(rule: RuleExplanation, words: Wording): string[] {
  const place = rule.index === undefined ? '' : ` [${rule.index}]`;
  const cites = rule.cites.length > 0 ? ` (${rule.cites.join(', ')})` : '';
  const lines = [`${rule.rule}${place}: ${words.ruleStatus[rule.status]}${cites}`];
  const said = rule.message ?? rule.error;
  if (said !== undefined) lines.push(`  ${said}`);
  if (rule.when) lines.push('  when', ...renderNode(rule.when, 2, words));
  if (rule.assert) lines.push('  assert', ...renderNode(rule.assert, 2, words));
  lines.push(...section(words.facts, rule.facts.map((fact) => renderFact(fact, words))));
  lines.push(...section(words.changes, rule.changes.map((change) => renderChange(change, words))));
  if (rule.search_cut) lines.push(`  ${words.searchCut}`);
  if (rule.elements_left_out) lines.push(`  ${words.elementsLeftOut(rule.elements_left_out)}`);
  return lines;
}

function renderNode(node: ExpressionNode, depth: number, words: Wording): string[] {
  const indent = '  '.repeat(depth);
  const variables = Object.entries(node.with ?? {}).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  const lines = [`${indent}${variables.length > 0 ? `(${variables.join(', ')}) ` : ''}${oneLine(node.text)}  ${outcome(node, words)}`];
  for (const child of node.children ?? []) lines.push(...renderNode(child, depth + 1, words));
  if (node.iterations_left_out) lines.push(`${indent}  ${words.iterationsLeftOut(node.iterations_left_out)}`);
  if (node.details_left_out) lines.push(`${indent}  ${words.detailsLeftOut}`);
  return lines;
}

function outcome(node: ExpressionNode, words: Wording): string {
  if (node.not_evaluated) return `-- ${words.notEvaluated}`;
  if (node.unknown) return `? ${words.unknown}: ${node.unknown.join(', ')}${node.value_cut ? ', ...' : ''}`;
  if (node.absent) return `-> ${words.absent}`;
  if (node.error !== undefined) return `! ${node.error}`;
  return `-> ${shown(node.value, node.value_cut)}`;
}

function renderFact({ path, title, value, value_cut, unknown, absent }: ReadFact, words: Wording): string {
  return `${path} ${title}: ${unknown ? words.unknown : absent ? words.absent : shown(value, value_cut)}`;
}

function renderChange(change: FactChange, words: Wording): string {
  const end = change.status_after === 'passed' ? '' : ` (${words.noLongerApplies})`;
  return `${change.path} ${change.title}: ${way(change, words)}${end}`;
}

function way({ from, to, added, removed, value_cut }: FactChange, words: Wording): string {
  if (added !== undefined) return `+ ${shown(added)}`;
  if (removed !== undefined) return `- ${shown(removed, value_cut)}`;
  if (to === null) return words.leaveOut;
  return `${from === null ? '' : `${shown(from, value_cut)} `}-> ${shown(to)}`;
}

function shown(value: unknown, cut?: true): string {
  return `${JSON.stringify(value)}${cut ? ' ...' : ''}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function section(title: string, items: string[]): string[] {
  return items.length > 0 ? [`  ${title}:`, ...items.map((item) => `    - ${item}`)] : [];
}
