// What stands in the controls of a page's own form, as the form that a pack judges, and which controls each place of it came from.
import type { FactSchema } from '../../wasm/src/documents.js';
import type { Path } from '../../wasm/src/report.js';
import { typedValue } from '../view-model/change.js';
import { itemsOf, kindOf, type Kind } from '../view-model/facts.js';
import type { Json, JsonObject } from '../view-model/pointer.js';

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export interface FormValues {
  form: JsonObject;
  /** By the place in `form`: a report's paths find their controls here. */
  controls: Map<Path, Control[]>;
}

/**
 * Reads the controls whose names are facts of the schema; others are passed over, as are disabled ones. What is not filled in is left out. A list's elements
 * are numbered anew where the page's numbers have gaps.
 */
export function valuesOf(form: HTMLFormElement, facts: FactSchema): FormValues {
  const named = new Map<string, Control[]>();
  for (const element of Array.from(form.elements)) {
    if (!isControl(element) || element.name === '' || element.matches(':disabled')) continue;
    const pointer = pointerOf(element.name);
    named.set(pointer, [...(named.get(pointer) ?? []), element]);
  }
  const controls = new Map<Path, Control[]>();

  function read(fact: FactSchema, name: string, place: Path): Json | undefined {
    const kind = kindOf(fact);
    if (kind === 'group') {
      const entries = Object.entries(fact.properties ?? {}).map(([key, child]) => [key, read(child, `${name}/${key}`, `${place}/${key}`)] as const);
      const given = entries.filter(([, value]) => value !== undefined) as [string, Json][];
      return given.length > 0 ? objectOf(given) : undefined;
    }
    if (kind === 'records') {
      const numbers = elementNumbers(named.keys(), name);
      const elements = numbers.map((number, index) => read(itemsOf(fact), `${name}/${number}`, `${place}/${index}`) ?? {});
      return elements.length > 0 ? elements : undefined;
    }
    const all = named.get(name);
    if (!all) return undefined;
    // Many servers' frameworks put a hidden control of the same name beside a box, so that no tick is sent as well.
    const own = all.some(isBox) ? all.filter(({ type }) => type !== 'hidden') : all;
    controls.set(place, own);
    const raw = rawOf(own, kind);
    return typeof raw === 'boolean' ? raw : typedValue(fact, raw);
  }

  return { form: (read(facts, '', '') ?? {}) as JsonObject, controls };
}

/** `requests[0].to.code`, `requests[0][to][code]` and `/requests/0/to/code` name facts alike; a list of boxes may be called `papers[]`. */
export function pointerOf(name: string): Path {
  return name.startsWith('/') ? name : `/${name.replace(/\[\]$/, '').replace(/\[(\w+)\]/g, '.$1').replace(/\./g, '/')}`;
}

/** By names and not by classes, so that a form within a frame is one too. */
export function isControl(element: Element): element is Control {
  const { localName, type } = element as Control;
  if (localName === 'input') return !['file', 'submit', 'button', 'image', 'reset'].includes(type);
  return localName === 'select' || localName === 'textarea';
}

export function isBox(control: Control): control is HTMLInputElement {
  return control.type === 'checkbox' || control.type === 'radio';
}

function elementNumbers(names: Iterable<string>, list: string): number[] {
  const numbers = new Set<number>();
  for (const name of names) {
    const step = name.startsWith(`${list}/`) ? (name.slice(list.length + 1).split('/')[0] as string) : '';
    if (/^\d+$/.test(step)) numbers.add(Number(step));
  }
  return [...numbers].sort((one, other) => one - other);
}

/** A box that is not ticked is an answer: no, or, of a list of boxes, not among them. */
function rawOf(controls: Control[], kind: Kind): string | string[] | boolean {
  const [first] = controls as [Control, ...Control[]];
  if (isBox(first)) {
    const ticked = (controls as HTMLInputElement[]).filter((control) => control.checked).map((control) => control.value);
    if (kind === 'checks') return ticked;
    return kind === 'yes_no' && first.type === 'checkbox' ? first.checked : (ticked[0] ?? '');
  }
  if (kind === 'checks') return controls.flatMap((control) => ('selectedOptions' in control ? Array.from(control.selectedOptions, (option) => option.value) : [control.value])).filter((value) => value !== '');
  return kind === 'lines' ? controls.map((control) => control.value).join('\n') : first.value;
}

/** Property by property, so that a fact called `__proto__` would be one. */
function objectOf(entries: [string, Json][]): JsonObject {
  const object: JsonObject = {};
  for (const [key, value] of entries) Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  return object;
}
