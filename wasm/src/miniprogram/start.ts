// Starts the engine in a mini-program's logic layer: by the platform's own WebAssembly from the compressed file, then from the plain
// one, then as JavaScript (wasm2js). It is the same engine each time, so what it answers is the same to the byte.
import type { Instantiate, RunBindings, WasmImports, WasmInstance } from '../bindings.js';
import { PrecheckError } from '../errors.js';
import { type FallbackSource, instantiateFallback, messageOf } from '../fallback.js';
import { startInstance } from '../load.js';
import type { CompiledPackOptions } from '../run.js';
import { currentPlatform, type Platform, type WasmNamespace } from './platform.js';
import { StartError, type StartFailure, type StartFailureCode } from './start-error.js';

export interface CreateOptions extends CompiledPackOptions {
  /** Where precheck.wasm lies in the code package; precheck.wasm.br is looked for beside it. Absent: where WeChat's "build npm" puts it. */
  wasmPath?: string;
  /**
   * The engine as JavaScript, for where there is no WebAssembly or it fails: `() => require('yibao-precheck/fallback')`, or, from a
   * sub-package, `() => require.async('../folder/fallback.js')`. It is called only when it is needed. Absent: starting then fails.
   */
  fallback?: FallbackSource;
  /** What takes the place of WXWebAssembly or TTWebAssembly; null: none, the fallback is used at once. Absent: the platform's. */
  webAssembly?: WasmNamespace | null;
  /** How many milliseconds each file may take to start. Absent: 5000. */
  timeout?: number;
  /** Told of each way that failed, also where a later one worked: for the log. */
  onFailure?: (failure: StartFailure) => void;
}

const DEFAULT_PATH = '/miniprogram_npm/yibao-precheck/precheck.wasm';
const DEFAULT_TIMEOUT = 5000;
/** The fallback may have to be downloaded first, in a sub-package. */
const LEAST_FOR_FALLBACK = 30000;

interface Way {
  step: StartFailure['step'];
  path?: string;
  timeout: number;
  instantiate: Instantiate;
}

export async function start(options: CreateOptions): Promise<RunBindings> {
  const failures: StartFailure[] = [];
  const ways = waysOf(options);
  for (const way of ways) {
    try {
      return await within(way.timeout, startInstance<RunBindings>(way.instantiate), way.step === 'fallback' ? 'fallback.timeout' : 'wasm.timeout');
    } catch (reason) {
      const failure = failureOf(way, reason);
      failures.push(failure);
      if (options.onFailure) options.onFailure(failure);
    }
  }
  throw new StartError(failures);
}

function waysOf({ wasmPath = DEFAULT_PATH, timeout = DEFAULT_TIMEOUT, webAssembly, fallback }: CreateOptions): Way[] {
  const platform = webAssembly === undefined ? currentPlatform() : given(webAssembly);
  const ways: Way[] = [];
  const wasm = (step: Way['step'], path: string) => ways.push({ step, path, timeout, instantiate: (imports) => fromFile(platform, path, imports) });
  if (platform && platform.readsBrotli && canInstantiate(platform)) wasm('wasm.br', `${wasmPath}.br`);
  if (webAssembly !== null) wasm('wasm', wasmPath);
  ways.push({ step: 'fallback', timeout: Math.max(timeout, LEAST_FOR_FALLBACK), instantiate: (imports) => fromJavaScript(fallback, imports) });
  return ways;
}

function given(namespace: WasmNamespace | null): Platform | undefined {
  return namespace ? { name: 'webAssembly', namespace, readsBrotli: true } : undefined;
}

function canInstantiate({ namespace }: Platform): boolean {
  return typeof (namespace as Partial<WasmNamespace>).instantiate === 'function';
}

async function fromFile(platform: Platform | undefined, path: string, imports: WasmImports): Promise<WasmInstance> {
  if (!platform) throw failed('platform.no_wasm', 'there is neither WXWebAssembly nor TTWebAssembly');
  if (!canInstantiate(platform)) throw failed('platform.no_instantiate', `${platform.name} has no instantiate()`);
  let answer: unknown;
  try {
    answer = await platform.namespace.instantiate(path, imports);
  } catch (reason) {
    throw failed('wasm.rejected', messageOf(reason));
  }
  const { instance = answer } = (answer || {}) as { instance?: unknown };
  if (!isInstance(instance)) throw failed('wasm.no_instance', `${platform.name}.instantiate() answered with no instance`);
  return instance;
}

async function fromJavaScript(fallback: CreateOptions['fallback'], imports: WasmImports): Promise<WasmInstance> {
  if (!fallback) throw failed('fallback.absent', 'no fallback was given');
  return instantiateFallback(fallback, imports);
}

function isInstance(value: unknown): value is WasmInstance {
  return typeof value === 'object' && value !== null && typeof (value as WasmInstance).exports === 'object';
}

/** An error whose code is that of a failure; startInstance() lets it through as it is. */
function failed(code: StartFailureCode, message: string): PrecheckError {
  return new PrecheckError(code, message);
}

function failureOf({ step, path }: Way, reason: unknown): StartFailure {
  const { code, message } = reason as PrecheckError; // startInstance() rejects with nothing else
  const own = code === 'wasm.mismatch' && step === 'fallback' ? 'fallback.mismatch' : code;
  return { step, ...(path ? { path } : {}), code: own as StartFailureCode, message };
}

/** Rejects when the work takes longer: an instantiate() that never settles must not hold up the next way. */
function within<Result>(milliseconds: number, work: Promise<Result>, code: StartFailureCode): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(failed(code, `it did not start within ${milliseconds} ms`)), milliseconds);
    work.then(resolve, reject).then(() => clearTimeout(timer));
  });
}
