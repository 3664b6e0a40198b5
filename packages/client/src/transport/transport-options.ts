import type { ConnectionState } from './connection-watch.ts';

/** How the certificate of a server is checked, and which one the client shows. */
export interface TlsOptions {
  /** Certificates of authorities in PEM format. @default those of Node.js */
  readonly ca?: string | undefined;
  /** Certificate of the client in PEM format. @default none */
  readonly cert?: string | undefined;
  /** Key of the client's certificate in PEM format. */
  readonly key?: string | undefined;
  /** The name that the server's certificate must have. @default the host of the address */
  readonly serverName?: string | undefined;
  /** Whether any certificate is accepted. @default false */
  readonly insecureSkipVerify?: boolean | undefined;
}

/** Time limits in milliseconds. */
export interface TimeLimits {
  /** For making a connection. @default 10 000 */
  readonly connect?: number | undefined;
  /** For the start of a reply, and for silence inside it. @default 60 000 */
  readonly reply?: number | undefined;
  /** For silence of a stream, before and after its start. A stream that is resumed starts again then. @default 300 000 */
  readonly silence?: number | undefined;
}

/** How often a request is repeated, and how long to wait in between. */
export interface RetryLimits {
  /** Most repetitions. @default 4 */
  readonly most?: number | undefined;
  /** The first wait in milliseconds. Each following one is twice as long. @default 200 */
  readonly firstWait?: number | undefined;
  /** The longest wait in milliseconds, also of one that the server asks for. @default 30 000 */
  readonly longestWait?: number | undefined;
}

/** Returns the headers that authenticate a request. `renew` says that the server refused the former ones. */
export type Credentials = (renew: boolean) => Promise<Readonly<Record<string, string>>>;

/** Options of {@link createTransport}. */
export interface TransportOptions {
  /** The address of the server, with its base path: `https://argo.example.org/argo`. */
  readonly server: string;
  /** Sent with every request. Their values are secret: no message shows them. @default none */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Asked for before every request, and again after a 401. @default none */
  readonly credentials?: Credentials | undefined;
  /** Called with what the server warns of beside its replies, such as fields that it does not know. @default nothing is done */
  readonly onWarning?: ((text: string) => void) | undefined;
  readonly tls?: TlsOptions | undefined;
  readonly timeouts?: TimeLimits | undefined;
  readonly retries?: RetryLimits | undefined;
  /** Called when a server that has answered before answers no more, and when it does again. @default nobody is told */
  readonly onConnection?: ((state: ConnectionState, address: string) => void) | undefined;
}
