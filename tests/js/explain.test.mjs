// explain(): through the package, through the command, and the property that makes its advice worth following.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { createPrecheck, PrecheckError } from 'yibao-precheck';
import { packs as shippedPacks } from 'yibao-precheck/rules';
import { readCaseFiles } from '../../wasm/scripts/cases.mjs';
import { root } from '../../wasm/scripts/root.mjs';
import { createShippedEngine } from './support/engine.mjs';
import { goodOptions, pack, source } from './support/example.mjs';

const engine = await createPrecheck({ packs: [pack], sources: [source] });
after(() => engine.dispose());
const bad = { kind: 'planned', days: 31 };

describe('precheck.explain', () => {
  it('gives each sub-expression its value, the facts read and what would help', () => {
    const options = { ...goodOptions, locale: 'en', rule: 'not-too-early' };
    assert.deepEqual(engine.explain('example/visit', bad, options), {
      format: 1,
      locale: 'en',
      pack: { id: 'example/visit', edition: '2023', revision: 1 },
      as_of: '2023-06-01T00:00:00+08:00',
      rules: [
        {
          rule: 'not-too-early',
          severity: 'error',
          status: 'failed',
          message: '31 days ahead is too early; at most 30.',
          when: {
            text: "kind == 'planned'",
            at: 1,
            value: true,
            type: 'bool',
            children: [{ text: 'kind', at: 1, value: 'planned', type: 'string' }],
            pointer: '/rules/0/when',
          },
          assert: {
            text: 'days <= params.most_days',
            at: 1,
            value: false,
            type: 'bool',
            children: [
              { text: 'days', at: 1, value: 31, type: 'int' },
              { text: 'params.most_days', at: 9, value: 30, type: 'int' },
            ],
            pointer: '/rules/0/assert',
          },
          facts: [
            { path: '/kind', title: 'Kind', value: 'planned' },
            { path: '/days', title: 'Days ahead', value: 31 },
          ],
          waits_for: [],
          changes: [
            { path: '/days', title: 'Days ahead', from: 31, to: 30, status_after: 'passed' },
            { path: '/kind', title: 'Kind', from: 'planned', to: 'emergency', status_after: 'not_applicable' },
          ],
          cites: ['S9-01'],
        },
      ],
    });
  });

  it('explains every rule where none is named, in Chinese where no language is', () => {
    const { locale, rules } = engine.explain('example/visit', JSON.stringify(bad), goodOptions);
    assert.equal(locale, 'zh-CN');
    assert.deepEqual(rules.map(({ rule, facts }) => [rule, facts[0].title]), [['not-too-early', '（Kind）']]);
  });

  it('takes the parameters that the pack leaves to its host', () => {
    const [rule] = engine.explain('example/visit', bad, { ...goodOptions, params: { most_days: 40 } }).rules;
    assert.deepEqual([rule.status, rule.changes], ['passed', []]);
  });

  it('refuses what check refuses, and a rule that the pack does not have, with a suggestion', () => {
    const refused = (...args) => {
      try {
        engine.explain(...args);
      } catch (error) {
        assert.ok(error instanceof PrecheckError, String(error));
        return `${error.code}: ${error.message}`;
      }
      return assert.fail('nothing was thrown');
    };
    assert.match(refused('example/visit', '{', goodOptions), /^form\.malformed_json: /);
    assert.match(refused('example/vist', bad, goodOptions), /^pack\.unknown: /);
    assert.match(refused('example/visit', bad, {}), /^as_of\.missing: /);
    assert.match(refused('example/visit', bad, undefined), /^as_of\.missing: /);
    assert.match(refused('example/visit', bad, { ...goodOptions, rule: 7 }), /^rule\.unknown: the rule must be/);
    assert.equal(
      refused('example/visit', bad, { ...goodOptions, rule: 'not-to-early' }),
      "rule.unknown: the pack example/visit@2023 has no rule \"not-to-early\"; did you mean 'not-too-early'?",
    );
    assert.equal(engine.explain('example/visit', bad, goodOptions).rules.length, 1, 'the same engine still answers');
  });
});

