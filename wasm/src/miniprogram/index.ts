// The entry for the logic layer of mini-programs (WeChat, Douyin; others over the fallback).
import { createRunFor } from '../run.js';
import { type CreateOptions, start } from './start.js';

export * from '../api.js';
export type { WasmImports, WasmInstance } from '../bindings.js';
export type { WasmNamespace } from './platform.js';
export type { CreateOptions } from './start.js';
export type { Fallback, FallbackSource } from '../fallback.js';
export { StartError, type StartFailure, type StartFailureCode } from './start-error.js';

/** Loads compiled packs into a new engine. Rejects with PackError where a pack is wrong, with StartError where the engine does not start. */
export const createPrecheck = createRunFor<CreateOptions>(start);
