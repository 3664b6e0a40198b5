import { expect, test } from 'vitest';
import { parseUrl, printUrl } from '../index.ts';

test.for([
  { given: 'http://a', want: { scheme: 'http', host: 'a', path: '', escapedPath: '' } },
  { given: 'HTTP://a:80/x?q=a b#top', want: { scheme: 'http', host: 'a:80', path: '/x', query: 'q=a b' } },
  { given: 'http://[::1]:8080/', want: { host: '[::1]:8080', path: '/' } },
  { given: 'http://u:p%40@a/', want: { user: { name: 'u', password: 'p@' }, host: 'a' } },
  { given: 'http://a/b c/%2F', want: { path: '/b c//', escapedPath: '/b%20c//' } },
  { given: 'http://a/%2F(x)', want: { path: '//(x)', escapedPath: '/%2F(x)' } },
  { given: 'http://a/é', want: { path: '/é', escapedPath: '/%C3%A9' } },
  { given: 'http://bücher.example/', want: { host: 'bücher.example' } },
  { given: 'mailto:someone', want: { scheme: 'mailto', opaque: 'someone', host: '' } },
  { given: 'foo', want: { scheme: '', host: '', path: 'foo' } },
  { given: '', want: { scheme: '', host: '', path: '' } },
])('reads $given', ({ given, want }) => {
  expect(parseUrl(given)).toMatchObject(want);
});

test.for([
  {
    given: '127.0.0.1:80/x',
    want: 'parse "127.0.0.1:80/x": first path segment in URL cannot contain colon',
  },
  { given: ':x', want: 'parse ":x": missing protocol scheme' },
  { given: 'http://{{x}}/', want: 'parse "http://{{x}}/": invalid character "{" in host name' },
  { given: 'http://a b/', want: 'parse "http://a b/": invalid character " " in host name' },
  { given: 'http://a:b/', want: 'parse "http://a:b/": invalid port ":b" after host' },
  { given: 'http://[::1/', want: `parse "http://[::1/": missing ']' in host` },
  { given: 'http://a[::1]/', want: 'parse "http://a[::1]/": invalid IP-literal' },
  { given: 'http://a/%zz#x', want: 'parse "http://a/%zz": invalid URL escape "%zz"' },
  { given: 'http://a%41/', want: 'parse "http://a%41/": invalid URL escape "%41"' },
  { given: 'http://a/\n', want: 'parse "http://a/\\n": net/url: invalid control character in URL' },
  { given: 'http://a b@c/', want: 'parse "http://a b@c/": net/url: invalid userinfo' },
])('refuses $given', ({ given, want }) => {
  expect(() => parseUrl(given)).toThrow(new Error(want));
});

test.for([
  { given: 'http://', want: 'http:' },
  { given: 'http:///x', want: 'http:///x' },
  { given: 'HTTP://a', want: 'http://a' },
  { given: 'http://a/b c?q=a b', want: 'http://a/b%20c?q=a b' },
  { given: 'http:/x', want: 'http:/x' },
  { given: 'http://a/#b c', want: 'http://a/#b%20c' },
  { given: 'http://a?', want: 'http://a?' },
  { given: 'http://u:p@a/', want: 'http://u:***@a/' },
  { given: 'foo?x', want: 'foo?x' },
])('prints $given as $want', ({ given, want }) => {
  expect(printUrl(parseUrl(given), { hidePassword: true })).toBe(want);
});
