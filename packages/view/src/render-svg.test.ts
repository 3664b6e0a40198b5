import { expect, test } from 'vitest';
import { loopRun, type NodeRow, workflowWith } from '../test/run-status.ts';
import { renderSvg } from './render-svg.ts';

const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)/g)].map((match) => match[1] ?? '');

test('draws every task, the loop as a box with its iterations, and the lines between them', () => {
  const svg = renderSvg(loopRun);
  expect(textsOf(svg)).toEqual(
    expect.arrayContaining(['wf: Failed', 'draw', 'squared', 'body(0:3)', 'body(1:4)', 'total', 'notify']),
  );
  expect(svg.match(/class="line"/g)).toHaveLength(3);
});

test('is one well-formed document without external references', () => {
  const svg = renderSvg(loopRun);
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[\s\S]*<\/svg>\n$/);
  expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|href/);
  const opened = svg.match(/<[a-z][^>]*[^/]>/g)?.length;
  expect(svg.match(/<\/[a-z]+>/g)).toHaveLength(opened ?? 0);
});

test('escapes markup in the texts of users', () => {
  const svg = renderSvg(
    workflowWith([
      ['wf', 'DAG', 'Failed'],
      [
        'wf.a',
        'Pod',
        'Failed',
        { boundaryID: 'wf', displayName: '<b>&"\u0007', message: '</title><script>' },
      ],
    ]),
  );
  expect(svg).toContain('&lt;b&gt;&amp;&quot; ');
  expect(svg).not.toContain('<script>');
});

test('draws the first iterations of a long loop and counts the rest', () => {
  const iterations: NodeRow[] = Array.from({ length: 5000 }, (_, index) => [
    `wf.l(${index}:x)`,
    'Pod',
    'Succeeded',
    { boundaryID: 'wf' },
  ]);
  const svg = renderSvg(
    workflowWith([
      ['wf', 'DAG', 'Succeeded'],
      ['wf.l', 'TaskGroup', 'Succeeded', { boundaryID: 'wf' }],
      ...iterations,
    ]),
  );
  expect(textsOf(svg)).toContain('and 4952 more');
});

test.for([
  { title: 'a workflow without status', given: { ...loopRun, status: undefined } },
  { title: 'a single pod', given: workflowWith([['wf', 'Pod', 'Succeeded']]) },
  { title: 'an empty DAG', given: workflowWith([]) },
])('draws $title with a finite size', ({ given }) => {
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(renderSvg(given)) ?? [];
  expect(Number(width)).toBeGreaterThan(100);
  expect(Number(height)).toBeGreaterThan(40);
});
