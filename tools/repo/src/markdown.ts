import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root, type SourceFile } from './workspace.ts';

/** Returns the Markdown pages of the repository. */
export function readPages(): readonly SourceFile[] {
  const patterns = ['*.md', '.changeset/*.md', '{docs,packages,tools,examples,schemas}/**/*.md'];
  return globSync(patterns, {
    cwd: root,
    exclude: (name) => /node_modules|\bdist\b|fixtures|golden/.test(name),
  })
    .sort()
    .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
}

/** Returns the anchors of a page, as GitHub makes them of its headings, and those of `<a id>`. */
export function anchorsOf(text: string): readonly string[] {
  const seen = new Map<string, number>();
  const prose = withoutCode(text);
  const headings = [...prose.matchAll(/^#{1,6} +(.+?) *$/gm)].map(([, title = '']) => {
    const slug = slugOf(title);
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
  return [...headings, ...[...prose.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id)];
}

/** Returns the targets of the relative links and pictures of a page. */
export function relativeLinksOf(text: string): readonly string[] {
  return [...withoutCode(text).matchAll(/\]\((?![a-z]+:)([^)\s]+)\)/g)].map(([, target = '']) => target);
}

function withoutCode(text: string): string {
  return text.replaceAll(/^( *)(```+|~~~+)[\s\S]*?^\1\2/gm, '');
}

/** Returns the anchor of a heading: its text in lower case, without punctuation, with hyphens for spaces. */
function slugOf(title: string): string {
  return title
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replaceAll(' ', '-');
}
