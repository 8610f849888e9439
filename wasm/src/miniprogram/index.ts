// The entry for the logic layer of mini-programs (WeChat, Douyin; others over the fallback).
import { createPrecheckFor, resolvePacksFor } from '../precheck.js';
import { type CreateOptions, start } from './start.js';

export * from '../api.js';
export type { WasmImports, WasmInstance } from '../bindings.js';
export type { WasmNamespace } from './platform.js';
export type { CreateOptions, Fallback } from './start.js';
export { StartError, type StartFailure, type StartFailureCode } from './start-error.js';

/** Loads the packs into a new engine. Rejects with PackError where a pack is wrong, with StartError where the engine does not start. */
export const createPrecheck = createPrecheckFor<CreateOptions>(start);

/** The packs with their bases merged in, in their order: a page can draw a form from each. Sources are not looked at. */
export const resolvePacks = resolvePacksFor<CreateOptions>(start);
