// The page knows no pack: a made-up one with every kind of fact is drawn and checked like the shipped ones.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { compilePacks, createPrecheck } from '../../dist/node.js';
import { buildPage } from '../../web/build.mjs';
import { withTrees } from '../../wasm/scripts/shipped-documents.mjs';
import { openSettings, shownVerdict, unfold, useBrowser } from './support/browser.mjs';

const text = (words) => ({ 'zh-CN': words, en: words });
const error = (id, when, assertion, path) => ({
  id,
  when,
  assert: assertion,
  severity: 'error',
  path,
  message: text(id),
  cites: ['T0-01'],
});

const PACK = {
  format: 1,
  id: 'test/every-fact',
  edition: '1',
  revision: 1,
  title: text('Every kind of fact'),
  jurisdiction: { code: '990000', name: text('Nowhere') },
  effective: null,
  time_zone: 'Asia/Shanghai',
  sources: ['T0'],
  facts: {
    type: 'object',
    properties: {
      colour: {
        type: 'string',
        enum: ['red', 'green', 'blue', 'grey'],
        title: text('Colour'),
        'x-values': Object.fromEntries(
          ['grey', 'blue', 'green', 'red'].map((code) => [code, { title: text(`the ${code}`), help: text(`a ${code}`) }]),
        ),
      },
      month: { type: 'string', format: 'month', title: text('Month') },
      day: { type: 'string', format: 'date', title: text('Day') },
      amount: { type: 'number', title: text('Amount') },
      count: { type: 'integer', minimum: 1, title: text('Count') },
      words: { type: 'array', maxItems: 5, items: { type: 'string', maxLength: 20 }, title: text('Words') },
      marks: {
        type: 'array',
        maxItems: 5,
        items: { type: 'string', maxLength: 20, 'x-values': { a: { title: text('A') }, b: { title: text('B') } } },
        title: text('Marks'),
      },
      person: {
        type: 'object',
        title: text('Person'),
        properties: {
          name: { type: 'string', maxLength: 20, title: text('Name') },
          visits: { type: 'integer', 'x-source': 'host', title: text('Visits') },
        },
      },
      place: {
        type: 'object',
        title: text('Place'),
        'x-optional': true,
        'x-directory': 'code',
        properties: {
          code: { type: 'string', maxLength: 12, title: text('Code'), 'x-optional': true },
          open: { type: 'boolean', title: text('Open'), 'x-optional': true },
        },
      },
      boxes: {
        type: 'array',
        maxItems: 2,
        title: text('Boxes'),
        items: {
          type: 'object',
          title: text('Box'),
          properties: { size: { type: 'integer', title: text('Size') } },
        },
      },
    },
  },
  rules: [
    error('not-grey', 'true', "colour != 'grey'", '/colour'),
    error('amount-small', 'true', 'amount < 10.5', '/amount'),
    error('two-words', 'true', 'size(words) == 2', '/words'),
    error('no-mark', 'true', 'size(marks) == 0', '/marks'),
    error('few-visits', 'has(person.visits)', 'person.visits < 3', '/person/visits'),
    error('day-in-month', 'true', 'monthKey(day) == month', '/day'),
    { ...error('box-size', 'true', 'it.size < 3', '/boxes/*/size'), for_each: 'boxes' },
    error('open', 'true', 'place.?open.orValue(true)', '/place/open'),
    error('named', 'true', "person.name != 'nobody'", '/person'),
  ],
};

const SOURCE = {
  format: 1,
  id: 'T0',
  title: text('A test'),
  issuer: text('Nobody'),
  published_on: null,
  clauses: [{ id: 'T0-01', text: text('Things are to be in order.') }],
};

const FORM = {
  colour: 'red', month: '2023-02', day: '2023-02-30', amount: 10.25, count: 1, words: ['one', 'two'], marks: [],
  person: { name: 'someone' }, boxes: [{ size: 1 }],
};

const KEY = 'test/every-fact@1';
const DIRECTORY = { H1: { name: 'The first', open: false }, H2: { name: 'The second', open: true } };
const SAMPLES = [{ id: 'odd-day', title: text('A day that is none'), as_of: '2023-01-01', form: FORM }];

const folder = mkdtempSync(join(tmpdir(), 'any-pack-'));
after(() => rmSync(folder, { recursive: true }));

const browser = useBrowser(async () => {
  const [pack] = await compilePacks({ packs: [JSON.stringify(PACK)], sources: [JSON.stringify(SOURCE)], form: true });
  const engine = await createPrecheck({ packs: [pack] });
  const { id, edition, title, jurisdiction, effective, revision } = PACK;
  const entry = { key: KEY, id, edition, revision, title, jurisdiction, effective };
  const packs = [{ entry, readable: await withTrees(pack), drawn: pack, compiled: engine.compiled(KEY), samples: SAMPLES }];
  await buildPage({ outdir: join(folder, 'web'), packs, directory: DIRECTORY });
  engine.dispose();
  return folder;
});

/** The page with this pack in place of the shipped ones. */
const openRules = () => browser.open({ locale: 'en-US', path: `web/#/check/${KEY}` });

const messages = (page, field) => page.locator(`#field-${field}-messages .finding.error`);

