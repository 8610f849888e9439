// npm run serve: builds, then serves the page. PORT and HOST choose another place than the first free port from 8080 of this machine.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { createPageServer, listen } from './page-server.mjs';
import { root } from './root.mjs';
import { expected, main } from './run.mjs';

await main(async () => {
  await build();
  const folder = join(root, 'dist/web');
  if (!existsSync(join(folder, 'index.html'))) throw expected('dist/web has no index.html: the page was not built');
  const host = process.env.HOST || '127.0.0.1';
  const port = await listen(createPageServer(folder), Number(process.env.PORT || 8080), host);
  console.log(`\nThe page: http://${host === '0.0.0.0' ? 'localhost' : host}:${port}/   (Ctrl+C stops it)`);
});
