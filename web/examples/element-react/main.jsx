import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import './precheck.js';

/** What the page knows of the applicant already. One object: another would put another form in the place of what is filled in. */
const known = { applicant: { logged_in: true }, member: { basic_info_complete: true } };

function Binding() {
  const [verdict, setVerdict] = useState('');
  const [outcome, setOutcome] = useState('');
  const send = (event) => {
    event.preventDefault();
    setOutcome(`已提交：${new FormData(event.currentTarget).get('check')}`);
  };
  return (
    <form onSubmit={send}>
      <precheck-form id="check" name="check" pack="jiangxi/proxy-binding" value={known} onprecheck-report={({ detail }) => setVerdict(detail.verdict)} />
      <p data-verdict={verdict} />
      <button>提交</button>
      <output>{outcome}</output>
    </form>
  );
}

createRoot(document.querySelector('#app')).render(<Binding />);
