// precheck diff: what differs between two packs, and by which form it shows.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { createPrecheck, resolvePacks } from 'yibao-precheck';
import { createCel } from 'yibao-precheck/cel';
import { diffPacks, diffRules, readCaseFilesBelow } from 'yibao-precheck/tools';
import { root } from '../../wasm/scripts/root.mjs';
import { readRuleFiles } from '../../wasm/src/cli/rule-files.js';
import { changed, goodForm, pack as example, source } from './support/example.mjs';

const cel = await createCel();
const shipped = await shippedRules();

async function shippedRules() {
  const { packs, sources } = readRuleFiles(join(root, 'rules'));
  const documents = { packs: packs.map((file) => file.text), sources: sources.map((file) => file.text) };
  return { engine: await createPrecheck(documents), packs: await resolvePacks(documents), cases: readCaseFilesBelow(join(root, 'rules')) };
}

function shippedSide(name) {
  const pack = shipped.packs.find(({ id, edition }) => `${id}@${edition}` === name);
  return { engine: shipped.engine, pack, cases: shipped.cases.filter((file) => file.pack === name).flatMap((file) => file.cases) };
}

async function sideOf(pack, cases = []) {
  const documents = { packs: [pack], sources: [source] };
  const [resolved] = await resolvePacks(documents);
  return { engine: await createPrecheck(documents), pack: resolved, cases };
}

const base = { id: 'base', title: 'A planned visit', as_of: '2023-06-01', form: goodForm, expected: { verdict: 'pass', findings: [] } };

/** What differs between the example pack and another one. */
async function diffFromExample(other, cases = [base]) {
  return diffPacks(await sideOf(example, cases), await sideOf(other), { cel, locale: 'en' });
}

const nameOf = ({ change, part, name }) => [change, part, name].filter(Boolean).join(' ');
const decisions = ({ changes }) => changes.filter(({ witness }) => witness);

/** `changed rule window-closed: fail, error at /requests/0/kind → pass, warning at /requests/0/kind` */
function shown(change) {
  const words = ({ verdict, decided }) => [verdict, decided].filter(Boolean).join(', ');
  return `${nameOf(change)}: ${words(change.witness.a)} → ${words(change.witness.b)}`;
}

/** Of a report, everything that concerns a part of the pack, as this test reads it. */
function about(report, { part, name }, words) {
  if (part === 'outcome') return words ? report.outcomes[name]?.text : report.outcomes[name]?.value;
  if (part === 'plan') return [report.plan, report.findings.filter(({ rule }) => rule.startsWith('plan.')), report.pending.filter(({ rule }) => rule === 'plan')];
  if (part === 'fact') return report.findings.filter(({ rule, path }) => rule.startsWith('schema.') && path.replace(/\/\d+(?=\/|$)/g, '/*') === name).map(({ rule, path }) => [rule, path]);
  if (part === 'rule') {
    const waiting = report.pending.filter(({ rule }) => rule === name).map(({ waits_for }) => waits_for);
    return [report.findings.filter(({ rule }) => rule === name).map(({ severity, path, message, remedy }) => [severity, path, ...(words ? [message, remedy] : [])]), waiting];
  }
  return report[part === 'guidance' ? 'guidance' : 'requirements'].filter(({ id }) => id === name).map(({ status = 'shown', title, text = title }) => (words ? text : status));
}

/** Puts each witness to both editions once more, and looks for the difference in the whole reports. */
function assertWitnessesHold(diff, engine = shipped.engine, other = engine) {
  for (const change of [...decisions(diff), ...diff.verdicts]) {
    const { form, as_of, params, counterpart, a, b } = change.witness;
    const there = counterpart ?? { form, as_of, params };
    const before = engine.check(diff.a, form, { asOf: as_of, params });
    const after = other.check(diff.b, there.form, { asOf: there.as_of, params: there.params });
    assert.deepEqual([before.verdict, after.verdict], [a.verdict, b.verdict], `${nameOf(change)}: the verdicts`);
    if (!change.part) continue;
    const words = change.change === 'affected' || a.decided?.length > 0 ? JSON.stringify(about(before, change, false)) === JSON.stringify(about(after, change, false)) : false;
    assert.notDeepEqual(about(after, change, words), about(before, change, words), `${nameOf(change)}: the form shows no difference: ${JSON.stringify(form)}`);
  }
}

