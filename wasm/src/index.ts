// The entry for pages and bundlers.
import { start } from './platform-browser.js';
import { createPrecheckFor } from './precheck.js';

export * from './api.js';

/** Loads the packs into a new engine. Rejects with PackError where a pack is wrong, with PrecheckError where loading fails. */
export const createPrecheck = createPrecheckFor(start);
