import { maximumParameterBytes } from '../task-protocol.ts';

/** Returns the bytes that the value of an input takes in the variable of a task: it arrives there as JSON. */
export function variableBytes(text: string, form: 'text' | 'json' | undefined): number {
  if (form !== 'text') return Buffer.byteLength(text);
  // Argo encodes strings itself, as Go does.
  return Buffer.byteLength(JSON.stringify(text)) + 5 * (text.match(/[<>&\u2028\u2029]|\{\{/g)?.length ?? 0);
}

/** Returns why a value is too large for a variable, and what to do; undefined when it fits. */
export function findSizeFault(bytes: number, type: string): string | undefined {
  if (bytes <= maximumParameterBytes) return undefined;
  return `It takes ${bytes} bytes, and a task receives at most ${maximumParameterBytes} in a variable. Declare the parameter of the function as Large<${type}>, or pass a file.`;
}
