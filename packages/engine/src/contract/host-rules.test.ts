import { describe, expect, test } from 'vitest';
import { EngineError } from './engine-error.ts';
import { createHostRules } from './host-rules.ts';

const isAllowed = (url: string, allowed: readonly string[]): boolean => {
  try {
    createHostRules(allowed).assertAllowed(new URL(url));
    return true;
  } catch (error) {
    if (error instanceof EngineError && error.code === 'ENGINE_HOST_NOT_ALLOWED') return false;
    throw error;
  }
};

describe('a host', () => {
  test.for([
    ['http://localhost/x', []],
    ['http://127.0.0.1:9000/x', []],
    ['http://127.1/x', []],
    ['http://[::1]:80/x', []],
    ['https://example.com/x', ['example.com']],
    ['https://EXAMPLE.com/x', ['Example.COM']],
    ['https://example.com/x', ['example.com:443']],
    ['https://a.example.com/x', ['*.example.com']],
    ['https://example.com/x', ['other.com', '*']],
    ['http://[fe80::1]/', ['[fe80::1]']],
    ['ssh://git@example.com/x', ['example.com:22']],
  ] as const)('%s is allowed by %j', ([url, allowed]) => {
    expect(isAllowed(url, allowed)).toBe(true);
  });

  test.for([
    ['https://example.com/x', []],
    ['https://example.com:8443/x', ['example.com:443']],
    ['https://example.com/x', ['*.example.com']],
    ['https://badexample.com/x', ['*.example.com']],
    ['https://example.com.evil.net/x', ['example.com']],
    ['https://localhost@evil.net/x', []],
    ['https://127.0.0.1.evil.net/x', []],
    ['http://0.0.0.0/x', []],
    ['http://169.254.169.254/latest/meta-data', []],
    ['http://[::ffff:10.0.0.1]/', []],
  ] as const)('%s is refused by %j', ([url, allowed]) => {
    expect(isAllowed(url, allowed)).toBe(false);
  });

  test('that is refused is an error that names the flag', () => {
    expect(() => createHostRules([]).assertAllowed(new URL('https://example.com/x'))).toThrow(
      'Add --allow-host example.com to allow it',
    );
  });
});
