// Forms to begin from when boundary values are tried.
import type { Effective, FactSchema, PackDocument } from '../documents.js';
import type { PrecheckRun } from '../precheck.js';
import type { Report } from '../report.js';
import { boundaryValues, type PackBoundaries, type Situation, variedFacts, withBoundary } from './boundaries.js';
import type { Case } from './cases.js';
import { isDay } from './days.js';
import type { Form } from './forms.js';
import { sampleOf } from './sample.js';

/** So many improvements of a form made from the schema are tried. */
const MAX_STEPS = 12;

/** Where nothing tells a day. */
const SOME_DAY = '2024-01-15';

/** A base with what it is called. */
export interface Base {
  name: string;
  situation: Situation;
}

/** The situations of golden cases, each once. Values for parameters stay with those that the pack leaves to its host. */
export function basesOf(cases: readonly Case[], pack: PackDocument): Base[] {
  const seen = new Set<string>();
  return cases.flatMap(({ id, form, as_of, params }) => {
    const situation: Situation = { form: form as Form, as_of, ...(params && { params: hostParameters(params as Form, pack) }) };
    const key = JSON.stringify(situation);
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ name: id, situation }];
  });
}

function hostParameters(params: Form, pack: PackDocument): Form {
  const declared = (pack.parameters ?? {}) as Record<string, { host?: boolean } | undefined>;
  return Object.fromEntries(Object.entries(params).filter(([name]) => declared[name]?.host));
}

/** From the schema alone: a form that fits it, changed fact by fact as long as that leaves less to find fault with or to remark upon. */
export function builtBase(engine: Pick<PrecheckRun, 'check'>, boundaries: PackBoundaries): Base {
  const { pack } = boundaries;
  const { from, until } = (pack.effective ?? {}) as Partial<Effective>;
  const day = [from, until].find(isDay) ?? SOME_DAY;
  const name = `${pack.id}@${pack.edition}`;
  let situation: Situation = { form: sampleOf(pack.facts as FactSchema, day) as Form, as_of: day };
  let faults = faultsOf(engine.check(name, situation.form, { asOf: day }));
  for (let step = 0; step < MAX_STEPS && faults > 0; step++) {
    let better: Situation | undefined;
    for (const path of variedFacts(boundaries)) {
      for (const boundary of [...boundaryValues(path, situation, boundaries)].flat()) {
        const changed = withBoundary(situation, boundary);
        const found = faultsOf(engine.check(name, changed.form, { asOf: changed.as_of }));
        if (found < faults) [better, faults] = [changed, found];
      }
    }
    if (!better) break;
    situation = better;
  }
  return { name: 'built', situation };
}

/** How far a report is from passing without remark. */
function faultsOf({ verdict, findings, missing, requirements, pending }: Report): number {
  const remarks = findings.filter(({ severity }) => severity === 'warning').length;
  if (verdict === 'pass') return remarks;
  // What needs no submitting hides what else is wrong with it.
  const errors = verdict === 'not_needed' ? NOT_PASSING : findings.filter(({ severity }) => severity === 'error').length;
  const open = requirements.filter(({ status }) => status === 'missing' || status === 'pending').length;
  return NOT_PASSING * (1 + 3 * errors + missing.length + open + pending.length) + remarks;
}

/** More than all remarks together. */
const NOT_PASSING = 1000;
