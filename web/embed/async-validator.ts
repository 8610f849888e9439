// `yibao-precheck/async-validator`: rules for form libraries that validate field by field with async-validator (Element Plus, Ant Design,
// Ant Design Vue) or in its manner (Vant).
import type { Path } from '../../wasm/src/report.js';
import { formOf } from './model.js';
import type { Obstacle } from './obstacles.js';
import { judge, type Subject } from './subject.js';

export type { Obstacle } from './obstacles.js';
export type { Subject } from './subject.js';

export interface FieldRules {
  /** For async-validator: `{ validator }`, whose promise is rejected with the message. A list of paths: any of these fields, such as a group's. */
  rule(path: Path | readonly Path[]): { validator(): Promise<void> };
  /** For Vant: `{ validator }`, whose answer is `true` or the message. */
  vantRule(path: Path | readonly Path[]): { validator(): true | string };
  /**
   * All that is in the way of the form as it is now. Fields know of themselves only: ask here before sending, for what belongs to no field
   * (a material that is owed, a fact that the page has no field for).
   */
  obstacles(): readonly Obstacle[];
}

/**
 * @param form Gives the whole form, as the page's model holds it when a field is validated; `''`, `null` and `NaN` are what is not filled in. One check
 * serves all fields that are validated in the same turn of the event loop.
 */
export function fieldRules(subject: Subject, form: () => object): FieldRules {
  let known: readonly Obstacle[] | undefined;

  function obstacles(): readonly Obstacle[] {
    if (!known) {
      known = judge(subject, formOf(form(), subject.facts)).obstacles;
      // A submit validates every field at once.
      void Promise.resolve().then(() => (known = undefined));
    }
    return known;
  }

  function messageAt(path: Path | readonly Path[]): string | undefined {
    const paths = typeof path === 'string' ? [path] : path;
    return obstacles().find((obstacle) => paths.some((one) => obstacle.path === one || (one !== '' && obstacle.path.startsWith(`${one}/`))))?.message;
  }

  return {
    rule: (path) => ({
      validator: async () => {
        const message = messageAt(path);
        if (message !== undefined) throw new Error(message);
      },
    }),
    vantRule: (path) => ({ validator: () => messageAt(path) ?? true }),
    obstacles: () => judge(subject, formOf(form(), subject.facts)).obstacles,
  };
}
