// A process for one row: engines share no compiled code, type feedback or heap with each other (a library's own functions, the dates'
// helpers and the forms' property look-ups would otherwise be compiled for whatever engine ran before). Its parent says when to run.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { growthCase } from '../workload/growth.mjs';
import { disagreements, inputOf, linesOf } from './agreement.mjs';
import { bundleOf, folder } from './bundle.mjs';

const WARM_UP_MILLISECONDS = 600;
const ROUND_MILLISECONDS = 50;
const LINES = 60; // about as many as a chunk of a file has
const PERIOD = 6; // the forms' kinds recur after so many: none, one, none, two, none, three rules broken

let timed; // (calls, from) → nanoseconds for one call, { cpu, wall }
let perRound; // calls
let perCall; // forms

const commands = {
  async prepare({ engine: name, mode, forms, growth }) {
    const { engine, create } = await import(pathToFileURL(bundleOf(name)));
    const workload = JSON.parse(readFileSync(`${folder}/build/workload.json`, 'utf8'));
    const grown = growth && growthCase(growth.name, growth.size, JSON.parse(workload.forms[0]));
    const { calls, refused } = await created(create, { today: workload.today, ...(grown ? { rules: grown.rules[engine.language], facts: grown.facts } : {}) }, growth);
    if (refused) return { refused };
    const chosen = grown ? growthWorkload(grown) : forms === 'three' ? withThreeFindings(workload) : workload;
    const found = await disagreements(engine, calls, mode, chosen);
    if (found.length > 0) return { disagreements: found };
    const many = mode === 'lines';
    const inputs = many ? groupsOf(chosen.forms).map(linesOf) : chosen.forms.map((text) => inputOf(calls, mode, text));
    timed = timerOf(calls[mode], inputs, engine.asynchronous);
    perCall = many ? LINES : 1;
    perRound = await settled(inputs.length);
    return { perRound };
  },

  async round({ index }) {
    await timed(Math.ceil(perRound / 20), index); // what another process has pushed out of the caches comes back
    const { cpu, wall } = await timed(perRound, index * perRound);
    return { cpu: cpu / perCall, wall: wall / perCall };
  },
};

/** An engine; one that does not take as many rules says so, which is an answer only where it is about growth. */
async function created(create, options, growth) {
  try {
    return { calls: await create(options) };
  } catch (error) {
    if (!growth) throw error;
    return { refused: error.message.split('\n')[0] };
  }
}

function growthWorkload({ form }) {
  return { forms: [JSON.stringify(form)], failing: [[]], malformed: [] };
}

/** Those that are left over are left out: every call answers as many. */
function groupsOf(forms) {
  return Array.from({ length: Math.floor(forms.length / LINES) }, (_, i) => forms.slice(i * LINES, (i + 1) * LINES));
}

function withThreeFindings({ forms, failing, reports, ...rest }) {
  const has = (_, i) => failing[i].length === 3;
  return { ...rest, forms: forms.filter(has), failing: failing.filter(has), reports: reports.filter(has) };
}

/**
 * Gives { cpu, wall }, nanoseconds for one call. Processor time is what is compared, all threads of the process together: unlike the time on the
 * wall it does not grow with what else the machine has to do. Synchronous engines are not made to wait for promises.
 */
function timerOf(call, inputs, asynchronous) {
  let kept = 0; // so that no answer is left out
  const keep = (answer) => (kept += (answer.verdict ?? answer).length);
  const started = () => ({ wall: process.hrtime.bigint(), cpu: process.cpuUsage() });
  const ended = (since, count) => {
    const { user, system } = process.cpuUsage(since.cpu);
    const wall = Number(process.hrtime.bigint() - since.wall);
    if (kept <= 0) throw new Error('the answers were lost');
    return { cpu: ((user + system) * 1000) / count, wall: wall / count };
  };
  if (asynchronous) {
    return async (count, from) => {
      const since = started();
      for (let i = 0; i < count; i++) keep(await call(inputs[(from + i) % inputs.length]));
      return ended(since, count);
    };
  }
  return (count, from) => {
    const since = started();
    for (let i = 0; i < count; i++) keep(call(inputs[(from + i) % inputs.length]));
    return ended(since, count);
  };
}

/** Warms up, then says how many calls fill a round: whole passes through the inputs if they can, else a multiple of the forms' period. */
async function settled(inputs) {
  let count = PERIOD;
  let from = 0;
  let nanoseconds = 0;
  for (let spent = 0; spent < WARM_UP_MILLISECONDS * 1e6; spent += nanoseconds * count) {
    from += count;
    if (spent > 0 && nanoseconds * count < 2e6) count *= 2; // too short to be told from nothing
    nanoseconds = Math.max((await timed(count, from)).cpu, 1);
  }
  const wanted = (ROUND_MILLISECONDS * 1e6) / nanoseconds;
  if (wanted >= inputs) return Math.round(wanted / inputs) * inputs;
  return Math.max(PERIOD, Math.round(wanted / PERIOD) * PERIOD);
}

process.on('message', async ({ command, ...options }) => {
  try {
    process.send(await commands[command](options));
  } catch (error) {
    process.send({ failed: error.stack ?? String(error) });
  }
});
