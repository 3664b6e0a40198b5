import type { Arguments, LifecycleHook, TemplateRef } from '@tiphys/models';

interface TaskFields {
  readonly name: string;
  readonly depends?: string;
  readonly when?: string;
  readonly arguments?: Arguments;
  readonly withParam?: string;
  readonly hooks?: Readonly<Record<string, LifecycleHook>>;
}

/** A call of a template of the same object. */
export interface WrittenLocalTask extends TaskFields {
  readonly template: string;
}

/** A call of a template of another object. */
export interface WrittenRemoteTask extends TaskFields {
  readonly templateRef: TemplateRef;
}

/** A written task of a dag. */
export type WrittenTask = WrittenLocalTask | WrittenRemoteTask;
