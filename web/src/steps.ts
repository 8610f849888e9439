// The questions of a form one after the other, as one a screen is shown: what can be filled in by itself and matters, in the form's order.

import { fieldsOf, type FieldView } from '../view-model/index.js';

function isQuestion({ kind, host }: FieldView): boolean {
  return kind !== 'group' && !host;
}

export function stepsOf(root: FieldView): FieldView[] {
  return fieldsOf(root).filter((field) => isQuestion(field) && field.matters);
}

export interface Round {
  steps: FieldView[];
  before: FieldView | undefined;
  after: FieldView | undefined;
  /** Those among all questions that the check waits for. */
  open: FieldView[];
}

/** Where a question stands among those that are asked: all, or those that are open and those that were when they were `asked`. */
export function roundOf(root: FieldView, pointer: string, asked: ReadonlySet<string> | null): Round {
  const all = stepsOf(root);
  const steps = asked ? all.filter((step) => step.needed || asked.has(step.pointer)) : all;
  // The place in the form decides: the question that is left may not matter any more.
  const places = fieldsOf(root).map((field) => field.pointer);
  const isBefore = (step: FieldView) => places.indexOf(step.pointer) < places.indexOf(pointer);
  const before = steps.filter(isBefore);
  return {
    steps,
    before: before[before.length - 1],
    after: steps.find((step) => step.pointer !== pointer && !isBefore(step)),
    open: all.filter(({ needed }) => needed),
  };
}
