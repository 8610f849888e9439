// Modules that exist only while the package is bundled (wasm/scripts/bundle.mjs).

declare module 'precheck-glue' {
  const start: import('./bindings.js').Glue;
  export default start;
}

declare module 'emscripten-glue' {
  const createPrecheckModule: import('./bindings.js').GlueFactory;
  export default createPrecheckModule;
}

declare module 'shipped-rules' {
  export const packs: import('./documents.js').PackDocument[];
  export const sources: import('./documents.js').SourceDocument[];
}