describe('Jiangmen, from the benefit year 2023 to 2024', () => {
  const diff = diffPacks(shippedSide('jiangmen/outpatient-selection@2023'), shippedSide('jiangmen/outpatient-selection@2024'), { cel });
  const found = new Map(decisions(diff).map((change) => [nameOf(change), shown(change)]));

  it('is compared year for year: what only moved by a year is no difference', () => {
    const { pointer, from, to, months, parameters } = diff.move;
    assert.deepEqual({ pointer, from, to, months }, { pointer: '/requests/0/benefit_year', from: 2023, to: 2024, months: 12 });
    assert.deepEqual(parameters, ['benefit_year', 'window_from', 'window_until', 'effective_on']);
    for (const rule of ['other-benefit-year', 'window-not-open']) {
      const change = diff.changes.find(({ part, name }) => part === 'rule' && name === rule);
      assert.deepEqual([change.fields.map(({ field }) => field), change.searched], [['cites'], false], `${rule} cites another text, and decides as before`);
    }
  });

  const documented = [
    ['an employee chooses an institution of tier 1 and below first', 'added rule employee-tier1-first: pass → fail, error at /requests'],
    ['... and no order of steps leaves one of tier 2 or 3 alone', /^changed plan: pass → fail, plan\.impossible: error at \/requests$/],
    ['one of tier 2 or 3 may then be added: a note, no longer a warning', 'changed rule employee-one-class-only: pass, warning at /requests → pass, info at /requests'],
    ['a resident has one of tier 1 and below; groups tell no class any more', 'changed rule resident-class: fail, error at /requests/0/to/tier_class → pass'],
    ['within the year a choice stays in principle: a warning, no longer an error', 'changed rule window-closed: fail, error at /requests/0/kind → pass, warning at /requests/0/kind'],
    ['... and the counter decides, so nothing is done at once', 'changed outcome review: pass, immediate → pass'],
    ['who does not change keeps the old choice', 'added guidance kept-if-unchanged: pass → pass, shown'],
    ['... which then counts as the choice of the year', 'added rule selections-carried-over: pass → pass, info at /current_selections'],
    ['... of which a resident has one only', 'changed rule resident-one-only: pass → fail, error at /requests'],
    ['counters and institutions take the change with an ID or card', 'added requirement id_or_card: pass → pass, advisory'],
    ['... and say so to who does it online', 'added guidance in-person-too: pass → pass, shown'],
    ['... where nobody logs in', /^affected requirement face: /],
    ['choosing for members of the family is possible', 'added guidance for-family: pass → pass, shown'],
    ['the groups A and B are for 2023 alone', 'removed rule class-from-group: pass, info at /requests/0/to/local_group → pass'],
    ['... and are no longer asked for', 'removed fact /requests/*/to/local_group: pass → pass, schema.unknown_property: info at /requests/0/to/local_group'],
  ];
  for (const [policy, wanted] of documented) {
    it(policy, () => {
      const name = String(wanted).replace(/^\/\^|\\/g, '').split(':')[0];
      if (wanted instanceof RegExp) assert.match(found.get(name) ?? `nothing shows: ${name}`, wanted);
      else assert.equal(found.get(name), wanted);
    });
  }

  it('has a form for every changed decision, and each holds in the engine', () => {
    const without = diff.changes.filter(({ searched, witness }) => searched && !witness).map(nameOf);
    assert.deepEqual(without, []);
    assert.equal(diff.cut, false);
    assertWitnessesHold(diff);
  });

  it('calls nothing a changed decision of its own that is not one in the pack', () => {
    const own = decisions(diff).filter(({ change }) => change !== 'affected').map(nameOf);
    assert.deepEqual(own.sort(), [
      'added guidance for-family', 'added guidance in-person-too', 'added guidance kept-if-unchanged',
      'added requirement id_or_card', 'added rule employee-tier1-first', 'added rule selections-carried-over',
      'changed outcome effective_on', 'changed outcome review', 'changed plan',
      'changed rule class-unknown', 'changed rule employee-one-class-only', 'changed rule employee-one-of-each-class', 'changed rule resident-class',
      'changed rule resident-one-only', 'changed rule selected-class-unknown', 'changed rule window-closed',
      'removed fact /current_selections/*/institution/local_group', 'removed fact /current_selections/*/institution/local_group_year',
      'removed fact /requests/*/to/local_group', 'removed fact /requests/*/to/local_group_year',
      'removed guidance two-benefit-years', 'removed rule class-from-group', 'removed rule group-not-usable',
    ]);
    // What is written as before differs only where it reads the records of the year before, or who counts as online.
    for (const change of decisions(diff).filter(({ change }) => change === 'affected')) {
      assert.ok(change.reads.some((name) => ['definition selections_year', 'definition online'].includes(name)), `${nameOf(change)} reads ${change.reads}`);
    }
  });
});

