import { PACK } from '../workload/texts.mjs';

/** Whichever of the two engines it is. */
export function callsOf(precheck, today) {
  const pack = `${PACK.id}@${PACK.edition}`;
  const options = { asOf: today };
  const defaults = { pack, asOf: today };
  return {
    object(form) {
      const { verdict, failing } = precheck.verdict(pack, form, options);
      return { verdict, failing: failing.map((rule) => (rule.startsWith('schema.') ? 'structure' : rule)) };
    },
    report: (form) => precheck.check(pack, form, options),
    text: (text) => precheck.checkText(pack, text, options),
    /** A JSONL line as the command line reads it, `{"form": ...}`. */
    line: (line) => precheck.checkLine(line, defaults),
    lines: (lines) => precheck.checkMany(lines, defaults),
  };
}
