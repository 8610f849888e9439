// What was tried when the engine did not start, and what to do about each.
import { PrecheckError } from '../errors.js';

export type StartFailureCode = keyof typeof REMEDIES;

export interface StartFailure {
  /** What was tried: the compressed file, the file, the engine in JavaScript. */
  step: 'wasm.br' | 'wasm' | 'fallback';
  /** The file's path in the code package, where the step has one. */
  path?: string;
  /** Stable, for programs; the guide for mini-programs explains each. */
  code: StartFailureCode;
  /** In the platform's words, where it said something. */
  message: string;
}

const FILES = 'Copy precheck.wasm.br and precheck.wasm from node_modules/yibao-precheck/dist/miniprogram/ into the code package';

/** What to paste where. */
const REMEDIES = {
  'platform.no_wasm': 'Nothing to mend: this platform has no WebAssembly here. The fallback has to start',
  'platform.no_instantiate': 'Ask for a newer base library in project.config.json ("libVersion"), or rely on the fallback',
  'wasm.rejected': `${FILES}, unchanged, and say where they are: createPrecheck({ wasmPath: '/folder/precheck.wasm', ... })`,
  'wasm.timeout': 'Rely on the fallback, or wait longer: createPrecheck({ timeout: 15000, ... })',
  'wasm.no_instance': 'Rely on the fallback, and report the base library with this message',
  'wasm.mismatch': `${FILES} again: all files must be of the same release of yibao-precheck`,
  'fallback.absent': "Hand it in: createPrecheck({ fallback: () => require('yibao-precheck/fallback'), ... }), or from a sub-package: () => require.async('../folder/fallback.js')",
  'fallback.failed': 'Check that fallback.js of node_modules/yibao-precheck/dist/miniprogram/ lies where `fallback` requires it, in a sub-package that app.json lists',
  'fallback.timeout': 'The sub-package did not come: check the network, and that app.json lists it; or put fallback.js into the main package',
  'fallback.not_engine': 'Let `fallback` give what fallback.js of node_modules/yibao-precheck/dist/miniprogram/ exports, or a promise of it',
  'fallback.mismatch': 'Copy fallback.js from node_modules/yibao-precheck/dist/miniprogram/ again: all files must be of the same release of yibao-precheck',
};

/** The engine did not start in any way. `failures` has one entry for each way, in the order in which they were tried. */
export class StartError extends PrecheckError {
  readonly failures: StartFailure[];

  constructor(failures: StartFailure[]) {
    super('engine.not_started', ['the engine did not start', ...failures.map(describe)].join('\n'));
    this.name = 'StartError';
    this.failures = failures;
  }
}

function describe({ step, path, code, message }: StartFailure, index: number): string {
  return `${index + 1}. ${path || step}: [${code}] ${message}. ${REMEDIES[code]}.`;
}
