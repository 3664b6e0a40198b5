/** A piece of a label selector. `end` comes last. */
export interface LabelToken {
  readonly kind: 'word' | 'symbol' | 'end';
  readonly text: string;
}

const SYMBOLS = ['==', '!=', '=', '!', '(', ')', ',', '>', '<'] as const;

/** Returns the pieces of a label selector as Kubernetes reads them. */
export function readLabelTokens(text: string): readonly LabelToken[] {
  const tokens: LabelToken[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const symbol = SYMBOLS.find((candidate) => text.startsWith(candidate, at));
    const word = symbol ?? /^[^\s=!(),><]+/.exec(text.slice(at))?.[0] ?? '';
    tokens.push({ kind: symbol === undefined ? 'word' : 'symbol', text: word });
    at += word.length;
  }
  return [...tokens, { kind: 'end', text: '' }];
}
