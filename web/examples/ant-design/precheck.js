import { fieldRules } from 'yibao-precheck/async-validator';
import { createPrecheck } from 'yibao-precheck/run';
import compiled from 'yibao-precheck/compiled/jiangxi/proxy-binding/2024';

let subject;
export const ready = createPrecheck({ packs: [compiled] }).then((precheck) => {
  subject = { precheck, pack: 'jiangxi/proxy-binding', asOf: () => new Date().toISOString() };
}); // ready.then(() => createRoot(…).render(…))
export const known = { applicant: { logged_in: true }, member: { basic_info_complete: true } };
// With [form] = Form.useForm(): <Form.Item name={['member', 'birth_date']} rules={[rules.rule('/member/birth_date')]} …>
export const rulesOf = (form) => fieldRules(subject, () => form.getFieldsValue(true));
