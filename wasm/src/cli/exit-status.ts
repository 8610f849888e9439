// The exit status of a run over many forms: the worst that happened.
import type { Verdict } from '../report.js';
import type { Summary } from '../tools/check/index.js';

/** 0: every verdict is pass or not_needed. 1: some is not, or something else was found. 2: something could not be read or run. */
export class ExitStatus {
  value: 0 | 1 | 2 = 0;

  addVerdict(verdict: Verdict): void {
    if (verdict !== 'pass' && verdict !== 'not_needed') this.addFinding();
  }

  /** Something that somebody has to mend. */
  addFinding(): void {
    if (this.value === 0) this.value = 1;
  }

  addSummary({ verdicts, unreadable }: Summary): void {
    for (const [verdict, count] of Object.entries(verdicts)) if (count > 0) this.addVerdict(verdict as Verdict);
    if (Object.keys(unreadable).length > 0) this.addFailure();
  }

  addFailure(): void {
    this.value = 2;
  }
}
