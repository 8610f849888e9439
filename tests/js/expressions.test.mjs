// Every CEL expression of a pack is found where diagnostics place it.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { expressionsOf } from 'yibao-precheck/tools';

const found = (pack) => [...expressionsOf({ format: 1, id: 'a/b', edition: '1', ...pack })].map(({ pointer, text, role, owner }) => `${pointer} ${role} of ${owner}: ${text}`);

it('walks definitions, rules, requirements, outcomes, guidance and plan, in this order', () => {
  const pack = {
    plan: { when: 'p', state: 's', invariant: 'i', actions: [{ action: 'go', for_each: 'list', when: 'w', next: 'n', from: 'f', to: 't' }], impossible: { message: { 'zh-CN': '${m}' } } },
    guidance: [{ id: 'g', when: 'x', text: { 'zh-CN': '无' } }],
    outcomes: { one: { value: '1' }, many: [{ when: 'a', value: '2', text: { en: '${b}' } }] },
    requirements: [{ id: 'q', when: 'c', satisfied: 'd', title: { 'zh-CN': '无' } }],
    rules: [{ id: 'r', for_each: 'requests', when: 'e', assert: 'h', message: { 'zh-CN': '${j}、${k}' } }],
    definitions: { l: 'true' },
  };
  assert.deepEqual(found(pack), [
    '/definitions/l definition of definition l: true',
    '/rules/0/when when of rule r: e', '/rules/0/assert assert of rule r: h', '/rules/0/message/zh-CN text of rule r: j', '/rules/0/message/zh-CN text of rule r: k',
    '/requirements/0/when when of requirement q: c', '/requirements/0/satisfied satisfied of requirement q: d',
    '/outcomes/one/value value of outcome one: 1', '/outcomes/many/0/when when of outcome many: a', '/outcomes/many/0/value value of outcome many: 2',
    '/outcomes/many/0/text/en text of outcome many: b',
    '/guidance/0/when when of guidance g: x',
    '/plan/when when of plan: p', '/plan/state state of plan: s', '/plan/invariant invariant of plan: i',
    '/plan/actions/0/for_each for_each of action go: list', '/plan/actions/0/when when of action go: w', '/plan/actions/0/next next of action go: n',
    '/plan/actions/0/from from of action go: f', '/plan/actions/0/to to of action go: t',
    '/plan/impossible/message/zh-CN text of plan: m',
  ]);
});

it('reads a text as the core does: $${ is no expression, and braces and quotes within one do not end it', () => {
  const inText = (text) => found({ guidance: [{ id: 'g', text: { en: text } }] }).map((line) => line.split(': ').slice(1).join(': '));
  assert.deepEqual(inText('$${a} ${b}'), ['b']);
  assert.deepEqual(inText("${ {'}': 1}['}'] } and ${'\\'}'}"), [" {'}': 1}['}'] ", "'\\'}'"]);
});
