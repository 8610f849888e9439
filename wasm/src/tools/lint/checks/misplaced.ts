// A pack or source whose folders and file are not named as it is, and cases beside a pack that they are not of: a copy that kept its names,
// mostly. It answers by those, wherever it lies, so whoever looks for it by its place is given another one's answers.
import { resolve } from 'node:path';
import type { Check, Finding, LintContext } from '../check.js';
import type { LintDocument } from '../documents.js';

export const misplaced = {
  id: 'lint.misplaced',
  level: 'warning',
  what: 'a pack or source that is not named as its folders and file are, cases of another pack than the one beside them: copies, mostly',
  find: ({ layout }: Pick<LintContext, 'layout'>): Finding[] =>
    layout ? [...layout.packs.flatMap(packElsewhere), ...layout.sources.flatMap(sourceElsewhere), ...layout.cases.flatMap((cases) => casesElsewhere(cases, layout.packs))] : [],
} satisfies Check;

function packElsewhere(document: LintDocument): Finding[] {
  const { id, edition } = document.value;
  if (typeof id !== 'string' || typeof edition !== 'string') return []; // the engine says so
  const steps = stepsTo(document);
  const place = `${id}/${edition}.json`;
  if (`/${steps.join('/')}`.endsWith(`/${place}`)) return [];
  const pointer = steps.slice(0, -1).join('/').endsWith(id) ? '/edition' : '/id';
  return [
    {
      at: { document, pointer },
      message: `the pack says that it is ${id}@${edition}, and lies in ${steps.slice(-3).join('/')}`,
      help: `A copy needs an "id" and "edition" of its own, as its folders and file are named; what is no copy belongs in ${place}.`,
    },
  ];
}

function sourceElsewhere(document: LintDocument): Finding[] {
  const { id } = document.value;
  const name = stepsTo(document).pop();
  if (typeof id !== 'string' || name === `${id}.json`) return [];
  return [
    {
      at: { document, pointer: '/id' },
      message: `the source says that it is ${id}, and the file is ${name}`,
      help: `A copy needs an "id" of its own, as its file is named; what is no copy is called ${id}.json.`,
    },
  ];
}

function casesElsewhere(cases: { name: string; pack: string }, packs: LintDocument[]): Finding[] {
  const beside = packs.find(({ name }) => name === cases.name.replace(/\.cases\.json$/, '.json'))?.value;
  const pack = `${beside?.id}@${beside?.edition}`;
  if (!beside || cases.pack === pack) return [];
  return [
    {
      at: { document: { name: cases.name, value: { ...cases } }, pointer: '/pack' },
      message: `the cases are of ${cases.pack}, and the pack beside them is ${pack}`,
      help: `Write "pack": "${pack}"; cases of the other pack belong beside that.`,
    },
  ];
}

function stepsTo({ name }: LintDocument): string[] {
  return resolve(name).split(/[\\/]/);
}
