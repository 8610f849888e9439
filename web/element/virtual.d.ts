// Modules that exist only while the package is bundled (wasm/scripts/elements.mjs).

/** define.ts, so that declarations need nothing of what the elements are made with. */
declare module 'precheck-elements' {
  export function define(): void;
}

/** `yibao-precheck/run`, a file of its own beside this one. */
declare module 'precheck-run' {
  export const createPrecheck: typeof import('../../wasm/src/run-index.js').createPrecheck;
}

/** The editions of each pack that is shipped. */
declare module 'shipped-editions' {
  export const editions: Record<string, string[]>;
}
