// What publint and Are The Types Wrong say of the tarball: nothing, at any level.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { installPackage } from './support/package.mjs';

const { tarball, entries } = installPackage();
const bytes = new Uint8Array(readFileSync(tarball));

it('publint has no error, no warning and no suggestion', async () => {
  const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer }, level: 'suggestion', strict: true });
  assert.deepEqual(messages.map((message) => `${message.type} ${message.code}: ${formatMessage(message, pkg, { color: false })}`), []);
});

it('the types of every entry are right under every way of resolving modules, the oldest (node10) too', async () => {
  // Named one by one, since it does not fill in "./rules/*"; binaries, JSON and CSS have no types.
  const typed = entries.filter((entry) => !/\.(wasm|json|css)$/.test(entry));
  const { types, problems } = await checkPackage(createPackageFromTarballData(bytes), { entrypoints: typed });
  assert.ok(types, 'the package has types');
  assert.deepEqual(problems, []);
});
