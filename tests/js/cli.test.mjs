// The command `precheck` as a whole.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { precheck, temporaryFolder } from './support/command.mjs';
import { goodForm } from './support/example.mjs';

const good = temporaryFolder().file('good.json', goodForm);
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
    ];
    for (const [args, message] of wrong) {
      const { status, stdout, stderr } = precheck(args);
      assert.deepEqual([status, stdout], [2, ''], args.join(' '));
      assert.match(stderr, message);
    }
  });
});
