import { revalidateLogic, useForm } from '@tanstack/react-form';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { ready, schema } from './precheck.js';

const defaultValues = {
  applicant: { insured_area: '', logged_in: true },
  member: { birth_date: '', has_id_card: '', basic_info_complete: true },
  binding: { mode: '' },
  commitment: { read_ticked: false, agreed: false },
};

function Binding() {
  const [outcome, setOutcome] = useState('');
  const form = useForm({
    defaultValues,
    validationLogic: revalidateLogic(), // at a submit, from then on at every change: one answer may mend another field
    validators: { onDynamic: schema },
    onSubmit: () => setOutcome('已提交'),
  });
  const message = (errors) => errors.length > 0 && <p role="alert">{errors[0].message}</p>;
  const text = (name, label, type = 'text') => (
    <form.Field name={name}>
      {(field) => (
        <>
          <p><label>{label} <input type={type} value={field.state.value} onChange={(event) => field.handleChange(event.target.value)} /></label></p>
          {message(field.state.meta.errors)}
        </>
      )}
    </form.Field>
  );
  const choice = (name, label, options) => (
    <form.Field name={name}>
      {(field) => (
        <fieldset>
          <legend>{label}</legend>
          {Object.entries(options).map(([value, title]) => (
            <label key={value}>
              <input type="radio" name={name} checked={field.state.value === value} onChange={() => field.handleChange(value)} /> {title}
            </label>
          ))}
          {message(field.state.meta.errors)}
        </fieldset>
      )}
    </form.Field>
  );
  const box = (name, label) => (
    <form.Field name={name}>
      {(field) => (
        <>
          <p><label><input type="checkbox" checked={field.state.value} onChange={(event) => field.handleChange(event.target.checked)} /> {label}</label></p>
          {message(field.state.meta.errors)}
        </>
      )}
    </form.Field>
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.handleSubmit();
      }}
    >
      {text('applicant.insured_area', '代办人参保地')}
      {text('member.birth_date', '出生日期', 'date')}
      {choice('member.has_id_card', '已办理身份证', { true: '是', false: '否' })}
      {choice('binding.mode', '绑定方式', { with_id: '已办理身份证人员绑定', without_id: '未办理身份证人员绑定' })}
      {box('commitment.read_ticked', '已阅读承诺书')}
      {box('commitment.agreed', '同意承诺书')}
      <button>提交</button>
      <output>{outcome}</output>
    </form>
  );
}

ready.then(() => createRoot(document.querySelector('#app')).render(<Binding />));
