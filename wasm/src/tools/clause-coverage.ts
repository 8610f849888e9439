// Which clauses of the sources the packs cite, and by what.
import type { FactSchema, PackDocument, SourceDocument } from '../documents.js';

/** What cites a clause. Guidance is shown to whoever it concerns; a rule of any severity, a requirement, an outcome, a plan judges the form. */
export interface Citation {
  clause: string;
  /** `id@edition`, what it is and its name. */
  by: string;
  strength: 'judged' | 'shown';
}

export interface CoveredClause {
  id: string;
  /** How far a form can be held against it, as its source says; where it does not, a rule has to judge it. */
  check?: 'full' | 'partial' | 'warn_only' | 'none';
  /** The strongest first. */
  by: Citation[];
  /** `covered` as its `check` asks, `excused` with a reason, or `open`. */
  state: 'covered' | 'excused' | 'open';
}

export interface ClauseCoverage {
  /** In the order of the sources. */
  clauses: CoveredClause[];
  /** Excuses for what is covered, or is no clause. */
  needless: string[];
}

/** Shorter than this is no reason. */
const LEAST_REASON = 20;

/**
 * @param packs Merged.
 * @param sources As their authors wrote them, with `check`.
 * @param uncovered The reason why no pack covers a clause, by its id: `uncovered.json` of a rules folder.
 */
export function clauseCoverage({ packs, sources }: { packs: readonly PackDocument[]; sources: readonly SourceDocument[] }, uncovered: Readonly<Record<string, unknown>> = {}): ClauseCoverage {
  const cited = new Map<string, Citation[]>();
  for (const citation of packs.flatMap((pack) => [...citationsOf(pack)])) {
    cited.set(citation.clause, [...(cited.get(citation.clause) ?? []), citation]);
  }
  const clauses = sources.flatMap((source) => source.clauses as unknown as Pick<CoveredClause, 'id' | 'check'>[]).map(({ id, check }): CoveredClause => {
    const all = cited.get(id) ?? [];
    const by = [...all.filter(({ strength }) => strength === 'judged'), ...all.filter(({ strength }) => strength === 'shown')];
    const strongest = by[0]?.strength;
    const covered = strongest === 'judged' || (strongest === 'shown' && check === 'none');
    const reason = uncovered[id];
    const excused = typeof reason === 'string' && reason.length >= LEAST_REASON;
    return { id, check, by, state: covered ? 'covered' : excused ? 'excused' : 'open' };
  });
  const needless = Object.keys(uncovered).filter((id) => clauses.find((clause) => clause.id === id)?.state !== 'excused');
  return { clauses, needless };
}

interface Entry {
  id?: string;
  action?: string;
  cites: string[];
}

function* citationsOf(pack: PackDocument): Generator<Citation> {
  const key = `${pack.id}@${pack.edition}`;
  const entries = (kind: string, list: unknown, strength: Citation['strength']) =>
    ((list ?? []) as Entry[]).flatMap(({ id, action, cites }) => cites.map((clause): Citation => ({ clause, by: [key, kind, id ?? action].filter(Boolean).join(' '), strength })));
  yield* entries('rule', pack.rules, 'judged');
  yield* entries('requirement', pack.requirements, 'judged');
  for (const [name, outcome] of Object.entries((pack.outcomes ?? {}) as Record<string, unknown>)) {
    yield* entries(`outcome ${name}`, [outcome].flat(), 'judged');
  }
  const plan = pack.plan as { actions: Entry[]; impossible: Entry } | undefined;
  yield* entries('plan', plan?.actions, 'judged');
  yield* entries('plan', plan && [plan.impossible], 'judged');
  if (pack.facts) yield* entries('fact', citingFacts(pack.facts, ''), 'judged'); // their keywords make findings, as rules do
  yield* entries('guidance', pack.guidance, 'shown');
}

function citingFacts(fact: FactSchema, path: string): Entry[] {
  const own = (fact['x-cites'] as string[] | undefined) ?? [];
  const below = Object.entries(fact.properties ?? {}).flatMap(([name, child]) => citingFacts(child, `${path}/${name}`));
  return [{ id: path, cites: own }, ...below, ...(fact.items ? citingFacts(fact.items, `${path}/*`) : [])];
}
