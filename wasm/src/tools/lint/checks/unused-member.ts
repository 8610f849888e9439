// A parameter that no expression reads; a definition that nothing reads but, at most, other definitions that nothing reads.
import type { Check } from '../check.js';
import { wrongEverywhere } from '../check.js';
import { declaredAt } from '../packs.js';

export const unusedParameter = unusedMember('parameter', 'parameters', 'params');
export const unusedDefinition = unusedMember('definition', 'definitions', 'definitions');

/** `root`: what expressions select it from. */
function unusedMember(called: string, key: 'parameters' | 'definitions', root: string): Check {
  return {
    id: `lint.unused_${called}`,
    level: 'warning',
    what: `a ${called} that nothing reads`,
    find: ({ packs, usesOf }) =>
      wrongEverywhere(packs, (pack) =>
        Object.keys(pack.merged[key] ?? {}).map((name) => ({
          at: declaredAt(pack, `/${key}/${name}`),
          wrong: usesOf(pack)[key].has(name) ? undefined : { message: `nothing reads the ${called} "${name}"`, help: `Read ${root}.${name} where it decides, or take it out.` },
        })),
      ),
  };
}