test('every kind of control types its fact as the schema says', async () => {
  const { page, close } = await openRules();
  await page.locator('#field-colour').waitFor();
  const options = await page.locator('#field-colour option').allInnerTexts();
  assert.deepEqual(options.slice(1), ['the grey', 'the blue', 'the green', 'the red'], 'the order of the labels');
  await page.selectOption('#field-colour', 'grey');
  assert.equal(await page.locator('#field-colour-chosen').innerText(), 'a grey');
  assert.equal(await messages(page, 'colour').count(), 1);
  await page.selectOption('#field-colour', 'red');
  assert.equal(await messages(page, 'colour').count(), 0);

  await page.fill('#field-amount', '10.5');
  assert.equal(await messages(page, 'amount').count(), 1);
  await page.fill('#field-amount', 'ten');
  assert.equal(await messages(page, 'amount').count(), 1, 'what is no number is reported, not dropped');
  await page.fill('#field-amount', '10');
  assert.equal(await messages(page, 'amount').count(), 0);
  await unfold(page, '/count'); // no rule asks for it
  await page.fill('#field-count', '3');
  assert.equal(await messages(page, 'count').count(), 0);

  await page.fill('#field-month', '2023-02');
  await page.fill('#field-day', '2023-03-01');
  assert.equal(await messages(page, 'day').count(), 1);
  await page.fill('#field-day', '2023-02-28');
  assert.equal(await messages(page, 'day').count(), 0);

  await page.fill('#field-words', 'one');
  assert.equal(await messages(page, 'words').count(), 1);
  await page.fill('#field-words', 'one\n\n two ');
  assert.equal(await messages(page, 'words').count(), 0);

  await page.check('#field-marks input[value=a]');
  assert.equal(await messages(page, 'marks').count(), 1);
  await page.check('#field-marks .choice:last-child input');
  assert.equal(await page.isChecked('#field-marks input[value=a]'), false);
  assert.equal(await messages(page, 'marks').count(), 0);

  await page.fill('#field-person-name', 'nobody');
  assert.equal(await messages(page, 'person').count(), 1, 'a message of a group stands at the group');
  await page.fill('#field-person-name', 'somebody');

  await page.click('#field-boxes > .add');
  await page.fill('#field-boxes-0-size', '1');
  await page.click('#field-boxes > .add');
  assert.equal(await page.isDisabled('#field-boxes > .add'), true, 'the schema allows two');
  await page.fill('#field-boxes-1-size', '3');
  assert.equal(await messages(page, 'boxes-1-size').count(), 1);
  await page.click('#field-boxes-0 > .remove');
  assert.equal(await messages(page, 'boxes-0-size').count(), 1, 'the message moves along');
  await page.fill('#field-boxes-0-size', '2');
  assert.equal(await shownVerdict(page), 'pass');
  await close();
});

test('facts of the system are folded away, can be tried, and a link opens them', async () => {
  const { page, close } = await openRules();
  const visits = page.locator('#field-person-visits');
  await visits.waitFor({ state: 'attached' });
  assert.equal(await visits.isVisible(), false);
  await page.click('details.host > summary');
  await visits.fill('3');
  assert.equal(await messages(page, 'person-visits').count(), 1);
  await page.click('details.host > summary');
  await page.locator('#report-findings a[data-path="/person/visits"]').click();
  assert.equal(await visits.isVisible(), true);
  await close();
});

test('what the directory knows of a code need not be typed', async () => {
  const { page, close } = await openRules();
  await page.locator('#field-place-code').waitFor();
  const matches = page.locator('#field-place-code-list [role=option]');
  const code = page.locator('#field-place-code');
  assert.equal(await code.getAttribute('aria-expanded'), 'false');
  await code.pressSequentially('the');
  assert.deepEqual(await matches.evaluateAll((all) => all.map((node) => node.dataset.code)), ['H1', 'H2']);
  assert.equal(await code.getAttribute('aria-expanded'), 'true');
  assert.equal(await messages(page, 'place-code').count(), 0, 'what is searched for is not taken for a code');
  await code.press('ArrowDown');
  await code.press('ArrowDown');
  assert.equal(await code.getAttribute('aria-activedescendant'), await matches.nth(1).getAttribute('id'));
  await code.press('Enter');
  assert.equal(await code.inputValue(), 'H2');
  assert.match(await page.locator('#field-place-code-chosen').innerText(), /The second/);
  await code.fill('first');
  await matches.click();
  assert.equal(await code.inputValue(), 'H1');
  assert.match(await page.locator('#field-place-code-chosen').innerText(), /The first/);
  assert.equal(await messages(page, 'place-open').count(), 1, 'the first is not open');
  await page.fill('#field-place-code', 'H2');
  assert.equal(await messages(page, 'place-open').count(), 0);
  await page.fill('#field-place-code', 'H3');
  assert.equal(await page.locator('#field-place-code-messages .finding.warning').count(), 1, 'nobody knows the third');
  assert.equal(await page.locator('#field-place-code-chosen').isVisible(), false);
  await close();
});

test('a value that its control cannot hold is shown as it is, to be corrected', async () => {
  const { page, close } = await openRules();
  await openSettings(page);
  await page.selectOption('#sample', 'odd-day');
  await page.click('#load-sample');
  assert.equal(await page.inputValue('#field-day'), '2023-02-30');
  assert.equal(await messages(page, 'day').count(), 1);
  await page.fill('#field-day', '2023-02-28');
  assert.equal(await shownVerdict(page), 'pass');
  await close();
});

test('the clause behind a message can be read on the page', async () => {
  const { page, close } = await openRules();
  await page.selectOption('#field-colour', 'grey');
  const citation = page.locator('#report details', { hasText: 'T0-01' }).first();
  assert.equal(await citation.locator('.clauses').isVisible(), false);
  await citation.locator('summary').click();
  assert.match(await citation.locator('.clauses').innerText(), /Things are to be in order\.\s+A test · Nobody/);
  await unfold(page, '/count');
  await page.fill('#field-count', '2');
  assert.equal(await citation.locator('.clauses').isVisible(), true, 'it stays open while the form changes');
  await close();
});
