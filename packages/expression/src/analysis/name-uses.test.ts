import { expect, test } from 'vitest';
import { parseExpression } from '../language/parse-expression.ts';
import { nameUses } from './name-uses.ts';

test.for([
  { given: 'a', want: ['a'] },
  { given: 'inputs.parameters.x + item.k', want: ['inputs.parameters.x', 'item.k'] },
  { given: 'inputs.parameters["x-y"]', want: ['inputs.parameters.x-y'] },
  { given: 'asInt(a.b)', want: ['asInt()', 'a.b'] },
  { given: 'sprig.trim(a)', want: ['sprig.trim()', 'a'] },
  { given: 'len(a.b)', want: ['a.b'] },
  { given: 'a.b ?? c.d', want: ['a', 'c.d'] },
  { given: 'a.b + 1 ?? c', want: ['a.b', 'c'] },
  { given: '(a.b.c ?? "d") + e.f', want: ['a', 'e.f'] },
  { given: 'a?.b.c', want: ['a'] },
  { given: 'a.b?.c', want: ['a'] },
  { given: 'a.b[0].c', want: ['a.b'] },
  { given: 'a[b.c]', want: ['a', 'b.c'] },
  { given: 'a.b[x].c ?? d', want: ['a', 'x', 'd'] },
  { given: 'let x = a.b; x.c + d', want: ['a.b', 'd'] },
  { given: 'let f = sprig; f.trim(a)', want: ['sprig', 'a'] },
  { given: 'map(list.l, # + n.m)', want: ['list.l', 'n.m'] },
  { given: 'filter(a, .x > b.c)', want: ['a', 'b.c'] },
  { given: 'a.b ? c.d : e.f', want: ['a.b', 'c.d', 'e.f'] },
  { given: 'if a { b.c } else { d.e }', want: ['a', 'b.c', 'd.e'] },
  { given: '[a.b, {"k": c.d}]', want: ['a.b', 'c.d'] },
  { given: 'a.b[c.d:e.f]', want: ['a.b', 'c.d', 'e.f'] },
  { given: '-a.b; not c.d', want: ['a.b', 'c.d'] },
  { given: '$env.a.b', want: [] },
  { given: '1 + "a"', want: [] },
  { given: 'f(a)(b)', want: undefined },
])('reads the names of $given', ({ given, want }) => {
  const read = (): readonly string[] =>
    nameUses(parseExpression(given)).map(({ path, isCalled }) => `${path.join('.')}${isCalled ? '()' : ''}`);
  if (want === undefined) expect(read).toThrow(expect.objectContaining({ code: 'EXPRESSION_SYNTAX' }));
  else expect(read()).toEqual(want);
});
