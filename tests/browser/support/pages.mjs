// Where things are on the page: the only place to mend when its addresses change.
import { join } from 'node:path';
import { createPageServer, listen } from '../../../wasm/scripts/page-server.mjs';
import { root } from '../../../wasm/scripts/root.mjs';

/** The built page on the project's own server. */
export async function serveBuild() {
  const server = createPageServer(join(root, 'dist'));
  const port = await listen(server, 0);
  const stop = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { address: `http://127.0.0.1:${port}/web/`, origin: `http://127.0.0.1:${port}`, stop };
}

/** Chooses a topic by its title, the edition that comes first. */
export function openForm(person, title) {
  return person.pick(title, ['combobox', '办理事项']);
}
