// The part of the components that is one for all of them, `yibao-precheck/components/index`. An app calls provide(); the rest is for the components.

export * from '../../view-model/index.js';
export { fontSize } from './font-size.js';
