import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './workspace.ts';

/** A code block of the README that says where it comes from. */
export interface ReadmeBlock {
  /** `file`: a file of the repository, or a part of it; `run`: commands and what they print, in a folder. */
  readonly kind: 'file' | 'run';
  readonly source: string;
  readonly text: string;
}

/** Returns the blocks of the README that are marked by a comment with their source. */
export function readReadmeBlocks(): readonly ReadmeBlock[] {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
  return [...readme.matchAll(/<!-- (file|run): (\S+) -->\n```\w*\n([\s\S]*?)```/g)].map(
    ([, kind, source = '', text = '']) => ({
      kind: kind === 'file' ? 'file' : 'run',
      source,
      text,
    }),
  );
}

/** Returns the text that a `file` block must have: the file, or the declaration of one name in it with its comment. */
export function textOfSource(source: string): string {
  const [file = '', name] = source.split('#');
  const text = readFileSync(path.join(root, file), 'utf8');
  if (name === undefined) return text;
  const found = text
    .split(/\n(?=\/\*\*)/)
    .find((part) => new RegExp(`export (?:async )?function ${name}\\(`).test(part));
  if (found === undefined) throw new Error(`${file} declares no ${name}`);
  return `${found.trimEnd()}\n`;
}

/** Returns printed text without what differs from run to run: the suffix of a run's name, and times, also those of `node --test`. */
export function withoutChance(text: string): string {
  return text
    .replaceAll(/\b([a-z]+)-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, '$1-xxxxx')
    .replaceAll(/ \((?:\d+\.)?\d+ms\)|(?<=duration_ms) [\d.]+/g, ' (time)')
    .replaceAll(/ +(?:<1s|\d+s)\b(?: +(?=\S))?/g, (found) => (found.endsWith(' ') ? ' (time) ' : ' (time)'));
}
