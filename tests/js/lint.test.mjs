// What lintPacks says of packs: for each check one that has the fault and one that has not.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { createCel } from 'yibao-precheck/cel';
import { lintChecks, lintPacks } from 'yibao-precheck/tools';
import { root } from '../../wasm/scripts/root.mjs';
import { readRuleFiles } from '../../wasm/src/cli/rule-files.js';
import { readCaseFilesBelow } from '../../wasm/src/tools/cases.js';
import { randomFrom } from './support/random.mjs';

const text = (english) => ({ 'zh-CN': `中文：${english}`, en: english });
const source = (id, ...clauses) => ({
  format: 1, id, title: text('A notice'), issuer: text('A bureau'), published_on: null, status: 'primary',
  clauses: clauses.map((clause) => ({ id: clause, check: 'full', text: text('A clause.') })),
});
const sources = [source('X1', 'X1-01')];

const rule = (id, parts) => ({ id, severity: 'error', path: '/days', message: text('Wrong.'), cites: ['X1-01'], ...parts });

const facts = {
  days: { type: 'integer', minimum: 0, maximum: 9 },
  kind: { type: 'string', enum: ['planned', 'urgent'] },
  home: { type: 'boolean' },
  note: { type: 'string', maxLength: 20, 'x-optional': true },
  from: { type: 'string', format: 'date' },
  codes: { type: 'array', maxItems: 5, items: { type: 'string', maxLength: 9 } },
};
const used = rule('used', { when: "days > 3 && kind == 'urgent' && has(note) && note == '' && from > today && home && 'x' in codes", severity: 'info' });

/** A pack in which nothing is wrong, with what a test is about. */
const packWith = ({ rules = [], ...parts } = {}) => ({
  format: 1, id: 'a/b', edition: '1', revision: 1, title: text('A topic'), jurisdiction: { code: '990000', name: text('A town') },
  effective: null, time_zone: 'Asia/Shanghai', sources: ['X1'], facts: { type: 'object', properties: facts }, rules: [used, ...rules], ...parts,
});
const overlay = (parts) => ({ format: 1, extends: 'a/b@1', id: 'a/c', edition: '1', revision: 1, effective: null, ...parts });

/** `check file pointer`, one for each problem. */
async function found(packs, more = {}) {
  const list = [packs].flat();
  const problems = await lintPacks({ packs: list.map((pack) => JSON.stringify(pack)), sources, names: { packs: list.map(({ id }) => `${id}.json`) }, ...more });
  return problems.map(({ rule: check, file, pointer }) => `${check.replace('lint.', '')} ${file} ${pointer}`);
}

describe('a pack in which nothing is wrong', () => {
  it('has no problems', async () => assert.deepEqual(await found(packWith()), []));
  it('nor has an overlay over it', async () => assert.deepEqual(await found([packWith(), overlay({})]), []));
});

describe('unused', () => {
  it('a parameter that no expression reads is told where it is declared; read in a condition or a text it is not', async () => {
    const parameters = { wait: { value: 3 }, most: { value: 4 }, shown: { value: 5 } };
    const rules = [rule('some', { assert: 'days < params.most', message: text('${params.shown}') })];
    assert.deepEqual(await found(packWith({ parameters, rules })), ['unused_parameter a/b.json /parameters/wait']);
  });
  it('what an overlay reads is used in its base, and what nobody reads is told once', async () => {
    const base = packWith({ parameters: { wait: { value: 3 }, most: { value: 4 } } });
    const patch = overlay({ parameters: { most: { value: 5 } }, rules: [rule('some', { assert: 'days < params.wait' })] });
    assert.deepEqual(await found([base, patch]), ['unused_parameter a/b.json /parameters/most']);
  });
  it('a definition that only an unused one reads is unused as well', async () => {
    const definitions = { read: 'days > 1', reader: 'definitions.read && home', lost: 'definitions.loster', loster: 'days > 2' };
    const rules = [rule('some', { assert: 'definitions.reader' })];
    assert.deepEqual(await found(packWith({ definitions, rules })), ['unused_definition a/b.json /definitions/lost', 'unused_definition a/b.json /definitions/loster']);
  });
  it('a fact that nothing reads, names or requires; not what is below it as well', async () => {
    const inner = { type: 'object', properties: { deep: { type: 'boolean' } } };
    const properties = { ...facts, lost: inner, kept: { type: 'boolean' }, named: { type: 'boolean' }, cited: { type: 'boolean', 'x-cites': ['X1-01'] } };
    const pack = packWith({ facts: { type: 'object', required: ['kept'], properties }, rules: [rule('some', { assert: 'home', path: '/named' })] });
    assert.deepEqual(await found(pack), ['unused_fact a/b.json /facts/properties/lost']);
  });
  it('of a list\'s elements a field is used where a macro\'s variable has it, or where elements are compared whole', async () => {
    const items = { type: 'object', properties: { code: { type: 'string', maxLength: 9 }, lost: { type: 'boolean' } } };
    const withRule = (assert) => packWith({ facts: { type: 'object', properties: { ...facts, trips: { type: 'array', maxItems: 5, items } } }, rules: [rule('some', { assert })] });
    assert.deepEqual(await found(withRule("size(trips) > 0 && trips.exists(t, t.code == 'x')")), ['unused_fact a/b.json /facts/properties/trips/items/properties/lost']);
    assert.deepEqual(await found(withRule('trips.all(t, trips.exists_one(u, u == t))')), []);
  });
  it('a source that a pack does not cite, and one that no pack lists', async () => {
    const more = { sources: [...sources, source('X2', 'X2-01'), source('X3', 'X3-01')], names: { packs: ['a/b.json'], sources: ['X1.json', 'X2.json', 'X3.json'] }, uncovered: { 'X2-01': 'A test about something else.', 'X3-01': 'A test about something else.' } };
    assert.deepEqual(await found(packWith({ sources: ['X1', 'X2'] }), more), ['unused_source X3.json /id', 'unused_source a/b.json /sources/1']);
  });
  it('a clause that nobody cites, or only a hint where a form can be held against it, unless there is a reason', async () => {
    const more = { sources: [source('X1', 'X1-01', 'X1-02', 'X1-03', 'X1-04')], names: { sources: ['X1.json'], packs: ['a/b.json'] }, uncovered: { 'X1-03': 'It names no number, so nothing could be checked.' } };
    const guidance = [{ id: 'hint', text: text('A hint'), cites: ['X1-04'] }];
    assert.deepEqual(await found(packWith({ guidance }), more), ['uncited_clause X1.json /clauses/1/id', 'uncited_clause X1.json /clauses/3/id']);
  });
});

