/** A type that no value has. The error of the compiler shows its message. */
export interface Problem<TMessage extends string> {
  readonly problem: TMessage;
}
