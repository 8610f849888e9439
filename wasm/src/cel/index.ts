// The entry of yibao-precheck/cel for pages and bundlers.
import { start } from '../platform-browser.js';
import { createCelFor } from './cel.js';

export * from './api.js';

/** Starts an instance for bare CEL. Rejects with PrecheckError where loading fails. */
export const createCel = createCelFor(start);
