// Stand-ins for the client's built-in components, as far as the project uses them: custom elements with the events that WeChat's have. A picker opens a
// sheet at the foot of the screen.

const element = (tag, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};

class Typed extends HTMLElement {
  static observedAttributes = ['value', 'focus'];

  connectedCallback() {
    this.inner();
  }

  inner() {
    if (!this.control) {
      this.control = document.createElement(this.localName.slice('wx-'.length));
      const tell = (name) => (event) => {
        event.stopPropagation();
        this.__wxElement.triggerEvent(name, { value: this.control.value });
      };
      this.control.addEventListener('input', tell('input'));
      this.control.addEventListener('focus', tell('focus'));
      this.control.addEventListener('blur', tell('blur'));
      this.control.setAttribute('aria-label', this.getAttribute('aria-label') ?? '');
      this.append(this.control);
    }
    return this.control;
  }

  attributeChangedCallback(name, _, value) {
    if (name === 'value') this.inner().value = value ?? '';
    else if (value !== null && value !== 'false') requestAnimationFrame(() => this.inner().focus({ preventScroll: true }));
  }
}

/** A few areas, by their GB/T 2260 codes. */
const AREAS = [
  { name: '北京市', code: '110000', parts: [{ name: '北京市', code: '110100', parts: [{ name: '东城区', code: '110101' }] }] },
  {
    name: '江西省',
    code: '360000',
    parts: [{ name: '南昌市', code: '360100', parts: [] }, { name: '鹰潭市', code: '360600', parts: [{ name: '月湖区', code: '360602' }] }],
  },
  { name: '湖北省', code: '420000', parts: [{ name: '武汉市', code: '420100', parts: [] }] },
  {
    name: '广东省',
    code: '440000',
    parts: [{ name: '深圳市', code: '440300', parts: [] }, { name: '江门市', code: '440700', parts: [{ name: '开平市', code: '440783' }] }],
  },
];

class Picker extends HTMLElement {
  constructor() {
    super();
    // A tap begins and ends here: a browser's click comes after the tap has been answered, and lands on what has moved under the finger meanwhile.
    let pressed = false;
    this.addEventListener('pointerdown', () => {
      pressed = true;
    });
    this.addEventListener('click', () => {
      if (pressed) this.open();
      pressed = false;
    });
  }

  /** What the template gave, with its type. */
  given(name) {
    return this.__wxElement.attributes.find((each) => each.name === name).value;
  }

  open() {
    const sheet = element('div', { className: 'sheet' });
    const done = (detail) => {
      sheet.remove();
      if (detail) this.__wxElement.triggerEvent('change', detail);
    };
    const choice = (name, onclick) => element('button', { textContent: name, onclick });
    const mode = this.getAttribute('mode');
    if (mode === 'selector') sheet.append(...this.given('range').map((title, index) => choice(title, () => done({ value: String(index) }))));
    else if (mode === 'date') {
      const input = element('input', { type: this.getAttribute('fields') === 'month' ? 'month' : 'date', value: this.getAttribute('value') ?? '' });
      sheet.append(input, choice('确定', () => done({ value: input.value })));
    } else this.openAreas(sheet, done, choice);
    sheet.append(choice('取消', () => done(null)));
    document.body.append(sheet);
  }

  openAreas(sheet, done, choice) {
    const leftOpen = this.getAttribute('custom-item');
    const list = element('div');
    const show = (areas, chosen) => {
      const rest = 3 - chosen.length;
      const all = [...chosen, ...Array.from({ length: rest }, () => ({ name: leftOpen }))];
      const finish = () => done({ value: all.map(({ name }) => name), code: chosen.map(({ code }) => code) });
      if (areas.length === 0 || rest === 0) finish();
      else list.replaceChildren(choice(leftOpen, finish), ...areas.map((area) => choice(area.name, () => show(area.parts ?? [], [...chosen, area]))));
    };
    show(AREAS, []);
    sheet.append(list);
  }
}

export function defineBuiltins() {
  for (const name of ['view', 'text']) customElements.define(`wx-${name}`, class extends HTMLElement {});
  for (const name of ['input', 'textarea']) customElements.define(`wx-${name}`, class extends Typed {});
  customElements.define('wx-picker', Picker);
}