describe('what tells who somebody is', () => {
  const asked = (properties, more = {}) => found(packWith({ facts: { type: 'object', properties: { ...facts, person: { type: 'object', properties, ...more } } }, rules: [rule('some', { assert: 'person == person' })] }));
  const line = { type: 'string', maxLength: 20 };
  const at = (name) => [`unmarked_sensitive a/b.json /facts/properties/person/properties/${name}`];
  it('is asked of fields that are called so, by their name or by their title', async () => {
    for (const name of ['name', 'full_name', 'phone', 'mobile', 'home_address', 'id_number', 'id_card_no', 'passport_no']) assert.deepEqual(await unmarked(asked({ [name]: line })), at(name), name);
    for (const title of ['Full name', 'ID number', 'Identity card number', 'Passport no.', 'Phone of a relative', 'Where mail goes: address']) assert.deepEqual(await unmarked(asked({ said: { ...line, title: { 'zh-CN': '一项', en: title } } })), at('said'), title);
    assert.deepEqual(await unmarked(asked({ phone: { type: 'integer', minimum: 0 } })), at('phone'));
  });
  it('not where the pack has said it, whichever way, there or around it', async () => {
    for (const said of [true, false]) assert.deepEqual(await unmarked(asked({ name: { ...line, 'x-sensitive': said } })), []);
    assert.deepEqual(await unmarked(asked({ name: line }, { 'x-sensitive': true })), []);
  });
  it('nor where the value tells nobody: a choice, a day, an institution of the directory; an ID number by its format is known', async () => {
    const known = { type: 'string', format: 'cn-resident-id' };
    assert.deepEqual(await unmarked(asked({ name: { type: 'string', enum: ['a'] }, phone: { type: 'boolean' }, id_number: known, unnamed: line })), []);
    assert.deepEqual(await unmarked(asked({ code: line, name: line }, { 'x-directory': 'code' })), []);
  });
});

describe('a text that tells who somebody is', () => {
  const line = { type: 'string', maxLength: 20 };
  const people = { type: 'array', maxItems: 3, items: { type: 'object', properties: { name: { ...line, 'x-sensitive': true }, city: line } } };
  const own = { ...facts, id: { type: 'string', format: 'cn-resident-id' }, name: { ...line, 'x-sensitive': true }, school: { ...line, 'x-sensitive': false }, lives: { type: 'object', 'x-sensitive': true, properties: { street: line } }, people };
  const told = async (inside, more = {}) => {
    const { definitions, ...inRule } = more;
    const pack = packWith({ facts: { type: 'object', properties: own }, definitions, rules: [rule('some', { assert: 'id == name', ...inRule, message: { 'zh-CN': `请更正\${${inside}}`, en: 'Please correct it' } })] });
    return (await found(pack)).filter((problem) => problem.startsWith('told_sensitive'));
  };
  const there = ['told_sensitive a/b.json /rules/1/message/zh-CN'];
  it('inserts an ID number, a marked fact, or one below it', async () => {
    for (const inside of ['id', 'name', 'lives.street', 'people[0].name']) assert.deepEqual(await told(inside), there, inside);
  });
  it('whichever way it comes into the text', async () => {
    assert.deepEqual(await told("'(' + name + ')'"), there);
    assert.deepEqual(await told("school == '' ? name : school"), there);
    assert.deepEqual(await told('definitions.who', { definitions: { who: "name + '/' + school" } }), there);
    assert.deepEqual(await told('it.name', { for_each: 'people', assert: "it.city == ''" }), there);
  });
  it('not where only something else is said, or something about it', async () => {
    for (const inside of ['school', 'people[0].city', 'size(name)', "name == school ? 'a' : 'b'"]) assert.deepEqual(await told(inside), [], inside);
  });
});

/** Of the problems those about sensitive fields. */
async function unmarked(problems) {
  return (await problems).filter((problem) => problem.startsWith('unmarked_sensitive'));
}

describe('translations', () => {
  const titled = (title) => packWith({ title });
  it('English that is missing, in Chinese, or in both places', async () => {
    assert.deepEqual(await found(titled({ 'zh-CN': '中文' })), ['missing_translation a/b.json /title/zh-CN']);
    assert.deepEqual(await found(titled({ 'zh-CN': '中文', en: '中文' })), ['missing_translation a/b.json /title/en']);
    assert.deepEqual(await found(titled({ 'zh-CN': 'The same words', en: 'The same words' })), ['missing_translation a/b.json /title/zh-CN']);
  });
  it('English may name a Chinese service, and a code is a code', async () => {
    assert.deepEqual(await found(titled({ 'zh-CN': '请用“京通”', en: 'Use the app “京通”' })), []);
    assert.deepEqual(await found(titled({ 'zh-CN': 'XPCC', en: 'XPCC' })), []);
  });
  it('an overlay that says the Chinese anew has the English of its base', async () => {
    assert.deepEqual(await found([packWith(), overlay({ title: { 'zh-CN': '另一个' } })]), ['missing_translation a/c.json /title/zh-CN']);
    assert.deepEqual(await found([packWith(), overlay({ title: text('Another') })]), []);
    assert.deepEqual(await found([packWith(), overlay({ title: { en: 'Another' } })]), []);
  });
  it('of sources too', async () => {
    const bare = { ...source('X1', 'X1-01'), title: { 'zh-CN': '通知' } };
    assert.deepEqual(await found(packWith(), { sources: [bare], names: { sources: ['X1.json'], packs: ['a/b.json'] } }), ['missing_translation X1.json /title/zh-CN']);
  });
});

