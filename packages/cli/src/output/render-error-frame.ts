import { coloursOf } from '../world/terminal.ts';
import type { World } from '../world/world.ts';
import type { KnownError } from './render-error.ts';

/** Returns the line of an error with the lines around it, or '' if the error has no location in a file. */
export async function renderErrorFrame({ location, message }: KnownError, world: World): Promise<string> {
  if (location?.file === undefined) return '';
  const text = await world.files.readText(location.file).catch(() => undefined);
  const lines = text?.split(/\r?\n/) ?? [];
  const line = lines[location.line - 1]?.trim() ?? '';
  // Messages about syntax errors quote the line themselves.
  if (line === '' || message.includes(line)) return '';
  const { renderCodeFrame } = await import('@tiphys/lint/code-frame');
  const colours = coloursOf(world.terminal);
  const frame = renderCodeFrame(location, lines, (style, part) => colours[style](part));
  return `\n  ${frame.join('\n  ')}\n`;
}
