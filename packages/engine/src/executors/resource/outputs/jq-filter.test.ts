import { expect, test } from 'vitest';
import { jqFilter } from './jq-filter.ts';

const object = {
  data: { b: '1', a: '2' },
  list: [
    { n: 'x', v: 1 },
    { n: 'y', v: 2.5 },
  ],
  text: '<a>',
};

test.for([
  { filter: '.data | keys | join(",")', want: 'a,b' },
  { filter: '.data.none', want: 'null' },
  { filter: '.data.none // empty', want: '' },
  { filter: '.data', want: '{"a":"2","b":"1"}' },
  { filter: '.list[] | .n', want: 'x\ny' },
  { filter: '.list | map(.v) | add', want: '3.5' },
  { filter: '[.text]', want: '["\\u003ca\\u003e"]' },
  { filter: '.text', want: '<a>' },
  { filter: 'try error("no") catch .', want: 'no' },
  { filter: '.list[] as {n: $n, v: $v} | select($v > 2) | "\\($n)!"', want: 'y!' },
  { filter: '"  padded \\n"', want: 'padded' },
  { filter: 'env.HOME, $ENV.TIPHYS', want: '/home/web_user\nnull' },
])('$filter gives $want', async ({ filter, want }) => {
  expect(await jqFilter(object, filter)).toBe(want);
});

test.for([
  { filter: '.[', want: 'syntax error, unexpected end of file' },
  { filter: 'error("no")', want: /^no$/ },
  { filter: '.data | .[0]', want: 'Cannot index object with number' },
])('$filter is refused: $want', async ({ filter, want }) => {
  await expect(jqFilter(object, filter)).rejects.toThrow(want);
});

test('a filter that never ends is stopped', async () => {
  const endless = '[recurse(.+1)] | length';
  await expect(jqFilter(1, endless, { timeout: 200 })).rejects.toThrow(
    `the jq filter ran longer than 0.2 s: ${endless}`,
  );
});

test('a filter that needs too much memory is stopped', async () => {
  const huge = '[range(1000000000)]';
  await expect(jqFilter(1, huge)).rejects.toThrow(
    `the jq filter needs more memory than there is for it: ${huge}`,
  );
});
