import { expect, test } from 'vitest';
import { evaluateExpression } from '../runtime/evaluate-expression.ts';

const environment = {
  n: 7,
  half: 2.5,
  text: 'abc',
  list: [3, 1, 2],
  words: ['pear', 'fig', 'apple'],
  item: { k: 'v', n: 4 },
  nothing: null,
  yes: true,
};

const evaluate = (text: string): unknown => evaluateExpression(text, environment);

test.for([
  { given: 'len(1)', want: 'invalid argument for len (type int) (1:1)' },
  { given: 'len(true)', want: 'invalid argument for len (type bool) (1:1)' },
  { given: 'len()', want: 'invalid number of arguments (expected 1, got 0) (1:1)' },
  { given: 'len(nil)', want: 'invalid argument for len (type %!s(<nil>)) (1:1)' },
  { given: 'len(list, list)', want: 'invalid number of arguments (expected 1, got 2) (1:1)' },
  { given: 'type()', want: 'not enough arguments to call type (1:1)' },
  { given: 'first(1)', want: 'cannot get first element from int (1:1)' },
  { given: 'last("a" == "b")', want: 'cannot get last element from bool (1:1)' },
  { given: 'first(item)', want: 'cannot get first element from map[string]interface {} (1:1)' },
  { given: 'first()', want: 'invalid number of arguments (expected 1, got 0) (1:1)' },
  { given: 'first(nil)', want: 'cannot get first element from %!s(<nil>) (1:1)' },
  { given: 'get(list)', want: 'invalid number of arguments (expected 2, got 1) (1:1)' },
  { given: 'get(list, "a")', want: 'non-integer slice index string (1:11)' },
  { given: 'get(1..3, "a")', want: 'non-integer slice index string (1:11)' },
  { given: 'get(item, 1)', want: 'cannot use int to get an element from map[string]interface {} (1:11)' },
  { given: 'get(1, 2)', want: 'type int does not support indexing (1:5)' },
  { given: 'get("abc", "a", 3)', want: 'invalid number of arguments (expected 2, got 3) (1:1)' },
  { given: 'take(1, 2)', want: 'cannot take from int (1:1)' },
  { given: 'take(list)', want: 'invalid number of arguments (expected 2, got 1) (1:1)' },
  { given: 'take(list, "a")', want: 'cannot take string elements (1:1)' },
  { given: 'take(list, 1.5)', want: 'cannot take float64 elements (1:1)' },
  { given: 'take(nil, 1)', want: 'cannot take from %!s(<nil>) (1:1)' },
  { given: 'keys(list)', want: 'cannot get keys from []interface {} (1:1)' },
  { given: 'keys(1)', want: 'cannot get keys from int (1:1)' },
  { given: 'keys(nil)', want: 'cannot get keys from %!s(<nil>) (1:1)' },
  { given: 'keys()', want: 'invalid number of arguments (expected 1, got 0) (1:1)' },
  { given: 'first(nothing)', want: 'cannot get first element from %!s(<nil>) (1:1)' },
  { given: 'get(nothing, "k")', want: 'type unknown does not support indexing (1:5)' },
  {
    given: 'get(item, nothing)',
    want: 'cannot use unknown to get an element from map[string]interface {} (1:11)',
  },
  { given: 'sort(nothing)', want: 'cannot use nil as argument (type []int) to call sort (1:6)' },
  { given: 'values("a")', want: 'cannot get values from string (1:1)' },
  { given: 'values(nil)', want: 'cannot get values from %!s(<nil>) (1:1)' },
  { given: 'toPairs([1])', want: 'cannot transform []interface {} to pairs (1:1)' },
  { given: 'toPairs(1, 2)', want: 'invalid number of arguments (expected 1, got 2) (1:1)' },
  { given: 'fromPairs(1)', want: 'cannot transform int from pairs (1:1)' },
  { given: 'fromPairs(item)', want: 'cannot transform map[string]interface {} from pairs (1:1)' },
  { given: 'fromPairs(nil)', want: 'cannot transform %!s(<nil>) from pairs (1:1)' },
  { given: 'reverse("abc")', want: 'cannot reverse string (1:1)' },
  { given: 'reverse(1)', want: 'cannot reverse int (1:1)' },
  { given: 'uniq(1)', want: 'cannot uniq int (1:1)' },
  { given: 'uniq(nil)', want: 'cannot uniq %!s(<nil>) (1:1)' },
  { given: 'uniq()', want: 'invalid number of arguments (expected 1, got 0) (1:1)' },
  { given: 'concat()', want: 'invalid number of arguments (expected at least 1, got 0) (1:1)' },
  { given: 'concat(list, 1)', want: 'cannot concat int (1:1)' },
  { given: 'concat(nil)', want: 'cannot concat %!s(<nil>) (1:1)' },
  { given: 'flatten(1)', want: 'cannot flatten int (1:1)' },
  { given: 'flatten({"a": 1})', want: 'cannot flatten map[string]interface {} (1:1)' },
  { given: 'flatten()', want: 'invalid number of arguments (expected 1, got 0) (1:1)' },
  { given: 'sort(1)', want: 'cannot use int as argument (type []int) to call sort  (1:6)' },
  { given: 'sort(list, 1)', want: 'too many arguments to call sort (1:1)' },
  { given: 'sort()', want: 'not enough arguments to call sort (1:1)' },
  { given: 'sort(list, "asc", 1)', want: 'too many arguments to call sort (1:1)' },
  {
    given: 'sort(item)',
    want: 'cannot use map[string]interface {} as argument (type []int) to call sort  (1:6)',
  },
])('refuses $given before it runs', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_TYPE', message: expect.stringContaining(want) }),
  );
});

