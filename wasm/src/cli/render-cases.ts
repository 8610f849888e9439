// What `precheck test` says to people: of each case that is not as expected its title, then key by key what was expected and what came.
import { diffArrays } from 'diff';
import type { Report } from '../report.js';
import type { CaseResult } from '../tools/test-packs.js';
import type { Colours } from './colours.js';

/** `path:line` of the case, where known. */
export function renderCase({ id, title, pack, differences, report, error }: CaseResult, place: string, colours: Colours): string {
  const lines = [`${colours.red('x')} ${colours.bold(title)}`, `  ${id} of ${pack}, ${place}`];
  if (error) {
    const at = error.pointer || [error.line, error.column].filter((part) => part !== undefined).join(':');
    lines.push(`  could not be checked: ${at ? `${at}: ` : ''}${error.message} [${error.code}]`);
  }
  for (const { key, expected, found } of differences) lines.push(`  ${key}: ${colours.red('- expected')} ${colours.green('+ found')}`, ...renderDifference(expected, found, key, report, colours));
  return `${lines.join('\n')}\n\n`;
}

function renderDifference(expected: unknown, found: unknown, key: string, report: Report | undefined, colours: Colours): string[] {
  return diffArrays(linesOf(expected), linesOf(found, expected)).flatMap(({ added, removed, value }) =>
    value.map((line) => {
      if (removed) return `    ${colours.red(`- ${line}`)}`;
      if (!added) return `      ${line}`;
      const message = key === 'findings' ? report?.findings.find((finding) => JSON.stringify(finding.rule) === line)?.message : undefined;
      return `    ${colours.green(`+ ${line}`)}${message ? `  ${colours.dim(message)}` : ''}`;
    }),
  );
}

/** One for each element or member; members in the order of `like`, so that only what differs is seen to differ. */
function linesOf(value: unknown, like: unknown = {}): string[] {
  if (Array.isArray(value)) return value.length > 0 ? value.map((element) => JSON.stringify(element)) : ['(none)'];
  if (typeof value !== 'object' || value === null) return [JSON.stringify(value)];
  const names = [...new Set([...Object.keys(like as object), ...Object.keys(value)])].filter((name) => name in value);
  return names.length > 0 ? names.map((name) => `${name}: ${JSON.stringify((value as Record<string, unknown>)[name])}`) : ['(none)'];
}

/** `7 cases of 2 packs: 6 as expected, 1 not` */
export function renderCounts(results: readonly CaseResult[], colours: Colours): string {
  const packs = new Set(results.map(({ pack }) => pack)).size;
  const count = (wanted: CaseResult['status']) => results.filter(({ status }) => status === wanted).length;
  const [passed, failed, unreadable] = [count('passed'), count('failed'), count('unreadable')];
  const counts = [`${passed} as expected`, failed > 0 && colours.red(`${failed} not`), unreadable > 0 && colours.red(`${unreadable} could not be checked`)];
  return `${results.length} case${results.length === 1 ? '' : 's'} of ${packs} pack${packs === 1 ? '' : 's'}: ${counts.filter(Boolean).join(', ')}\n`;
}
