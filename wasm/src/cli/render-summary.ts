// The numbers of a run, for people.
import type { Summary } from '../tools/check/index.js';

export function renderSummary({ forms, verdicts, unreadable, rules }: Summary): string {
  const count = (number: number) => String(number).padStart(9);
  const listed = (counts: Record<string, number | undefined>) => Object.entries(counts).filter(([, number]) => number).map(([name, number]) => `${count(number as number)}  ${name}`);
  const ofPack = ([pack, byRule]: [string, Summary['rules'][string]]) => [
    `${pack}:`,
    ...Object.entries(byRule).flatMap(([rule, counts]) => Object.entries(counts).map(([kind, number]) => `${count(number)}  ${kind.padEnd(10)}  ${rule}`)),
  ];
  return [
    `${forms} ${forms === 1 ? 'form' : 'forms'}:`,
    ...listed(verdicts),
    ...listed(unreadable),
    ...Object.entries(rules).flatMap(ofPack),
  ].join('\n');
}
