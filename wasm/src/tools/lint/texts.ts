// The texts for readers in a document, by locale.

export interface WrittenText {
  pointer: string;
  text: { 'zh-CN': string; en?: string };
}

/** Every object with Chinese under `zh-CN`, in the document's order. */
export function textsBelow(value: unknown, pointer = ''): WrittenText[] {
  if (typeof value !== 'object' || value === null) return [];
  if (typeof (value as Record<string, unknown>)['zh-CN'] === 'string') return [{ pointer, text: value as WrittenText['text'] }];
  return Object.entries(value).flatMap(([key, part]) => textsBelow(part, `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`));
}
