import { expect, test } from 'vitest';
import type { PipelineProject } from './pipeline-project.ts';

/** A pipeline, and what its runs return. */
export interface PipelineCase {
  readonly name: string;
  readonly title: string;
  /** The text of a `pipeline(...)` call. */
  readonly given: string;
  readonly runs: readonly {
    readonly parameters: Readonly<Record<string, string>>;
    readonly want: Readonly<Record<string, unknown>>;
  }[];
}

/** Returns the pipelines of cases for a project, by name. */
export function pipelinesOf(
  cases: readonly Pick<PipelineCase, 'name' | 'given'>[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(cases.map(({ name, given }) => [name, given]));
}

/** Adds a test for each run of each case. The project exists once the tests run. */
export function testRuns(cases: readonly PipelineCase[], project: () => PipelineProject): void {
  test.for(cases.flatMap(({ runs, ...one }) => runs.map((run) => ({ ...one, ...run }))))(
    '$title: $parameters',
    async ({ name, parameters, want }) => {
      const { phase, outputs, failures } = await project().run(name, parameters);
      expect({ phase, outputs, failures }).toEqual({ phase: 'Succeeded', outputs: want, failures: [] });
    },
  );
}
