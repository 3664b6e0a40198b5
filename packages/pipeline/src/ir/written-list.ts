import { callableOf } from './callable.ts';
import type { CallNode, Source } from './graph.ts';
import { namedOutputOf } from './outputs/outputs.ts';

/** A list that a function returns, or a field of what it returns. */
export interface WrittenList {
  readonly call: CallNode;
  readonly field: string | undefined;
}

/** Returns the output of a function that a source is, if the function can write it in loop form, too. */
export function writtenList(source: Source): WrittenList | undefined {
  if (source.kind === 'field') {
    const { of, name } = source;
    const isWritten =
      of.kind === 'call' && callableOf(of) === 'function' && namedOutputOf(source) !== undefined;
    return isWritten ? { call: of, field: name } : undefined;
  }
  const isWritten =
    source.kind === 'call' &&
    callableOf(source) === 'function' &&
    source.component.descriptor.output.route !== 'fields';
  return isWritten ? { call: source, field: undefined } : undefined;
}
