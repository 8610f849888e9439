// The questions of a form one after the other, as one a screen is shown: what can be filled in by itself and matters, in the form's order.

import { fieldsOf, type FieldView } from '../view-model/index.js';

function isQuestion({ kind, host }: FieldView): boolean {
  return kind !== 'group' && !host;
}

export function stepsOf(root: FieldView): FieldView[] {
  return fieldsOf(root).filter((field) => isQuestion(field) && field.matters);
}

/** The place in the form decides: the question that is left may not matter any more. */
export function stepAfter(root: FieldView, pointer: string): FieldView | undefined {
  return neighbour(fieldsOf(root), pointer);
}

export function stepBefore(root: FieldView, pointer: string): FieldView | undefined {
  return neighbour(fieldsOf(root).reverse(), pointer);
}

function neighbour(fields: FieldView[], pointer: string): FieldView | undefined {
  const place = fields.findIndex((field) => field.pointer === pointer);
  return fields.find((field, index) => index > place && isQuestion(field) && field.matters);
}
