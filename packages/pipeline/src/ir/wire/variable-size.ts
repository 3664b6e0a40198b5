import { maximumParameterBytes } from './task-protocol.ts';

/** Returns the size in bytes of an input value in the environment variable of a task, where it is JSON. */
export function variableBytes(text: string, form: 'text' | 'json' | undefined): number {
  if (form !== 'text') return Buffer.byteLength(text);
  // Argo encodes strings with Go's JSON encoder, which escapes more characters.
  return Buffer.byteLength(JSON.stringify(text)) + 5 * (text.match(/[<>&\u2028\u2029]|\{\{/g)?.length ?? 0);
}

/** Returns why a value is too large for an environment variable, and what to do; undefined if it is not. */
export function findSizeFault(bytes: number, type: string): string | undefined {
  if (bytes <= maximumParameterBytes) return undefined;
  return `It has ${bytes} bytes, but an environment variable of a task can have at most ${maximumParameterBytes}. Declare the parameter of the function as Large<${type}>, or pass a file.`;
}
