import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './workspace.ts';

/** A fenced code block of a page. */
export interface GuideBlock {
  /** The page, by its path from the root. */
  readonly page: string;
  /** The line of the page that the text begins on. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
  /** The name in the first comment, `// pipeline.ts`. */
  readonly file: string | undefined;
  /** What the comment before the block says: `<!-- excerpt: tiphys compile pipeline.ts -->`. */
  readonly note: GuideNote | undefined;
}

/**
 * A hidden remark on how a block is tested: `excerpt` of what a command prints, `file` with a name where the language has no comments,
 * `faulty` for YAML that shows errors, `target` for YAML of an older version of Argo.
 */
export interface GuideNote {
  readonly kind: 'excerpt' | 'faulty' | 'file' | 'target';
  readonly value: string;
}

/** A page of the guide. */
export interface GuidePage {
  /** Path from the root. */
  readonly page: string;
  readonly text: string;
  readonly blocks: readonly GuideBlock[];
  /** Whether the page starts without a `tsconfig.json`: `<!-- project: empty -->`. */
  readonly isEmpty: boolean;
  /** Whether the commands of the page find a cluster: `<!-- cluster -->`. */
  readonly usesCluster: boolean;
}

/** A command of a `console` block, and what the page says it prints. */
export interface GuideCommand {
  readonly page: string;
  readonly line: number;
  readonly command: string;
  readonly printed: string;
}

const languages = ['ts', 'yaml', 'json', 'python', 'console', 'text'];
const fence = /(?:^<!-- (\w+)(?:: (.*?))? -->\n)?^```(\S*)\n([\s\S]*?)^```$/gm;
const notes: readonly string[] = [
  'excerpt',
  'faulty',
  'file',
  'target',
] satisfies readonly GuideNote['kind'][];

/**
 * Returns the pages of the guide, in the order of their names.
 *
 * @throws Error for a block that no test would look at
 */
export function readGuidePages(): readonly GuidePage[] {
  return globSync('docs/guide/*.md', { cwd: root })
    .sort()
    .map((page) => {
      const text = readFileSync(path.join(root, page), 'utf8');
      return {
        page,
        text,
        blocks: readBlocks(page, text),
        isEmpty: text.includes('<!-- project: empty -->'),
        usesCluster: text.includes('<!-- cluster -->'),
      };
    });
}

function readBlocks(page: string, source: string): readonly GuideBlock[] {
  const blocks = [...source.matchAll(fence)].map((match): GuideBlock => {
    const [whole, kind, value = '', language = '', text = ''] = match;
    const line = source.slice(0, match.index + whole.lastIndexOf(text)).split('\n').length;
    const note = readNote(kind, value, `${page}:${line}`);
    const [, named] = /^(?:\/\/|#) (\S+\.(?:ts|yaml|py))\n/.exec(text) ?? [];
    return { page, line, language, text, file: note?.kind === 'file' ? note.value : named, note };
  });
  for (const block of blocks) assertTested(block);
  const names = blocks.flatMap(({ file }) => file ?? []);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`${page} has two files ${twice}. Give one another name.`);
  return blocks;
}

function readNote(kind: string | undefined, value: string, place: string): GuideNote | undefined {
  if (kind === undefined) return undefined;
  if (!notes.includes(kind)) throw new Error(`${place}: there is no note "${kind}".`);
  return { kind: kind as GuideNote['kind'], value }; // just checked
}

function assertTested({ page, line, language, file, note }: GuideBlock): void {
  const place = `${page}:${line}`;
  if (!languages.includes(language))
    throw new Error(`${place}: the language of a block is one of ${languages.join(', ')}.`);
  if (language !== 'ts' && language !== 'console' && file === undefined && note?.kind !== 'excerpt')
    throw new Error(`${place}: name the file in the first line, or say what the block is an excerpt of.`);
}

/** Returns the commands of a `console` block. */
export function commandsOf({ page, line, text }: GuideBlock): readonly GuideCommand[] {
  const starts = [...text.matchAll(/^\$ /gm)].map(({ index }) => index);
  if (starts[0] !== 0) throw new Error(`${page}:${line}: a console block starts with "$ ".`);
  return starts.map((start, index) => {
    const [, command = '', printed = ''] =
      /^\$ ((?:.*\\\n)*.*)\n([\s\S]*)$/.exec(text.slice(start, starts[index + 1])) ?? [];
    return {
      page,
      line: line + text.slice(0, start).split('\n').length - 1,
      command: command.replaceAll(/\\\n> /g, ''),
      printed,
    };
  });
}
