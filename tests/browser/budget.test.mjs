// What a first visit costs a phone until there is a verdict: bytes over the wire, and work of the processor. Both are counted, not timed, so that a busy
// machine measures the same as an idle one; the time on a slow phone is written beside them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './support/browser.mjs';

const MOST_BYTES = 150 * 1024;
/** The slow phone: a processor that takes four times as long, 1.6 Mbit/s, 150 ms until the first byte. */
const SLOWER = 4;
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
/** Of the phone's main thread; this machine's takes a quarter. */
const MOST_WORK_MS = 1000;
const TRIES = 3;

const browser = useBrowser();

for (const pack of ['jiangxi/proxy-binding@2024', 'jiangmen/outpatient-selection@2024', 'shenzhen/cross-region-filing@2023']) {
  test(`${pack}: until the first verdict ${MOST_BYTES / 1024} KiB and ${MOST_WORK_MS} ms of a phone's work`, async (t) => {
    const visits = [];
    for (let tries = 0; tries < TRIES; tries++) visits.push(await firstVisit(pack));
    const least = (of) => Math.min(...visits.map(of));
    const { files } = visits[0];
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const work = least((visit) => visit.workMs) * SLOWER;
    const slow = await firstVisit(pack, { throttled: true });
    t.diagnostic(`${(bytes / 1024).toFixed(1)} KiB in ${files.length} files, ${Math.round(work)} ms of work; the verdict was there after ${Math.round(slow.verdictMs)} ms on the slow phone`);
    assert.ok(files.some(({ name }) => name.endsWith('.wasm')) && bytes > 50 * 1024, 'the engine was not counted');
    assert.ok(bytes <= MOST_BYTES, `${bytes} bytes: ${files.map((file) => `${file.name} ${file.bytes}`).join(', ')}`);
    assert.ok(work <= MOST_WORK_MS, `${work} ms`);
  });
}

/** With nothing in the cache. Headers are counted, what comes after the verdict is not. */
async function firstVisit(pack, { throttled = false } = {}) {
  const files = [];
  const routes = { '**/nothing': { contentType: 'text/html', body: '<link rel="icon" href="data:,">' } };
  const { page, close } = await browser.open({ path: 'nothing', routes, viewport: { width: 375, height: 812 } });
  const session = await page.context().newCDPSession(page);
  const names = new Map();
  session.on('Network.responseReceived', ({ requestId, response }) => names.set(requestId, new URL(response.url).pathname));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => files.push({ name: names.get(requestId), bytes: encodedDataLength }));
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  if (throttled) {
    await session.send('Network.emulateNetworkConditions', NETWORK);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  }
  const before = await workMs(session);
  await page.goto(`${browser.origin}/web/#/check/${pack}`, { waitUntil: 'commit' });
  const verdictMs = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const look = () => (document.querySelector('#report .verdict') ? resolve(performance.now()) : setTimeout(look, 5));
        look();
      }),
  );
  const after = await workMs(session);
  const counted = [...files];
  await close();
  return { files: counted, verdictMs, workMs: after - before };
}

/** Time that the main thread has run, whatever else the machine did. */
async function workMs(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
}
