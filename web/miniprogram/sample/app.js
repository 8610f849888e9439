// The engine and the forms, once for all pages.
const { createPrecheck } = require('yibao-precheck');
const { provide } = require('yibao-precheck/components/index');
const topics = require('./topics');

const ofAll = (kind) => [].concat(...topics.map((topic) => topic[kind]));

App({
  onLaunch() {
    provide({ precheck: createPrecheck({ packs: ofAll('compiled') }), packs: ofAll('documents') });
  },
});
