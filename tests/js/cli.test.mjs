// The command `precheck` as a whole.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { precheck, temporaryFolder } from './support/command.mjs';
import { goodForm } from './support/example.mjs';

const { file } = temporaryFolder();
const good = file('good.json', goodForm);
const broken = file('broken.json', '{');
const notASchema = file('list.json', '[1]');
const forShipped = ['--pack', 'jiangxi/proxy-binding', '--as-of', '2024-07-03'];
const forVisit = ['--pack', 'example/visit', '--as-of', '2023-06-01'];

describe('precheck', () => {
  it('lists the shipped packs', () => {
    const { status, stdout } = precheck(['packs', '--format', 'json']);
    assert.equal(status, 0);
    assert.notEqual(JSON.parse(stdout).length, 0);
    assert.equal(precheck(['packs']).stdout.trimEnd().split('\n').length, JSON.parse(stdout).length);
  });

  it('helps', () => {
    const { status, stdout } = precheck(['--help']);
    assert.equal(status, 0);
    assert.match(stdout, /Usage: precheck /);
    assert.match(stdout, /Exit status: 0 /);
    assert.match(precheck(['check', '--help']).stdout, /Usage: precheck check .*Examples:\n/s);
    assert.match(precheck(['--version']).stdout, /^\d+\.\d+\.\d+\n[0-9a-f]{64}  dist\/precheck\.wasm\n[0-9a-f]{64}  dist\/precheck-run\.wasm\n$/);
  });

  it('ends with 2 for a command line that it does not understand, and says what is wrong', () => {
    const wrong = [
      [[], /^Usage: precheck /],
      [['chekc'], /unknown command 'chekc'\n\(Did you mean check\?\)/],
      [['check', good, '--pack', 'example/visit'], /--as-of is missing/],
      [['check', good, '--as-of', '2023-06-01'], /--pack is missing/],
      [['check', ...forVisit], /name the files/],
      [['check', good, ...forVisit, '--format', 'xml'], /'xml' is invalid\. Allowed choices are text, json, jsonl/],
      [['check', good, ...forVisit, '--locale', 'fr'], /'fr' is invalid\. Allowed choices are zh-CN, en/],
      [['check', '--jsonl', '--params', '{}'], /'--params <file\|json>' cannot be used with option '--jsonl'/],
      [['check', good, '--colour'], /--colour/],
      [['check', good, ...forVisit, '--rules', 'no/such/folder'], /^precheck: no\/such\/folder: there is no such file or folder\n$/],
      [['check', good, ...forVisit, '--params', '.'], /^precheck: \.: this is a folder, not a file\n$/],
      [['explain', 'no-such-file.json', ...forShipped], /^no-such-file\.json: there is no such file or folder\n$/],
      [['diff', 'jiangmen/outpatient-selection@2023'], /name also what to compare jiangmen\/outpatient-selection@2023 with, such as @EDITION\nTry precheck diff --help/],
      [['diff', broken, '@2023'], /^precheck: .*broken\.json: .*JSON/],
      [['conform', 'jiangxi/proxy-binding', notASchema], /^precheck: .*list\.json: this is no JSON Schema, which is an object\n$/],
      [['new', 'example/visit@2023', '--rules', 'no/such/folder'], /what its code is: give it \(--code\)/],
    ];
    for (const [args, message] of wrong) {
      const { status, stdout, stderr } = precheck(args);
      assert.deepEqual([status, stdout], [2, ''], args.join(' '));
      assert.match(stderr, message);
    }
  });
});
