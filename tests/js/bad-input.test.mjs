// Whatever is handed in, the answer is an error that says what and where, and the engine goes on.
import assert from 'node:assert/strict';
import { after, afterEach, describe, it } from 'node:test';
import { createPrecheck, PackError, PrecheckError } from 'yibao-precheck';
import { changed, goodForm, goodOptions, pack, source } from './support/example.mjs';

const engine = await createPrecheck({ packs: [pack], sources: [source] });
const check = (form, options = goodOptions, name = pack.id) => engine.check(name, form, options);

afterEach(() => assert.equal(check(goodForm).verdict, 'pass', 'the same engine still answers'));
after(() => engine.dispose());

/** The PrecheckError that a call throws, as plain data. */
function errorOf(call) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof PrecheckError, String(error));
    assert.ok(error.message.length > 10);
    const { code, pointer, line, column } = error;
    return { code, ...(pointer !== undefined && { pointer }), ...(line !== undefined && { line, column }) };
  }
  return assert.fail('nothing was thrown');
}

describe('a form that is not JSON', () => {
  it('says the line and column, and the value that it was reading', () => {
    assert.deepEqual(errorOf(() => check('{\n  "kind": "planned",\n  "days": ,\n}')), { code: 'form.malformed_json', pointer: '/days', line: 3, column: 11 });
  });

  it('counts columns in characters', () => {
    assert.deepEqual(errorOf(() => check('{"note": "\u5907\u{1f600}" x}')), { code: 'form.malformed_json', pointer: '/note', line: 1, column: 15 });
  });

  it('is refused when it is empty or cut off', () => {
    for (const text of ['', ' ', '{', '{"kind"', '{"kind": "pla']) assert.equal(errorOf(() => check(text)).code, 'form.malformed_json');
  });

  it('is refused for a half surrogate pair in the text', () => {
    assert.deepEqual(errorOf(() => check('{\r\n"note": "\ud800"}')), { code: 'form.malformed_json', line: 2, column: 10 });
  });

  it('is refused for an escaped half surrogate pair', () => {
    const error = errorOf(() => check('{"note": "\\ud800"}'));
    assert.equal(error.code, 'form.malformed_json');
    assert.equal(error.line, 1);
  });

  it('is refused for a half surrogate pair inside an object, with a pointer', () => {
    assert.deepEqual(errorOf(() => check({ kind: 'planned', 'a/b': ['\udc00'] })), { code: 'form.malformed_json', pointer: '/a~1b/0' });
  });

  it('is refused for a raw NUL, and takes an escaped one as a character', () => {
    assert.equal(errorOf(() => check('{"kind": "planned", "days": 3}\0')).code, 'form.malformed_json');
    assert.equal(errorOf(() => check('{"note": "a\0b"}')).code, 'form.malformed_json');
    assert.equal(check('{"kind": "planned", "days": 3, "note": "a\\u0000b"}').verdict, 'pass');
    assert.equal(check({ ...goodForm, note: 'a\0b' }).verdict, 'pass');
  });

  it('is refused when a key comes twice', () => {
    assert.equal(errorOf(() => check('{"kind": "planned", "days": 3, "kind": "emergency"}')).code, 'form.duplicate_key');
  });
});

describe('a form of another shape', () => {
  it('is refused when it is no object', () => {
    for (const form of [[], [goodForm], 5, true, null, '"text"', 'null', '[]']) assert.equal(errorOf(() => check(form)).code, 'form.not_an_object');
  });

  it('is refused when JSON cannot say it', () => {
    const cyclic = {};
    cyclic.self = cyclic;
    for (const form of [undefined, () => goodForm, Symbol('form'), 5n, { days: 5n }, cyclic]) {
      assert.equal(errorOf(() => check(form)).code, 'form.not_json');
    }
  });

  it('is refused beyond 1 MiB', () => {
    assert.equal(errorOf(() => check({ ...goodForm, note: 'x'.repeat(2 << 20) })).code, 'form.too_large');
    assert.equal(errorOf(() => check({ ...goodForm, note: 'x'.repeat(1 << 20) })).code, 'form.too_large');
  });

  it('is refused when nested 10,000 deep', () => {
    assert.equal(errorOf(() => check(`{"note": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`)).code, 'form.too_deep');
    assert.equal(errorOf(() => check(`{"note": ${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`)).code, 'form.too_deep');
  });
});

