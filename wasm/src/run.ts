// The small engine: packs that were compiled before, and everything that a page does with them.
import type { RunBindings } from './bindings.js';
import { Checkers } from './checkers.js';
import { Engine } from './engine.js';
import { PackError } from './errors.js';
import { Instance } from './instance.js';
import type { LoadOptions, Start } from './load.js';
import type { PrecheckRun } from './precheck.js';

export interface CreateRunOptions extends LoadOptions {
  /** Compiled packs: `yibao-precheck/compiled/<id>/<edition>`, or what `precheck compile` of the same version wrote. */
  packs: readonly string[];
  /** Names for the diagnostics, in the order of `packs`. Absent: `#` and the place. */
  names?: readonly string[];
}

/** `createPrecheck` for one platform. */
export function createRunFor(start: Start<RunBindings>): (options: CreateRunOptions) => Promise<PrecheckRun> {
  return async function createPrecheck(options: CreateRunOptions): Promise<PrecheckRun> {
    if (!options || !Array.isArray(options.packs)) {
      throw new PackError([{ code: 'pack.missing', document: '', pointer: '', message: 'packs must be a list of compiled packs' }]);
    }
    const bindings = await start(options);
    const checkers = new Checkers(bindings);
    options.packs.forEach((pack, index) => {
      const name = options.names?.[index] || `#${index + 1}`;
      if (typeof pack !== 'string') {
        const message = 'a compiled pack is a text, as `precheck compile` writes it; the engine of "yibao-precheck" takes documents';
        throw new PackError([{ code: 'pack.type', document: name, pointer: '', message }]);
      }
      bindings._addCompiled(...(checkers.memory.giveAll([name, pack]) as [number, number]));
    });
    return new Engine(new Instance(bindings), checkers, checkers.memory.take(bindings._loadCompiled()));
  };
}
