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
  if (node.unknown) return `? ${words.unknown}: ${node.unknown.join(', ')}`;
  if (node.absent) return `-> ${words.absent}`;
  if (node.error !== undefined) return `! ${node.error}`;
  return `-> ${JSON.stringify(node.value)}${node.value_cut ? ' ...' : ''}`;
}

function renderFact({ path, title, value, unknown, absent }: ReadFact, words: Wording): string {
  return `${path} ${title}: ${unknown ? words.unknown : absent ? words.absent : JSON.stringify(value)}`;
}

function renderChange({ path, title, from, to, status_after }: FactChange, words: Wording): string {
  const end = status_after === 'passed' ? '' : ` (${words.noLongerApplies})`;
  return `${path} ${title}: ${way(from, to, words)}${end}`;
}

/** Of lists, only what comes or goes. */
function way(from: unknown, to: unknown, words: Wording): string {
  if (to === null) return words.leaveOut;
  if (Array.isArray(from) && Array.isArray(to) && to.length > 0) {
    const added = to.filter((item) => !from.includes(item)).map((item) => `+ ${JSON.stringify(item)}`);
    const removed = from.filter((item) => !to.includes(item)).map((item) => `- ${JSON.stringify(item)}`);
    if (added.length + removed.length > 0) return [...added, ...removed].join(', ');
  }
  return `${from === null ? '' : `${JSON.stringify(from)} `}-> ${JSON.stringify(to)}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function section(title: string, items: string[]): string[] {
  return items.length > 0 ? [`  ${title}:`, ...items.map((item) => `    - ${item}`)] : [];
}
