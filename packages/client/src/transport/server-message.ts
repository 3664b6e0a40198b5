/** Longer messages, such as whole pages, are cut. */
const LONGEST = 2000;

/**
 * Returns the message in the body of an error: of a gRPC status, of a Status of Kubernetes, of an error in a stream, or a short text.
 * Returns undefined if there is none, or if it is a page for browsers.
 */
export function readServerMessage(text: string, contentType: string): string | undefined {
  const body = text.replace(/^data: ?/, '').trim();
  const message = /^[{[]/.test(body) ? messageOf(parse(body.split('\n', 1)[0] ?? ''), parse(body)) : body;
  if (message === undefined || message === '' || /html/i.test(contentType) || message.startsWith('<'))
    return undefined;
  return message.length > LONGEST ? `${message.slice(0, LONGEST)}…` : message;
}

function messageOf(...bodies: readonly unknown[]): string | undefined {
  for (const body of bodies) {
    const { message, error } = fieldsOf(body);
    const inner = fieldsOf(error).message ?? error;
    const found = [message, inner].find((one) => typeof one === 'string' && one !== '');
    if (typeof found === 'string') return found;
  }
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): { readonly message?: unknown; readonly error?: unknown } {
  return typeof value === 'object' && value !== null ? value : {};
}