test.for([
  { given: 'abs("a")', want: 'invalid argument for abs (type string) (1:1)' },
  { given: 'abs()', want: 'invalid number of arguments (expected 1, got 0) (1:1)' },
  { given: 'abs(1, 2)', want: 'invalid number of arguments (expected 1, got 2) (1:1)' },
  { given: 'abs(nil)', want: 'invalid argument for abs (type %!s(<nil>)) (1:1)' },
  { given: 'abs(list)', want: 'invalid argument for abs (type []interface {}) (1:1)' },
  { given: 'ceil("1")', want: 'invalid argument for ceil (type string) (1:1)' },
  { given: 'floor(true)', want: 'invalid argument for floor (type bool) (1:1)' },
  { given: 'round(item)', want: 'invalid argument for round (type map[string]interface {}) (1:1)' },
  { given: 'round()', want: 'invalid number of arguments (expected 1, got 0) (1:1)' },
  { given: 'int(true)', want: 'invalid argument for int (type bool) (1:1)' },
  { given: 'int(list)', want: 'invalid argument for int (type []interface {}) (1:1)' },
  { given: 'int()', want: 'invalid number of arguments (expected 1, got 0) (1:1)' },
  { given: 'int(nil)', want: 'invalid argument for int (type %!s(<nil>)) (1:1)' },
  { given: 'float(item)', want: 'invalid argument for float (type map[string]interface {}) (1:1)' },
  { given: 'float(nil)', want: 'invalid argument for float (type %!s(<nil>)) (1:1)' },
  { given: 'float(1, 2)', want: 'invalid number of arguments (expected 1, got 2) (1:1)' },
  { given: 'max()', want: 'not enough arguments to call max (1:1)' },
  { given: 'min()', want: 'not enough arguments to call min (1:1)' },
  { given: 'max("a")', want: 'invalid argument for max (type string) (1:1)' },
  { given: 'min(1, "a")', want: 'invalid argument for min (type string) (1:1)' },
  { given: 'max(true)', want: 'invalid argument for max (type bool) (1:1)' },
  { given: 'max(nil)', want: 'invalid argument for max (type %!s(<nil>)) (1:1)' },
  { given: 'mean()', want: 'not enough arguments to call mean (1:1)' },
  { given: 'mean("a")', want: 'invalid argument for mean (type string) (1:1)' },
  { given: 'median()', want: 'not enough arguments to call median (1:1)' },
  { given: 'median(true)', want: 'invalid argument for median (type bool) (1:1)' },
  { given: 'bitand(1)', want: 'not enough arguments to call bitand (1:1)' },
  { given: 'bitand(1, 2, 3)', want: 'too many arguments to call bitand (1:1)' },
  { given: 'bitand(1.5, 1)', want: 'cannot use float64 as argument (type int) to call bitand  (1:8)' },
  { given: 'bitor("a", 1)', want: 'cannot use string as argument (type int) to call bitor  (1:7)' },
  { given: 'bitnot(1.5)', want: 'cannot use float64 as argument (type int) to call bitnot  (1:8)' },
  { given: 'bitnot()', want: 'not enough arguments to call bitnot (1:1)' },
  { given: 'bitshl(1, true)', want: 'cannot use bool as argument (type int) to call bitshl  (1:11)' },
])('refuses $given before it runs', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_TYPE', message: expect.stringContaining(want) }),
  );
});

