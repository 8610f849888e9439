// Options that several commands have, each described once.
import { InvalidArgumentError, Option } from 'commander';

export const FORMATS = ['text', 'json', 'jsonl'] as const;
export type Format = (typeof FORMATS)[number];

const LOCALES = ['zh-CN', 'en'];

export const rules = () => new Option('--rules <dir>', 'rule packs and sources to use (default: the shipped ones)');

export const locale = () => new Option('--locale <locale>', 'language of the texts (default: zh-CN)').choices(LOCALES);

/** Several, by commas. */
export const locales = (description: string) =>
  new Option('--locale <locales>', description).argParser((text: string) => {
    const names = text.split(',').map((name) => name.trim());
    const wrong = names.find((name) => !LOCALES.includes(name));
    if (wrong !== undefined) throw new InvalidArgumentError(`Allowed choices are ${LOCALES.join(', ')}, not ${wrong}.`);
    return names;
  });

export const format = (formats: readonly string[] = FORMATS) => new Option('--format <format>', 'how to print').choices(formats);

/** `no clock is read`: the same command says the same tomorrow. */
export const asOf = () =>
  new Option('--as-of <date>', 'the day (2026-11-22, from 00:00 in the pack\'s zone) or instant (RFC 3339) to check for; no clock is read');

export const pack = () => new Option('--pack <id[@edition]>', 'the rule pack; without @edition the form or the date picks the edition');

export const params = () => new Option('--params <file|json>', 'values for the parameters that a pack leaves to its host');

export const directory = () => new Option('--directory <file>', 'institutions by code (JSON): forms may then hold codes only');

/** A whole number within bounds. */
const wholeNumber = (least: number, most: number) => (text: string) => {
  const count = Number(text);
  if (!Number.isInteger(count) || count < least || count > most) throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
  return count;
};

const MOST_JOBS = 64;

export const jobs = () => new Option('--jobs <count>', 'worker threads; 1, the default, uses none').argParser(wholeNumber(1, MOST_JOBS));

const MOST_TRIED = 10_000_000;

/** A limit on what is tried or written. */
export const max = (what: string, description: string, usual: number) => new Option(`--max <${what}>`, description).argParser(wholeNumber(1, MOST_TRIED)).default(usual);
