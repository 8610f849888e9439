// What this mini-program checks: a page each. `packs` holds every edition that may answer;
// the build writes them, see build.mjs.
module.exports = [
  {
    page: 'outpatient-selection',
    pack: 'jiangmen/outpatient-selection',
    packs: [
      require('./packs/jiangmen/outpatient-selection/2023'),
      require('./packs/jiangmen/outpatient-selection/2024'),
    ],
  },
  {
    page: 'proxy-binding',
    pack: 'jiangxi/proxy-binding',
    packs: [require('./packs/jiangxi/proxy-binding/2024')],
  },
  {
    page: 'cross-region-filing',
    pack: 'shenzhen/cross-region-filing',
    packs: [require('./packs/shenzhen/cross-region-filing/2023')],
  },
];
