// Which edition of each topic answers on a day.
import type { PackInfo } from '../documents.js';
import type { PrecheckError } from '../errors.js';
import type { PrecheckRun } from '../precheck.js';

/**
 * Of the packs that were loaded, in their order. Where a fact of the form picks the edition, it is that for a form without the fact.
 * @param asOf As of a check.
 * @throws PrecheckError where it is no day and no instant.
 */
export function editionsInForce(engine: Pick<PrecheckRun, 'packs' | 'check'>, asOf: string): PackInfo[] {
  const packs = engine.packs();
  const answering = new Map([...new Set(packs.map(({ id }) => id))].map((id) => [id, editionOn(engine, id, asOf)]));
  return packs.filter(({ id, edition }) => answering.get(id) === edition);
}

function editionOn(engine: Pick<PrecheckRun, 'check'>, id: string, asOf: string): string | undefined {
  try {
    return engine.check(id, {}, { asOf }).pack.edition;
  } catch (reason) {
    if ((reason as PrecheckError).code === 'pack.no_edition_in_force') return undefined;
    throw reason;
  }
}
