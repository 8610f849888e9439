// One decision with one expression node, as its editor writes it. The library answers by promises only.
import { ZenEngine } from '@gorules/zen-engine';
import { verdictOf } from './verdict.mjs';
import { ZEN_RULES } from './zen-rules.mjs';

export const engine = { title: 'zen, native', packages: ['@gorules/zen-engine'], asynchronous: true, native: true };

export function create({ today }) {
  const decision = new ZenEngine().createDecision({
    nodes: [
      { id: 'in', type: 'inputNode', name: 'form', position: { x: 0, y: 0 }, content: {} },
      {
        id: 'rules', type: 'expressionNode', name: 'rules', position: { x: 1, y: 0 },
        content: { expressions: ZEN_RULES.map(([id, value], i) => ({ id, key: `rule_${i}`, value })) },
      },
      { id: 'out', type: 'outputNode', name: 'answer', position: { x: 2, y: 0 }, content: {} },
    ],
    edges: [
      { id: 'first', type: 'edge', sourceId: 'in', targetId: 'rules' },
      { id: 'second', type: 'edge', sourceId: 'rules', targetId: 'out' },
    ],
  });
  return {
    object: async (form) => {
      const { result } = await decision.evaluate({ ...form, today });
      return verdictOf(ZEN_RULES.filter((_, i) => result[`rule_${i}`] !== true).map(([id]) => id));
    },
  };
}
