// Keeps the page on the device, so that it works without a network. The page itself comes from the network where there is one, so it is never an old one;
// all other files have a hash of their contents in their names, so what is kept under a name is right for ever.

interface Kept {
  version: string;
  shell: string[];
  /** The one that the page runs is kept. */
  engines: { wasm: string; fallback: string };
  packs: string[];
  /** The pages of single packs, by name: their keys. */
  pages: Record<string, string>;
}

declare const KEPT: Kept; // web/build.mjs
declare const self: ServiceWorkerGlobalScope;

const { scope } = self.registration;
const at = (name: string) => new URL(name, scope).href;
const known = new Set([scope, ...[...KEPT.shell, ...Object.values(KEPT.engines), ...KEPT.packs].map(at)]);
const openCache = () => caches.open(`yibao-precheck ${scope}`); // other pages of this origin have their own
const patience = 3000; // milliseconds that a bad network may take for the page

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('message', (event) => {
  const engine = KEPT.engines[event.data as keyof Kept['engines']];
  if (engine) event.waitUntil(keep([engine, ...KEPT.packs]));
});
self.addEventListener('fetch', (event) => {
  const { href, origin, pathname } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== self.location.origin) return;
  const key = KEPT.pages[href.replace(/[?#].*/, '').slice(scope.length)];
  if (key && href.startsWith(scope) && event.request.mode === 'navigate') return event.respondWith(Response.redirect(`${scope}#/check/${key}`));
  const isPage = [scope, at('index.html')].some((address) => new URL(address).pathname === pathname);
  if (isPage && event.request.mode === 'navigate') event.respondWith(newestPage(href));
  else if (href !== scope && known.has(href)) event.respondWith(keptOrFetched(href));
});

async function install(): Promise<void> {
  await keep(KEPT.shell);
  const page = await fetch(scope, { cache: 'no-cache' });
  const text = await page.text();
  if (!text.includes(KEPT.version)) throw new Error('the page and its service worker are of two versions: to be tried again');
  await (await openCache()).put(scope, new Response(text, { headers: page.headers }));
  await self.skipWaiting();
}

async function takeOver(): Promise<void> {
  const cache = await openCache();
  for (const { url } of await cache.keys()) if (!known.has(url)) await cache.delete(url);
  await self.clients.claim();
  for (const client of await self.clients.matchAll()) client.postMessage({ version: KEPT.version });
}

async function keep(names: string[]): Promise<void> {
  const cache = await openCache();
  for (const url of names.map(at)) if (!(await cache.match(url))) await cache.add(url);
}

async function keptOrFetched(url: string): Promise<Response> {
  const cache = await openCache();
  const kept = await cache.match(url, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(url);
  if (answer.ok) await cache.put(url, answer.clone());
  return answer;
}

async function newestPage(url: string): Promise<Response> {
  const kept = await (await openCache()).match(scope);
  const newest = fetch(url, { cache: 'no-cache', redirect: 'manual' });
  if (!kept) return newest;
  const soon = new Promise<Response>((resolve) => setTimeout(resolve, patience, kept));
  return Promise.race([newest.then((answer) => (answer.status < 500 ? answer : kept)), soon]).catch(() => kept);
}

export {}; // so that what stands above is this file's own
