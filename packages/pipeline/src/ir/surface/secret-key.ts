/** A key of a Secret. */
export interface SecretKey {
  readonly kind: 'secretKey';
  /** Name of the Secret. */
  readonly secret: string;
  readonly key: string;
}
