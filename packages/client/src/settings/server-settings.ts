/** How an Argo Server is reached, as the variables `ARGO_*` say it. */
export interface ServerSettings {
  /** The address with its base path: `https://argo.example.org:2746/argo`. */
  readonly server: string;
  /** Sent with every request: `authorization`, if there is a token. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: {
    /** Whether any certificate is accepted. */
    readonly insecureSkipVerify: boolean;
  };
  readonly namespace?: string;
  /** The id of the controller that runs the workflows. */
  readonly instanceId?: string;
}
