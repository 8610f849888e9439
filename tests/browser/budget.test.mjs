// What a first visit costs a phone until there is a verdict: bytes over the wire, trips, and work of the processor. They are counted, not timed, and the time
// on a slow phone is worked out from them, so that a busy machine comes to the same as an idle one. What a browser that pretends to be one takes is written beside.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageTransfer } from '../../wasm/scripts/page-transfer.mjs';
import { useBrowser } from './support/browser.mjs';
import { LATENCY_MS, NETWORK, SLOWER, verdictAfter } from './support/slow-phone.mjs';

/** By pack: KiB over the wire until the verdict, from the pack's own page. The aim is 150. */
const MOST_KIB = {
  'jiangxi/proxy-binding@2024': 126,
  'jiangmen/outpatient-selection@2024': 137,
  'shenzhen/cross-region-filing@2023': 133,
};
/**
 * Until the verdict. The aim is 1000, on the line and the processor alone; two answers' delay in a mobile network comes on top. Work is measured on whatever
 * machine this is, and four times a slow one is slower than the phone: so this only holds against what nobody meant.
 */
const AIM_MS = 1000;
const MOST_MS = 1500;
const TRIES = 4;

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
    const tries = [];
    for (let count = 0; count < TRIES; count++) tries.push(await workOf(page, named, engine));
    const least = (of) => Math.min(...tries.map((work) => work[of]));
    const work = { asking: least('asking'), ready: least('ready'), judging: least('judging') };
    const files = Object.fromEntries(named.map((path) => [path, sent[path]]));
    const after = (latency) => verdictAfter({ page: sent[page], files, engine, work, latency });
    const [ms, mobile] = [after(0), after(LATENCY_MS)];
    const onPhone = Object.entries(work).map(([name, part]) => `${name} ${Math.round(part * SLOWER)}`).join(' + ');
    t.diagnostic(`${(total / 1024).toFixed(1)} KiB in ${Object.keys(sent).length} files, aim 150; work ${onPhone} ms; the verdict after ${Math.round(ms)} ms, in a mobile network ${Math.round(mobile)}, aim ${AIM_MS}; seen ${await seen(page)}`);
    t.diagnostic(`by its address at home, which takes a third trip: seen ${await seen(`/web/#/check/${key}`)}`);
    assert.ok(total <= mostKiB * 1024, `${total} bytes: ${JSON.stringify(sent)}`);
    assert.ok(ms <= MOST_MS, `${ms} ms`);
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
  await painted(session);
  const ready = await workUntilNow(session);
  await waiting.get(engine).continue();
  await once(session, '#report .verdict');
  await painted(session);
  const judged = await workUntilNow(session);
  await close();
  return { asking: asking - begun, ready: ready - asking, judging: judged - ready };
}

/** Milliseconds until the verdict as Chromium's own throttling has it: on a machine that does nothing else. */
async function seen(path) {
  const { session, close } = await openEmpty();
  await session.send('Network.emulateNetworkConditions', NETWORK);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await session.send('Page.navigate', { url: browser.origin + path });
  const ms = await once(session, '#report .verdict');
  await close();
  return `${Math.round(ms)} ms`;
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

/** Waits for an element, and gives when it was there. */
function once(session, selector) {
  return inside(session, (wanted) => new Promise((resolve) => {
    const look = () => {
      if (!document.querySelector(wanted)) return false;
      resolve(performance.now());
      return true;
    };
    if (look()) return;
    const observer = new MutationObserver(() => look() && observer.disconnect());
    observer.observe(document, { childList: true, subtree: true });
  }), selector);
}

function painted(session) {
  return inside(session, () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
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
