import { ts } from 'ts-morph';

const NUMBER = '-?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?';

/** Returns a regular expression, without anchors, for the strings that a template literal type allows. */
export function templatePattern(type: ts.TemplateLiteralType): string {
  const [first = '', ...rest] = type.texts;
  const parts = rest.map((text, index) => {
    const placeholder = type.types[index];
    return `${placeholder === undefined ? '' : placeholderPattern(placeholder)}${escapePattern(text)}`;
  });
  return `${escapePattern(first)}${parts.join('')}`;
}

function placeholderPattern(type: ts.Type): string {
  if (type.flags & ts.TypeFlags.BigInt) {
    return '-?\\d+';
  }
  if (type.flags & ts.TypeFlags.Number) {
    return NUMBER;
  }
  return type.flags & ts.TypeFlags.TemplateLiteral
    ? templatePattern(type as ts.TemplateLiteralType)
    : '[\\s\\S]*';
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