describe('a value that is wrong', () => {
  // The applicant's mistake: a report with a finding at the field, not an error.
  const findingOf = (form) => {
    const { verdict, findings } = check(form);
    assert.equal(verdict, 'fail');
    assert.equal(findings.length, 1, JSON.stringify(findings));
    assert.match(findings[0].rule, /^schema\./);
    return findings[0].path;
  };

  it('by its type is a finding', () => assert.equal(findingOf({ kind: 'planned', days: '3' }), '/days'));
  it('outside its list is a finding', () => assert.equal(findingOf({ kind: 'unheard-of', days: 3 }), '/kind'));
  it('that is no day of the calendar is a finding', () => assert.equal(findingOf({ ...goodForm, visit_date: '2023-02-30' }), '/visit_date'));
  it('below its minimum is a finding', () => assert.equal(findingOf({ kind: 'planned', days: -1 }), '/days'));

  it('of a name that the pack does not know is only a note', () => {
    const { verdict, findings } = check({ ...goodForm, colour: 'red' });
    assert.equal(verdict, 'pass');
    assert.deepEqual(findings.map(({ rule, severity, path }) => ({ rule, severity, path })), [
      { rule: 'schema.unknown_property', severity: 'info', path: '/colour' },
    ]);
  });

  it('that is missing is unknown, not wrong', () => {
    const { verdict, missing, findings } = check({ kind: 'planned', days: null });
    assert.deepEqual({ verdict, missing, findings }, { verdict: 'incomplete', missing: ['/days'], findings: [] });
  });
});

describe('a question that is wrong', () => {
  const codeOf = (options, name) => errorOf(() => check(goodForm, options, name)).code;

  it('for an unknown pack or edition', () => {
    assert.equal(codeOf(goodOptions, 'example/nowhere'), 'pack.unknown');
    assert.equal(codeOf(goodOptions, ''), 'pack.unknown');
    assert.equal(errorOf(() => engine.check(undefined, goodForm, goodOptions)).code, 'pack.unknown');
    assert.equal(codeOf(goodOptions, 'example/visit@1999'), 'pack.unknown_edition');
  });

  it('for a day before the first edition', () => {
    assert.equal(codeOf({ asOf: '2022-12-31' }), 'pack.no_edition_in_force');
    assert.equal(check(goodForm, { asOf: '2022-12-31' }, 'example/visit@2023').verdict, 'pass');
  });

  it('without a day', () => {
    for (const options of [undefined, {}, { asOf: '' }, { asOf: undefined }]) assert.equal(errorOf(() => engine.check(pack.id, goodForm, options)).code, 'as_of.missing');
  });

  it('with a day that is none', () => {
    for (const asOf of ['2023-02-30', '2023-13-01', 'today', '2023', '2023-06-01T25:00:00Z', new Date(0), 5]) {
      assert.equal(codeOf({ asOf }), 'as_of.malformed', String(asOf));
    }
  });

  it('with parameters that the pack does not leave to the host', () => {
    assert.equal(codeOf({ ...goodOptions, params: { other: 1 } }), 'params.undeclared');
    assert.equal(codeOf({ ...goodOptions, params: { most_days: 'many' } }), 'params.type');
    assert.equal(codeOf({ ...goodOptions, params: '{' }), 'params.malformed_json');
    assert.equal(check({ kind: 'planned', days: 40 }, { ...goodOptions, params: { most_days: 60 } }).verdict, 'pass');
  });
});

