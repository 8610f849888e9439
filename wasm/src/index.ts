// The entry for pages and bundlers.
import type { CreateOptions } from './create-options.js';
import { start } from './platform-browser.js';
import { createPrecheckFor, resolvePacksFor } from './precheck.js';

export * from './api.js';
export type * from './create-options.js';

/** Loads the packs into a new engine. Rejects with PackError where a pack is wrong, with PrecheckError where loading fails. */
export const createPrecheck = createPrecheckFor<CreateOptions>(start);

/** The packs with their bases merged in, in their order: a page can draw a form from each. Sources are not looked at. */
export const resolvePacks = resolvePacksFor<CreateOptions>(start);
