// Modules that exist only while the page is bundled (web/build.mjs).

/** Where a file of the page lies, relative to it: its name holds a hash of its contents. */
declare module 'address:areas.json' {
  const address: string;
  export default address;
}
declare module 'address:directory.json' {
  const address: string;
  export default address;
}
declare module 'address:precheck-run.wasm' {
  const address: string;
  export default address;
}

declare module 'address:rules.css' {
  const address: string;
  export default address;
}

declare module 'index-of-packs' {
  const index: import('../library.js').IndexEntry[];
  export default index;
}

declare module 'precheck-fallback' {
  const fallback: import('../../../wasm/src/fallback.js').Fallback;
  export default fallback;
}
