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
