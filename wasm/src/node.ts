// The entry for Node.
import { compilePacksFor } from './compile/compile-packs.js';
import type { CreateOptions } from './create-options.js';
import { start } from './platform-node.js';
import { createPrecheckFor, resolvePacksFor } from './precheck.js';

export * from './api.js';
export type * from './create-options.js';
export type { CompileOptions } from './compile/compile-packs.js';

/** Loads the packs into a new engine. Rejects with PackError where a pack is wrong, with PrecheckError where loading fails. */
export const createPrecheck = createPrecheckFor<CreateOptions>(start);

/** The packs with their bases merged in, in their order: a page can draw a form from each. Sources are not looked at. */
export const resolvePacks = resolvePacksFor<CreateOptions>(start);

/**
 * Resolved packs, in the order of `packs`: each stands alone, with its bases merged in and the clauses that it cites, without what only
 * its author reads. Rejects as createPrecheck does, and where a number of a pack's text would change in JavaScript.
 */
export const compilePacks = compilePacksFor(createPrecheck, resolvePacks);
