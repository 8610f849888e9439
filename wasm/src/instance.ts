// A running wasm instance that is let go for good, by its owner or by a trap.
import type { Bindings, CommonBindings } from './bindings.js';
import { PackError, PrecheckError } from './errors.js';

export class Instance<Of extends CommonBindings = Bindings> {
  private bindings: Of | undefined;
  /** Why there are no bindings any more. */
  private end = new PrecheckError('engine.disposed', 'this engine was disposed of; create another');

  constructor(bindings: Of) {
    this.bindings = bindings;
  }

  call<Answer>(use: (bindings: Of) => Answer): Answer {
    if (!this.bindings) throw this.end;
    try {
      return use(this.bindings);
    } catch (reason) {
      if (reason instanceof PrecheckError || reason instanceof PackError) throw reason;
      // A trap (memory that ran out) leaves the instance in an unknown state: never answer from it again.
      this.bindings = undefined;
      this.end = new PrecheckError('engine.stopped', `the engine stopped and cannot be used again: ${(reason as Error).message}`);
      throw this.end;
    }
  }

  get live(): boolean {
    return this.bindings !== undefined;
  }

  dispose(): void {
    this.bindings = undefined;
  }
}
