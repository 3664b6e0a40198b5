import { adviseOn } from '../transport/advice.ts';

/**
 * Returns the value of the header `authorization` from a token, or from the value of the whole header, which starts with `Bearer` or `Basic`.
 * `ARGO_TOKEN` of `argo` holds the whole header.
 *
 * @param source the variable or option that the text is from, for messages
 * @throws ClientError `CLIENT_CONFIG` if it holds several words, or cannot be sent
 */
export function readAuthorization(text: string | undefined, source: string): string | undefined {
  if (text === undefined) return undefined;
  // No message shows a part of the text, since any word of it may be the token.
  if (!/^[\x21-\x7e]+( [\x21-\x7e]+)*$/.test(text))
    throw adviseOn(
      'CLIENT_CONFIG',
      `${source} holds characters that cannot be in a header, such as line ends`,
    );
  if (/^(?:Bearer|Basic)$/i.test(text)) throw adviseOn('CLIENT_CONFIG', `${source} holds no token`);
  if (/^(?:Bearer|Basic) /i.test(text)) return text;
  if (!text.includes(' ')) return `Bearer ${text}`;
  throw adviseOn(
    'CLIENT_CONFIG',
    `${source} must be a token, or start with "Bearer " or "Basic ", as \`argo auth token\` prints it`,
  );
}
