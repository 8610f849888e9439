// Days are texts YYYY-MM-DD, so they compare as texts. What a rule needs beyond that; engines that take functions get these.

/** The day so many months later: the same day of the month, or the month's last. */
export function addMonths(day, months) {
  const total = yearOf(day) * 12 + monthOf(day) - 1 + months;
  const year = Math.floor(total / 12);
  const month = (total % 12) + 1;
  return dayText(year, month, Math.min(dayOf(day), lastDay(year, month)));
}

/** Full years; somebody born on 29 February is a year older on 1 March of a common year. */
export function ageOn(birth, day) {
  const birthday = monthOf(birth) * 100 + dayOf(birth);
  return yearOf(day) - yearOf(birth) - (monthOf(day) * 100 + dayOf(day) < birthday ? 1 : 0);
}

/** Whether one division of six digits is the other or lies in it; zeros stand for levels that are not named. */
export function areaWithin(inner, outer) {
  if (outer.endsWith('0000')) return inner.startsWith(outer.slice(0, 2));
  return outer.endsWith('00') ? inner.startsWith(outer.slice(0, 4)) : inner === outer;
}

export function addDays(day, days) {
  return new Date(Date.UTC(yearOf(day), monthOf(day) - 1, dayOf(day) + days)).toISOString().slice(0, 10);
}

function dayText(year, month, day) {
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

function lastDay(year, month) {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

const digit = (text, at) => text.charCodeAt(at) - 48;
const yearOf = (day) => digit(day, 0) * 1000 + digit(day, 1) * 100 + digit(day, 2) * 10 + digit(day, 3);
const monthOf = (day) => digit(day, 5) * 10 + digit(day, 6);
const dayOf = (day) => digit(day, 8) * 10 + digit(day, 9);
