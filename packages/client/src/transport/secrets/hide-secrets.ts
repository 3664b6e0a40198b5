/** Shorter values are in too many texts to be recognised as secrets. */
const SHORTEST = 4;

/** Returns a text in which the values of headers, such as tokens, are replaced by `***`. */
export function hideSecrets(text: string, values: readonly string[]): string {
  const secrets = values.flatMap(partsOf);
  const longestFirst = [...new Set(secrets)].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((hidden, secret) => hidden.replaceAll(secret, '***'), text);
}

/** Returns a value, the token after its scheme, and the password in it if it is a Basic one. */
function partsOf(value: string): readonly string[] {
  const [scheme = '', token = ''] = value.trim().split(/\s+/, 2);
  const pair = scheme.toLowerCase() === 'basic' ? Buffer.from(token, 'base64').toString() : '';
  const password = pair.slice(pair.indexOf(':') + 1);
  const [, second = ''] = token.split('v2:');
  return [value.trim(), token, second, pair, password].filter((part) => part.length >= SHORTEST);
}
