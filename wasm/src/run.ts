// The small engine: packs that were compiled before, and everything that a page does with them.
import type { RunBindings } from './bindings.js';
import { Checkers } from './checkers.js';
import { Engine } from './engine.js';
import { PackError } from './errors.js';
import { Instance } from './instance.js';
import type { PrecheckRun } from './precheck.js';

/** What goes into a small engine, wherever its binary comes from. */
export interface CompiledPackOptions {
  /** Compiled packs: `yibao-precheck/compiled/<id>/<edition>`, or what `precheck compile --run` of the same version wrote. */
  packs: readonly string[];
  /** Names for the diagnostics, in the order of `packs`. Absent: `#` and the place. */
  names?: readonly string[];
}

/** `createPrecheck` for one platform. */
export function createRunFor<Options extends CompiledPackOptions>(start: (options: Options) => Promise<RunBindings>): (options: Options) => Promise<PrecheckRun> {
  return async function createPrecheck(options: Options): Promise<PrecheckRun> {
    if (!options || !Array.isArray(options.packs)) throw fault('pack.missing', '', 'packs must be a list of compiled packs');
    const bindings = await start(options);
    const instance = new Instance(bindings);
    const checkers = new Checkers(bindings);
    const listing = instance.call(() => {
      options.packs.forEach((pack, index) => {
        const name = (options.names || [])[index] || `#${index + 1}`;
        if (typeof pack !== 'string') {
          throw fault('pack.type', name, 'a compiled pack is a text: what a module of yibao-precheck/compiled exports or `precheck compile --run` wrote. Documents are for the whole engine');
        }
        bindings._addCompiled(...(checkers.memory.giveAll([name, pack]) as [number, number]));
      });
      return checkers.memory.take(bindings._loadCompiled());
    });
    return new Engine(instance, checkers, listing);
  };
}

function fault(code: string, document: string, message: string): PackError {
  return new PackError([{ code, document, pointer: '', message }]);
}
