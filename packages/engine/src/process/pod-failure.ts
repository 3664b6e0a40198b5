/** The stage at which a pod failed, as Argo names its containers in messages. */
export type PodStage = 'init' | 'wait';

/** Thrown in the executor if a pod cannot be prepared, or its outputs cannot be saved. Becomes the message of the node. @internal */
export class PodFailure extends Error {
  readonly stage: PodStage;

  constructor(stage: PodStage, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PodFailure';
    this.stage = stage;
  }
}

/** Returns the message of an error of the operating system, such as `ENOSPC: no space left on device, write '/x'`. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Returns the code of an error of the operating system, such as `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
