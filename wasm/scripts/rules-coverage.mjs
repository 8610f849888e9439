// npm run rules:coverage: which clauses of the sources the packs cite, and by what. Fails where a clause is neither covered as its
// "check" asks nor listed in rules/uncovered.json with a reason.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { root } from './root.mjs';
import { main } from './run.mjs';

/** Guidance is shown to whoever it concerns; a rule of any severity, a requirement, an outcome, a plan judges the form. */
const SHOWN = 1;
const JUDGED = 2;

/** The least that covers a clause, by how far a form can be held against it. */
const LEAST = { full: JUDGED, partial: JUDGED, warn_only: JUDGED, none: SHOWN };

/** Every citation of a pack: the clause, where, and how much it says. */
function* citationsOf(pack) {
  const key = `${pack.id}@${pack.edition}`;
  const entries = (kind, list, strength) =>
    (list ?? []).flatMap(({ id, action, cites }) => cites.map((clause) => ({ clause, by: [key, kind, id ?? action].join(' ').trimEnd(), strength })));
  yield* entries('rule', pack.rules, JUDGED);
  yield* entries('requirement', pack.requirements, JUDGED);
  for (const [name, outcome] of Object.entries(pack.outcomes ?? {})) {
    yield* entries(`outcome ${name}`, [outcome].flat(), JUDGED);
  }
  yield* entries('plan', pack.plan?.actions, JUDGED);
  yield* entries('plan', pack.plan && [pack.plan.impossible], JUDGED);
  yield* entries('guidance', pack.guidance, SHOWN);
}

/** Shorter than this is no reason. */
const LEAST_REASON = 20;

/**
 * Every clause in the order of the sources: { id, check, by: [citations, strongest first], state }, where state is `covered`, `excused`
 * (listed in rules/uncovered.json) or `open`. Entries of rules/uncovered.json that excuse nothing are in `needless`.
 */
export function clauseCoverage({ packs, sources }, uncovered) {
  const cited = new Map();
  for (const citation of packs.flatMap((pack) => [...citationsOf(pack)])) {
    cited.set(citation.clause, [...(cited.get(citation.clause) ?? []), citation]);
  }
  const clauses = sources.flatMap((source) => source.clauses).map(({ id, check }) => {
    const by = (cited.get(id) ?? []).sort((a, b) => b.strength - a.strength);
    const covered = by.length > 0 && by[0].strength >= LEAST[check];
    const excused = typeof uncovered[id] === 'string' && uncovered[id].length >= LEAST_REASON;
    return { id, check, by, state: covered ? 'covered' : excused ? 'excused' : 'open' };
  });
  const needless = Object.keys(uncovered).filter((id) => clauses.find((clause) => clause.id === id)?.state !== 'excused');
  return { clauses, needless };
}

export async function shippedCoverage() {
  const { shippedDocuments } = await import('./shipped-documents.mjs'); // of what is built by now
  return clauseCoverage(await shippedDocuments(), JSON.parse(readFileSync(join(root, 'rules/uncovered.json'), 'utf8')));
}

async function print() {
  await build();
  const { clauses, needless } = await shippedCoverage();
  for (const { id, check, by, state } of clauses) {
    const more = by.length > 1 ? ` and ${by.length - 1} more` : '';
    console.log(`${id.padEnd(7)} ${check.padEnd(9)} ${state.padEnd(8)} ${by.length > 0 ? by[0].by + more : ''}`);
  }
  const count = (state, among = clauses) => among.filter((clause) => clause.state === state).length;
  for (const source of new Set(clauses.map(({ id }) => id.split('-')[0]))) {
    const among = clauses.filter(({ id }) => id.startsWith(`${source}-`));
    console.log(`${source}: ${among.length - count('open', among)} of ${among.length} clauses covered or excused`);
  }
  for (const id of needless) console.log(`rules/uncovered.json excuses ${id}, which needs no excuse`);
  console.log(`${clauses.length} clauses: ${count('covered')} covered, ${count('excused')} excused with a reason, ${count('open')} open`);
  return count('open') + needless.length === 0 ? 0 : 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main(print);
