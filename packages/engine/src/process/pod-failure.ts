/** Where in the life of a pod it failed; Argo names its own containers so in messages. */
export type PodStage = 'init' | 'wait';

/** Thrown inside of the executor when a pod cannot be prepared or its outputs not be saved; becomes the message of the node. @internal */
export class PodFailure extends Error {
  readonly stage: PodStage;

  constructor(stage: PodStage, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PodFailure';
    this.stage = stage;
  }
}

/** The words of an error of the operating system that tell a user most: `ENOSPC: no space left on device, write '/x'`. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The code of an error of the operating system, `ENOENT` say. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
