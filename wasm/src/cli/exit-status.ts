// The exit status of a run over many forms: the worst that happened.
import type { Verdict } from '../report.js';

/** 0: every verdict is pass or not_needed. 1: some is not. 2: something could not be read or run. */
export class ExitStatus {
  value: 0 | 1 | 2 = 0;

  addVerdict(verdict: Verdict): void {
    if (this.value === 0 && verdict !== 'pass' && verdict !== 'not_needed') this.value = 1;
  }

  /** Something was found that somebody has to mend. */
  addFindings(): void {
    if (this.value === 0) this.value = 1;
  }

  addFailure(): void {
    this.value = 2;
  }
}
