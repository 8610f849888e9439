// Many forms by `yibao-precheck/tools`: in order, no faster than they are taken, and no failure is lost.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { createPrecheck } from 'yibao-precheck';
import { addSummary, checkForms, checkLines, emptySummary } from 'yibao-precheck/tools';
import { goodForm, pack, source } from './support/example.mjs';
import { importSource } from './support/import-source.mjs';

const engine = await createPrecheck({ packs: [pack], sources: [source] });
const defaults = { pack: 'example/visit', asOf: '2023-06-01' };
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function* given(...parts) {
  for (const part of parts) {
    if (part instanceof Error) throw part;
    yield typeof part === 'string' ? Buffer.from(part) : part;
  }
}

async function all(answers) {
  const found = { answers: [], numbers: [], failures: [], summary: emptySummary() };
  for await (const one of answers) {
    found.answers.push(...Buffer.from(one.lines).toString().split('\n').slice(0, -1).map((line) => JSON.parse(line)));
    found.numbers.push(...one.numbers);
    found.failures.push(...one.failures);
    addSummary(found.summary, one.summary);
  }
  return found;
}

describe('checkLines', () => {
  const line = (days) => JSON.stringify({ id: `${days}`, form: { kind: 'planned', days } });

  it('numbers lines wherever a chunk ends, blank ones too', async () => {
    const text = `\n${line(1)}\n \t\r\n${line(31)}\r\noops\n\n\n${line(2)}`;
    for (let size = 1; size < text.length; size += 7) {
      const chunks = text.match(new RegExp(`[^]{1,${size}}`, 'g'));
      const { answers, numbers, failures, summary } = await all(checkLines(engine, given(...chunks), defaults));
      assert.deepEqual(numbers, [2, 4, 5, 8]);
      assert.deepEqual(answers.map(({ id, verdict, error }) => [id, verdict ?? error.line]), [['1', 'pass'], ['31', 'fail'], [undefined, 5], ['2', 'pass']]);
      assert.deepEqual(failures.map(({ code, line: number, column }) => [code, number, column]), [['line.malformed_json', 5, 1]]);
      assert.deepEqual([summary.forms, summary.verdicts.pass, summary.verdicts.fail, summary.unreadable], [4, 2, 1, { 'line.malformed_json': 1 }]);
    }
  });

  it('keeps characters that lie across chunks', async () => {
    const bytes = Buffer.from(`${JSON.stringify({ id: '长🙂', form: goodForm })}\n`);
    const { answers } = await all(checkLines(engine, given(...Array.from(bytes, (byte) => Buffer.from([byte]))), defaults));
    assert.equal(answers[0].id, '长🙂');
  });

  for (const jobs of [1, 2]) {
    it(`answers what came before the input failed, then fails (${jobs} jobs)`, async () => {
      const found = [];
      await assert.rejects(async () => {
        for await (const { numbers } of checkLines(engine, given(`${line(1)}\n`, `${line(2)}\n${line(3)}\n`, new Error('gone')), { ...defaults, jobs })) found.push(...numbers);
      }, /gone/);
      assert.deepEqual(found, [1, 2, 3]);
    });

    it(`ends its threads when no more is wanted, even while the input is silent (${jobs} jobs)`, async () => {
      async function* silent() {
        yield Buffer.from(`${line(1)}\n`);
        await new Promise(() => {});
      }
      for await (const { numbers } of checkLines(engine, silent(), { ...defaults, jobs })) {
        assert.deepEqual(numbers, [1]);
        break;
      }
    });
  }

  it('is there for CommonJS, with its threads', async () => {
    const tools = createRequire(import.meta.url)('yibao-precheck/tools');
    const { numbers } = await all(tools.checkLines(engine, given(`${line(1)}\n`), { ...defaults, jobs: 2 }));
    assert.deepEqual(numbers, [1]);
  });
});

it('a rule that cannot be evaluated is counted as such', async () => {
  const failing = { ...pack, rules: [{ ...pack.rules[0], id: 'fails', when: 'true', assert: '10 / (days - 3) > 100' }] };
  const other = await createPrecheck({ packs: [failing], sources: [source] });
  const { summary } = await all(checkForms(other, 'example/visit', given(...[3, 4].map((days) => ({ name: `${days}`, text: JSON.stringify({ kind: 'planned', days }) }))), { asOf: '2023-06-01' }));
  assert.deepEqual(summary.rules, { 'example/visit@2023': { fails: { failed: 1, error: 1 } } });
});

describe('inOrder', async () => {
  const { inOrder } = await importSource('wasm/src/tools/check/in-order.ts');

  it('gives results in the order of the tasks, the most at a time, and none is taken while none is wanted', async () => {
    let [taken, underWay, most] = [0, 0, 0];
    async function* tasks() {
      for (; taken < 40; taken++) yield taken;
    }
    const work = async (task) => {
      most = Math.max(most, ++underWay);
      await wait((task * 7) % 10);
      underWay--;
      return task;
    };
    const results = [];
    for await (const result of inOrder(tasks(), work, 4)) {
      results.push(result);
      if (results.length === 5) {
        await wait(50);
        assert.ok(taken <= 10, `${taken} were taken for 5 that were wanted`);
      }
    }
    assert.deepEqual(results, Array.from({ length: 40 }, (_, i) => i));
    assert.equal(most, 4);
  });

  it('fails where the work does, after what came before it', async () => {
    const results = [];
    await assert.rejects(async () => {
      for await (const one of inOrder(given({ n: 0 }, { n: 1 }, { n: 2 }, { n: 3 }), async ({ n }) => {
        await wait(10 - n);
        if (n === 2) throw new Error('no');
        return n;
      }, 3)) results.push(one);
    }, /no/);
    assert.deepEqual(results, [0, 1]);
  });
});
