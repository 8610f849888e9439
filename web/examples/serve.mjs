// node serve.mjs plain (or element): serves that folder, with the headers of a page on a strict network; `precheck` in it is the package's dist/.
import { fileURLToPath } from 'node:url';
import { createPageServer, listen } from '../../wasm/scripts/page-server.mjs';

const [folder = 'plain'] = process.argv.slice(2);
const port = await listen(createPageServer(fileURLToPath(new URL(`${folder}/`, import.meta.url))), 8090);
console.log(`http://127.0.0.1:${port}/`);
