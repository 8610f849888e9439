// What each module of yibao-precheck/compiled/<jurisdiction>/<topic>/<edition> exports: a compiled pack, for yibao-precheck/run of the same
// version. wasm/scripts/bundle.mjs writes the modules; this is their type.
declare const pack: string;
export default pack;
