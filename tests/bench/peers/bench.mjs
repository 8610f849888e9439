// npm run bench:peers: how fast, how large and how quick to start ours is beside others that check forms by rules.
//   --write          writes RESULTS.md and RESULTS.svg beside this file      --date=2026-11-28  the day to write there
//   --rounds=N       rounds of timing (15)                                   --only=a,b         only these engines (files of engines/)
//   --no-growth      without the measurements of growth
// Everything is a multiple of hand-written JavaScript with text in and text out, taken in the same run. All numbers are in build/results.json.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from '../../../wasm/scripts/build.mjs';
import { expected, main, step } from '../../../wasm/scripts/run.mjs';
import { ENGINES, GROWING, ROWS, YARDSTICK } from './engines/index.mjs';
import { bundle, bundleOf, folder, weigh } from './measure/bundle.mjs';
import { about, install, objection } from './measure/packages.mjs';
import { coldStarts, worksWithoutEval } from './measure/processes.mjs';
import { startRow, timeRows } from './measure/rounds.mjs';
import { markdown } from './output/markdown.mjs';
import { plot } from './output/svg.mjs';
import { growthTables, rowsTable } from './output/table.mjs';
import { GROWTH } from './workload/growth.mjs';
import { makeWorkload } from './workload/workload.mjs';

const COLD_ROUNDS = 7;
const GROWTH_ROUNDS = 5;
/** The yardstick is too slow to count where reading and writing JSON is less of it than this. */
const LEAST_SHARE_OF_JSON = 0.7;

await main(async () => {
  const options = readOptions();
  await build();
  await install();
  mkdirSync(join(folder, 'build'), { recursive: true });
  const workload = makeWorkload();
  writeFileSync(join(folder, 'build/workload.json'), JSON.stringify(workload));
  writeFileSync(join(folder, 'build/first-forms.json'), JSON.stringify(firstForms(workload)));

  const { engines, leftOut } = await step('Bundle each engine', 'some seconds', () => prepareEngines(options.only));
  const rows = ROWS.filter(({ engine }) => engine in engines).map((row) => ({ title: engines[row.engine].title, ...row }));
  const timed = await inProcesses(rows, options.rounds);
  const processes = await step(`Start each engine cold, ${COLD_ROUNDS} times, and without eval`, 'a minute', () => measureProcesses(engines));
  const growth = options.growth ? await step('Let rules, forms and lists grow', 'a minute or two', () => measureGrowth(engines)) : [];

  const results = {
    node: process.version,
    machine: `${cpus()[0].model}, ${cpus().length} cores`,
    date: options.date,
    rounds: options.rounds,
    forms: { count: workload.forms.length, bytes: Math.round(workload.bytes), failing: workload.failing.filter((ids) => ids.length > 0).length },
    rows: rows.map((row, i) => ({ ...row, ...timed[i], ...engines[row.engine], title: row.title, ...processes[row.engine] })),
    leftOut,
    growth,
  };
  const floor = results.rows.find(({ engine }) => engine === 'json-only').ratio.median;
  writeFileSync(join(folder, 'build/results.json'), `${JSON.stringify(results, null, 1)}\n`);
  writeFileSync(join(folder, 'build/results.svg'), plot(results));
  console.log(`\n${rowsTable(results)}\n${growthTables(results)}`);
  if (floor < LEAST_SHARE_OF_JSON) {
    throw expected(`JSON.parse and JSON.stringify are only ${(floor * 100).toFixed(0)} % of the hand-written time: it is too slow to count`);
  }
  if (options.write) {
    writeFileSync(join(folder, 'RESULTS.md'), markdown(results));
    writeFileSync(join(folder, 'RESULTS.svg'), plot(results));
    console.log('wrote tests/bench/peers/RESULTS.md and RESULTS.svg');
  }
});

function readOptions() {
  const { values } = parseArgs({
    options: {
      write: { type: 'boolean', default: false },
      date: { type: 'string' },
      rounds: { type: 'string', default: '15' },
      only: { type: 'string' },
      'no-growth': { type: 'boolean', default: false },
    },
  });
  const only = values.only?.split(',');
  if (values.write && only) throw expected('--write is for all engines: leave --only out');
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw expected(`--rounds is a whole number from 1 on, not ${values.rounds}`);
  const unknown = (only ?? []).filter((name) => !ENGINES.includes(name));
  if (unknown.length > 0) throw expected(`no such engine: ${unknown.join(', ')}; there are ${ENGINES.join(', ')}`);
  return {
    write: values.write,
    date: values.date,
    rounds,
    growth: !values['no-growth'],
    only: only && [...new Set(['hand-written', 'json-only', ...only])], // what all others are held against
  };
}

/** A few forms for every fresh process. */
function firstForms(workload) {
  const few = (items) => items.slice(0, 18);
  return { ...workload, forms: few(workload.forms), failing: few(workload.failing), reports: few(workload.reports), malformed: few(workload.malformed) };
}

/** Bundles the engines; one that cannot be had here is left out with the reason. */
async function prepareEngines(only = ENGINES) {
  const engines = {};
  const leftOut = [];
  for (const name of ENGINES.filter((engine) => only.includes(engine))) {
    await bundle(name);
    const { engine, missing } = await importBundle(name);
    const reason = missing ?? engine.packages.map(objection).find(Boolean);
    if (reason) leftOut.push({ title: engine?.title ?? name, reason });
    else engines[name] = { ...engine, packages: engine.packages.map(about), bytes: weigh(name, engine.files) };
  }
  return { engines, leftOut };
}

async function importBundle(name) {
  try {
    return await import(pathToFileURL(bundleOf(name)));
  } catch (error) {
    if (/native binding/i.test(error.message)) return { missing: `no binary for ${process.platform} on ${process.arch}` };
    throw error;
  }
}

async function inProcesses(rows, rounds) {
  const held = [];
  try {
    await step('Check that every engine agrees on every form, each in a process of its own', 'a minute', async () => {
      for (const row of [YARDSTICK, ...rows]) held.push(await startRow(row));
    });
    const [yardstick, ...others] = held;
    return await step(`Time ${rows.length} rows in turn, ${rounds} rounds`, 'a minute or two', () => timeRows(others, yardstick, rounds));
  } finally {
    for (const { stop } of held) stop();
  }
}

async function measureProcesses(engines) {
  const names = Object.keys(engines).filter((name) => !engines[name].floor);
  const cold = await coldStarts(names, COLD_ROUNDS);
  const answers = {};
  for (const name of names) answers[name] = { cold: cold[name], withoutEval: await worksWithoutEval(name) };
  return answers;
}

/** One size after the other; at each, the engines in turn. */
async function measureGrowth(engines) {
  const names = GROWING.filter((name) => name in engines);
  const measured = [];
  for (const { name, sizes } of GROWTH) {
    for (const size of sizes) {
      const held = [];
      try {
        held.push(await startRow(YARDSTICK));
        for (const engine of names) held.push(await startRow({ engine, mode: 'object', growth: { name, size } }));
        const [yardstick, ...all] = held;
        const running = all.filter(({ refused }) => !refused);
        const timed = await timeRows(running, yardstick, GROWTH_ROUNDS);
        running.forEach(({ row }, i) => measured.push({ name, size, engine: row.engine, ...timed[i] }));
        all.filter(({ refused }) => refused).forEach(({ row, refused }) => measured.push({ name, size, engine: row.engine, refused }));
      } finally {
        for (const { stop } of held) stop();
      }
    }
  }
  return measured;
}
