import { Button, Checkbox, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { known, ready, rulesOf } from './precheck.js';

function Binding() {
  const [form] = Form.useForm();
  const [outcome, setOutcome] = useState('');
  const rules = rulesOf(form);
  const submit = () => {
    const [first] = rules.obstacles();
    setOutcome(first ? first.message : '已提交');
  };
  const item = (path, more = {}) => ({ name: path.split('/').slice(1), rules: [rules.rule(path)], ...more });
  return (
    <Form form={form} initialValues={known} onFinish={submit} onFinishFailed={() => setOutcome('')}>
      <Form.Item label="代办人参保地" {...item('/applicant/insured_area')}><Input placeholder="如 360600" /></Form.Item>
      <Form.Item label="出生日期" {...item('/member/birth_date')}><Input placeholder="如 2016-05-05" /></Form.Item>
      <Form.Item label="已办理身份证" {...item('/member/has_id_card')}>
        <Radio.Group options={[{ label: '是', value: true }, { label: '否', value: false }]} />
      </Form.Item>
      <Form.Item label="绑定方式" {...item('/binding/mode')}>
        <Radio.Group options={[{ label: '已办理身份证人员绑定', value: 'with_id' }, { label: '未办理身份证人员绑定', value: 'without_id' }]} />
      </Form.Item>
      <Form.Item {...item('/commitment/read_ticked', { valuePropName: 'checked' })}><Checkbox>已阅读承诺书</Checkbox></Form.Item>
      <Form.Item {...item('/commitment/agreed', { valuePropName: 'checked' })}><Checkbox>同意承诺书</Checkbox></Form.Item>
      <Button type="primary" htmlType="submit">提交</Button>
      <output>{outcome}</output>
    </Form>
  );
}

ready.then(() => createRoot(document.querySelector('#app')).render(<Binding />));
