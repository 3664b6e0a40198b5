import type { Break } from '@tiphys/migrate';
import { shortName } from '../output/short-name.ts';

/** Returns the breaks as lines of text: location, field, message and replacement. */
export function renderBreaks(breaks: readonly Break[], read: number, cwd: string): string {
  const files = new Set(breaks.map(({ file }) => file)).size;
  const head =
    breaks.length === 0
      ? `Nothing breaks in ${countOf(read)}.\n`
      : `${breaks.length} ${breaks.length === 1 ? 'place breaks' : 'places break'} in ${files} of ${countOf(read)}:\n`;
  return `${head}${breaks.map((one) => `  ${lineOf(one, cwd)}\n`).join('')}`;
}

/** Returns the breaks as a section of Markdown. */
export function renderBreaksMarkdown(breaks: readonly Break[], read: number, cwd: string): string {
  const list = breaks.map((one) => `- ${escapeMarkdown(lineOf(one, cwd))}\n`).join('');
  const count = `${breaks.length} ${breaks.length === 1 ? 'place breaks' : 'places break'} in ${countOf(read)}`;
  return `## Your files\n\n${count}.\n${list === '' ? '' : `\n${list}`}`;
}

/** Text between backticks is code and needs no escapes. */
function escapeMarkdown(line: string): string {
  return line
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll(/[\\*_[\]<>|~]/g, '\\$&')))
    .join('');
}

function lineOf(one: Break, cwd: string): string {
  const place = `${shortName(one.file, cwd)}:${one.line}:${one.column}`;
  const advice = one.replacement === undefined ? '' : `. ${one.replacement}`;
  return `${place}: ${one.path === '' ? '' : `${one.path}: `}${one.message}${advice}`;
}

function countOf(read: number): string {
  return `${read} ${read === 1 ? 'file' : 'files'}`;
}

/** Returns a warning for each file that imports modules of Tiphys that are not installed, so that its types are unknown. */
export function renderNotInstalled(
  files: readonly { readonly file: string; readonly notInstalled?: readonly string[] }[],
  done: 'checked' | 'converted',
  cwd: string,
): string {
  return files
    .filter(({ notInstalled = [] }) => notInstalled.length > 0)
    .map(({ file, notInstalled = [] }) => {
      const [are, them] = notInstalled.length === 1 ? ['is', 'it'] : ['are', 'them'];
      return `warning: ${shortName(file, cwd)} imports ${notInstalled.join(' and ')}, which ${are} not installed, so it was not ${done}. Install ${them} with npm.\n`;
    })
    .join('');
}
