// The same bytes everywhere: every golden case, checked in a browser by the shipped package, against the file that the
// Node run wrote.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readCaseFiles } from '../../wasm/scripts/cases.mjs';
import { requestOf } from '../../wasm/src/tools/cases.js';
import { root } from '../../wasm/scripts/root.mjs';
import { readRuleFiles } from '../../wasm/src/cli/rule-files.js';
import { goldenFolder, goldenName } from '../js/support/golden.mjs';
import { useBrowser } from './support/browser.mjs';

const browser = useBrowser();

const files = readCaseFiles();

test('there are cases', () => assert.notEqual(files.length, 0));

for (const { pack, cases } of files) {
  test(`${pack}: the browser's reports equal the golden ones byte for byte`, async () => {
    const { packs, sources } = readRuleFiles(join(root, 'rules'));
    const texts = (files) => files.map((file) => file.text);
    const { page, close } = await browser.open();
    const lines = await page.evaluate(checkLines, {
      module: `${browser.origin}/index.js`,
      packs: texts(packs),
      sources: texts(sources),
      requests: cases.map((entry) => requestOf(pack, entry)),
    });
    const golden = readFileSync(join(goldenFolder, goldenName(pack)), 'utf8');
    // Line by line first: one differing report is easier to read than two whole files.
    const expected = golden.trimEnd().split('\n');
    lines.forEach((line, index) => assert.equal(line, expected[index], cases[index].id));
    assert.equal(`${lines.join('\n')}\n`, golden);
    await close();
  });
}

/** Runs inside the page. */
async function checkLines({ module, packs, sources, requests }) {
  const { createPrecheck } = await import(module);
  const precheck = await createPrecheck({ packs, sources });
  const lines = requests.map((request) => precheck.checkLine(request));
  precheck.dispose();
  return lines;
}