describe('editions', () => {
  const edition = (name, from, until) => packWith({ edition: name, effective: { from, until } });
  const names = { packs: ['1.json', '2.json'] };
  it('days between two on which none is in force', async () => {
    assert.deepEqual(await found([edition('2', '2024-01-02', null), edition('1', '2023-01-01', '2024-01-01')], { names }), ['edition_gap 2.json /effective/until']);
  });
  it('not where one ends when the next begins, nor where the next closes it', async () => {
    assert.deepEqual(await found([edition('1', '2023-01-01', '2024-01-01'), edition('2', '2024-01-01', null)], { names }), []);
    assert.deepEqual(await found([edition('1', '2023-01-01', null), edition('2', '2024-01-01', null)], { names }), []);
  });
});

describe('cases', () => {
  const form = { days: 1, kind: 'urgent', from: '2024-01-01', home: true, codes: ['x'] };
  const one = (id, changes) => ({ id, title: id, as_of: '2023-01-01', form: { ...form, note: '', ...changes }, expected: {} });
  const file = (...cases) => [{ name: 'a/b.cases.json', pack: 'a/b@1', cases }];
  it('a pack has some, where any are given at all', async () => {
    assert.deepEqual(await found(packWith(), { cases: [] }), ['missing_case a/b.json /edition']);
    assert.deepEqual(await found(packWith(), {}), []);
  });
  it('a rule is shown with a finding and without', async () => {
    assert.deepEqual(await found(packWith(), { cases: file(one('finding', { days: 4 }), one('none', { home: false })) }), []);
    assert.deepEqual(await found(packWith(), { cases: file(one('finding', { days: 4 })) }), ['missing_case a/b.json /rules/0/id']);
    assert.deepEqual(await found(packWith(), { cases: file(one('none', { home: false })) }), ['missing_case a/b.json /rules/0/id']);
  });
  it('that a rule could not be verified shows neither', async () => {
    const properties = { ...facts, known: { type: 'boolean', 'x-source': 'host' } };
    const pack = packWith({ facts: { type: 'object', properties }, rules: [rule('some', { assert: 'known' })] });
    const cases = file(one('finding', { days: 4, known: true }), one('none', { home: false }));
    assert.deepEqual(await found(pack, { cases }), ['missing_case a/b.json /rules/1/id']);
  });
  it('a requirement is shown met and missing; a rule of a base may be shown by an overlay\'s cases', async () => {
    const requirements = [{ id: 'paper', kind: 'material', satisfied: "'y' in codes", title: text('A paper'), cites: ['X1-01'] }];
    const here = one('here', { days: 4, codes: ['x', 'y'] });
    assert.deepEqual(await found(packWith({ requirements }), { cases: file(here, one('none', { home: false, codes: ['y'] })) }), ['missing_case a/b.json /requirements/0/id']);
    const cases = [...file(here), { name: 'a/c.cases.json', pack: 'a/c@1', cases: [one('none', { home: false })] }];
    assert.deepEqual(await found([packWith({ requirements }), overlay({})], { cases }), []);
  });
});

