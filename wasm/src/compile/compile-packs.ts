// compilePacks: packs and sources to resolved packs, which stand alone.
import type { PackDocument, ResolvedPack, SourceDocument } from '../documents.js';
import { PackError } from '../errors.js';
import type { CreateOptions } from '../create-options.js';
import type { Precheck } from '../precheck.js';
import { carriedSources } from './carried-sources.js';
import { compactPack, compactSource, type Keep } from './compact.js';
import { inexactNumbers } from './exact-numbers.js';

export interface CompileOptions extends CreateOptions, Keep {}

/** `compilePacks` for one platform. */
export function compilePacksFor(
  createPrecheck: (options: CreateOptions) => Promise<Precheck>,
  resolvePacks: (options: CreateOptions) => Promise<PackDocument[]>,
): (options: CompileOptions) => Promise<ResolvedPack[]> {
  return async function compilePacks(options: CompileOptions): Promise<ResolvedPack[]> {
    (await createPrecheck(options)).dispose(); // nothing that is wrong is shipped
    const { packs, sources = [], names = {} } = options;
    const faults = packs.flatMap((pack, index) =>
      typeof pack === 'string' ? inexactNumbers(names.packs?.[index] || `#${index + 1}`, pack) : [],
    );
    if (faults.length > 0) throw new PackError(faults);
    const given = sources.map((source) => (typeof source === 'string' ? JSON.parse(source) : source) as SourceDocument);
    return (await resolvePacks(options)).map((pack) => {
      const compact = compactPack(pack, options);
      const carried = carriedSources(compact, given).map((source) => compactSource(source, options));
      return { ...compact, resolved: { sources: carried } } as ResolvedPack; // it loaded, so it has facts
    });
  };
}
