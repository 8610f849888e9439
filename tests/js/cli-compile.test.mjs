// `precheck compile`: one pack, resolved or compiled, as a file to ship.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createPrecheck as createRun } from 'yibao-precheck/run';
import { precheck, temporaryFolder } from './support/command.mjs';
import { goodForm, goodOptions, pack, source } from './support/example.mjs';

const { folder, file } = temporaryFolder();
const rules = join(folder, 'rules');
file('rules/example/visit/2023.json', pack);
file('rules/sources/S9.json', source);
const bad = file('bad.json', { kind: 'planned', days: 31 });

describe('precheck compile PACK', () => {
  const text = (english) => ({ 'zh-CN': `（${english}）`, en: english });
  file('rules/example/visit/2024.json', {
    format: 1, id: 'example/visit', edition: '2024', revision: 1, extends: 'example/visit@2023', effective: { from: '2024-01-01', until: null },
    parameters: { most_days: { value: 60 } }, guidance: [{ id: 'desk', text: text('Second floor'), cites: ['S9-01'], note: 'for authors' }],
  });

  it('writes one file that needs no base and no source', () => {
    const out = file('compiled/visit.json', '');
    assert.deepEqual(precheck(['compile', 'example/visit@2024', '--rules', rules, '--out', out]), { status: 0, stdout: '', stderr: '' });
    const written = readFileSync(out, 'utf8');
    assert.match(written, /^\{.*\}\n$/);
    assert.doesNotMatch(written, /for authors|extends/);
    const forNext = ['--pack', 'example/visit@2024', '--as-of', '2024-06-01', '--format', 'jsonl'];
    assert.equal(precheck(['check', bad, ...forNext, '--rules', join(out, '..')]).stdout, precheck(['check', bad, ...forNext, '--rules', rules]).stdout);
  });

  it('prints it where no file is named', () => {
    const { status, stdout } = precheck(['compile', 'example/visit@2023', '--rules', rules, '--locale', 'zh-CN']);
    assert.equal(status, 0);
    const { id, edition, title, resolved } = JSON.parse(stdout);
    assert.deepEqual([id, edition, title], ['example/visit', '2023', { 'zh-CN': pack.title['zh-CN'] }]);
    assert.deepEqual(resolved.sources[0].clauses.map((clause) => clause.id), ['S9-01']);
  });

  it('keeps what a form is drawn with on demand', () => {
    const help = (...options) => precheck(['compile', 'generic/unbinding', ...options]).stdout.includes('"help":');
    assert.deepEqual([help(), help('--form')], [false, true]);
  });

  it('writes a compiled pack for the small engine', async () => {
    const out = file('compiled/visit.txt', '');
    assert.equal(precheck(['compile', 'example/visit@2023', '--rules', rules, '--run', '--out', out]).status, 0);
    const engine = await createRun({ packs: [readFileSync(out, 'utf8')] });
    assert.equal(engine.check('example/visit@2023', goodForm, goodOptions).verdict, 'pass');
  });

  it('ends with 2 where it cannot, and says why', () => {
    const broken = join(file('broken/example/visit/2023.json', pack), '../../..');
    const wrong = [
      [['compile'], /missing required argument 'pack'/],
      [['compile', 'a/b', 'c/d'], /too many arguments for 'compile'/],
      [['compile', 'example/visti', '--rules', rules], /no pack example\/visti/],
      [['compile', 'example/visit', '--rules', rules], /one edition: example\/visit@2023, example\/visit@2024/],
      [['compile', 'example/visit', '--rules', broken], /the source "S9" was not given/],
      [['compile', 'generic/unbinding', '--locale', 'zh-CN,fr'], /'zh-CN,fr' is invalid\. Allowed choices are zh-CN, en, not fr/],
      [['compile', 'generic/unbinding', '--as-of', '2024-01-01'], /unknown option '--as-of'/],
      [['compile', 'generic/unbinding', '--out', join(folder, 'nowhere/pack.json')], /nowhere/],
      [['compile', 'generic/unbinding', '--run', '--form'], /'--run' cannot be used with option '--form'/],
      [['packs', '--form'], /unknown option '--form'/],
    ];
    for (const [args, message] of wrong) {
      const { status, stdout, stderr } = precheck(args);
      assert.deepEqual([status, stdout], [2, ''], args.join(' '));
      assert.match(stderr, message);
    }
  });
});
