// What is wrong with an option that every form is checked by: told once and by the option's name, not as if each form had it.
import { PrecheckError } from '../errors.js';
import type { CheckOptions, Precheck } from '../precheck.js';
import { UsageError } from './context.js';
import { describeError } from './failure.js';
import { WHERE_PACKS_ARE } from './pick-pack.js';

// Codes that are the same whatever the form is.
const OPTIONS: Record<string, string> = {
  'pack.unknown': '--pack',
  'pack.unknown_edition': '--pack',
  'as_of.malformed': '--as-of',
  'params.malformed_json': '--params',
  'params.too_large': '--params',
  'params.type': '--params',
  'directory.malformed_json': '--directory',
  'directory.too_large': '--directory',
  'directory.type': '--directory',
};

/** @throws UsageError where no form at all can be checked so. */
export function refuseOptions(engine: Precheck, pack: string, options: CheckOptions): void {
  try {
    engine.verdict(pack, {}, options);
  } catch (reason) {
    if (!(reason instanceof PrecheckError)) throw reason;
    const option = OPTIONS[reason.code];
    if (option === undefined) return; // with each form, as it may depend on it
    const wayOut = reason.code === 'pack.unknown' ? `; ${WHERE_PACKS_ARE}` : '';
    throw new UsageError(describeError(option, { ...reason, code: reason.code, message: reason.message + wayOut }));
  }
}
