// node tests/js/equal-reports.mjs [--forms N] [--seed N] [--before DIR] [--native PROGRAM] [--lines FILE]
//
// Whether reports are equal to the byte: over random forms for all shipped packs, all golden cases and the JSONL requests of FILE;
// of a form as object, as text and as line; over wasm, natively (PROGRAM, default: build/dev/tests/reports) and from compiled packs; from this build of
// the package and from an earlier one (DIR, with node.js and precheck.wasm), over the rules of this one. Run `npm run build` and
// `cmake --build --preset dev` first.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inspect, parseArgs } from 'node:util';
import { createPrecheck } from 'yibao-precheck';
import { packs } from 'yibao-precheck/rules';
import { createPrecheck as createRun } from 'yibao-precheck/run';
import { readCaseFiles } from '../../wasm/scripts/cases.mjs';
import { root } from '../../wasm/scripts/root.mjs';
import { readRuleFiles } from '../../wasm/src/cli/rule-files.js';
import { compare, lineOf, outcomeOf } from './support/equal.mjs';
import { randomRequests } from './support/random-forms.mjs';

const text = (value) => ({ type: 'string', ...(value !== undefined && { default: value }) });
const { values: args } = parseArgs({
  options: { forms: text('20000'), seed: text('1'), before: text(), native: text(join(root, 'build/dev/tests/reports')), lines: text() },
});

const BATCH = 2000;
const MOST_SHOWN = 8;
const directoryFile = join(root, 'web/examples/directory.json');
const directory = JSON.parse(readFileSync(directoryFile, 'utf8'));
const documents = readRuleFiles(join(root, 'rules'));
const given = { packs: documents.packs.map((file) => file.text), sources: documents.sources.map((file) => file.text) };
const engine = await createPrecheck(given);
const small = await createRun({ packs: engine.packs().map(({ id, edition }) => engine.compiled(`${id}@${edition}`)) });
const before = args.before && (await (await import(pathToFileURL(resolve(args.before, 'node.js')))).createPrecheck(given));
if (!existsSync(args.native)) throw new Error(`there is no ${args.native}: cmake --preset dev && cmake --build --preset dev`);

const counts = { requests: {}, answers: {}, packs: {}, compared: {}, 'other on purpose': {} };
const count = (table, name, by = 1) => (counts[table][name] = (counts[table][name] ?? 0) + by);
let different = 0;
const batches = { with: [], without: [] };

function differs(what, request) {
  different++;
  if (different <= MOST_SHOWN) console.log(`${inspect({ ...request, options: { ...request.options, directory: Boolean(request.options?.directory) } }, { depth: 9 })}\n${what}\n`);
}

/** Two answers, from a little before the place where they part. */
function apart(way, answer, otherWay, other) {
  let at = 0;
  while (answer[at] === other[at]) at++;
  const part = (text) => text.slice(Math.max(0, at - 100), at + 300);
  return `${way}: ${part(answer)}\n  ${otherWay}: ${part(other)}`;
}

/** Where an earlier build may say something else: its JSON reader had other words for what is no JSON, did not say where a key comes twice, and of
 * two such faults named the other. */
function onPurpose(now, then) {
  const [a, b] = [now, then].map((answer) => JSON.parse(answer).error);
  return a && b && [a, b].every(({ code }) => /malformed_json$|duplicate_key$/.test(code)) && a.code;
}

/** A check that ran out of memory stops at another rule where builds need more or less of it. */
const outOfMemory = (answer) => JSON.parse(answer).errors?.some(({ message }) => message === 'the check takes too much memory');

function compareWithBefore(way, now, then, request) {
  count('compared', `${way}: this build, the earlier one`);
  if (now === then) return;
  const why = onPurpose(now, then) || (outOfMemory(then) && 'out of memory');
  if (why) count('other on purpose', why);
  else differs(apart(way, now, 'before', then), request);
}

function checkOne(source, request) {
  const { pack, form, options } = request;
  const { answer, differences } = compare(engine, pack, form, options);
  const report = JSON.parse(answer);
  count('requests', source);
  count('answers', report.verdict ?? report.error.code);
  if (report.pack) count('packs', `${report.pack.id}@${report.pack.edition}`);
  count('compared', 'object, text, line, verdict()');
  if (differences.length > 0) differs(differences.join('\n'), request);
  count('compared', 'documents, compiled packs');
  const fromCompiled = outcomeOf(() => small.checkText(pack, form, options));
  if (fromCompiled !== answer) differs(apart('by documents', answer, 'by compiled packs', fromCompiled), request);
  if (before) compareWithBefore('checkText()', answer, outcomeOf(() => before.checkText(pack, form, options)), request);
  const line = lineTextOf(request);
  if (line !== undefined) addLine(line, options.directory);
}

/** A line for what has a JSON text, such as it is; half a surrogate pair has no bytes that a program could be given. */
function lineTextOf({ pack, form, options }) {
  try {
    const json = typeof form === 'string' ? form : JSON.stringify(form);
    return json === undefined || /[\ud800-\udfff]/u.test(json) ? undefined : lineOf(pack, json, options, 'r1').replace(/\n/g, ' ');
  } catch {
    return undefined;
  }
}

function addLine(line, looksUp) {
  const batch = batches[looksUp ? 'with' : 'without'];
  batch.push(line);
  if (batch.length >= BATCH) checkLines(batch, looksUp);
}

/** The same lines over wasm, natively and before; the batch is then empty. */
function checkLines(lines, looksUp) {
  const input = lines.join('\n');
  const defaults = looksUp ? { directory } : {};
  const ours = engine.checkMany(input, defaults).split('\n').slice(0, -1);
  const program = spawnSync(args.native, [join(root, 'rules'), ...(looksUp ? [directoryFile] : [])], { input, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (program.status !== 0) throw new Error(`${args.native}: ${program.error ?? program.stderr}`);
  const natives = program.stdout.split('\n').slice(0, -1);
  if (ours.length !== lines.length || natives.length !== lines.length) throw new Error(`${lines.length} lines, ${ours.length} answers, ${natives.length} native ones`);
  lines.forEach((line, i) => {
    count('compared', 'lines: wasm, native');
    if (ours[i] !== natives[i]) differs(apart('over wasm', ours[i], 'natively', natives[i]), { line });
    if (before) compareWithBefore('lines', ours[i], before.checkLine(line, defaults), { line });
  });
  lines.length = 0;
}

for (const { pack, cases } of readCaseFiles()) {
  for (const { as_of: asOf, form, params } of cases) checkOne('golden cases', { pack, form, options: { asOf, params } });
}
for (const line of args.lines ? readFileSync(args.lines, 'utf8').trim().split('\n') : []) {
  const { pack, as_of: asOf, form, params } = JSON.parse(line);
  checkOne('requests of --lines', { pack, form, options: { asOf, params } });
}
let left = Number(args.forms);
for (const request of randomRequests(Number(args.seed), packs, directory)) {
  if (left-- <= 0) break;
  checkOne(`random: ${request.kind}`, request);
}
checkLines(batches.with, true);
checkLines(batches.without, false);
for (const [table, rows] of Object.entries(counts)) {
  console.log(`${table}:`);
  for (const [name, number] of Object.entries(rows).sort()) console.log(`${String(number).padStart(9)}  ${name}`);
}
console.log(`${different} differences`);
process.exitCode = different === 0 ? 0 : 1;