describe('definitions of definitions of definitions', () => {
  // As deep as a pack may have them, and as expressions may be.
  for (const [levels, terms] of [[8, 60], [16, 28], [16, 60]]) {
    it(`of ${levels} levels and ${terms} terms leave the engine alive`, async () => {
      const sum = (first) => first + ' + 1'.repeat(terms);
      const definitions = Object.fromEntries(Array.from({ length: levels }, (_, i) => [`d${i}`, sum(i === 0 ? 'days' : `definitions.d${i - 1}`)]));
      const rules = [{ ...pack.rules[0], when: 'true', assert: `definitions.d${levels - 1} <= ${levels * terms + 5}` }];
      const deep = await createPrecheck({ packs: [{ ...pack, definitions, rules }], sources: [source] });
      try {
        assert.equal(deep.check('example/visit', bad, goodOptions).verdict, 'fail');
        for (let time = 0; time < 2; time++) {
          const [rule] = deep.explain('example/visit', bad, goodOptions).rules;
          assert.deepEqual([rule.status, rule.facts.map(({ path }) => path)], ['failed', ['/days']]);
          assert.deepEqual(rule.changes.map(({ to }) => to), [5]);
          assert.match(JSON.stringify(rule), /"details_left_out":true/);
        }
        assert.equal(deep.check('example/visit', bad, goodOptions).verdict, 'fail');
      } finally {
        deep.dispose();
      }
    });
  }
});

