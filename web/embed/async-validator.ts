// `yibao-precheck/async-validator`: rules for form libraries that validate field by field with async-validator (Element Plus, Ant Design,
// Ant Design Vue) or in its manner (Vant).
import type { Path } from '../../wasm/src/report.js';
import { obstaclesFor, type Subject } from './subject.js';

export type { Subject } from './subject.js';

export interface FieldRules {
  /** For async-validator: `{ validator }`, whose promise is rejected with the message. A list of paths: any of these fields, such as a group's. */
  rule(path: Path | readonly Path[]): { validator(): Promise<void> };
  /** For Vant: `{ validator }`, whose answer is `true` or the message. */
  vantRule(path: Path | readonly Path[]): { validator(): true | string };
}

/**
 * @param form Gives the whole form, as the page's model holds it when a field is validated. One check serves all fields that are validated in the same
 * turn of the event loop.
 */
export function fieldRules(subject: Subject, form: () => object): FieldRules {
  let obstacles: ReturnType<typeof obstaclesFor> | undefined;

  function messageAt(path: Path | readonly Path[]): string | undefined {
    if (!obstacles) {
      obstacles = obstaclesFor(subject, form());
      // A submit validates every field at once.
      void Promise.resolve().then(() => (obstacles = undefined));
    }
    const paths = typeof path === 'string' ? [path] : path;
    return obstacles.find((obstacle) => paths.some((one) => obstacle.path === one || (one !== '' && obstacle.path.startsWith(`${one}/`))))?.message;
  }

  return {
    rule: (path) => ({
      validator: async () => {
        const message = messageAt(path);
        if (message !== undefined) throw new Error(message);
      },
    }),
    vantRule: (path) => ({ validator: () => messageAt(path) ?? true }),
  };
}