describe('conditions that cannot hold', () => {
  const unreachable = async (pack) => (await found(pack)).filter((line) => line.startsWith('unreachable'));
  const withRule = (parts, more = {}) => unreachable(packWith({ ...more, rules: [rule('some', parts)] }));
  const never = async (when, more) => assert.deepEqual(await withRule({ when }, more), ['unreachable a/b.json /rules/1/when'], when);
  const perhaps = async (when, more) => assert.deepEqual(await withRule({ when }, more), [], when);

  it('by the values of a fact', async () => {
    await never("kind != 'planned' && kind != 'urgent'");
    await never('days > 9');
    await never('days > 4 && days < 5 || days < 0');
    await perhaps('days > 4 && days < 6');
    await perhaps("kind != 'planned'");
    await perhaps("note != '' && has(note)");
  });
  it('not by values that the schema only warns of', async () => {
    await perhaps('days > 9', { facts: { type: 'object', properties: { ...facts, days: { ...facts.days, 'x-severity': 'warning' } } } });
  });
  it('by the values of parameters and what definitions stand for', async () => {
    const more = { parameters: { kinds: { value: ['planned', 'urgent'] }, on: { type: 'date', value: '2024-01-01' }, off: { value: false } }, definitions: { late: 'today > params.on', state: "home ? 'one' : 'other'" } };
    const all = "kind in params.kinds && definitions.late && params.off == false && definitions.state == 'one'";
    await perhaps(all, more);
    await never("!(kind in params.kinds) && definitions.late && params.off == false && definitions.state == 'one'", more);
    await never(`${all} && today <= date('2023-12-31')`, more);
    await never("definitions.late && kind in params.kinds && params.off && definitions.state == 'one'", more);
    await never("definitions.late && kind in params.kinds && !params.off && definitions.state == 'third'", more);
  });
  it('not by a parameter that the host sets, nor where an overlay has another value', async () => {
    await perhaps('params.off', { parameters: { off: { value: false, host: true } } });
    const base = packWith({ parameters: { off: { value: false } }, rules: [rule('some', { when: 'params.off' })] });
    assert.deepEqual(await unreachable([base, overlay({})]), ['unreachable a/b.json /rules/1/when']);
    assert.deepEqual(await unreachable([base, overlay({ parameters: { off: { value: true } } })]), []);
  });
  it('of two facts against each other, and of what nothing is known of', async () => {
    const more = { facts: { type: 'object', properties: { ...facts, until: { type: 'string', format: 'date' } } } };
    await never('from < until && definitions.over', { ...more, definitions: { over: 'until <= from' } });
    await perhaps('from <= until && until <= from', more);
    await perhaps("codes.exists(c, c == 'a') && !codes.exists(c, c == 'b')");
    await perhaps("codes.exists(c, c == 'a b') && !codes.exists(c, c == 'a  b')");
    await never("codes.exists(c, c == 'a') && days == 1 && !codes.exists(c, c == 'a')");
  });
  it('of hints, requirements and outcomes, and of an outcome\'s entries that one before answers for', async () => {
    const impossible = 'days == 1 && (days == 2 || days == 3)';
    const cites = ['X1-01'];
    const more = {
      guidance: [{ id: 'hint', when: impossible, text: text('A hint'), cites }],
      requirements: [{ id: 'paper', kind: 'material', when: impossible, title: text('A paper'), cites }],
      outcomes: {
        review: [{ when: 'days > 3', value: "'auto'", cites }, { when: 'days > 5', value: "'manual'", cites }, { value: "'pending'", cites }],
        effective_on: { when: impossible, value: 'today', cites },
      },
    };
    const places = ['/guidance/0/when', '/outcomes/effective_on/when', '/outcomes/review/1/when', '/requirements/0/when'];
    assert.deepEqual((await unreachable(packWith(more))).sort(), places.map((pointer) => `unreachable a/b.json ${pointer}`));
  });
  it('for each element of a list, by the element\'s schema', async () => {
    const items = { type: 'object', properties: { size: { type: 'string', enum: ['s', 'l'] } } };
    const more = { facts: { type: 'object', properties: { ...facts, trips: { type: 'array', maxItems: 5, items } } } };
    assert.deepEqual(await withRule({ for_each: 'trips', path: '/trips/*/size', when: "it.size != 's' && it.size != 'l'" }, more), ['unreachable a/b.json /rules/1/when']);
    assert.deepEqual(await withRule({ for_each: 'trips', path: '/trips/*/size', when: "it.size != 's'" }, more), []);
  });
  it('nothing is said where there are too many combinations', async () => {
    // Whether an odd number of facts is true, asked from the first to the last and back: only all of them together decide it.
    const parity = (prefix, names) => names.map((name, index) => [`${prefix}${index}`, index === 0 ? name : `${name} ? !definitions.${prefix}${index - 1} : definitions.${prefix}${index - 1}`]);
    const odd = (count) => {
      const names = Array.from({ length: count }, (_, index) => `f${index}`);
      const properties = { ...facts, ...Object.fromEntries(names.map((name) => [name, { type: 'boolean' }])) };
      const definitions = Object.fromEntries([...parity('up', names), ...parity('down', [...names].reverse())]);
      return [`definitions.up${count - 1} && !definitions.down${count - 1}`, { definitions, facts: { type: 'object', properties } }];
    };
    await never(...odd(4));
    await perhaps(...odd(15));
  });
});

describe('what is asked for', () => {
  const withRule = (parts) => found(packWith({ rules: [rule('some', parts)] }));
  it('always holds where it applies', async () => {
    assert.deepEqual(await withRule({ when: 'days > 5', assert: 'days > 3' }), ['always_holds a/b.json /rules/1/assert']);
    assert.deepEqual(await withRule({ assert: 'days >= 0' }), ['always_holds a/b.json /rules/1/assert']);
    assert.deepEqual(await withRule({ when: 'days > 3', assert: 'days > 5' }), []);
  });
  it('never holds where it applies; `false` is meant', async () => {
    assert.deepEqual(await withRule({ when: 'days > 5', assert: 'days < 3' }), ['always_fails a/b.json /rules/1/assert']);
    assert.deepEqual(await withRule({ when: 'days > 5', assert: 'false' }), []);
  });
  it('of requirements as well', async () => {
    const owed = (satisfied) => found(packWith({ requirements: [{ id: 'paper', kind: 'material', when: 'home', satisfied, title: text('A paper'), cites: ['X1-01'] }] }));
    assert.deepEqual(await owed('home || days == 1'), ['always_holds a/b.json /requirements/0/satisfied']);
    assert.deepEqual(await owed('!home && days == 1'), ['always_fails a/b.json /requirements/0/satisfied']);
    assert.deepEqual(await owed('days == 1'), []);
  });
});

describe('two rules', () => {
  const withRules = (...rules) => found(packWith({ rules: rules.map((parts, index) => rule(`rule${index}`, parts)) }));
  it('that no form passes both', async () => {
    assert.deepEqual(await withRules({ assert: 'days > 5' }, { assert: 'days < 4' }), ['contradictory_rules a/b.json /rules/2/assert']);
    assert.deepEqual(await withRules({ assert: "kind == 'planned' && home" }, { when: 'days < 20', assert: "kind == 'urgent'" }), ['contradictory_rules a/b.json /rules/2/assert']);
    assert.deepEqual(await withRules({ assert: 'days > 5' }, { assert: 'days < 7' }), []);
  });
  it('that no form passes both to which they apply', async () => {
    assert.deepEqual(await withRules({ when: 'home', assert: 'days > 5' }, { when: 'home', assert: 'days < 4' }), ['contradictory_rules a/b.json /rules/2/assert']);
    assert.deepEqual(await withRules({ when: 'home', assert: 'days > 5' }, { when: '!home', assert: 'days < 4' }), []);
    assert.deepEqual(await withRules({ when: 'home', assert: 'days > 5' }, { when: 'home && days < 3' }), []);
  });
  it('not where one is only a warning', async () => {
    assert.deepEqual(await withRules({ assert: 'days > 5' }, { assert: 'days < 4', severity: 'warning' }), []);
  });
});