describe('Beijing, from 2021-10 to 2022-05', () => {
  const diff = diffPacks(shippedSide('beijing/designated-institution@2021-10'), shippedSide('beijing/designated-institution@2022-05'), { cel });

  it('39 class-A institutions need no selection, no longer 32: the message says so, and nothing is decided otherwise', () => {
    const [change, ...others] = decisions(diff);
    assert.deepEqual(others.map(nameOf), []);
    assert.equal(nameOf(change), 'changed rule no-selection-needed');
    assert.deepEqual([change.witness.a.verdict, change.witness.b.verdict], ['not_needed', 'not_needed']);
    assert.match(change.witness.a.decided, /32 家A类/);
    assert.match(change.witness.b.decided, /39 家A类/);
    assert.deepEqual(diff.verdicts, []);
    assertWitnessesHold(diff);
  });

  it('the rest is the number itself, the days in force and what is cited', () => {
    const rest = diff.changes.map((change) => `${nameOf(change)}: ${change.fields.map(({ field }) => field)}`);
    assert.deepEqual(rest, [
      'changed pack: effective,sources',
      'changed parameter class_a_institutions: value,cites',
      'changed rule no-selection-needed: cites',
      'changed guidance employee-self-service: cites',
    ]);
  });
});

describe('every other pair of editions that is shipped', () => {
  const editions = new Map();
  for (const { id, edition } of shipped.packs) editions.set(id, [...(editions.get(id) ?? []), `${id}@${edition}`]);
  const pairs = [...editions.values()].flatMap((names) => names.slice(1).map((name, index) => [names[index], name]));
  for (const [a, b] of pairs.filter(([name]) => !name.startsWith('jiangmen/'))) {
    it(`${a} and ${b}: each form shows what it is for`, () => assertWitnessesHold(diffPacks(shippedSide(a), shippedSide(b), { cel, maxForms: 2000 })));
  }
});

describe('every shipped pack', () => {
  const { sources } = readRuleFiles(join(root, 'rules'));
  const dayAfter = (day) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

  for (const pack of shipped.packs) {
    const name = `${pack.id}@${pack.edition}`;
    const side = shippedSide(name);
    const numbers = Object.entries(pack.parameters ?? {}).filter(([, { value, type }]) => Number.isInteger(value) || (type === 'date' && value));
    const names = numbers.map(([parameter]) => parameter);
    it(`${name}: ${names.length > 0 ? names.join(', ')  : 'no number and no day'}: one more, and a form shows it`, async () => {
      for (const [parameter, { value }] of numbers) {
        const other = structuredClone(pack);
        other.parameters[parameter].value = Number.isInteger(value) ? value + 1 : dayAfter(value);
        const engine = await createPrecheck({ packs: [other], sources: sources.map((file) => file.text) });
        const diff = diffPacks(side, { engine, pack: other }, { cel, maxForms: 1500 });
        assert.ok(decisions(diff).length > 0, `${parameter}: nothing in ${diff.forms} forms`);
        assertWitnessesHold(diff, shipped.engine, engine);
        engine.dispose();
      }
    });

    it(`${name}: expressions in parentheses and on lines of their own are the same`, () => {
      const written = (value, key) => {
        if (typeof value === 'string') return ['when', 'assert', 'satisfied', 'invariant', 'state', 'next'].includes(key) ? `(\n  ${value}\n)` : value;
        if (Array.isArray(value)) return value.map((element) => written(element));
        return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([below, child]) => [below, written(child, below)])) : value;
      };
      const other = { ...written({ ...pack, facts: {} }), facts: pack.facts };
      assert.deepEqual(diffPacks(side, { ...side, pack: other }, { cel }).changes, []);
    });
  }
});

