// node first-verdict.mjs BUNDLE FORMS: a fresh process, from the import of a bundle to its first verdict, in milliseconds. Then it goes on through
// the forms, to see whether it works at all the way it was started.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { disagreements } from './agreement.mjs';

const [, , bundle, file] = process.argv;
const workload = JSON.parse(readFileSync(file, 'utf8'));
const form = JSON.parse(workload.forms[0]);
const address = pathToFileURL(bundle).href;

const since = process.hrtime.bigint();
const { engine, create } = await import(address);
const calls = await create({ today: workload.today });
await calls.object(form);
const milliseconds = Number(process.hrtime.bigint() - since) / 1e6;

const found = await disagreements(engine, calls, 'object', workload);
if (found.length > 0) throw new Error(found.join('\n'));
console.log(milliseconds);
process.exit(0); // an engine may hold the process with handles of its own
