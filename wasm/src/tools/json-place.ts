// Where in a JSON text something stands.
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { lineAndColumn } from '../form-text.js';
import { stepsOf } from '../pointer.js';

/**
 * The place of what a pointer names, or of what is nearest around it: a property that is not there is at its object. `index`: into a string that
 * stands there, for the place of a part of it.
 */
export function placesIn(text: string): (pointer: string, index?: number) => { line: number; column: number } {
  const tree = parseTree(text);
  return (pointer, index) => {
    let node = tree;
    if (!node) return { line: 1, column: 1 }; // there is nothing in it
    for (const step of stepsOf(pointer)) {
      const inner = findNodeAtLocation(node, [node.type === 'array' ? Number(step) : step]);
      if (!inner) break;
      node = inner;
    }
    const inside = index === undefined || node.type !== 'string' ? 0 : unitsBefore(text, node.offset, index);
    return lineAndColumn(text, node.offset + inside);
  };
}

/** From a JSON string's quotation mark to its character `index`, which escapes put further away. */
function unitsBefore(text: string, start: number, index: number): number {
  let at = start + 1;
  for (let seen = 0; seen < index; seen++) at += text[at] !== '\\' ? 1 : text[at + 1] === 'u' ? 6 : 2;
  return at - start;
}
