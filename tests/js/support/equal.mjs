// Asks the same in every way that the package has, and says where the answers are not the same.

/** What a call answers or throws, as one text. */
export function outcomeOf(call) {
  try {
    return call();
  } catch (error) {
    if (error.code === undefined || error.name !== 'PrecheckError') throw error;
    const { code, message, pointer, line, column } = error;
    return JSON.stringify({ error: { code, message, ...(pointer !== undefined && { pointer }), ...(line !== undefined && { line, column }) } });
  }
}

/** The verdict and the rules that verdict() is documented to give for a report. */
export function verdictOf(report) {
  if (report.error) return JSON.stringify(report);
  const failing = report.findings.filter(({ severity, resolved_by_plan }) => severity === 'error' && !resolved_by_plan).map(({ rule }) => rule);
  return JSON.stringify({ verdict: report.verdict, failing: [...new Set(failing)] });
}

/** The same to JSON.stringify, but an object with a prototype of its own is not written straight into cells. */
function throughText(form) {
  const isPlain = typeof form === 'object' && form !== null && !Array.isArray(form) && [Object.prototype, null].includes(Object.getPrototypeOf(form));
  return isPlain ? new Proxy(form, { getPrototypeOf: () => NOT_PLAIN }) : form;
}
const NOT_PLAIN = {};

/** The JSON text of a form, or undefined where there is none to compare with: the errors that only objects have. */
function jsonOf(form) {
  try {
    const text = JSON.stringify(form);
    return text === undefined || /\\ud[89a-f]/i.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/**
 * A form, which is a value or a JSON text, in every way.
 * @returns The answer, and a line for each way with another one.
 */
export function compare(engine, pack, form, options) {
  const answer = outcomeOf(() => engine.checkText(pack, form, options));
  const report = JSON.parse(answer);
  const verdict = verdictOf(report);
  const differences = [];
  const expect = (way, found, wanted) => {
    if (found !== wanted) differences.push(`${way}: ${found}\n  instead of ${wanted}`);
  };
  const verdictBy = (input) => outcomeOf(() => JSON.stringify(engine.verdict(pack, input, options)));
  expect('verdict()', verdictBy(form), verdict);
  if (typeof form !== 'string') {
    expect('checkText() of the object as text', outcomeOf(() => engine.checkText(pack, throughText(form), options)), answer);
    expect('verdict() of the object as text', verdictBy(throughText(form)), verdict);
  }
  const text = typeof form === 'string' ? form : jsonOf(form);
  if (typeof form !== 'string' && text !== undefined) {
    expect('checkText() of its JSON', outcomeOf(() => engine.checkText(pack, text, options)), answer);
    expect('verdict() of its JSON', verdictBy(text), verdict);
  }
  const ofLine = report.error && /malformed|too_|not_json|duplicate/.test(report.error.code); // a line is refused as a whole
  if (text !== undefined && !ofLine && !text.includes('\n')) {
    expect('checkMany()', engine.checkMany(lineOf(pack, text, options), { directory: options.directory }), `${answer}\n`);
  }
  return { answer, differences };
}

/** A JSONL request around a form's text. */
export function lineOf(pack, form, { asOf, locale, params }, id) {
  const head = JSON.stringify({ id, pack, as_of: asOf, locale, params });
  return `${head.slice(0, -1)},"form":${form}}`;
}

