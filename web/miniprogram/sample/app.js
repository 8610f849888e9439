// The engine and the packs, once for all pages.
const { createPrecheck } = require('yibao-precheck');
const { provide } = require('yibao-precheck/components/index');
const topics = require('./topics');

App({
  onLaunch() {
    const packs = [].concat(...topics.map((topic) => topic.packs));
    provide({ precheck: createPrecheck({ packs }), packs });
  },
});
