// What a first visit costs a phone until there is a verdict: bytes over the wire, trips, and time. Chromium pretends to be the phone, and that only tells the
// truth where nothing else wants the processor; so work is counted too, and what it comes to on a phone is worked out: a busy machine comes to the same.
import assert from 'node:assert/strict';
import { cpus } from 'node:os';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { pageTransfer } from '../../wasm/scripts/page-transfer.mjs';
import { useBrowser } from './support/browser.mjs';
import { LATENCY_MS, SLOWER, networkOf, verdictAfter } from './support/slow-phone.mjs';

/** By pack: KiB over the wire until the verdict, from the pack's own page, with the icon, which Chromium fetches before the verdict or after it. The aim is 150. */
const MOST_KIB = {
  'jiangxi/proxy-binding@2024': 116,
  'jiangmen/outpatient-selection@2024': 128,
  'shenzhen/cross-region-filing@2023': 124.2,
};
/**
 * Until the verdict is painted, on the line and the processor alone; two answers' delay in a mobile network comes on top. What is worked out is held to it.
 * What Chromium shows is told beside it: the same build takes from 750 to 1100 ms on one machine that seems to have nothing else to do.
 */
const MOST_MS = 1000;
const TRIES = 3;
/** Work is counted at its least, which a busy machine comes near to only now and then: so many times at most, as long as it seems too much. */
const COUNTS = 60;
/** How much of the processor has to be idle, and how long each try waits for that: Chromium itself is busy for a while after a window has been opened. */
const QUIET = 0.85;
const PATIENCE_MS = 2500;

const browser = useBrowser();
const { home, packs } = pageTransfer();
const addressOf = (path) => path.replace(/^dist/, '');

for (const [key, mostKiB] of Object.entries(MOST_KIB)) {
  const page = addressOf(packs.find((pack) => pack.key === key).page);
  test(`${key}: until the first verdict ${mostKiB} KiB in two trips`, async (t) => {
    const sent = await bytesOf(page);
    const total = Object.values(sent).reduce((sum, bytes) => sum + bytes, 0);
    const named = home.slice(1).map(addressOf).filter((path) => !path.endsWith('.svg'));
    const engine = named.find((path) => path.endsWith('.wasm'));
    const files = Object.fromEntries(named.map((path) => [path, sent[path]]));
    const tries = [];
    let work;
    const after = (latency) => Math.round(verdictAfter({ page: sent[page], files, engine, work, latency }));
    do {
      tries.push(await workOf(page, named, engine));
      const least = (of) => Math.min(...tries.map((each) => each[of]));
      work = { asking: least('asking'), ready: least('ready'), judging: least('judging') };
    } while (tries.length < TRIES || (after(0) > MOST_MS && tries.length < COUNTS));
    const [ms, mobile] = [after(0), after(LATENCY_MS)];
    const onPhone = Object.entries(work).map(([name, part]) => `${name} ${Math.round(part * SLOWER)}`).join(' + ');
    t.diagnostic(`${(total / 1024).toFixed(1)} KiB in ${Object.keys(sent).length} files, aim 150; work ${onPhone} ms; the verdict worked out ${ms} ms, in a mobile network ${mobile}`);
    const seen = [];
    do seen.push(await seenAfter(page, 0)); while (seen.length < TRIES && seen.at(-1).isQuiet);
    const told = seen.map((each) => `${Math.round(each.ms)}${each.isQuiet ? '' : ' (busy)'}`).join(', ');
    const others = [await seenAfter(page, LATENCY_MS), await seenAfter(`/web/#/check/${key}`, 0)].map((each) => Math.round(each.ms));
    t.diagnostic(`the verdict seen after ${told} ms, in a mobile network ${others[0]}, by its address at home, which takes a third trip, ${others[1]}`);
    assert.ok(total <= mostKiB * 1024, `${total} bytes: ${JSON.stringify(sent)}`);
    assert.ok(ms <= MOST_MS, `the verdict worked out ${ms} ms`);
  });
}

