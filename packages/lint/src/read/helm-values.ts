const HELM_VALUE = /\{\{-?\s*(?:\.(?:Values|Release|Chart|Capabilities)\b|(?:include|template)\s+["'\\])/;

/** Tells whether a text has tags that only Helm replaces; comments do not count. */
export function holdsHelmValues(text: string): boolean {
  return (
    HELM_VALUE.test(text) && text.split('\n').some((line) => HELM_VALUE.test(line) && !/^\s*#/.test(line))
  );
}
