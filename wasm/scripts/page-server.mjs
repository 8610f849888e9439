// A small server for static files, with the headers that a medical-insurance page on a strict network would get.
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};

/** `'wasm-unsafe-eval'` lets WebAssembly run and nothing else; everything comes from this origin. */
export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; " +
  "img-src 'self' data:; manifest-src 'self'";

const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** Such a name holds a hash of the file's contents (web/build.mjs): they never change. */
const HASHED = /-[0-9A-Z]{8}\.(?!html$)\w+$/;

/** Serves `folder`; not yet listening. `policy` is the Content-Security-Policy; '' for none. */
export function createPageServer(folder, { policy = CONTENT_SECURITY_POLICY } = {}) {
  const common = { ...HEADERS, ...(policy ? { 'Content-Security-Policy': policy } : {}) };
  return createServer(async (request, response) => {
    const answer = (status, headers = {}) => response.writeHead(status, { ...common, 'Cache-Control': 'no-cache', ...headers });
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, { Allow: 'GET, HEAD' }).end();
    const path = await fileFor(folder, request.url);
    if (!path) return answer(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
    const lasting = HASHED.test(path) ? { 'Cache-Control': 'public, max-age=31536000, immutable' } : {};
    const small = /\bbr\b/.test(request.headers['accept-encoding'] ?? '') && COMPRESSED.test(path);
    const body = await (small ? compressed(path) : readFile(path));
    answer(200, {
      'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
      ...lasting,
      ...(small ? { 'Content-Encoding': 'br', Vary: 'Accept-Encoding' } : {}),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
}

const COMPRESSED = /\.(html|js|css|json|txt|wasm|svg)$/;
const brotli = promisify(brotliCompress);
const known = new Map(); // by path: what it was when, and what it came to

async function compressed(path) {
  const { mtimeMs } = await stat(path);
  if (known.get(path)?.mtimeMs !== mtimeMs) known.set(path, { mtimeMs, bytes: beforehand(path, mtimeMs).then((bytes) => bytes ?? atOnce(path)) });
  return known.get(path).bytes;
}

/** What lies beside the file as `.br`; undefined where there is none, or the file is newer. */
async function beforehand(path, mtimeMs) {
  const small = `${path}.br`;
  const found = await stat(small).catch(() => undefined);
  return found && found.mtimeMs >= mtimeMs ? readFile(small) : undefined;
}

/** 11, the best, would take seconds. */
async function atOnce(path) {
  return brotli(await readFile(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
}

/** Listens on the first free port from `port` on (0: any) and gives its number. */
export async function listen(server, port, host = '127.0.0.1') {
  for (;;) {
    try {
      await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve();
        });
      });
      return server.address().port;
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error;
      port += 1;
    }
  }
}

/** The file that an address names, below `folder` only; undefined where there is none. */
async function fileFor(folder, url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return undefined; // not an address, or a broken percent sequence
  }
  if (path.includes('\0')) return undefined;
  const below = normalize(path.endsWith('/') ? `${path}index.html` : path);
  if (below.includes('..')) return undefined;
  const file = join(folder, below);
  try {
    return (await stat(file)).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}
