// A pack as small as packs can be, for tests that are about the engine and not about a policy.

const text = (english) => ({ 'zh-CN': `（${english}）`, en: english });

export const source = {
  format: 1,
  id: 'S9',
  title: text('An example notice'),
  issuer: text('An example bureau'),
  published_on: '2023-01-01',
  clauses: [{ id: 'S9-01', text: text('A visit is at most 30 days ahead of its filing.') }],
};

export const pack = {
  format: 1,
  id: 'example/visit',
  edition: '2023',
  revision: 1,
  title: text('Visit'),
  jurisdiction: { code: '990000', name: text('Example') },
  effective: { from: '2023-01-01', until: null },
  time_zone: 'Asia/Shanghai',
  sources: ['S9'],
  parameters: { most_days: { value: 30, host: true } },
  facts: {
    type: 'object',
    required: ['kind'],
    properties: {
      kind: { type: 'string', enum: ['planned', 'emergency'], title: text('Kind') },
      days: { type: 'integer', minimum: 0, title: text('Days ahead') },
      visit_date: { type: 'string', format: 'date', 'x-optional': true, title: text('Day of the visit') },
      note: { type: 'string', maxLength: 100, 'x-optional': true, title: text('Note') },
    },
  },
  rules: [
    {
      id: 'not-too-early',
      when: "kind == 'planned'",
      assert: 'days <= params.most_days',
      severity: 'error',
      path: '/days',
      message: text('${days} days ahead is too early; at most ${params.most_days}.'),
      remedy: text('Wait.'),
      cites: ['S9-01'],
    },
  ],
};

/** A form that passes. */
export const goodForm = { kind: 'planned', days: 3 };

export const goodOptions = { asOf: '2023-06-01' };

/** A copy of the pack with one of its parts replaced, by dotted path: `changed('rules.0.assert', 'true')`. */
export function changed(path, value) {
  const copy = structuredClone(pack);
  const keys = path.split('.');
  const last = keys.pop();
  keys.reduce((target, key) => target[key], copy)[last] = value;
  return copy;
}