describe('one change at a time', () => {
  it('a pack and itself: no difference', async () => {
    assert.deepEqual((await diffFromExample(example)).changes, []);
  });

  it('white space, parentheses, the order of keys and notes: no difference', async () => {
    const other = changed('rules.0.assert', '( (days)  <=\n params.most_days )');
    other.rules[0].note = 'As the notice has it.';
    other.rules[0] = Object.fromEntries(Object.entries(other.rules[0]).reverse());
    other.facts = Object.fromEntries(Object.entries(other.facts).reverse());
    assert.deepEqual((await diffFromExample(other)).changes, []);
  });

  it('a threshold of 31 days: who comes 31 days ahead fails before and passes after', async () => {
    const diff = await diffFromExample(changed('parameters.most_days.value', 31));
    assert.deepEqual(decisions(diff).map(shown), ['affected rule not-too-early: fail, error at /days → pass']);
    assert.deepEqual(decisions(diff)[0].witness.form, { kind: 'planned', days: 31 });
    assert.deepEqual(diff.verdicts.map(({ a, b }) => [a, b]), [['fail', 'pass']]);
  });

  it('< in the place of <=: 30 days exactly', async () => {
    const [change] = decisions(await diffFromExample(changed('rules.0.assert', 'days < params.most_days')));
    assert.equal(shown(change), 'changed rule not-too-early: pass → fail, error at /days');
    assert.deepEqual(change.witness.form, { kind: 'planned', days: 30 });
  });

  it('found from the schema alone, without any cases', async () => {
    const [change] = decisions(await diffFromExample(changed('rules.0.assert', 'days < params.most_days'), []));
    assert.deepEqual(change.witness.form, { kind: 'planned', days: 30 });
  });

  it('an error becomes a warning', async () => {
    const [change] = decisions(await diffFromExample(changed('rules.0.severity', 'warning')));
    assert.equal(shown(change), 'changed rule not-too-early: fail, error at /days → pass, warning at /days');
  });

  it('a rule is gone', async () => {
    assert.deepEqual(decisions(await diffFromExample(changed('rules', []))).map(shown), ['removed rule not-too-early: fail, error at /days → pass']);
  });

  const rule = { ...example.rules[0], id: 'day-wanted', when: "kind == 'planned' && has(visit_date)", assert: "visit_date < addMonths(today, 6)", path: '/visit_date', message: { 'zh-CN': '太远' } };
  delete rule.remedy;

  it('a rule is new, and only an optional fact and a span of months show it', async () => {
    const [change] = decisions(await diffFromExample({ ...example, rules: [...example.rules, rule] }));
    assert.equal(shown(change), 'added rule day-wanted: pass → fail, error at /visit_date');
    assert.equal(change.witness.form.visit_date, '2023-12-01');
  });

  it('the end of a month: the last day, no longer the one before', async () => {
    const pack = (assert) => ({ ...example, rules: [{ ...rule, when: 'has(visit_date)', assert }] });
    const diff = diffPacks(await sideOf(pack('visit_date < endOfMonth(today)'), [base]), await sideOf(pack('visit_date <= endOfMonth(today)')), { cel });
    assert.deepEqual(decisions(diff)[0].witness.form, { kind: 'planned', visit_date: '2023-06-30' });
  });

  it('the order of rules is told apart from a change of them', async () => {
    const two = (rules) => ({ ...example, rules });
    const diff = diffPacks(await sideOf(two([...example.rules, rule]), [base]), await sideOf(two([rule, ...example.rules])), { cel });
    assert.deepEqual(diff.changes.map(nameOf), ['moved rule not-too-early']);
    assert.deepEqual(diff.verdicts, []);
  });

  it('a message alone: told, without a form', async () => {
    const diff = await diffFromExample(changed('rules.0.message.zh-CN', '太早了。'));
    assert.deepEqual(diff.changes.map((change) => [nameOf(change), change.fields[0].kind, change.searched]), [['changed rule not-too-early', 'words', false]]);
  });

  it('a definition by another name: written differently, and no form is decided differently', async () => {
    const named = (name) => ({ ...changed('rules.0.assert', `definitions.${name}`), definitions: { [name]: 'days <= params.most_days' } });
    const diff = diffPacks(await sideOf(named('early_enough'), [base]), await sideOf(named('in_time')), { cel });
    assert.deepEqual(diff.changes.map(nameOf), ['removed definition early_enough', 'added definition in_time', 'changed rule not-too-early']);
    assert.deepEqual(decisions(diff), []);
    assert.ok(diff.changes[2].searched && diff.forms > 5, `${diff.forms} forms`);
  });

  it('a value of an enum is gone: the form that has it', async () => {
    const [change] = decisions(await diffFromExample(changed('facts.properties.kind.enum', ['planned'])));
    assert.equal(shown(change), 'changed fact /kind: pass → fail, schema.enum: error at /kind');
    assert.equal(change.witness.form.kind, 'emergency');
  });

  it('a fact is gone', async () => {
    const other = structuredClone(example);
    delete other.facts.properties.note;
    assert.deepEqual(decisions(await diffFromExample(other)).map(shown), ['removed fact /note: pass → pass, schema.unknown_property: info at /note']);
  });

  it('the days in force and the title', async () => {
    const other = { ...example, effective: { from: '2023-02-01', until: null }, title: { 'zh-CN': '就诊', en: 'Visit' } };
    const [change, ...others] = (await diffFromExample(other)).changes;
    assert.deepEqual([nameOf(change), change.fields.map(({ field, kind }) => [field, kind])], ['changed pack', [['title', 'words'], ['effective', 'decides']]]);
    assert.deepEqual(others, []);
  });

  it('the limit on forms is kept, and said', async () => {
    const diff = diffPacks(shippedSide('national/cross-region-filing@2022'), shippedSide('national/cross-region-filing@2023'), { cel, maxForms: 20 });
    assert.deepEqual([diff.forms, diff.cut], [20, true]);
  });

  it('the same each time', async () => {
    const twice = [1, 2].map(() => diffPacks(shippedSide('national/family-mutual-aid@base'), shippedSide('national/family-mutual-aid@2024'), { cel }));
    assert.deepEqual(twice[0], twice[1]);
  });

  it('two sets of packs: new ones, those that are gone, and those that differ', async () => {
    const set = async (...packs) => {
      const documents = { packs, sources: [source] };
      return { engine: await createPrecheck(documents), packs: await resolvePacks(documents), cases: [], sources: [source] };
    };
    const twin = (id) => ({ ...example, id });
    const diff = diffRules(await set(example, twin('example/old')), await set(changed('rules.0.severity', 'warning'), twin('example/new')), { cel });
    assert.deepEqual([diff.added, diff.removed, diff.changed.map(({ a }) => a)], [['example/new@2023'], ['example/old@2023'], ['example/visit@2023']]);
  });
});

