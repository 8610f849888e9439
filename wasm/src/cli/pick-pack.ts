// The one pack that an argument `id` or `id@edition` means.
import type { PackDocument } from '../documents.js';
import { UsageError } from './context.js';

export function pickPack<Pack extends PackDocument>(packs: readonly Pack[], wanted: string): Pack {
  const [found, ...others] = packs.filter(({ id, edition }) => wanted === id || wanted === `${id}@${edition}`);
  if (!found) throw new UsageError(`there is no pack ${wanted}; \`precheck packs\` lists the packs`);
  if (others.length === 0) return found;
  const editions = [found, ...others].map(({ id, edition }) => `${id}@${edition}`);
  throw new UsageError(`name one edition: ${editions.join(', ')}`);
}