test.for([
  { given: 'string()', want: 'not enough arguments to call string (1:1)' },
  { given: 'string(1, 2)', want: 'too many arguments to call string (1:1)' },
  { given: 'trim(1)', want: 'not enough arguments to call trim (1:1)' },
  { given: 'trim()', want: 'not enough arguments to call trim (1:1)' },
  { given: 'trim("a", 1)', want: 'cannot use int as argument (type string) to call trim  (1:11)' },
  { given: 'trim("a", "b", "c")', want: 'too many arguments to call trim (1:1)' },
  { given: 'trimPrefix(1, "a")', want: 'too many arguments to call trimPrefix (1:1)' },
  { given: 'trimSuffix("a", true)', want: 'too many arguments to call trimSuffix (1:1)' },
  { given: 'upper(1)', want: 'cannot use int as argument (type string) to call upper  (1:7)' },
  { given: 'upper()', want: 'not enough arguments to call upper (1:1)' },
  { given: 'lower(nil)', want: 'cannot use nil as argument (type string) to call lower (1:7)' },
  { given: 'split("a")', want: 'not enough arguments to call split (1:1)' },
  { given: 'split(1, ",")', want: 'not enough arguments to call split (1:1)' },
  { given: 'split("a", ",", "2")', want: 'cannot use string as argument (type int) to call split  (1:17)' },
  { given: 'splitAfter("a", 1)', want: 'not enough arguments to call splitAfter (1:1)' },
  { given: 'replace("a", "b")', want: 'not enough arguments to call replace (1:1)' },
  { given: 'replace("a", "b", 1)', want: 'cannot use int as argument (type string) to call replace  (1:19)' },
  { given: 'replace("a", "b", "c", "d")', want: 'too many arguments to call replace (1:1)' },
  { given: 'repeat("a")', want: 'not enough arguments to call repeat (1:1)' },
  { given: 'repeat("a", "b")', want: 'cannot use string as argument (type int) to call repeat  (1:13)' },
  { given: 'repeat(1, 2)', want: 'cannot use int as argument (type string) to call repeat  (1:8)' },
  { given: 'join("a", ",")', want: 'too many arguments to call join (1:1)' },
  { given: 'join([1, 2], 3)', want: 'too many arguments to call join (1:1)' },
  { given: 'join()', want: 'not enough arguments to call join (1:1)' },
  { given: 'indexOf("a")', want: 'not enough arguments to call indexOf (1:1)' },
  { given: 'indexOf("a", 1)', want: 'cannot use int as argument (type string) to call indexOf  (1:14)' },
  {
    given: 'lastIndexOf(1, "a")',
    want: 'cannot use int as argument (type string) to call lastIndexOf  (1:13)',
  },
  { given: 'hasPrefix("a")', want: 'not enough arguments to call hasPrefix (1:1)' },
  { given: 'hasPrefix(1, "a")', want: 'cannot use int as argument (type string) to call hasPrefix  (1:11)' },
  { given: 'hasSuffix("a", nil)', want: 'cannot use nil as argument (type string) to call hasSuffix (1:16)' },
  { given: 'toJSON()', want: 'not enough arguments to call toJSON (1:1)' },
  { given: 'fromJSON(1)', want: 'cannot use int as argument (type string) to call fromJSON  (1:10)' },
  { given: 'fromJSON()', want: 'not enough arguments to call fromJSON (1:1)' },
  { given: 'toBase64(1)', want: 'cannot use int as argument (type string) to call toBase64  (1:10)' },
  { given: 'fromBase64(true)', want: 'cannot use bool as argument (type string) to call fromBase64  (1:12)' },
])('refuses $given before it runs', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_TYPE', message: expect.stringContaining(want) }),
  );
});

test.for([
  { given: 'join([1, 2], "-")', want: 'interface conversion: interface {} is int, not string (1:1)' },
])('fails on $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_EVALUATION', message: expect.stringContaining(want) }),
  );
});