describe('parts of expressions that are the same for every form', () => {
  const at = async (when, more = {}) => {
    const pack = packWith({ ...more, rules: [rule('some', { when })] });
    const problems = await lintPacks({ packs: [JSON.stringify(pack)], sources });
    return problems.filter(({ rule: check }) => check === 'lint.constant_condition').map(({ message }) => message);
  };
  it('are told, the smallest', async () => {
    assert.deepEqual(await at("home && (kind == 'a' || kind != 'a')", { facts: { type: 'object', properties: { ...facts, kind: { type: 'string', maxLength: 9 } } } }), ["kind == 'a' || kind != 'a' is true for every form"]);
    assert.deepEqual(await at("codes.exists(c, c == 'a' && c == 'b')"), ["c == 'a' && c == 'b' is false for every form"]);
    assert.deepEqual(await at('days > 1 || 2 > 1'), ['2 > 1 is true for every form']);
    assert.deepEqual(await at('true && days > 1'), ['true is true for every form']);
  });
  it('but not where a parameter, a definition or a schema makes them so: another edition may have another', async () => {
    const more = { parameters: { on: { value: true } }, definitions: { is: 'true' } };
    assert.deepEqual(await at('params.on && definitions.is && days >= 0', more), []);
  });
  it('have their place in the file, behind escapes too', async () => {
    const pack = packWith({ rules: [rule('some', {  when: 'kind != "planned" && "b" == "c"' })] });
    const json = JSON.stringify(pack, null, 2);
    const [problem] = (await lintPacks({ packs: [json], sources })).filter(({ rule: check }) => check === 'lint.constant_condition');
    const line = json.split('\n')[problem.line - 1];
    assert.ok(line.slice(problem.column - 1).startsWith('\\"b\\" == \\"c\\"'), line.slice(problem.column - 1));
  });
});

describe('what is said to be impossible', () => {
  // Random conditions, and every form that tells their comparisons apart.
  const properties = {
    days: { type: 'integer', minimum: 0, maximum: 4 },
    more: { type: 'integer', minimum: 0, maximum: 4 },
    kind: { type: 'string', enum: ['a', 'b', 'c'] },
    home: { type: 'boolean' },
    note: { type: 'string', maxLength: 9, 'x-optional': true },
  };
  const parameters = { most: { value: 2 }, kinds: { value: ['a', 'b'] } };
  const forms = [0, 1, 2, 3, 4].flatMap((days) => [0, 1, 2, 3, 4].flatMap((more) => ['a', 'b', 'c'].flatMap((kind) => [true, false].flatMap((home) => [undefined, 'x', 'y'].map((note) => ({ days, more, kind, home, ...(note && { note }) }))))));

  function conditions(random) {
    const compare = () => random.pick(['==', '!=', '<', '<=', '>', '>=']);
    const atom = () =>
      random.pick([
        () => `days ${compare()} ${random.below(5)}`,
        () => `${random.below(5)} ${compare()} more`,
        () => `days ${compare()} more`,
        () => `days ${compare()} params.most`,
        () => `days ${random.pick(['<', '>='])} ${random.below(4)}.5`,
        () => `kind ${random.pick(['==', '!='])} '${random.pick(['a', 'b', 'c'])}'`,
        () => 'kind in params.kinds',
        () => `kind in ['c', '${random.pick(['a', 'b'])}']`,
        () => 'home',
        () => `home == ${random.chance(0.5)}`,
        () => "has(note) && note == 'x'",
        () => '!has(note)',
        () => `definitions.d${random.below(2)}`,
        () => `definitions.word == '${random.pick(['one', 'two', 'three'])}'`,
        () => `days + more ${compare()} ${random.below(9)}`,
      ])();
    const condition = (depth) =>
      depth === 0
        ? `(${atom()})`
        : random.pick([
            () => `(${condition(depth - 1)} && ${condition(depth - 1)})`,
            () => `(${condition(depth - 1)} || ${condition(depth - 1)})`,
            () => `!${condition(depth - 1)}`,
            () => `(${condition(depth - 1)} ? ${condition(depth - 1)} : ${condition(depth - 1)})`,
          ])();
    return condition;
  }

  it('is so for every form', async () => {
    const cel = await createCel();
    const told = { unreachable: 0, always_holds: 0, always_fails: 0, contradictory_rules: 0, constant_condition: 0 };
    for (let seed = 1; seed <= 5; seed++) {
      const random = randomFrom(seed);
      const condition = conditions(random);
      const definitions = { d0: 'days > 1 && home', d1: "kind == 'a' || more < params.most", word: "home ? 'one' : definitions.d1 ? 'two' : 'three'" };
      const rules = Array.from({ length: 30 }, (_, index) => rule(`r${index}`, { when: condition(1 + random.below(3)), assert: condition(random.below(3)) }));
      const pack = packWith({ facts: { type: 'object', properties }, parameters, definitions });
      pack.rules = rules;
      const values = new Map();
      const valuesOf = (text) => {
        if (!values.has(text)) {
          const plain = (part) => part.replace(/definitions\.(\w+)/g, (_, name) => `(${plain(definitions[name])})`);
          const program = cel.compile(plain(text).replace(/has\(note\)/g, 'has(form.note)').replace(/\bnote ==/g, 'form.note =='), { check: false, variables: { form: 'dyn', params: 'dyn', days: 'int', more: 'int', kind: 'string', home: 'bool' } });
          assert.equal(program.errors, undefined, text);
          const bindings = { params: { most: 2n, kinds: ['a', 'b'] } };
          values.set(text, forms.map((form) => program.evaluate({ ...bindings, ...form, form }).value));
          program.dispose();
        }
        return values.get(text);
      };
      const problems = await lintPacks({ packs: [JSON.stringify(pack)], sources });
      for (const { rule: check, pointer, message } of problems) {
        const name = check.replace('lint.', '');
        if (!(name in told)) continue;
        told[name]++;
        const { id, when, assert: asked } = rules[Number(pointer.split('/')[2])] ?? {};
        const whens = id && valuesOf(when);
        const wrong = {
          unreachable: () => whens.includes(true),
          always_holds: () => whens.some((value, at) => value === true && valuesOf(asked)[at] === false),
          always_fails: () => whens.some((value, at) => value === true && valuesOf(asked)[at] === true),
          contradictory_rules: () => {
            const other = rules.find((one) => message.includes(`"${one.id}"`) && one.id !== id);
            const applies = (one, at) => valuesOf(one.when)[at] === true;
            const passes = (one, at) => (applies(one, at) ? valuesOf(one.assert)[at] === true : !message.startsWith('where'));
            return forms.some((_, at) => passes(other, at) && passes({ when, assert: asked }, at));
          },
          constant_condition: () => {
            const [, part, value] = /^(.*) is (true|false) for every form$/.exec(message);
            return valuesOf(part).some((one) => one === (value !== 'true'));
          },
        }[name]();
        assert.ok(!wrong, `seed ${seed}: ${message}\nwhen: ${when}\nassert: ${asked}`);
      }
      // Where no two facts meet, what no form does is also found.
      for (const { id, when } of rules) {
        if (/days (==|!=|<|<=|>|>=) more|days \+ more/.test(when) || valuesOf(when).includes(true)) continue;
        assert.ok(problems.some(({ rule: check, message }) => check === 'lint.unreachable' && message.includes(`"${id}"`)), `seed ${seed}: never true, and not told: ${when}`);
      }
    }
    cel.dispose();
    assert.deepEqual(Object.entries(told).filter(([, count]) => count === 0), []);
  });
});

