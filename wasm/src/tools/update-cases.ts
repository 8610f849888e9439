// Writes what came into a text of cases, in the place of what was expected. The rest of the text stays as it is.
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { CaseResult } from './test-packs.js';

/** A longer line is broken. */
const MAX_COLUMN = 160;

/** @param results Of this text's cases. Only keys that a case states are written. */
export function updateCases(text: string, results: readonly CaseResult[]): string {
  const tree = parseTree(text);
  const edits: { start: number; end: number; value: unknown }[] = [];
  for (const { id, index, differences } of results) {
    for (const { key, found } of differences) {
      const node = tree && findNodeAtLocation(tree, ['cases', index, 'expected', key]);
      if (!node) throw new Error(`case ${id}: there is no ${key} in the file`);
      edits.push({ start: node.offset, end: node.offset + node.length, value: found });
    }
  }
  // From the end, so that places before stay true.
  edits.sort((a, b) => b.start - a.start);
  for (const { start, end, value } of edits) text = text.slice(0, start) + printed(value, text, start, end) + text.slice(end);
  return text;
}

/** On the line where it stood, as people write it, or below each other where the line would be too long. */
function printed(value: unknown, text: string, start: number, end: number): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  const before = text.slice(lineStart, start);
  const after = text.slice(end, lineEnd < 0 ? text.length : lineEnd);
  const inOneLine = oneLine(value);
  const indent = /^ */.exec(before)?.[0] ?? '';
  // A line that was as long already, because its author wanted it so, stays one.
  const limit = Math.max(MAX_COLUMN, before.length + after.length + (text.slice(start, end).includes('\n') ? 0 : end - start));
  if (before.length + inOneLine.length + after.length <= limit) return inOneLine;
  return JSON.stringify(value, null, 2).replace(/\n/g, `\n${indent}`);
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${oneLine(member)}`);
  return members.length > 0 ? `{ ${members.join(', ')} }` : '{}';
}
