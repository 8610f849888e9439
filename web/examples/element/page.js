// The page's own: what it knows of the applicant already, and what it does with its form.
const form = document.querySelector('#application');
const check = document.querySelector('#check');

check.value = { applicant: { logged_in: true }, member: { basic_info_complete: true } };

form.addEventListener('submit', (event) => {
  event.preventDefault();
  document.querySelector('output').textContent = `已提交：${JSON.stringify([...new FormData(form)])}`;
});
document.addEventListener('precheck-error', ({ detail }) => console.error(detail));
