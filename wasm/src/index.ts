// The entry for pages and bundlers.
import { start } from './platform-browser.js';
import { createPrecheckFor, resolvePacksFor } from './precheck.js';

export * from './api.js';

/** Loads the packs into a new engine. Rejects with PackError where a pack is wrong, with PrecheckError where loading fails. */
export const createPrecheck = createPrecheckFor(start);

/** The packs with their bases merged in, in their order: each stands alone, and a page can draw its form. Sources are not needed. */
export const resolvePacks = resolvePacksFor(start);
