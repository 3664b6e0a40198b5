import { isDeepStrictEqual } from 'node:util';
import type { Workflow } from '@tiphys/models';
import { absence, isAbsent } from '@tiphys/tools-conformance';
import { expect, test } from 'vitest';
import { OperationError } from '../src/index.ts';
import { type RecordedCommand, readRecordedCommands } from './recorded-commands.ts';
import { runCommand } from './run-command.ts';

const now = new Date('2001-01-01T00:00:00Z');
/** May only rise. */
const atLeast = 91;

test.skipIf(isAbsent)(
  `every recorded command writes here what Argo's command line wrote${absence}`,
  async ({ annotate }) => {
    const commands = readRecordedCommands();
    // Without a workflow there is nothing to do: that is up to whoever reads it.
    const withWorkflow = commands.filter(({ before }) => before !== undefined);
    const different: Record<string, readonly string[]> = {};
    for (const command of withWorkflow) {
      const found = differencesOf(command);
      if (found.length > 0) different[command.name] = found;
    }
    const agreeing = withWorkflow.length - Object.keys(different).length;
    await annotate(
      `commands agreeing: ${agreeing} of ${withWorkflow.length} (${commands.length - withWorkflow.length} without a workflow)`,
    );
    expect(different).toEqual({});
    expect(agreeing).toBeGreaterThanOrEqual(atLeast);
  },
);

function differencesOf(command: RecordedCommand): readonly string[] {
  try {
    const { given, wanted } = compare(command);
    return [...findDifferences(given, wanted)];
  } catch (error) {
    return [String(error)];
  }
}

/** Returns where two values differ, with what is there in both. */
function* findDifferences(given: unknown, wanted: unknown, path = ''): Generator<string> {
  if (isDeepStrictEqual(given, wanted)) return;
  if (!isMap(given) || !isMap(wanted)) {
    yield `${path}: ${JSON.stringify(given)} instead of ${JSON.stringify(wanted)}`;
    return;
  }
  for (const name of new Set([...Object.keys(given), ...Object.keys(wanted)]))
    yield* findDifferences(given[name], wanted[name], `${path}.${name}`);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Comparison {
  readonly given: unknown;
  readonly wanted: unknown;
}

function compare(recorded: RecordedCommand): Comparison {
  const { before, after, command, newName, podsBefore, podsDeleted } = recorded;
  if (before === undefined || after === undefined) throw new Error('the recording has no workflow');
  const untouched = JSON.stringify(before);
  try {
    const suffix = newName?.slice(newName.lastIndexOf('-') + 1) ?? '';
    const { workflow, podsToDelete = [] } = runCommand(command, before, now, suffix);
    const pods = podsBefore?.filter((name) => podsToDelete.includes(name));
    return {
      given: {
        exit: 0,
        workflow: comparable(workflow, before),
        pods,
        isPure: JSON.stringify(before) === untouched,
      },
      wanted: {
        exit: recorded.exit,
        workflow: comparable(after, before, newName !== undefined),
        pods: podsDeleted && [...podsDeleted].sort(),
        isPure: true,
      },
    };
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    const refusal = recorded.stderr.trim().split('\n').at(-1) ?? '';
    return {
      given: {
        exit: 1,
        message: refusal.endsWith(error.argoMessage) ? refusal : error.argoMessage,
        after: before,
      },
      wanted: { exit: recorded.exit, message: refusal, after },
    };
  }
}

/** Returns what does not depend on the API server, on the time, or on chance. */
function comparable(workflow: Workflow, before: Workflow, isNew = false): unknown {
  const plain = JSON.parse(JSON.stringify(workflow), (key, value: unknown) =>
    ['children', 'outboundNodes'].includes(key) && Array.isArray(value) ? [...value].sort() : value,
  ) as Workflow;
  const { resourceVersion, generation, uid, creationTimestamp, name, ...metadata } = plain.metadata;
  const isMemoized = plain.status?.nodes !== undefined;
  const times = new Set(JSON.stringify(before).match(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g));
  const text = JSON.stringify({
    ...plain,
    metadata: { ...metadata, ...(isNew && !isMemoized ? {} : { name }) },
  });
  // Times that the workflow did not have before are those of the command.
  return JSON.parse(
    text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, (time) => (times.has(time) ? time : 'now')),
  );
}