describe('precheck diff', () => {
  const folder = mkdtempSync(join(tmpdir(), 'precheck-diff-'));
  after(() => rmSync(folder, { recursive: true }));
  const file = (name, content) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(content, null, 2));
    return path;
  };
  const precheck = (...args) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'diff', ...args], { encoding: 'utf8', cwd: folder, maxBuffer: 1 << 28 });
    return { status, stdout, stderr };
  };
  const git = (...args) => execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main', ...args], { cwd: folder, stdio: 'pipe' });

  it('names two editions of the shipped packs in short, and ends with 1', () => {
    const { status, stdout, stderr } = precheck('beijing/designated-institution@2021-10', '@2022-05', '--locale', 'en');
    assert.deepEqual({ status, stderr }, { status: 1, stderr: '' });
    assert.match(stdout, /class_a_institutions\n +value: 32 -> 39\n/);
    assert.match(stdout, /- not_needed .*32 class-A hospitals.*\n +\+ not_needed .*39 class-A/);
  });

  it('ends with 0 where nothing differs, with 2 for what is not there', () => {
    assert.deepEqual(precheck('jiangxi/proxy-service', 'jiangxi/proxy-service@2024'), { status: 0, stdout: '没有不同。\n', stderr: '' });
    const { status, stderr } = precheck('jiangxi/proxy-service', 'jiangxi/nothing');
    assert.equal(status, 2);
    assert.match(stderr, /there is no pack, file or folder jiangxi\/nothing/);
  });

  it('compares a folder with what it was at a git revision', () => {
    git('init');
    file('rules/sources/S9.json', source);
    file('rules/example/visit/2023.json', example);
    file('rules/example/visit/2023.cases.json', { format: 1, pack: 'example/visit@2023', cases: [base] });
    git('add', '.');
    git('commit', '-m', 'first');
    assert.equal(precheck('HEAD', '--', 'rules/').status, 0);
    file('rules/example/visit/2023.json', changed('parameters.most_days.value', 31));
    file('rules/example/other/2023.json', { ...example, id: 'example/other' });
    git('add', '.');
    git('commit', '-m', 'second');
    const { status, stdout, stderr } = precheck('HEAD~1', '--locale', 'en', '--', 'rules/');
    assert.deepEqual({ status, stderr }, { status: 1, stderr: '' });
    assert.match(stdout, /New packs\n +\+ example\/other@2023/);
    assert.match(stdout, /form 1: fail \(has errors\), error at \/days -> pass/);
    assert.match(stdout, /form 1: checked for 2023-06-01\n +kind = "planned"\n +days = 31\n/);
    file('rules/sources/S9.json', { ...source, clauses: [...source.clauses, { id: 'S9-02', check: 'none', text: { 'zh-CN': '新的。' } }] });
    assert.match(precheck('HEAD', '--locale', 'en', '--', 'rules/').stdout, /^Clauses of sources\n {2}S9: \+ S9-02\n$/);
    file('rules/sources/S9.json', source);
    const lines = precheck('HEAD~1', '--format', 'jsonl', '--', 'rules/').stdout.trim().split('\n').map((line) => JSON.parse(line));
    assert.deepEqual(lines.map(nameOf), ['added pack', 'changed parameter most_days', 'affected rule not-too-early']);
  });

  it('says which revision is none, and which has rules that do not load', () => {
    const none = precheck('nowhere', '--', 'rules/');
    assert.deepEqual([none.status, /nowhere/.test(none.stderr)], [2, true]);
    const option = precheck('--', '--output=x', 'rules/');
    assert.deepEqual([option.status, /there is no git revision --output=x/.test(option.stderr)], [2, true]);
    file('rules/example/visit/2023.json', changed('rules.0.assert', 'days <'));
    git('add', '.');
    git('commit', '-m', 'third');
    file('rules/example/visit/2023.json', example);
    const broken = precheck('HEAD', '--', 'rules/');
    assert.equal(broken.status, 2);
    assert.match(broken.stderr, /HEAD: .*example\/visit\/2023\.json/s);
  });

  it('takes a file, which may extend a pack of the rules folder', () => {
    const overlay = file('next.json', { format: 1, extends: 'example/visit@2023', id: 'example/visit', edition: '2024', revision: 1, effective: { from: '2024-01-01', until: null }, parameters: { most_days: { value: 14 } } });
    const { status, stdout } = precheck('example/visit@2023', overlay, '--rules', 'rules', '--format', 'json');
    assert.equal(status, 1);
    const [diff] = JSON.parse(stdout).changed;
    assert.deepEqual([diff.a, diff.b], ['example/visit@2023', 'example/visit@2024']);
    const { days } = decisions(diff)[0].witness.form;
    assert.ok(days > 14 && days <= 30, `${days} days`);
  });
});
