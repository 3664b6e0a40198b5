/**
 * Returns the reason in a message of OpenSSL, such as `405D6B64:error:0A00010B:SSL routines:FUNCTION:REASON:FILE:LINE:`, of which only it helps.
 * Undefined if the message is another one.
 */
export function opensslReason(message: string): string | undefined {
  return /(?:^|:)error:[\dA-F]+:[^:]*:[^:]*:([^:]+)/i.exec(message)?.[1];
}
