/**
 * Returns a thrown value as text: the name and message of an error, or the string form of any other value.
 *
 * Never throws, even if `message` or `toString` of the value throws.
 */
export function describeThrown(thrown: unknown): string {
  try {
    if (thrown instanceof Error) return describeError(thrown);
    if (typeof thrown === 'string') return thrown;
    if (typeof thrown !== 'object' || thrown === null) return String(thrown);
    const { message } = thrown as { readonly message?: unknown };
    if (typeof message === 'string') return message;
    return JSON.stringify(thrown) ?? 'an object';
  } catch {
    return 'an object that cannot be printed';
  }
}

function describeError(error: Error): string {
  const name = String(error.name);
  const message = String(error.message);
  const text = message === '' ? name : `${name}: ${message}`;
  return error.cause === undefined ? text : `${text}\nCaused by ${describeThrown(error.cause)}`;
}