describe('what the engine refuses', () => {
  it('is told by its codes, at its line and column in the file', async () => {
    const pack = packWith({ rules: [rule('some', { when: 'home &&\n  dys > 1', cites: ['X1-09'] })] });
    const json = JSON.stringify(pack, null, 2);
    const problems = await lintPacks({ packs: [json], sources, names: { packs: ['b.json'] } });
    assert.deepEqual(problems.map(({ rule: code, level, file, pointer }) => ({ code, level, file, pointer })), [
      { code: 'cel.undeclared', level: 'error', file: 'b.json', pointer: '/rules/1/when' },
      { code: 'pack.unknown_clause', level: 'error', file: 'b.json', pointer: '/rules/1/cites/0' },
    ]);
    const after = problems.map(({ line, column }) => json.split('\n')[line - 1].slice(column - 1));
    assert.match(after[0], /^dys > 1"/);
    assert.match(after[1], /^"X1-09"/);
  });
  it('concerns schema, ids, types, cost, citations, rules without them, dates', async () => {
    const { cites, ...uncited } = rule('some', { assert: 'home' });
    const list = { type: 'array', maxItems: 9000, items: { type: 'string', maxLength: 1000 } };
    const codes = async (...packs) => [...new Set((await lintPacks({ packs: packs.map((pack) => JSON.stringify(pack)), sources })).map(({ rule: code }) => code))];
    assert.deepEqual(await codes(packWith({ severty: 1 })), ['pack.unknown_key']);
    assert.deepEqual(await codes(packWith({ rules: [used] })), ['pack.duplicate_id']);
    assert.deepEqual(await codes(packWith({ rules: [rule('some', { assert: 'kind < days' })] })), ['cel.no_matching_overload']);
    const expensive = rule('some', { assert: 'names.all(x, names.all(y, names.all(z, x == y + z)))' });
    assert.deepEqual(await codes(packWith({ facts: { type: 'object', properties: { ...facts, names: list } }, rules: [expensive] })), ['cel.cost', 'pack.cost']);
    assert.deepEqual(await codes(packWith({ rules: [rule('some', { assert: 'home', cites: ['X1-07'] })] })), ['pack.unknown_clause']);
    assert.deepEqual(await codes(packWith({ rules: [uncited] })), ['pack.missing_key']);
    const dated = (edition, from, until) => packWith({ edition, effective: { from, until } });
    assert.deepEqual(await codes(dated('1', '2023-01-01', '2024-01-01'), dated('2', '2023-06-01', null)), ['pack.editions_overlap']);
  });
  it('has no line where it was given as an object, and that of the text where that is no JSON', async () => {
    const [given] = await lintPacks({ packs: [packWith({ rules: [rule('some', { when: 'dys > 1' })] })], sources });
    assert.deepEqual([given.file, given.pointer, given.line], ['a/b@1', '/rules/1/when', undefined]);
    const [malformed] = await lintPacks({ packs: ['{\n  "id": }'], sources });
    assert.deepEqual([malformed.rule, malformed.line, malformed.column], ['json.malformed', 2, 9]);
  });
  it('has a way out where only a programmer would know one', async () => {
    const json = JSON.stringify(packWith({}), null, 2);
    const helpOf = async (wrong) => (await lintPacks({ packs: [wrong], sources }))[0].help ?? '';
    assert.match(await helpOf(json.replace('"format"', '\u201cformat\u201d')), /plain characters of the English keyboard/);
    assert.match(await helpOf(json.replace('"format":', '"format"\uff1a')), /plain characters of the English keyboard/);
    assert.match(await helpOf(json.replace(',\n', '\uff0c\n')), /plain characters of the English keyboard/);
    assert.match(await helpOf(json.replace(/"edition": "1"/, '"edition": "1\u201d')), /ends on its line, and with the plain "/);
    assert.match(await helpOf(json.replace('\n  ', '\n\u3000')), /wide space/);
    assert.match(await helpOf(json.replace(',\n', '\n')), /comma is missing .* line above/);
    assert.match(await helpOf(json.replace(/\n\}$/, ',\n}')), /No comma stands after the last entry/);
    assert.match(await helpOf(json.replace('{', '{ "note": "some "word" here",')), /a text ended too early/);
    assert.match(await helpOf(JSON.stringify(packWith({ rules: [rule('some', { assert: 'today > days' })] }))), /Write a day as date\('2022-10-01'\)/);
    assert.equal(await helpOf(json.replace('"format"', '"fromat"')), '', 'what the message says already is not said again');
  });
  it('of a text\'s expression is told at the text', async () => {
    const json = JSON.stringify(packWith({ rules: [rule('some', { assert: 'home', message: text('${days} and ${dys}') })] }));
    const problems = await lintPacks({ packs: [json], sources });
    assert.deepEqual(problems.map(({ column }) => json.slice(column - 1).slice(0, 4)), ['"\u4e2d\u6587\uff1a', '"${d']);
  });
});

describe('the shipped rules', () => {
  it('have neither errors nor warnings, and each note is known', async () => {
    const { packs, sources: shipped } = readRuleFiles(join(root, 'rules'));
    const problems = await lintPacks({
      packs: packs.map((file) => file.text),
      sources: shipped.map((file) => file.text),
      names: { packs: packs.map((file) => file.name), sources: shipped.map((file) => file.name) },
      cases: readCaseFilesBelow(join(root, 'rules')),
      uncovered: JSON.parse(readFileSync(join(root, 'rules/uncovered.json'), 'utf8')),
    });
    assert.deepEqual(problems.filter(({ level }) => level !== 'note'), []);
    // Shown on the page and said in the form, as the sources ask for it, though nothing depends on it.
    assert.deepEqual([...new Set(problems.map(({ rule: check }) => check))], ['lint.unused_fact']);
  });
});

describe('a text that precheck new wrote', () => {
  const left = { 'zh-CN': '（占位，请替换）哪里不符合。', en: '(placeholder, replace) What is the matter.' };
  it('is told while it stands there, in a pack, an overlay or a source, each in its own file', async () => {
    const base = packWith({ title: left });
    const more = overlay({ guidance: [{ id: 'hint', text: { 'zh-CN': '这一版有什么不同。', en: left.en }, cites: ['X1-01'] }] });
    const notices = [{ ...sources[0], issuer: left }];
    assert.deepEqual(await found([base, more], { sources: notices, names: { packs: ['base', 'more'], sources: ['X1'] } }), [
      'placeholder X1 /issuer/zh-CN', 'placeholder base /title/zh-CN', 'placeholder more /guidance/0/text/en',
    ]);
  });
});

describe('a copy that kept what it is called', () => {
  const folder = mkdtempSync(join(tmpdir(), 'precheck-copies-'));
  after(() => rmSync(folder, { recursive: true }));
  const rules = join(folder, 'rules');
  const write = (name, value) => {
    mkdirSync(dirname(join(rules, name)), { recursive: true });
    writeFileSync(join(rules, name), JSON.stringify(value, null, 2));
  };
  const cli = (args, cwd = folder) => spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...args], { encoding: 'utf8', cwd });
  const told = (...args) => cli(['lint', '--rules', 'rules', ...args]).stdout.split('\n').filter((line) => /misplaced|duplicate/.test(line));
  const home = packWith();
  const cases = (pack) => ({ format: 1, pack, cases: [] });
  beforeEach(() => {
    rmSync(rules, { recursive: true, force: true });
    write('sources/X1.json', sources[0]);
    write('a/b/1.json', home);
    write('a/b/1.cases.json', cases('a/b@1'));
  });

  it('is nothing where folders and file are named as the pack, the source and the cases are', () => {
    assert.deepEqual(told(), []);
    for (const below of ['a', 'a/b']) assert.deepEqual(cli(['lint', '--rules', '.'], join(rules, below)).stdout.match(/misplaced/g), null);
  });
  it('is told at its id, with the name that it would have and the place that it says', () => {
    write('new/b/1.json', home);
    rmSync(join(rules, 'a'), { recursive: true });
    const { stdout } = cli(['lint', '--rules', 'rules']);
    assert.ok(stdout.includes(`rules/new/b/1.json:3:9: warning: the pack says that it is a/b@1, and lies in new/b/1.json [lint.misplaced]
    A copy needs an "id" and "edition" of its own, as its folders and file are named; what is no copy belongs in a/b/1.json.`), stdout);
  });
  it('or at its edition, where only that is the other one\'s', () => {
    write('a/b/2.json', home);
    rmSync(join(rules, 'a/b/1.json'));
    assert.deepEqual(told(), ['rules/a/b/2.json:4:14: warning: the pack says that it is a/b@1, and lies in a/b/2.json [lint.misplaced]']);
  });
  it('is told beside the original, where neither can be loaded; every command says what a copy needs', () => {
    write('0/b/1.json', home); // comes before the original, which the engine then finds fault with
    const { stdout, status } = cli(['lint', '--rules', 'rules']);
    assert.equal(status, 1);
    assert.match(stdout, /^rules\/a\/b\/1\.json:.* \[pack\.duplicate\]$/m);
    assert.match(stdout, /^rules\/0\/b\/1\.json:3:9: .* \[lint\.misplaced\]$/m);
    assert.match(cli(['packs', '--rules', 'rules']).stderr, /a\/b@1 as well\n +A copy needs an "id" and "edition" of its own, as its folders and file are named\.\n/);
  });
  it('a source too is named as its file is', () => {
    write('sources/X2.json', sources[0]);
    assert.equal(told().length, 2);
    rmSync(join(rules, 'sources/X1.json'));
    assert.deepEqual(told(), ['rules/sources/X2.json:3:9: warning: the source says that it is X1, and the file is X2.json [lint.misplaced]']);
  });
  it('and cases are of the pack beside them; told of that pack as well', () => {
    write('new/b/1.json', { ...home, id: 'new/b' });
    write('new/b/1.cases.json', cases('a/b@1'));
    const line = 'rules/new/b/1.cases.json: /pack: warning: the cases are of a/b@1, and the pack beside them is new/b@1 [lint.misplaced]';
    assert.deepEqual(told(), [line]);
    assert.deepEqual(told('new/b'), [line]);
    assert.deepEqual(told('a/b'), []);
  });
  it('names that are no paths, as in code, mean nothing', async () => assert.deepEqual(await found({ ...home, id: 'x/y' }, { names: { packs: ['new/b/1.json'] } }), []));
});

