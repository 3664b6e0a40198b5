import { type ClientCode, ClientError } from '../contract/client-error.ts';
import { adviseOn } from './advice.ts';
import type { Failure, Repeat } from './failure.ts';
import { readServerMessage } from './server-message.ts';

/** A reply with a status of 300 and above. */
export interface FailedReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const CODES: Readonly<Record<number, ClientCode>> = {
  401: 'CLIENT_UNAUTHENTICATED',
  403: 'CLIENT_FORBIDDEN',
  404: 'CLIENT_NOT_FOUND',
  405: 'CLIENT_NOT_OFFERED',
  408: 'CLIENT_TIMEOUT',
  409: 'CLIENT_CONFLICT',
  410: 'CLIENT_EXPIRED',
  413: 'CLIENT_TOO_LARGE',
  429: 'CLIENT_BUSY',
  501: 'CLIENT_NOT_OFFERED',
  503: 'CLIENT_BUSY',
  504: 'CLIENT_TIMEOUT',
};

/** What the stores and gateways of a cluster say of an object that is too large; its status differs. */
const TOO_LARGE =
  /request (?:entity )?is too large|request entity too large|larger than max|may not be more than \d+ bytes/i;

const REPEATS: Readonly<Record<number, Repeat>> = {
  // The server did not even start.
  429: 'always',
  408: 'repeatable',
  502: 'repeatable',
  503: 'repeatable',
  504: 'repeatable',
};

/** Returns what a reply with an error means. `request` names what was asked for: `GET https://argo/api/v1/info`. */
export function failureOfReply(request: string, reply: FailedReply): Failure {
  const { status, headers } = reply;
  const serverMessage = readServerMessage(reply.text, headers['content-type'] ?? '');
  const code = codeOf(status, serverMessage ?? '');
  const problem = `${serverMessage === undefined ? '' : `${serverMessage.replace(/[.\s]+$/, '')}: `}${describe(request, status, headers)}`;
  return {
    error:
      code === 'CLIENT_NOT_OFFERED'
        ? new ClientError(
            code,
            `${problem}. The server has nothing like this: check the path and the names in it.`,
            {
              status,
              serverMessage,
            },
          )
        : adviseOn(code, problem, { status, serverMessage }),
    repeat: code === 'CLIENT_TOO_LARGE' ? 'never' : (REPEATS[status] ?? 'never'),
    wait: waitOf(headers['retry-after']),
  };
}

/** Returns the code of an HTTP status, and of the message that came with it. */
export function codeOf(status: number, serverMessage: string): ClientCode {
  if (TOO_LARGE.test(serverMessage)) return 'CLIENT_TOO_LARGE';
  if (status < 400) return 'CLIENT_REPLY';
  return CODES[status] ?? (status >= 500 ? 'CLIENT_SERVER' : 'CLIENT_INVALID');
}

function describe(request: string, status: number, headers: Readonly<Record<string, string>>): string {
  const { location } = headers;
  const target =
    location === undefined
      ? ''
      : ` and redirects to ${location.replace(/[?#].*$/, '').replace(/\/\/[^/@]*@/, '//')}`;
  return `${request} answered ${status}${target}`;
}

/** Returns the wait of a `Retry-After` header, which is a number of seconds or a date. */
function waitOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
