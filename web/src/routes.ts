// Addresses are hashes, so that any static host serves them and the page works without a network.

import { parse } from 'regexparam';
import { rulesRoute, type RulesRoute } from '../view-model/rules/addresses.js';

export type Route = { page: 'home' } | { page: 'check'; key: string } | { page: 'rules'; rules: RulesRoute } | { page: 'unknown' };

const routes: { pattern: RegExp; route: (wild: string) => Route }[] = [
  { pattern: parse('/').pattern, route: () => ({ page: 'home' }) },
  { pattern: parse('/check/*').pattern, route: (key) => ({ page: 'check', key }) },
];

export function routeOf(hash: string): Route {
  const path = decoded(hash.replace(/^#/, '')) || '/';
  for (const { pattern, route } of routes) {
    const match = pattern.exec(path);
    if (match) return route(match[1]);
  }
  const rules = rulesRoute(hash);
  return rules ? { page: 'rules', rules } : { page: 'unknown' };
}

/** Messengers encode some signs. A broken percent sequence is no address of ours. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

export function checkAddress(key: string): string {
  return `#/check/${key}`;
}
