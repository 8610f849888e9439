// Keeps the page on the device for when there is no network, by its service worker. Where there is none the page works all the same.

import { runsWebAssembly } from '../../../wasm/src/fallback.js';

/** When the page has nothing better to do. `onUpdate`: a newer version of the page is there, and is shown when it is reloaded. */
export function keepOffline(base: URL, onUpdate: () => void): void {
  if (!('serviceWorker' in navigator)) return; // http: on another host than this one, and some webviews
  whenIdle(() => {
    register(base, onUpdate).catch((reason) => console.warn('the page is not kept for when there is no network:', reason));
  });
}

/** Safari has no requestIdleCallback. */
function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work);
  else setTimeout(work, 1000);
}

async function register(base: URL, onUpdate: () => void): Promise<void> {
  const own = document.querySelector<HTMLMetaElement>('meta[name="version"]')!.content;
  const container = navigator.serviceWorker;
  container.addEventListener('message', ({ data }) => {
    if (data.version !== own) onUpdate();
  });
  // The rest of the files, of each version that takes over.
  const keepAll = async () => (await container.ready).active!.postMessage(runsWebAssembly() ? 'wasm' : 'fallback');
  container.addEventListener('controllerchange', keepAll);
  const registration = await container.register(new URL('service-worker.js', base).href);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) registration.update().catch(() => {}); // no network: it is asked again
  });
  await keepAll();
}
