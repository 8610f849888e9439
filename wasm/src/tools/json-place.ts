// Where in a JSON text something stands.
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { lineAndColumn } from '../form-text.js';
import { stepsOf } from '../pointer.js';

/** The place of what a pointer names, or of what is nearest around it: a property that is not there is at its object. */
export function placesIn(text: string): (pointer: string) => { line: number; column: number } {
  const tree = parseTree(text);
  return (pointer) => {
    let node = tree;
    if (!node) return { line: 1, column: 1 }; // there is nothing in it
    for (const step of stepsOf(pointer)) {
      const inner = findNodeAtLocation(node, [node.type === 'array' ? Number(step) : step]);
      if (!inner) break;
      node = inner;
    }
    return lineAndColumn(text, node.offset);
  };
}