describe('precheck explain', () => {
  const folder = mkdtempSync(join(tmpdir(), 'precheck-explain-'));
  after(() => rmSync(folder, { recursive: true }));
  const file = (name, content) => {
    const path = join(folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  file('rules/example/visit/2023.json', {
    ...pack,
    facts: {
      ...pack.facts,
      properties: { ...pack.facts.properties, papers: { type: 'array', maxItems: 9, items: { type: 'string' }, title: { 'zh-CN': '材料', en: 'Papers' } },
        companions: { type: 'array', maxItems: 3, 'x-optional': true, items: { type: 'string' }, title: { 'zh-CN': '陪同人员', en: 'Companions' } } },
    },
    definitions: { planned: "kind == 'planned'" },
    rules: [
      { ...pack.rules[0], when: 'definitions.planned' },
      { ...pack.rules[0], id: 'letter', when: 'definitions.planned && !has(note)', assert: "papers.exists(p, p == 'letter')", path: '/papers' },
      { ...pack.rules[0], id: 'each-companion', for_each: 'companions', when: 'true', assert: "it != ''", path: '/companions/*' },
    ],
  });
  file('rules/sources/S9.json', source);
  const run = (form, ...args) => {
    const path = file('form.json', form);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, 'dist/cli.js'), 'explain', path, '--rules', join(folder, 'rules'), '--pack', 'example/visit', '--as-of', '2023-06-01', ...args],
      { encoding: 'utf8' },
    );
    return { status, stdout: stdout.replaceAll(`${folder}/`, ''), stderr: stderr.replaceAll(`${folder}/`, '') };
  };

  it('prints the rules that did not pass as a tree', () => {
    const { status, stdout } = run({ kind: 'planned', papers: ['card', 'photo'] }, '--locale', 'en');
    assert.equal(stdout, `== form.json (example/visit@2023, 2023-06-01T00:00:00+08:00)

not-too-early: pending (S9-01)
  when
    definitions.planned  -> true
      kind == 'planned'  -> true
        kind  -> "planned"
  assert
    days <= params.most_days  ? not filled in yet: /days
      days  ? not filled in yet: /days
      params.most_days  -> 30
  Read:
    - /kind Kind: "planned"
    - /days Days ahead: not filled in yet
  One of these alone would do:
    - /days Days ahead: -> 30
    - /kind Kind: "planned" -> "emergency" (the rule no longer applies)

letter: failed (S9-01)
  … days ahead is too early; at most 30.
  when
    definitions.planned && !has(note)  -> true
      definitions.planned  -> true
        kind == 'planned'  -> true
          kind  -> "planned"
      !has(note)  -> true
        has(note)  -> false
  assert
    papers.exists(p, p == 'letter')  -> false
      papers  -> ["card","photo"]
      (p = "card") p == 'letter'  -> false
      (p = "photo") p == 'letter'  -> false
  Read:
    - /kind Kind: "planned"
    - /note Note: none
    - /papers Papers: ["card","photo"]
  One of these alone would do:
    - /papers Papers: + "letter"
    - /kind Kind: "planned" -> "emergency" (the rule no longer applies)

`);
    assert.equal(status, 0);
  });

  it('prints one rule, however it came out', () => {
    const { status, stdout } = run({ kind: 'emergency', papers: [] }, '--rule', 'letter');
    assert.equal(stdout, `== form.json (example/visit@2023, 2023-06-01T00:00:00+08:00)

letter: 不适用 (S9-01)
  when
    definitions.planned && !has(note)  -> false
      definitions.planned  -> false
        kind == 'planned'  -> false
          kind  -> "emergency"
      !has(note)  -- 不用再算
  assert
    papers.exists(p, p == 'letter')  -- 不用再算
  读到的内容:
    - /kind （Kind）: "emergency"

`);
    assert.equal(status, 0);
  });

  it('prints a rule whose list has no elements where it is asked for', () => {
    const args = ['--rule', 'each-companion', '--locale', 'en'];
    const { status, stdout } = run({ companions: [] }, ...args);
    assert.equal(stdout, `== form.json (example/visit@2023, 2023-06-01T00:00:00+08:00)

each-companion: does not apply (S9-01)
  Read:
    - /companions Companions: []

`);
    assert.equal(status, 0);
    assert.match(run({ kind: 'emergency', companions: [] }, '--locale', 'en').stdout, /No rule is open\./);
  });

  it('says so where nothing is open', () => {
    assert.match(run({ kind: 'emergency' }, '--locale', 'en').stdout, /No rule is open\./);
  });

  it('prints JSON', () => {
    const { rules } = JSON.parse(run({ kind: 'planned', days: 3, papers: [] }, '--format', 'json').stdout);
    assert.deepEqual(rules.map(({ rule, status }) => [rule, status]), [['letter', 'failed']]);
    assert.equal(run({ kind: 'emergency' }, '--format', 'jsonl').stdout.split('\n').length, 2);
  });

  it('ends with 2 where something cannot be read, and says where', () => {
    assert.deepEqual(run('{\n  "days": ,\n}').status, 2);
    assert.match(run('{\n  "days": ,\n}').stderr, /^form\.json:2:11: .*\[form\.malformed_json\]\n$/);
    const { status, stderr } = run({}, '--rule', 'leter');
    assert.equal(status, 2);
    assert.match(stderr, /has no rule "leter"; did you mean 'letter'\? \[rule\.unknown\]/);
    assert.match(run({}, '--jsonl').stderr, /unknown option '--jsonl'/);
    assert.match(run({}, 'another.json').stderr, /too many arguments for 'explain'/);
  });
});

/** The form after a change: objects on the way are made where they are not there. */
function withChange(form, { path, to, added, index }) {
  const copy = structuredClone(form);
  const keys = path.slice(1).split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = keys.pop();
  const at = keys.reduce((target, key) => (target[key] ??= {}), copy);
  if (added !== undefined) (at[last] ??= []).push(added);
  else if (index !== undefined) at[last].splice(index, 1);
  else if (to === null) delete at[last];
  else at[last] = to;
  return copy;
}