describe('a JSONL line that is wrong', () => {
  const answer = (line, defaults) => JSON.parse(engine.checkLine(line, defaults));

  it('is answered with its id where that can be read', () => {
    const { id, error } = answer(JSON.stringify({ id: 'a1', pack: 'example/nowhere', as_of: '2023-06-01', form: {} }));
    assert.deepEqual([id, error.code], ['a1', 'pack.unknown']);
  });

  it('is answered without one where it cannot', () => {
    assert.equal(answer('{"id": "a1", ').error.code, 'line.malformed_json');
    assert.equal(answer('{"id": "\ud800"}').error.code, 'line.malformed_json');
    assert.equal(answer(`{"id": "${'x'.repeat(3 << 20)}"}`).error.code, 'line.too_large');
  });

  it('is refused for a key that is no part of a request', () => {
    assert.equal(answer(JSON.stringify({ id: 'a1', pack: pack.id, asOf: '2023-06-01', form: {} })).error.code, 'line.unknown_key');
  });

  it('takes defaults for what it leaves out, and nothing else', () => {
    const line = JSON.stringify({ id: 'a1', form: goodForm });
    assert.equal(answer(line).error.code, 'pack.unknown');
    assert.equal(answer(line, { pack: pack.id }).error.code, 'as_of.missing');
    const report = answer(line, { pack: pack.id, asOf: '2023-06-01', locale: 'en' });
    assert.deepEqual([report.id, report.verdict, report.locale], ['a1', 'pass', 'en']);
  });
});

describe('a pack that is wrong', () => {
  /** The diagnostics of a pack that must not load. */
  async function diagnosticsOf(packs, sources = [source]) {
    try {
      await createPrecheck({ packs, sources });
    } catch (error) {
      assert.ok(error instanceof PackError, String(error));
      assert.notEqual(error.diagnostics.length, 0);
      for (const { code, document, message } of error.diagnostics) assert.ok(code && document && message, JSON.stringify(error.diagnostics));
      return error.diagnostics;
    }
    return assert.fail('the pack was loaded');
  }

  it('by the syntax of an expression names its place and column', async () => {
    const [{ pointer, column }] = await diagnosticsOf([changed('rules.0.assert', 'days > > 5')]);
    assert.deepEqual({ pointer, column }, { pointer: '/rules/0/assert', column: 8 });
  });

  it('by a name that is not declared says the name', async () => {
    const [{ pointer, column, message }] = await diagnosticsOf([changed('rules.0.assert', 'dayz <= 30')]);
    assert.deepEqual({ pointer, column }, { pointer: '/rules/0/assert', column: 1 });
    assert.match(message, /dayz/);
  });

  it('by the same rule id twice', async () => {
    const [{ pointer, message }] = await diagnosticsOf([changed('rules', [pack.rules[0], pack.rules[0]])]);
    assert.match(pointer, /^\/rules\/1/);
    assert.match(message, /not-too-early/);
  });

  it('by a citation that no source has', async () => {
    const [{ pointer, message }] = await diagnosticsOf([changed('rules.0.cites', ['S9-99'])]);
    assert.match(pointer, /^\/rules\/0\/cites/);
    assert.match(message, /S9-99/);
  });

  it('by a key that packs do not have', async () => {
    const [{ pointer, message }] = await diagnosticsOf([changed('rules.0.colour', 'red')]);
    assert.match(pointer, /^\/rules\/0/);
    assert.match(message, /colour/);
  });

  it('by its JSON says line and column, and the file where one is named', async () => {
    const error = await createPrecheck({ packs: ['{\n  "format": 1,\n  oops\n}'], names: { packs: ['a/b/2023.json'] } }).catch((reason) => reason);
    const [{ document, line, column }] = error.diagnostics;
    assert.deepEqual({ document, line, column }, { document: 'a/b/2023.json', line: 3, column: 3 });
  });

  it('lists every fault, not only the first', async () => {
    const faulty = changed('rules.0.assert', 'days >');
    faulty.rules[0].cites = ['S9-99'];
    const pointers = (await diagnosticsOf([faulty])).map(({ pointer }) => pointer);
    assert.ok(pointers.some((pointer) => pointer.startsWith('/rules/0/assert')), pointers.join());
    assert.ok(pointers.some((pointer) => pointer.startsWith('/rules/0/cites')), pointers.join());
  });

  it('is not made good by a half surrogate pair', async () => {
    const [{ pointer }] = await diagnosticsOf([changed('title.en', '\ud800')]);
    assert.equal(pointer, '/title/en');
  });
});

it('a disposed engine says so', async () => {
  const other = await createPrecheck({ packs: [pack], sources: [source] });
  other.dispose();
  for (const call of [() => other.check(pack.id, goodForm, goodOptions), () => other.packs(), () => other.checkLine('{}')]) {
    assert.equal(errorOf(call).code, 'engine.disposed');
  }
});
