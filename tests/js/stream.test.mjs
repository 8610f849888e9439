// A long stream takes no more memory than a short one. `npm run bench:stream` does the same with a million.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { streamThrough } from './support/stream.mjs';

for (const jobs of ['1', '2']) {
  it(`answers 10,000 requests to all packs in order, within 300 MB (${jobs} jobs)`, { timeout: 300_000 }, async () => {
    const { megabytes, status } = await streamThrough({ forms: 10_000, args: ['--jobs', jobs] });
    assert.equal(status, 1);
    assert.ok(megabytes < 300, `${megabytes.toFixed(0)} MB`);
  });
}
