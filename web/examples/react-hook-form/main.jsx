import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { useForm } from 'react-hook-form';
import { ready, schema } from './precheck.js';

const defaultValues = {
  applicant: { insured_area: '', logged_in: true },
  member: { birth_date: '', has_id_card: '', basic_info_complete: true },
  binding: { mode: '' },
  commitment: { read_ticked: false, agreed: false },
};

function Binding() {
  const { register, handleSubmit, formState: { errors } } = useForm({ defaultValues, resolver: standardSchemaResolver(schema) });
  const [outcome, setOutcome] = useState('');
  const message = (error) => error?.message && <p role="alert">{error.message}</p>;
  return (
    <form onSubmit={handleSubmit(() => setOutcome('已提交'), () => setOutcome(''))} noValidate>
      <p><label>代办人参保地 <input {...register('applicant.insured_area')} /></label></p>
      {message(errors.applicant?.insured_area)}
      <p><label>出生日期 <input type="date" {...register('member.birth_date')} /></label></p>
      {message(errors.member?.birth_date)}
      <fieldset>
        <legend>已办理身份证</legend>
        <label><input type="radio" value="true" {...register('member.has_id_card')} /> 是</label>
        <label><input type="radio" value="false" {...register('member.has_id_card')} /> 否</label>
        {message(errors.member?.has_id_card)}
      </fieldset>
      <fieldset>
        <legend>绑定方式</legend>
        <label><input type="radio" value="with_id" {...register('binding.mode')} /> 已办理身份证人员绑定</label>
        <label><input type="radio" value="without_id" {...register('binding.mode')} /> 未办理身份证人员绑定</label>
        {message(errors.binding?.mode)}
      </fieldset>
      <p><label><input type="checkbox" {...register('commitment.read_ticked')} /> 已阅读承诺书</label></p>
      {message(errors.commitment?.read_ticked)}
      <p><label><input type="checkbox" {...register('commitment.agreed')} /> 同意承诺书</label></p>
      {message(errors.commitment?.agreed)}
      {message(errors.root)}
      <button>提交</button>
      <output>{outcome}</output>
    </form>
  );
}

ready.then(() => createRoot(document.querySelector('#app')).render(<Binding />));
