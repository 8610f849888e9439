// The machine formats by their names.
import type { ResultFormat } from '../results.js';
import { github } from './github.js';
import { junit } from './junit.js';
import { sarif, type SarifOptions } from './sarif.js';
import { tap } from './tap.js';

export const RESULT_FORMATS = ['junit', 'sarif', 'tap', 'github'] as const;
export type ResultFormatName = (typeof RESULT_FORMATS)[number];

const FORMATS: Record<ResultFormatName, (options: SarifOptions) => ResultFormat> = { junit, sarif, tap, github };

export function resultFormat(name: ResultFormatName, options: SarifOptions): ResultFormat {
  return FORMATS[name](options);
}

export function isResultFormat(name: string): name is ResultFormatName {
  return name in FORMATS;
}
