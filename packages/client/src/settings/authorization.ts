import { adviseOn } from '../transport/advice.ts';

/**
 * Returns the value of the header `authorization` from that of `ARGO_TOKEN`, which holds the whole header.
 *
 * @throws ClientError `CLIENT_CONFIG` if it has no scheme, or cannot be sent
 */
export function readAuthorization(token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  // No message shows a part of the text: without a scheme, its first word may be the token.
  if (!/^[\x21-\x7e]+( [\x21-\x7e]+)*$/.test(token))
    throw adviseOn(
      'CLIENT_CONFIG',
      'ARGO_TOKEN holds characters that cannot be in a header, such as line ends',
    );
  if (!/^(?:Bearer|Basic) /i.test(token))
    throw adviseOn(
      'CLIENT_CONFIG',
      'ARGO_TOKEN must hold the whole header, and start with "Bearer " or "Basic ", as `argo auth token` prints it',
    );
  return token;
}