describe('precheck lint', () => {
  const folder = mkdtempSync(join(tmpdir(), 'precheck-lint-'));
  after(() => rmSync(folder, { recursive: true }));
  const rules = join(folder, 'rules');
  for (const below of ['sources', 'a/b', 'a/c']) mkdirSync(join(rules, below), { recursive: true });
  const write = (name, value) => writeFileSync(join(rules, name), typeof value === 'string' ? value : JSON.stringify(value, null, 2));
  const run = (...args) => spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'lint', '--rules', rules, ...args], { encoding: 'utf8' });
  write('sources/X1.json', sources[0]);
  write('a/b/1.json', packWith({ parameters: { lost: { value: 1 } } }));
  write('a/c/1.json', overlay({}));

  it('names file, line and column, says what is wrong and the way out, and counts', () => {
    const { status, stdout, stderr } = run();
    const line = readFileSync(join(rules, 'a/b/1.json'), 'utf8').split('\n').findIndex((text) => text.includes('"lost"')) + 1;
    assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
    assert.equal(stdout, `${join(rules, 'a/b/1.json')}:${line}:13: warning: nothing reads the parameter "lost" [lint.unused_parameter]\n    Read params.lost where it decides, or take it out.\n3 files: 1 warning\n`);
  });
  it('ends with 1 for more warnings than --max-warnings', () => {
    assert.equal(run('--max-warnings', '1').status, 0);
    assert.equal(run('--max-warnings', '0').status, 1);
    assert.equal(run('--max-warnings', 'some').status, 2);
  });
  it('reads no pack that is saved in GBK or UTF-16, and one with a byte order mark', () => {
    const name = join(rules, 'a/c/1.json');
    const json = readFileSync(name);
    for (const bytes of [Buffer.concat([json, Buffer.from([0xd2, 0xd2])]), Buffer.from(`\ufeff${json}`, 'utf16le')]) {
      writeFileSync(name, bytes);
      const { status, stderr } = run();
      assert.equal(status, 2);
      assert.match(stderr, /a\/c\/1\.json: the file is not UTF-8 .*; save it as UTF-8\n$/);
    }
    writeFileSync(name, `\ufeff${json}`);
    assert.equal(run().status, 0);
    writeFileSync(name, json);
  });
  it('tells only what is in the files, folders and packs that are named', () => {
    const counted = (...wanted) => run(...wanted).stdout.trim().split('\n').pop();
    assert.equal(counted(join(rules, 'a/b/1.json')), '1 file: 1 warning');
    assert.equal(counted(join(rules, 'a/b/1.cases.json').replace('.cases', '')), '1 file: 1 warning');
    assert.equal(counted(join(rules, 'a')), '2 files: 1 warning');
    assert.equal(counted('a/b@1'), '1 file: 1 warning');
    assert.equal(counted('a/c'), '1 file: nothing found');
    const { status, stderr } = run('a/d');
    assert.equal(status, 2);
    assert.match(stderr, /a\/d is neither a pack .* nor a file/);
  });
  it('writes data and the formats of CI', () => {
    const [problem] = JSON.parse(run('--format', 'json').stdout);
    assert.equal(problem.rule, 'lint.unused_parameter');
    assert.deepEqual(JSON.parse(run('--format', 'jsonl').stdout), problem);
    const [{ results, tool }] = JSON.parse(run('--format', 'sarif').stdout).runs;
    assert.deepEqual(results.map(({ ruleId, level }) => [ruleId, level]), [['lint.unused_parameter', 'warning']]);
    assert.equal(tool.driver.rules[0].shortDescription.text, lintChecks().find(({ id }) => id === 'lint.unused_parameter').what);
    assert.match(run('--format', 'github').stdout, /^::warning file=.*b\/1\.json,line=\d+,col=13,title=lint\.unused_parameter::/);
    assert.equal(run('--format', 'junit').stdout.match(/<testcase /g).length, 3);
  });
  it('says where sources belong, where a folder in the rules was named for the rules', () => {
    const { status, stdout } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'lint', '--rules', join(rules, 'a')], { encoding: 'utf8' });
    assert.equal(status, 1);
    assert.match(stdout, /\[pack\.unknown_source\]\n +Sources lie in sources\/ of a folder of rules, beside the folders of the packs: name that folder, not one in it\.\n/);
  });
  it('names the line of cases that are no JSON', () => {
    write('a/b/1.cases.json', '{\n  "pack": "a/b@1"，\n}');
    const { status, stderr } = run();
    rmSync(join(rules, 'a/b/1.cases.json'));
    assert.deepEqual([status, stderr], [2, `precheck: ${join(rules, 'a/b/1.cases.json')}: line 2: not JSON: invalid symbol, found "，"\n`]);
  });
  it('ends with 1 for a pack that is refused, and with 2 where there are no rules', () => {
    cpSync(join(rules, 'a/b/1.json'), join(folder, 'kept.json'));
    write('a/b/1.json', '{');
    const { status, stdout } = run();
    assert.deepEqual(run(join(rules, 'sources')).stdout.split('\n').slice(0, -2), stdout.split('\n').slice(0, -2)); // though another file was asked for
    cpSync(join(folder, 'kept.json'), join(rules, 'a/b/1.json'));
    assert.equal(status, 1);
    assert.match(stdout, /b\/1\.json:1:2: error: .* \[json\.malformed\]/);
    const nowhere = spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'lint', '--rules', join(folder, 'nowhere')], { encoding: 'utf8' });
    assert.equal(nowhere.status, 2);
    assert.match(nowhere.stderr, /nowhere/);
  });
});