/** What a first visit transfers until the verdict, headers included: bytes by path. */
async function bytesOf(path) {
  const { session, close } = await openEmpty();
  const sent = {};
  const paths = new Map();
  session.on('Network.responseReceived', ({ requestId, response }) => paths.set(requestId, new URL(response.url).pathname));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => (sent[paths.get(requestId)] = encodedDataLength));
  await session.send('Page.navigate', { url: browser.origin + path });
  await once(session, '#report .verdict');
  const counted = { ...sent };
  await close();
  return counted;
}

/**
 * What the main thread has to do for a first visit, in milliseconds: until it has asked for what the page names, then without the engine, then with it. Each
 * part begins when the one before has nothing left to do. That all of `named` is asked for before any of it is answered makes two trips; if it were not, this
 * would wait for ever.
 */
async function workOf(path, named, engine) {
  const { page, session, close } = await openEmpty();
  const waiting = new Map();
  let allAsked;
  const asked = new Promise((resolve) => (allAsked = resolve));
  await page.route('**', (route) => {
    const { pathname } = new URL(route.request().url());
    if (!named.includes(pathname)) return route.continue();
    waiting.set(pathname, route);
    if (named.every((each) => waiting.has(each))) allAsked();
  });
  const begun = await workUntilNow(session);
  await session.send('Page.navigate', { url: browser.origin + path });
  await asked;
  const asking = await workUntilNow(session);
  for (const [name, route] of waiting) if (name !== engine) await route.continue();
  await once(session, 'precheck-form .field');
  const ready = await workUntilNow(session);
  await waiting.get(engine).continue();
  await once(session, '#report .verdict', true);
  const judged = await workUntilNow(session);
  await close();
  return { asking: asking - begun, ready: ready - asking, judging: judged - ready };
}

/** Milliseconds until the verdict is painted as Chromium's own throttling has it, and whether it had the machine for itself. */
async function seenAfter(path, latency) {
  const { session, close } = await openEmpty();
  const isQuiet = await becomesQuiet();
  await session.send('Network.emulateNetworkConditions', networkOf(latency));
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await session.send('Page.navigate', { url: browser.origin + path });
  const ms = await once(session, '#report .verdict');
  await close();
  return { ms, isQuiet };
}

async function becomesQuiet() {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    const before = ticks();
    await delay(300);
    const { idle, all } = ticks();
    if (idle - before.idle >= (all - before.all) * QUIET) return true;
  }
  return false;
}

function ticks() {
  const times = cpus().map((each) => each.times);
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  return { idle: sum(times.map(({ idle }) => idle)), all: sum(times.flatMap((each) => Object.values(each))) };
}

/** A page of the same origin, with nothing in the cache. */
async function openEmpty() {
  const routes = { '**/nothing': { contentType: 'text/html', body: '<link rel="icon" href="data:,">' } };
  const { page, close } = await browser.open({ path: 'nothing', routes, viewport: { width: 375, height: 812 } });
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return { page, session, close };
}

/**
 * Waits for an element, and gives when it had been painted: what a frame's callback asks for before all else comes right after the frame.
 * `alone`: what the page has put off until then is left undone.
 */
function once(session, selector, alone = false) {
  return inside(session, ({ wanted, alone: only }) => new Promise((resolve) => {
    const look = () => {
      if (!document.querySelector(wanted)) return false;
      if (only) window.setTimeout = () => 0;
      requestAnimationFrame(() => scheduler.postTask(() => resolve(performance.now()), { priority: 'user-blocking' }));
      return true;
    };
    if (look()) return;
    const observer = new MutationObserver(() => look() && observer.disconnect());
    observer.observe(document, { childList: true, subtree: true });
  }), { wanted: selector, alone });
}

/** By the protocol itself: what playwright brings along would count as the page's work. */
async function inside(session, work, argument) {
  const { result } = await session.send('Runtime.evaluate', { expression: `(${work})(${JSON.stringify(argument)})`, awaitPromise: true });
  return result.value;
}

/** Time that the main thread has run, whatever else the machine did. */
async function workUntilNow(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
}
