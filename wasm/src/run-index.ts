// The entry of yibao-precheck/run for pages and bundlers.
import { startRun } from './platform-browser.js';
import { createRunFor } from './run.js';

export * from './api.js';
export type { CreateRunOptions } from './run.js';

/** Loads compiled packs into a new small engine. Rejects with PackError where a pack is wrong, with PrecheckError where loading fails. */
export const createPrecheck = createRunFor(startRun);
