import { expect, test } from 'vitest';
import { evaluateExpression } from '../runtime/evaluate-expression.ts';
import { toPlainValue } from '../to-plain-value.ts';

const environment = { list: [3, 1, 2], item: { k: 'v', n: 4 }, nothing: null, text: 'abc' };

const evaluate = (text: string): unknown => toPlainValue(evaluateExpression(text, environment));

test.for([
  { given: 'sprig.base("/a/b.txt")', want: 'b.txt' },
  { given: 'sprig.base("/a/b/")', want: 'b' },
  { given: 'sprig.base("")', want: '.' },
  { given: 'sprig.base("/")', want: '/' },
  { given: 'sprig.base("//")', want: '/' },
  { given: 'sprig.base("a")', want: 'a' },
  { given: 'sprig.dir("/a/b.txt")', want: '/a' },
  { given: 'sprig.dir("a")', want: '.' },
  { given: 'sprig.dir("")', want: '.' },
  { given: 'sprig.dir("/a")', want: '/' },
  { given: 'sprig.dir("a/b/../c/d")', want: 'a/c' },
  { given: 'sprig.clean("a//b/./c/..")', want: 'a/b' },
  { given: 'sprig.clean("")', want: '.' },
  { given: 'sprig.clean("/../a")', want: '/a' },
  { given: 'sprig.clean("../../a")', want: '../../a' },
  { given: 'sprig.clean("a/../..")', want: '..' },
  { given: 'sprig.clean("/")', want: '/' },
  { given: 'sprig.ext("a/b.tar.gz")', want: '.gz' },
  { given: 'sprig.ext("a.b/c")', want: '' },
  { given: 'sprig.ext(".env")', want: '.env' },
  { given: 'sprig.isAbs("/a")', want: true },
  { given: 'sprig.isAbs("a")', want: false },
  { given: 'sprig.osBase("/a/b")', want: 'b' },
  { given: 'sprig.osDir("/a/b")', want: '/a' },
  { given: 'sprig.osClean("a/./b")', want: 'a/b' },
  { given: 'sprig.osExt("a.txt")', want: '.txt' },
  { given: 'sprig.osIsAbs("/a")', want: true },
])('paths: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  {
    given: 'sprig.urlParse("http://user:pw@host:8080/a%20b?q=1&r=2#frag")',
    want: {
      fragment: 'frag',
      host: 'host:8080',
      hostname: 'host',
      opaque: '',
      path: '/a b',
      query: 'q=1&r=2',
      scheme: 'http',
      userinfo: 'user:pw',
    },
  },
  {
    given: 'sprig.urlParse("/only/path")',
    want: {
      fragment: '',
      host: '',
      hostname: '',
      opaque: '',
      path: '/only/path',
      query: '',
      scheme: '',
      userinfo: '',
    },
  },
  {
    given: 'sprig.urlParse("mailto:a@b.c")',
    want: {
      fragment: '',
      host: '',
      hostname: '',
      opaque: 'a@b.c',
      path: '',
      query: '',
      scheme: 'mailto',
      userinfo: '',
    },
  },
  {
    given: 'sprig.urlParse("")',
    want: { fragment: '', host: '', hostname: '', opaque: '', path: '', query: '', scheme: '', userinfo: '' },
  },
  {
    given: 'sprig.urlParse("HTTPS://h")',
    want: {
      fragment: '',
      host: 'h',
      hostname: 'h',
      opaque: '',
      path: '',
      query: '',
      scheme: 'https',
      userinfo: '',
    },
  },
  {
    given: 'sprig.urlParse("http://[::1]:80/x")',
    want: {
      fragment: '',
      host: '[::1]:80',
      hostname: '::1',
      opaque: '',
      path: '/x',
      query: '',
      scheme: 'http',
      userinfo: '',
    },
  },
  {
    given: 'sprig.urlParse("//host/path")',
    want: {
      fragment: '',
      host: 'host',
      hostname: 'host',
      opaque: '',
      path: '/path',
      query: '',
      scheme: '',
      userinfo: '',
    },
  },
  {
    given: 'sprig.urlParse("s3://bucket/key/name.txt")',
    want: {
      fragment: '',
      host: 'bucket',
      hostname: 'bucket',
      opaque: '',
      path: '/key/name.txt',
      query: '',
      scheme: 's3',
      userinfo: '',
    },
  },
  {
    given: 'sprig.urlParse("a/b?c=d")',
    want: {
      fragment: '',
      host: '',
      hostname: '',
      opaque: '',
      path: 'a/b',
      query: 'c=d',
      scheme: '',
      userinfo: '',
    },
  },
  {
    given: 'sprig.urlParse("?q=1")',
    want: {
      fragment: '',
      host: '',
      hostname: '',
      opaque: '',
      path: '',
      query: 'q=1',
      scheme: '',
      userinfo: '',
    },
  },
  {
    given: 'sprig.urlParse("http://h?x#y")',
    want: {
      fragment: 'y',
      host: 'h',
      hostname: 'h',
      opaque: '',
      path: '',
      query: 'x',
      scheme: 'http',
      userinfo: '',
    },
  },
  {
    given: 'sprig.urlParse("http://h/%C3%A9")',
    want: {
      fragment: '',
      host: 'h',
      hostname: 'h',
      opaque: '',
      path: '/é',
      query: '',
      scheme: 'http',
      userinfo: '',
    },
  },
  {
    given: 'sprig.urlParse("http://a@b@c/")',
    want: {
      fragment: '',
      host: 'c',
      hostname: 'c',
      opaque: '',
      path: '/',
      query: '',
      scheme: 'http',
      userinfo: 'a%40b',
    },
  },
  {
    given: 'sprig.urlParse("http://h%25x/")',
    want: {
      fragment: '',
      host: 'h%x',
      hostname: 'h%x',
      opaque: '',
      path: '/',
      query: '',
      scheme: 'http',
      userinfo: '',
    },
  },
  {
    given: 'sprig.urlParse("http://u@h/")',
    want: {
      fragment: '',
      host: 'h',
      hostname: 'h',
      opaque: '',
      path: '/',
      query: '',
      scheme: 'http',
      userinfo: 'u',
    },
  },
  {
    given: 'sprig.urlParse("http://h/a?b?c#d#e")',
    want: {
      fragment: 'd#e',
      host: 'h',
      hostname: 'h',
      opaque: '',
      path: '/a',
      query: 'b?c',
      scheme: 'http',
      userinfo: '',
    },
  },
  {
    given:
      'sprig.urlJoin({"scheme": "http", "host": "h", "path": "/p", "query": "q=1", "fragment": "f", "userinfo": "u:p"})',
    want: 'http://u:p@h/p?q=1#f',
  },
  { given: 'sprig.urlJoin({"host": "h", "path": "p"})', want: '//h/p' },
  { given: 'sprig.urlJoin({"path": "/a b"})', want: '/a%20b' },
  { given: 'sprig.urlJoin({"scheme": "mailto", "opaque": "a@b.c"})', want: 'mailto:a@b.c' },
  { given: 'sprig.urlJoin({})', want: '' },
  { given: 'sprig.urlJoin({"scheme": "file", "path": "/x"})', want: 'file:///x' },
  { given: 'sprig.urlJoin({"scheme": "http", "host": "h"})', want: 'http://h' },
  { given: 'sprig.urlJoin({"query": "a=b"})', want: '?a=b' },
  { given: 'sprig.urlJoin({"fragment": "é x"})', want: '#%C3%A9%20x' },
  { given: 'sprig.urlJoin(sprig.urlParse("http://u@h:1/p?q#f"))', want: 'http://u@h:1/p?q#f' },
  { given: 'sprig.urlJoin({"scheme": "a"})', want: 'a:' },
])('URLs: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'sprig.base(1)', want: 'reflect: Call using int as type string (1:7)' },
  {
    given: 'sprig.urlParse("http://h\\n/")',
    want: 'unable to parse url: parse "http://h\\n/": net/url: invalid control character in URL (1:7)',
  },
  { given: 'sprig.urlParse(":a")', want: 'unable to parse url: parse ":a": missing protocol scheme (1:7)' },
  {
    given: 'sprig.urlParse("1a:b")',
    want: 'unable to parse url: parse "1a:b": first path segment in URL cannot contain colon (1:7)',
  },
  {
    given: 'sprig.urlParse("http://h/%zz")',
    want: 'unable to parse url: parse "http://h/%zz": invalid URL escape "%zz" (1:7)',
  },
  {
    given: 'sprig.urlParse("http://h:port/")',
    want: 'unable to parse url: parse "http://h:port/": invalid port ":port" after host (1:7)',
  },
  {
    given: 'sprig.urlParse("http://a b/")',
    want: 'unable to parse url: parse "http://a b/": invalid character " " in host name (1:7)',
  },
  {
    given: 'sprig.urlParse("http://h%41/")',
    want: 'unable to parse url: parse "http://h%41/": invalid URL escape "%41" (1:7)',
  },
  {
    given: 'sprig.urlParse("http://[::1/")',
    want: 'unable to parse url: parse "http://[::1/": missing \']\' in host (1:7)',
  },
  {
    given: 'sprig.urlParse("http://u p@h/")',
    want: 'unable to parse url: parse "http://u p@h/": net/url: invalid userinfo (1:7)',
  },
  { given: 'sprig.urlJoin("a")', want: 'reflect: Call using string as type map[string]interface {} (1:7)' },
  {
    given: 'sprig.urlJoin({"host": 1})',
    want: 'unable to parse host key, must be of type string, but int found (1:7)',
  },
  { given: 'sprig.urlJoin()', want: 'invalid number of arguments: expected 1, got 0 (1:7)' },
  { given: 'sprig.urlParse(1)', want: 'reflect: Call using int as type string (1:7)' },
])('fails on $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_EVALUATION', message: expect.stringContaining(want) }),
  );
});
