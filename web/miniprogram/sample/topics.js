// What this mini-program checks: a page each. Every edition that may answer is there twice: compiled, to check by, and as the document to draw the form from.
// The build writes these packs in Chinese only, see build.mjs. The package has them too: './packs/' becomes 'yibao-precheck/'.
module.exports = [
  {
    page: 'outpatient-selection',
    pack: 'jiangmen/outpatient-selection',
    compiled: [
      require('./packs/compiled/jiangmen/outpatient-selection/2023'),
      require('./packs/compiled/jiangmen/outpatient-selection/2024'),
    ],
    documents: [
      require('./packs/rules/jiangmen/outpatient-selection/2023'),
      require('./packs/rules/jiangmen/outpatient-selection/2024'),
    ],
  },
  {
    page: 'proxy-binding',
    pack: 'jiangxi/proxy-binding',
    compiled: [require('./packs/compiled/jiangxi/proxy-binding/2024')],
    documents: [require('./packs/rules/jiangxi/proxy-binding/2024')],
  },
  {
    page: 'cross-region-filing',
    pack: 'shenzhen/cross-region-filing',
    compiled: [require('./packs/compiled/shenzhen/cross-region-filing/2023')],
    documents: [require('./packs/rules/shenzhen/cross-region-filing/2023')],
  },
];
