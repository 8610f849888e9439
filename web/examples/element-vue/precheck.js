import { defineElements, provide } from 'yibao-precheck/element';
import { createPrecheck } from 'yibao-precheck/run';
import compiled from 'yibao-precheck/compiled/jiangxi/proxy-binding/2024';
import pack from 'yibao-precheck/rules/jiangxi/proxy-binding/2024';

provide({ precheck: createPrecheck({ packs: [compiled] }), packs: [pack] });
defineElements();
