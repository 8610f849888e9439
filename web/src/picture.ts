// A report as a picture: its words, drawn on a canvas. A copy of the page itself (foreignObject in an SVG) is refused by many webviews.

import type { Entry, ReportView } from '../view-model/index.js';

interface Run {
  text: string;
  size: number;
  bold: boolean;
  colour: string;
  indent: number;
  above: number;
}

const width = 720;
const margin = 32;
const scale = 2;
const dark = '#1b1f24';
const quiet = '#4d565f';
const colours: Record<string, string> = { fail: '#b42318', error: '#b42318', missing: '#b42318', pass: '#17663a', satisfied: '#17663a' };

/** @returns a data address of a PNG: a webview that downloads nothing can still keep the picture that it shows */
export function drawPicture(view: ReportView, name: string, separator: string): string {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d')!;
  const lines = runsOf(view, name, separator).reduce<Run[]>((all, run) => all.concat(wrap(context, run)), []);
  const height = lines.reduce((sum, line) => sum + line.above + line.size * 1.5, margin * 2);
  canvas.width = width * scale;
  canvas.height = Math.ceil(height) * scale;
  context.scale(scale, scale);
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.textBaseline = 'top';
  let top = margin;
  for (const line of lines) {
    top += line.above;
    context.font = fontOf(line);
    context.fillStyle = line.colour;
    context.fillText(line.text, margin + line.indent, top);
    top += line.size * 1.5;
  }
  return canvas.toDataURL('image/png');
}

function runsOf({ verdict, basis, sections }: ReportView, name: string, separator: string): Run[] {
  const run = (text: string, more: Partial<Run> = {}): Run => ({ text, size: 18, bold: false, colour: dark, indent: 0, above: 0, ...more });
  const runs = [
    run(name, { size: 26, bold: true }),
    run(`${verdict.sign} ${verdict.word}`, { size: 24, bold: true, above: 12, colour: colours[verdict.kind] || dark }),
    run(verdict.text),
    ...verdict.notes.map((note) => run(note, { colour: quiet, size: 16 })),
  ];
  for (const { title, entries, folded, ordered } of sections) {
    if (folded) continue;
    runs.push(run(title, { size: 20, bold: true, above: 16 }));
    entries.forEach((entry, index) => {
      const number = ordered ? `${index + 1}. ` : '';
      runs.push(run(number + headOf(entry), { above: 6, colour: colours[entry.kind] || dark }));
      for (const line of entry.lines) {
        const links = line.links.map(({ label }) => label).join(separator);
        runs.push(run([line.label + line.text, links].filter((part) => part !== '').join(' '), { indent: 20, colour: quiet }));
      }
      if (entry.cites !== '') runs.push(run(entry.cites, { indent: 20, size: 16, colour: quiet }));
    });
  }
  runs.push(run(basis, { above: 16, size: 16, colour: quiet }));
  return runs.filter(({ text }) => text.trim() !== '');
}

function headOf({ sign, word, title, text, tag }: Entry): string {
  return [sign, word, title, text, tag === '' ? '' : `(${tag})`].filter((part) => part !== '').join(' ');
}

function fontOf({ size, bold }: Run): string {
  return `${bold ? 'bold ' : ''}${size}px system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif`;
}

/** Chinese breaks anywhere but before a sign that closes; what is written in letters and digits stays together where it can. */
function wrap(context: CanvasRenderingContext2D, run: Run): Run[] {
  context.font = fontOf(run);
  const room = width - 2 * margin - run.indent;
  const lines: string[] = [];
  let line = '';
  for (const part of run.text.match(/(?:[\w./@-]{1,40}|[^])[。，、；：？！）”]* ?/gu) || []) {
    if (line !== '' && context.measureText(line + part).width > room) {
      lines.push(line);
      line = part.trim() === '' ? '' : part;
    } else {
      line += part;
    }
  }
  if (line !== '') lines.push(line);
  return lines.map((text, index) => ({ ...run, text, above: index === 0 ? run.above : 0 }));
}
