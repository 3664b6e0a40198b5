/** A reference in a text of a definition to an input or an output. */
export interface Placeholder {
  readonly kind: 'input' | 'output';
  readonly name: string;
}

// Private-use characters, which no text of a user has, and which JSON.stringify does not change.
const START = '\ue0f0';
const END = '\ue0f1';

/** Returns the text that stands for an input or an output in the texts of a definition. */
export function placeholderText({ kind, name }: Placeholder): string {
  return `${START}${kind}:${name}${END}`;
}

/** Divides a text into plain texts and placeholders. Plain texts are never empty. */
export function splitPlaceholders(text: string): readonly (string | Placeholder)[] {
  const parts: (string | Placeholder)[] = [];
  let rest = text;
  for (let start = rest.indexOf(START); start !== -1; start = rest.indexOf(START)) {
    const end = rest.indexOf(END, start);
    if (end === -1) break;
    if (start > 0) parts.push(rest.slice(0, start));
    const [kind, name = ''] = rest.slice(start + 1, end).split(':', 2);
    parts.push({ kind: kind === 'output' ? 'output' : 'input', name });
    rest = rest.slice(end + 1);
  }
  if (rest !== '') parts.push(rest);
  return parts;
}
