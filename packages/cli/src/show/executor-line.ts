const LOGFMT = /^time=(?:"[^"]*"|\S+) level=\w+ msg=(?:"(?:[^"\\]|\\.)*"|\S+)(?: .*)? argo=true(?: |$)/;

/**
 * Tells whether a line was printed by the executor of Argo, which runs the command of a task in its container and writes to the same log:
 * `time=... level=INFO msg="waiting for signals" argo=true`, or the same fields as JSON.
 */
export function isExecutorLine(text: string): boolean {
  if (text.startsWith('time=')) return LOGFMT.test(text);
  return text.startsWith('{') && text.includes('"argo":true') && isExecutorObject(text);
}

function isExecutorObject(text: string): boolean {
  try {
    const { argo, level, msg, time } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return argo === true && [level, msg, time].every((field) => typeof field === 'string');
  } catch {
    return false; // a line of the task
  }
}
