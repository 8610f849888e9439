import { reactive } from 'vue';
import { fieldRules } from 'yibao-precheck/async-validator';
import { createPrecheck } from 'yibao-precheck/run';
import compiled from 'yibao-precheck/compiled/jiangxi/proxy-binding/2024';

export const form = reactive({ applicant: { logged_in: true }, member: { basic_info_complete: true }, binding: {}, commitment: {} });
export let rules;
export const ready = createPrecheck({ packs: [compiled] }).then((precheck) => {
  rules = fieldRules({ precheck, pack: 'jiangxi/proxy-binding', asOf: () => new Date().toISOString() }, () => form);
}); // ready.then(() => createApp(App).mount('#app'))
export const at = (path) => [rules.vantRule(path)]; // <van-field :rules="at('/member/birth_date')" …>
