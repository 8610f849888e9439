// Whether an engine says of every form what the hand-written rules say. Checked before anything is timed.

/** @returns what differs, in words; empty where nothing does. */
export async function disagreements(engine, calls, mode, workload, limit = 3) {
  const found = [];
  const check = (what, expected, actual) => {
    if (expected !== actual && found.push(`${what}: expected ${shown(expected)}, found ${shown(actual)}`) >= limit) throw new Enough();
  };
  try {
    const forms = mode === 'lines' ? [] : workload.forms.entries();
    for (const [i, text] of forms) {
      const answer = await calls[mode](inputOf(calls, mode, text));
      if (mode === 'object') {
        const expected = engine.rules === false ? [] : workload.failing[i];
        check(`form ${i}, verdict`, expected.length === 0 ? 'pass' : 'fail', answer.verdict);
        check(`form ${i}, failing rules`, sorted(expected), sorted(answer.failing));
      } else {
        check(`form ${i}, report`, workload.reports[i], mode === 'report' ? JSON.stringify(answer) : answer);
      }
    }
    if (mode === 'lines') {
      const answers = new TextDecoder().decode(calls.lines(linesOf(workload.forms))).split('\n');
      for (const [i, report] of [...workload.reports, ''].entries()) check(`line ${i}`, report, answers[i]);
    }
    if (mode === 'object' && engine.structure) {
      for (const [i, text] of workload.malformed.entries()) {
        const { failing } = await calls.object(JSON.parse(text));
        check(`malformed form ${i} is found out`, true, failing.includes('structure'));
      }
    }
  } catch (reason) {
    if (!(reason instanceof Enough)) throw reason;
  }
  return found;
}

/** What a call takes for a form given as text. */
export function inputOf(calls, mode, text) {
  if (calls.inputOf) return calls.inputOf(text);
  if (mode === 'line') return `{"form":${text}}`;
  return mode === 'text' ? text : JSON.parse(text);
}

/** Forms given as texts, as JSONL in bytes. */
export const linesOf = (texts) => new TextEncoder().encode(texts.map((text) => `{"form":${text}}\n`).join(''));

class Enough extends Error {}

const sorted = (ids) => [...ids].sort().join(' ') || 'none';
const shown = (value) => (String(value).length > 400 ? `${String(value).slice(0, 400)}...` : String(value));
