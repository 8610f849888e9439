// Which platform this is: where its own kind of WebAssembly is, and whether that reads compressed files.
import type { WasmImports, WasmInstance } from '../bindings.js';

/** What WXWebAssembly and TTWebAssembly have in common. */
export interface WasmNamespace {
  /** By a path inside the code package. WeChat's types promise the first answer, programs in use expect the second: both are taken. */
  instantiate(path: string, imports: WasmImports): Promise<WasmInstance | { instance: WasmInstance }>;
}

export interface Platform {
  /** The name of the namespace, for messages. */
  name: string;
  namespace: WasmNamespace;
  readsBrotli: boolean;
}

declare const WXWebAssembly: unknown;
declare const TTWebAssembly: unknown;
declare const wx: unknown;
declare const tt: unknown;

interface HostApi {
  getAppBaseInfo?(): { SDKVersion?: string };
  getSystemInfoSync?(): { SDKVersion?: string };
}

/** undefined where the platform has no WebAssembly for the logic layer. */
export function currentPlatform(): Platform | undefined {
  if (typeof WXWebAssembly !== 'undefined') {
    return { name: 'WXWebAssembly', namespace: WXWebAssembly as WasmNamespace, readsBrotli: isAtLeast(typeof wx === 'undefined' ? undefined : wx, [2, 14]) };
  }
  if (typeof TTWebAssembly !== 'undefined') {
    return { name: 'TTWebAssembly', namespace: TTWebAssembly as WasmNamespace, readsBrotli: isAtLeast(typeof tt === 'undefined' ? undefined : tt, [2, 92]) };
  }
  return undefined;
}

/** Of the base library. One that does not tell its version is taken for a new one: what it cannot read, it refuses. */
function isAtLeast(host: unknown, [major, minor]: [number, number]): boolean {
  const found = /^(\d+)\.(\d+)/.exec(baseLibraryOf((host || {}) as HostApi));
  if (!found) return true;
  return Number(found[1]) > major || (Number(found[1]) === major && Number(found[2]) >= minor);
}

function baseLibraryOf(host: HostApi): string {
  try {
    const info = host.getAppBaseInfo ? host.getAppBaseInfo() : host.getSystemInfoSync ? host.getSystemInfoSync() : {};
    return String(info.SDKVersion);
  } catch (reason) {
    return ''; // as one that does not tell
  }
}
