import type { Source } from './graph.ts';

/** Returns the name of an output for messages: `The output of "square"`. */
export function describeSource(source: Source): string {
  switch (source.kind) {
    case 'call':
    case 'loop':
    case 'branch':
    case 'attempt':
    case 'group':
    case 'rounds':
    case 'question':
    case 'pause':
      return `The output of "${source.name}"`;
    case 'input':
      return `The input "${source.name}"`;
    case 'item':
      return 'The item of a loop';
    case 'index':
      return 'The index of a loop';
    case 'given':
    case 'variable':
      return source.what;
    case 'narrowed':
      return describeSource(source.of);
    case 'literal':
      return 'A constant';
    case 'file':
      return 'A file from elsewhere';
    case 'files':
      return 'A list of files';
    case 'uri':
      return `The address of a file of "${source.of.name}"`;
    case 'expression':
      return 'A computed output';
    case 'field':
      return `The field "${source.name}" of ${lowerFirst(describeSource(source.of))}`;
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Matches names that need no quotes in JavaScript. */
export const IDENTIFIER: RegExp = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;

/** Returns the probable name of an output in the user's source, for examples in messages; `output` if there is no hint. */
export function variableOf(source: Source): string {
  if (source.kind === 'narrowed') return variableOf(source.of);
  if (source.kind === 'item') return 'item';
  if (source.kind === 'index') return 'index';
  if (source.kind === 'field' && IDENTIFIER.test(source.name))
    return `${variableOf(source.of)}.${source.name}`;
  return source.kind === 'input' && IDENTIFIER.test(source.name) ? source.name : 'output';
}
