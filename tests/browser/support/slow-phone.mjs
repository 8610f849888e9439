// The slow phone that budgets are about, and when there is a verdict on it: worked out from what was counted, so that a busy machine comes to the same.

/** A processor that takes four times as long as this machine's, 1.6 Mbit/s, and, in a mobile network, 150 ms until an answer begins. */
export const SLOWER = 4;
export const LATENCY_MS = 150;
export const BYTES_PER_MS = 1.6e6 / 8 / 1000;

/** For Network.emulateNetworkConditions. */
export function networkOf(latency) {
  return { offline: false, latency, downloadThroughput: BYTES_PER_MS * 1000, uploadThroughput: 0.75e6 / 8 };
}

/**
 * Milliseconds until the verdict is painted, of a page that needs two trips. `work` is this machine's, in milliseconds: `asking` for the files that the
 * page names, making the form `ready` once the program is there, and `judging` and drawing the verdict once the engine is there too.
 * @param page    bytes of the page
 * @param files   by name what it asks for: bytes
 * @param latency milliseconds until an answer begins
 */
export function verdictAfter({ page, files, engine, work, latency }) {
  const asked = latency + page / BYTES_PER_MS + work.asking * SLOWER;
  const arrived = arrivals(files, asked + latency);
  const program = Math.max(...Object.keys(files).filter((name) => name !== engine).map((name) => arrived[name]));
  return Math.max(program + work.ready * SLOWER, arrived[engine]) + work.judging * SLOWER;
}

/** When each of some files is there, which share the line from `begun` on. */
function arrivals(files, begun) {
  const arrived = {};
  const bySize = Object.entries(files).sort(([, one], [, other]) => one - other);
  let [now, had] = [begun, 0];
  bySize.forEach(([name, bytes], index) => {
    now += ((bytes - had) * (bySize.length - index)) / BYTES_PER_MS;
    had = bytes;
    arrived[name] = now;
  });
  return arrived;
}
