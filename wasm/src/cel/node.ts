// The entry of yibao-precheck/cel for Node.
import { start } from '../platform-node.js';
import { createCelFor } from './cel.js';

export * from './api.js';

/** Starts an instance for bare CEL. Rejects with PrecheckError where loading fails. */
export const createCel = createCelFor(start);