/** What the forms say of institutions, as a directory, and the forms with their codes only. */
function byDirectory(forms) {
  const directory = {};
  const codesOnly = (value) => {
    if (Array.isArray(value)) return value.map(codesOnly);
    if (typeof value !== 'object' || value === null) return value;
    if (typeof value.code !== 'string') return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, codesOnly(item)]));
    const { code, ...rest } = value;
    directory[code] = { ...rest, ...directory[code] };
    return { code };
  };
  return { forms: forms.map(codesOnly), directory };
}

describe('every change that is proposed for a golden case', async () => {
  const shipped = await createShippedEngine();
  after(() => shipped.dispose());

  /** Puts every change that is proposed for a form into it and checks it. Counts go to `seen`. */
  function tryAll(asked, form, options, id, seen) {
    const { rules, pack: answering } = shipped.explain(asked, form, options);
    const { rules: written } = shippedPacks.find((other) => other.id === answering.id && other.edition === answering.edition);
    for (const { rule, index, status, changes } of rules) {
      const isOpen = ['failed', 'pending', 'unverified'].includes(status);
      seen.open += isOpen;
      seen.helped += changes.length > 0;
      if (!isOpen) assert.deepEqual(changes, [], `${id}: ${rule} ${status}`);
      for (const change of changes) {
        const what = `${id}: ${rule}${index === undefined ? '' : ` [${index}]`}, ${JSON.stringify(change)}`;
        const changed = withChange(form, change);
        const report = shipped.check(asked, changed, options);
        assert.deepEqual(report.pack, answering, what);
        const place = index === undefined ? undefined : written.find((entry) => entry.id === rule).path.replace('*', index);
        const found = report.findings.filter((finding) => finding.rule === rule && (place === undefined || finding.path === place));
        assert.deepEqual(found, [], what);
        if (index === undefined) assert.deepEqual(report.pending.filter((pending) => pending.rule === rule), [], what);
        const faults = (findings) => findings.filter((finding) => finding.rule.startsWith('directory.'));
        if (options.directory) assert.deepEqual(faults(report.findings), faults(shipped.check(asked, form, options).findings), what);
        const [entry] = shipped.explain(asked, changed, { ...options, rule }).rules.filter((other) => other.index === index);
        // Of a list that was not known, the elements have entries of their own now.
        if (entry) assert.equal(entry.status, change.status_after, what);
        seen.tried++;
      }
    }
  }

  for (const { pack: name, cases } of readCaseFiles()) {
    const told = ({ open, helped, tried }) => `${open} open rules, ${helped} with a change, ${tried} changes tried`;
    const nothing = () => ({ open: 0, helped: 0, tried: 0 });

    it(`makes the rule of ${name} pass`, () => {
      const seen = nothing();
      for (const { id, form, as_of: asOf, params } of cases) tryAll(name, form, { asOf, params }, id, seen);
      console.log(`${name}: ${told(seen)}`);
      assert.ok(seen.tried > 0, 'no change was proposed at all');
    });

    it(`leaves the edition of ${name} as it is where only the topic is named`, () => {
      const seen = nothing();
      for (const { id, form, as_of: asOf, params } of cases) {
        // A case may lie where no edition is in force.
        try {
          shipped.check(name.split('@')[0], form, { asOf, params });
        } catch (error) {
          assert.equal(error.code, 'pack.no_edition_in_force');
          continue;
        }
        tryAll(name.split('@')[0], form, { asOf, params }, id, seen);
      }
      console.log(`${name}, by topic: ${told(seen)}`);
    });

    const { forms, directory } = byDirectory(cases.map(({ form }) => form));
    if (Object.keys(directory).length === 0) continue;
    it(`goes with what a directory says of the institutions of ${name}`, () => {
      const seen = nothing();
      cases.forEach(({ id, as_of: asOf, params }, i) => tryAll(name, forms[i], { asOf, params, directory }, id, seen));
      console.log(`${name}, by directory: ${told(seen)}`);
    });
  }
});
