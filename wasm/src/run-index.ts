// The entry of yibao-precheck/run for pages and bundlers.
import type { CreateRunOptions } from './create-options.js';
import { startRun } from './platform-browser.js';
import { createRunFor } from './run.js';

export * from './api.js';
export type { CreateRunOptions, Fallback, FallbackSource, Instantiate, WasmSource } from './create-options.js';

/** Loads compiled packs into a new small engine. Rejects with PackError where a pack is wrong, with PrecheckError where loading fails. */
export const createPrecheck = createRunFor<CreateRunOptions>(startRun);
