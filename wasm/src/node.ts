// The entry for Node.
import { start } from './platform-node.js';
import { createPrecheckFor } from './precheck.js';

export * from './api.js';

/** Loads the packs into a new engine. Rejects with PackError where a pack is wrong, with PrecheckError where loading fails. */
export const createPrecheck = createPrecheckFor(start);
