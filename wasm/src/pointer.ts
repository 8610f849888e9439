// A JSON value by JSON Pointers (RFC 6901): read, set, taken away.
import { PrecheckError } from './errors.js';
import { loneSurrogateAt } from './form-text.js';

type Container = { [key: string]: unknown } | unknown[];

/** The steps of a pointer: of `/requests/0/to` requests, 0 and to. */
export function stepsOf(path: string): string[] {
  if (path === '') return [];
  if (typeof path !== 'string' || path[0] !== '/' || /~(?![01])/.test(path) || loneSurrogateAt(path) >= 0) {
    throw new PrecheckError('path.malformed', `a path is a JSON Pointer such as "/requests/0/to", or "" for the form, not ${JSON.stringify(path)}`);
  }
  return path.slice(1).split('/').map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** The value there; undefined where there is none. */
export function valueAt(root: Container, steps: string[]): unknown {
  let value: unknown = root;
  for (const step of steps) {
    if (!isContainer(value) || !has(value, step)) return undefined;
    value = partOf(value, step);
  }
  return value;
}

/** Puts a value there. Objects that are missing on the way are made, and lists where the next step is `0` or `-`. */
export function putAt(root: Container, steps: string[], value: unknown): void {
  let container = root;
  steps.forEach((step, i) => {
    const key = Array.isArray(container) ? placeIn(container, step, pointerTo(steps, i)) : step;
    if (i === steps.length - 1) return assign(container, key, value);
    let part = has(container, key) ? partOf(container, key) : undefined;
    if (part === undefined || part === null) {
      part = steps[i + 1] === '0' || steps[i + 1] === '-' ? [] : {};
      assign(container, key, part);
    }
    if (!isContainer(part)) {
      const at = pointerTo(steps, i + 1);
      throw new PrecheckError('path.no_parts', `${at} is a ${typeof part}, which has no parts: set ${at} itself, or take it away first`, { pointer: at });
    }
    container = part;
  });
}

/** Takes the value there away, if there is one; of a list the elements behind it move up. */
export function removeAt(root: Container, steps: string[]): void {
  const last = steps[steps.length - 1] as string;
  const container = valueAt(root, steps.slice(0, -1));
  if (!isContainer(container) || !has(container, last)) return;
  if (Array.isArray(container)) container.splice(Number(last), 1);
  else delete container[last];
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

const NUMBER = /^(0|[1-9][0-9]*)$/;

function has(container: Container, key: string): boolean {
  if (Array.isArray(container)) return NUMBER.test(key) && Number(key) < container.length;
  return Object.prototype.hasOwnProperty.call(container, key);
}

function partOf(container: Container, key: string): unknown {
  return (container as { [key: string]: unknown })[key];
}

/** An element's own number, or that of the first behind the last. */
function placeIn(list: unknown[], step: string, path: string): string {
  if (step === '-') return String(list.length);
  if (NUMBER.test(step) && Number(step) <= list.length) return step;
  const there = list.length === 0 ? `is empty: "${path}/0" is its first element` : `has ${list.length}: "${path}/${list.length}" or "${path}/-" adds one`;
  throw new PrecheckError('path.index', `there is no element "${step}" of the list ${path}, which ${there}`, { pointer: path });
}

function assign(container: Container, key: string, value: unknown): void {
  // Not `=`: that would give the object another prototype.
  if (key === '__proto__') Object.defineProperty(container, key, { value, writable: true, enumerable: true, configurable: true });
  else (container as { [key: string]: unknown })[key] = value;
}

function pointerTo(steps: string[], count: number): string {
  return steps.slice(0, count).map((step) => `/${step.replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}
