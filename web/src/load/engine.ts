// The small engine as this browser can run it: WebAssembly, compiled while it arrives and once for all packs, or else JavaScript.

import wasm from 'address:precheck-run.wasm';
import { runsWebAssembly } from '../../../wasm/src/fallback.js';
import { compileModule } from '../../../wasm/src/load.js';
import type { CreateRunOptions } from '../../../wasm/src/run-index.js';
import { remembered } from './remembered.js';

/** What createPrecheck() takes to start it. */
export type EngineOptions = Pick<CreateRunOptions, 'wasm' | 'fallback'>;

export function engineBelow(base: URL): () => Promise<EngineOptions> {
  return remembered(async () => {
    if (runsWebAssembly()) return { wasm: await compileModule(new URL(wasm, base), (address) => fetch(String(address))) };
    const fallback = await import('precheck-fallback');
    return { fallback: () => fallback };
  });
}
