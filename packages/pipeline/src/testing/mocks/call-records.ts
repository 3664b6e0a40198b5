import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';
import { keyOf } from './mock-book.ts';

/** A task of a component, as far as it has come. */
export interface CallRecord {
  readonly key: string;
  /** Name of the task as Argo shows it. */
  readonly name: string;
  inputs: Readonly<Record<string, unknown>>;
  result: unknown;
  status: 'Running' | 'Succeeded' | 'Failed' | 'Error';
  attempts: number;
  /** What the last attempt printed, if it failed. */
  error: string | undefined;
}

/** The tasks of a run by component, in the order in which they started. */
export class CallRecords {
  readonly #records = new Map<string, CallRecord>();

  /** Starts an attempt of a task. Attempts of the task, and of groups around it, are one record. */
  begin(component: ComponentDescriptor, nodeName: string, displayName: string): CallRecord {
    const task = taskOf(nodeName);
    const known = this.#records.get(task);
    const record = known ?? {
      key: keyOf(component),
      name: displayName.replace(/\(\d+\)$/, ''),
      inputs: {},
      result: undefined,
      status: 'Running',
      attempts: 0,
      error: undefined,
    };
    if (known === undefined) this.#records.set(task, record);
    record.attempts += 1;
    record.status = 'Running';
    record.result = undefined;
    record.error = undefined;
    return record;
  }

  /** Returns the tasks of a component. */
  of(component: ComponentDescriptor): readonly CallRecord[] {
    const key = keyOf(component);
    return [...this.#records.values()].filter((record) => record.key === key);
  }

  /** Returns the task of a node. */
  find(nodeName: string): CallRecord | undefined {
    return this.#records.get(taskOf(nodeName));
  }
}

/** Returns the name of a node without the numbers of attempts. */
function taskOf(nodeName: string): string {
  return nodeName.replaceAll(/\(\d+\)(?=\.|$)/g, '');
}
