// What the page did before: it sends its form.
document.querySelector('#binding').addEventListener('submit', (event) => {
  event.preventDefault();
  document.querySelector('output').textContent = '已提交';
});
