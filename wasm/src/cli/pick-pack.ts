// The one pack that an argument `id` or `id@edition` means.
import type { PackDocument } from '../documents.js';
import { UsageError } from './context.js';

/** The way out where a pack is asked for that is not there. */
export const WHERE_PACKS_ARE = '`precheck packs` lists the packs; those of your own are in the folder that --rules names';

export function pickPack<Pack extends PackDocument>(packs: readonly Pack[], wanted: string): Pack {
  const [found, ...others] = packs.filter(({ id, edition }) => wanted === id || wanted === `${id}@${edition}`);
  if (!found) throw new UsageError(`there is no pack ${wanted}; ${WHERE_PACKS_ARE}`);
  if (others.length === 0) return found;
  const editions = [found, ...others].map(({ id, edition }) => `${id}@${edition}`);
  throw new UsageError(`name one edition: ${editions.join(', ')}`);
}
