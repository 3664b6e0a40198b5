import type { Workflow } from '@tiphys/models';
import { assertAdmitted } from '../admission/assert-admitted.ts';
import { type Clock, systemClock } from '../contract/clock.ts';
import type { Executor } from '../contract/executor.ts';
import { decodeNulls } from '../manifest/decode-nulls.ts';
import type { ObjectFields } from '../manifest/fields.ts';
import type { KeptNode } from '../state/kept-node.ts';
import type { RunState } from '../state/run-state.ts';
import { assertObjects } from './assert-objects.ts';
import { assertSupported } from './assert-supported.ts';
import { createRun } from './create-run.ts';
import { nameRun } from './name-run.ts';

/** The options of a run that its state depends on. */
export interface PrepareOptions {
  readonly executor: Executor;
  readonly clock?: Clock;
  readonly name?: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly createdAt?: number;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly objects?: readonly unknown[];
  readonly maximumIterations?: number | undefined;
  readonly maximumWorkflowBytes?: number | undefined;
  readonly keptNodes?: Readonly<Record<string, KeptNode>> | undefined;
  readonly random?: () => number;
}

/**
 * Creates the state of a run, after checking that the engine supports the workflow.
 *
 * @throws EngineError `ENGINE_REFUSED`, `ENGINE_INVALID_OBJECT`, `ENGINE_UNKNOWN_PARAMETER`, `ENGINE_NO_EXECUTOR`
 */
export function prepareRun(workflow: Workflow, options: PrepareOptions): RunState {
  for (const object of [workflow, ...(options.objects ?? [])]) assertAdmitted(object);
  // The engine reads the same object through its own type, in which fields may be missing.
  const source = decodeNulls(structuredClone(workflow) as unknown as ObjectFields);
  const objects = (structuredClone(options.objects ?? []) as readonly ObjectFields[]).map(decodeNulls);
  assertObjects(objects);
  const random = options.random ?? Math.random;
  const clock = options.clock ?? systemClock;
  const run = createRun({
    workflow: source,
    objects,
    identity: {
      name: options.name ?? nameRun(source, random),
      namespace: options.namespace ?? source.metadata?.namespace ?? 'default',
      uid: options.uid ?? source.metadata?.uid ?? randomUid(random),
      createdAt: options.createdAt ?? clock.now(),
    },
    parameters: options.parameters ?? {},
    podPaths: options.executor.podPaths,
    maximumIterations: options.maximumIterations,
    maximumWorkflowBytes: options.maximumWorkflowBytes,
    keptNodes: options.keptNodes,
  });
  assertSupported(run, options.executor);
  return run;
}

function randomUid(random: () => number): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5');
}
