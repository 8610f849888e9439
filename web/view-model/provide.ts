// What the components of one page or mini-program share: the engine, the documents that forms are drawn from, and the institutions that the host knows.

import type { Report } from '../../wasm/src/report.js';
import { packKey, type Directory, type Pack } from './pack.js';
import type { JsonObject } from './pointer.js';

/** As much of the engine as the components use: any build of it will do. */
export interface Engine {
  open(pack: string, options: SessionOptions): Session;
}

export interface SessionOptions {
  form: JsonObject;
  asOf: string;
  locale: string;
  params?: object;
  directory?: Directory;
}

export interface Session {
  set(path: string, value: unknown): void;
  report(): Report;
  close(): void;
}

export interface Provided {
  /** `createPrecheck({ packs: compiled })`, or what it resolves to. */
  precheck: Engine | Promise<Engine>;
  /** The documents of the same packs (`yibao-precheck/rules/…`): forms are drawn from them. */
  packs: readonly object[];
  /** Institutions by code, as for `check`. */
  directory?: Directory;
  /** Areas by code, to choose from by name: asked for when somebody is about to fill one in. Absent: codes are typed. */
  areas?: () => Promise<Directory>;
}

export interface Ready {
  precheck: Engine;
  packs: readonly Pack[];
  directory: Directory | undefined;
  areas?: () => Promise<Directory>;
}

let ready: Promise<Ready> | undefined;

/** Call it once, before a component is drawn (in a mini-program: in app.js): `provide({ precheck: createPrecheck({ packs: compiled }), packs: documents })`. */
export function provide({ precheck, packs, directory, areas }: Provided): void {
  ready = Promise.resolve(precheck).then((engine) => ({ precheck: engine, packs: packs as readonly Pack[], directory, areas }));
  ready.catch(() => {}); // each component that waits for it tells the reason
}

export function provided(): Promise<Ready> {
  return ready || Promise.reject(new Error('nothing is provided: call provide({ precheck: createPrecheck({ packs: compiled }), packs: documents })'));
}

export function isProvided(): boolean {
  return ready !== undefined;
}

/** The pack of a report, or one by `id` or `id@edition`. */
export function packOf(packs: readonly Pack[], wanted: string | { id: string; edition: string }): Pack | undefined {
  const key = typeof wanted === 'string' ? wanted : packKey(wanted);
  return packs.find((pack) => packKey(pack) === key) || packs.find(({ id }) => id === key);
}
