import { describe, expect, test } from 'vitest';
import { matchesLabels, parseLabelSelector } from './label-selector.ts';

const labels = { app: 'web', size: '10', empty: '' };

describe('what an object with app=web, size=10 and an empty label matches', () => {
  test.for([
    ['', true],
    ['  ', true],
    ['app=web', true],
    ['app==web', true],
    ['app = web', true],
    ['app=api', false],
    ['app!=api', true],
    ['app!=web', false],
    ['other!=web', true],
    ['other=web', false],
    ['app', true],
    ['other', false],
    ['!other', true],
    ['! app', false],
    ['app in (web, api)', true],
    ['app in (api)', false],
    ['app notin (api)', true],
    ['other notin (api)', true],
    ['app notin (web)', false],
    ['empty=', true],
    ['empty=,app', true],
    ['empty in (,)', true],
    ['empty in (a,)', true],
    ['empty in (,a)', true],
    ['app in (,a)', false],
    ['size>9', true],
    ['size<9', false],
    ['app>1', false],
    ['app=web,size=10', true],
    ['app=web,size=11', false],
    // Words are operators only after a key.
    ['in=web', false],
    ['app in (in, web)', true],
    ['app=in', false],
    ['example.com/x!=y', true],
  ] as const)('%s: %s', ([text, want]) => {
    expect(matchesLabels(parseLabelSelector(text), labels)).toBe(want);
  });
});

describe('invalid label selectors', () => {
  test.for([
    ['app,', "found '', expected: identifier after ','"],
    [',app', "found ',', expected: !, identifier, or 'end of string'"],
    ['=a', "found '=', expected: !, identifier, or 'end of string'"],
    ['!', "unable to parse requirement: found '', expected: identifier"],
    ['!app=web', "found '=', expected: ',' or 'end of string'"],
    ['app web', "unable to parse requirement: found 'web', expected: in, notin, =, ==, !=, gt, lt"],
    ['app=a b', "found 'b', expected: ',' or 'end of string'"],
    ['app=(a)', "unable to parse requirement: found '(', expected: identifier"],
    ['app in a', "unable to parse requirement: found 'a' expected: '('"],
    ['app in (a b)', "unable to parse requirement: found 'b', expected: ',' or ')'"],
    ['app in (', "unable to parse requirement: found '', expected: ',', ')' or identifier"],
    [
      'app in ()',
      "unable to parse requirement: values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty",
    ],
    [
      'app>x',
      `unable to parse requirement: values[0][app]: Invalid value: "x": for 'Gt', 'Lt' operators, the value must be an integer`,
    ],
  ])('%s', ([text, argoMessage]) => {
    const code = 'OPERATIONS_SELECTOR';
    expect(() => parseLabelSelector(text ?? '')).toThrow(expect.objectContaining({ code, argoMessage }));
  });
});
