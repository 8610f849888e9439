// What the embedded pieces say themselves; everything else they show is the report's.

export interface Words {
  fillIn: string;
  owed(title: string): string;
  notChecked: string;
  undecided: string;
  /** No engine can read what is given: far too long, or half a character. */
  unreadable: string;
  /** Above the list of what holds a submit back. */
  held(count: number): string;
  /** One entry of that list: which field, and what about it. */
  at(label: string, message: string): string;
  /** Between a message and what to do about it. */
  gap: string;
}

const chinese: Words = {
  fillIn: '请填写这一项。',
  owed: (title) => `还缺：${title}。`,
  notChecked: '有一条规则没能核对，请以经办机构的答复为准。',
  undecided: '填写的内容还不够判断。',
  unreadable: '填写的内容太长，或有无法识别的字符，请检查后重填。',
  held: (count) => `还不能提交，有 ${count} 处需要处理：`,
  at: (label, message) => `${label}：${message}`,
  gap: '',
};

const english: Words = {
  fillIn: 'Please fill this in.',
  owed: (title) => `Still needed: ${title}.`,
  notChecked: 'One rule could not be checked; please ask the office.',
  undecided: 'What is filled in does not suffice to decide.',
  unreadable: 'This is too long or holds a character that cannot be read; please check it.',
  held: (count) => `This cannot be submitted yet: ${count} ${count === 1 ? 'thing needs' : 'things need'} your attention.`,
  at: (label, message) => `${label}: ${message}`,
  gap: ' ',
};

/** Chinese where the locale is not known, as in reports. */
export function wordsFor(locale: string | undefined): Words {
  return locale === 'en' ? english : chinese;
}

/** What stands in a control that the browser makes no value of: `1e` as a number, a day without its year, 31 February. Not among the others, since only a page's own form has such. */
export function misread(type: string, locale: string | undefined): string {
  if (locale === 'en') return type === 'number' ? 'Please enter a number here.' : 'This is not complete, or there is no such day; please check it.';
  return type === 'number' ? '这里要填数字，请检查后重填。' : '这里没有填完整，或没有这一天，请检查后重填。';
}
