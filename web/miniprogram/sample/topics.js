// What this mini-program checks: a page each. `packs` holds every edition that may answer.
module.exports = [
  {
    page: 'outpatient-selection',
    pack: 'jiangmen/outpatient-selection',
    packs: [
      require('yibao-precheck/rules/jiangmen/outpatient-selection/2023'),
      require('yibao-precheck/rules/jiangmen/outpatient-selection/2024'),
    ],
  },
  {
    page: 'proxy-binding',
    pack: 'jiangxi/proxy-binding',
    packs: [require('yibao-precheck/rules/jiangxi/proxy-binding/2024')],
  },
  {
    page: 'cross-region-filing',
    pack: 'shenzhen/cross-region-filing',
    packs: [require('yibao-precheck/rules/shenzhen/cross-region-filing/2023')],
  },
];
