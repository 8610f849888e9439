// The server of `npm run serve`: files of one folder, with strict headers.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { CONTENT_SECURITY_POLICY, createPageServer, listen } from '../../wasm/scripts/page-server.mjs';

const folder = mkdtempSync(join(tmpdir(), 'precheck-'));
writeFileSync(join(folder, 'index.html'), '<!doctype html>');
writeFileSync(join(folder, 'precheck.wasm'), '\0asm');
const server = createPageServer(folder);
const port = await listen(server, 0);
after(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** The answer to a path exactly as written: fetch() would tidy it up first. */
function get(path, method = 'GET') {
  return new Promise((resolve, reject) => {
    request({ port, path, method }, (response) => {
      let body = '';
      response.on('data', (data) => (body += data)).on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    }).on('error', reject).end();
  });
}

it('serves files with their types and the policy that the page needs', async () => {
  const page = await get('/');
  assert.deepEqual([page.status, page.headers['content-type'], page.body], [200, 'text/html; charset=utf-8', '<!doctype html>']);
  assert.equal(page.headers['content-security-policy'], CONTENT_SECURITY_POLICY);
  assert.equal((await get('/precheck.wasm?x')).headers['content-type'], 'application/wasm');
  assert.deepEqual([(await get('/', 'HEAD')).status, (await get('/', 'HEAD')).body], [200, '']);
});

it('compresses for those who take it, and says which files never change', async () => {
  writeFileSync(join(folder, 'app-1A2B3C4D.js'), `/* ${'x'.repeat(1000)} */`);
  const answer = await fetch(`http://127.0.0.1:${port}/app-1A2B3C4D.js`, { headers: { 'Accept-Encoding': 'br' } });
  assert.deepEqual([answer.headers.get('content-encoding'), (await answer.text()).length], ['br', 1006]);
  assert.match(answer.headers.get('cache-control'), /immutable/);
  const plain = await get('/app-1A2B3C4D.js');
  assert.deepEqual([plain.headers['content-encoding'], plain.body.length], [undefined, 1006]);
  assert.equal((await get('/')).headers['cache-control'], 'no-cache');
});

it('sends what was compressed beforehand, unless the file is newer', async () => {
  const sent = async () => (await fetch(`http://127.0.0.1:${port}/made.txt`, { headers: { 'Accept-Encoding': 'br' } })).text();
  writeFileSync(join(folder, 'made.txt'), 'the file');
  writeFileSync(join(folder, 'made.txt.br'), brotliCompressSync('what lies beside it'));
  assert.equal(await sent(), 'what lies beside it');
  assert.equal((await get('/made.txt')).body, 'the file');
  const later = Date.now() / 1000 + 10;
  utimesSync(join(folder, 'made.txt'), later, later);
  assert.equal(await sent(), 'the file');
});

it('takes another policy, or none', async () => {
  for (const [policy, expected] of [["script-src 'self'", "script-src 'self'"], ['', undefined]]) {
    const other = createPageServer(folder, { policy });
    const found = await listen(other, 0);
    const { headers } = await fetch(`http://127.0.0.1:${found}/`);
    other.close();
    assert.equal(headers.get('content-security-policy') ?? undefined, expected);
  }
});

it('serves nothing else', async () => {
  for (const path of ['/nothing', '/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2fetc/passwd', '/%00', '/%zz']) {
    assert.equal((await get(path)).status, 404, path);
  }
  assert.equal((await get('/', 'POST')).status, 405);
});

it('takes the next port when one is in use', async () => {
  const other = createPageServer(folder);
  const found = await listen(other, port);
  other.close();
  assert.ok(found > port);
});
