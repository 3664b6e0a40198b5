import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { anchorsOf, readPages, relativeLinksOf } from './markdown.ts';
import { readProjects, readSources, root } from './workspace.ts';

const pages = readPages();
const sources = [...readProjects('packages'), ...readProjects('tools'), ...readProjects('examples')].flatMap(
  (project) => readSources(project, { tests: true }),
);
const thisFile = 'tools/repo/src/references.test.ts';

/** What is wrong with a link to a file of the repository, by its path from the root; undefined when it resolves. */
function problemOf(target: string): string | undefined {
  const [file = '', anchor] = target.split('#');
  if (!existsSync(path.join(root, file))) return `there is no ${file}`;
  if (anchor === undefined) return undefined;
  const anchors = anchorsOf(readFileSync(path.join(root, file), 'utf8'));
  return anchors.includes(anchor) ? undefined : `${file} has no anchor ${anchor}`;
}

function problemsOf(file: string, targets: readonly string[]): readonly string[] {
  return [...new Set(targets)].flatMap((target) => {
    const problem = problemOf(target);
    return problem === undefined ? [] : [`${file}: ${problem}`];
  });
}

/** Returns the pages below docs/ that a text names by their path from the root. */
function referencesIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\w./])docs\/[\w./-]+\.md(?:#[\w-]+)?/g)].map(([target]) => target);
}

/** Returns the lines of a source that hold a comment. */
function commentsIn(text: string): readonly string[] {
  return text.split('\n').filter((line) => /^\s*(?:\/\*|\*|\/\/)|\s\/\/ /.test(line));
}

test.for([
  { given: '# What `argo lint` adds', want: ['what-argo-lint-adds'] },
  { given: '## `node set`, resume & stop', want: ['node-set-resume--stop'] },
  { given: '## A\n\n## A', want: ['a', 'a-1'] },
  { given: '### [Steps](steps.md#a) and dags', want: ['steps-and-dags'] },
  { given: '```\n# no heading\n```\n## Größe', want: ['größe'] },
  { given: 'text <a id="backoff"></a>more', want: ['backoff'] },
])('the anchors of $given are $want', ({ given, want }) => {
  expect(anchorsOf(given)).toEqual(want);
});

test.for(pages)('every relative link of $file leads to a page and an anchor', ({ file, text }) => {
  const targets = relativeLinksOf(text).map((target) =>
    target.startsWith('#') ? file + target : path.join(path.dirname(file), target),
  );
  expect(problemsOf(file, targets)).toEqual([]);
});

test.for(pages)('no two anchors of $file are the same', ({ text }) => {
  const anchors = anchorsOf(text);
  expect(anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index)).toEqual([]);
});

test('every page of docs/ that a source or another page names exists, and so does its anchor', () => {
  const files = [...sources, ...pages].filter(({ file }) => file !== thisFile);
  expect(files.flatMap(({ file, text }) => problemsOf(file, referencesIn(text)))).toEqual([]);
});

test('every page of docs/semantics is in the list of its README', () => {
  const { text = '' } = pages.find(({ file }) => file === 'docs/semantics/README.md') ?? {};
  const listed = relativeLinksOf(text).map((target) => `docs/semantics/${target}`);
  const names = pages.map(({ file }) => file).filter((file) => file.startsWith('docs/semantics/'));
  expect(names.filter((file) => !file.endsWith('/README.md') && !listed.includes(file))).toEqual([]);
});

const numbered =
  /\bS-\d+\.\d|\bsections? \d|§ ?\d|\bargo-semantics\b|`wire-format`|\b(?:design|conventions|peers)\.md\b/i;

test('no page refers to a section by its number, or to a document outside the repository', () => {
  const lines = pages.flatMap(({ file, text }) => text.split('\n').map((line) => `${file}: ${line}`));
  expect(lines.filter((line) => numbered.test(line))).toEqual([]);
});

test('no comment and no test title refers to a document outside the repository', () => {
  const outside = sources
    .filter(({ file }) => file !== thisFile)
    .flatMap(({ file, text }) => {
      const titles = [...text.matchAll(/^\s*(?:test|describe)\b.*$/gm)].map(([line]) => line);
      const comments = commentsIn(text).filter((line) => /\.\.\/shared\b/.test(line));
      return [...[...commentsIn(text), ...titles].filter((line) => numbered.test(line)), ...comments].map(
        (line) => `${file}: ${line.trim()}`,
      );
    });
  expect(outside).toEqual([]);
});
