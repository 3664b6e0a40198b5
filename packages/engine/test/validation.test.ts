import { absence, isAbsent, type LintCase, readLintCases } from '@tiphys/tools-conformance';
import { readYaml } from '@tiphys/yaml';
import { expect, test } from 'vitest';
import { decodeNulls } from '../src/manifest/decode-nulls.ts';
import type { ObjectFields } from '../src/manifest/fields.ts';
import { createRun } from '../src/prepare/create-run.ts';
import { findSpecProblem } from '../src/semantics/validation/find-spec-problem.ts';

/** May only rise. */
const atLeastMessages = 69;
const atLeastValid = 640;

/** Strict decoding and the wording of a missing object belong to the linter, not to the controller. */
const NOT_OF_THE_CONTROLLER = /^strict decoding error|couldn't find (?:cluster )?workflow template/;

interface Verdict {
  readonly id: string;
  readonly workflow: ObjectFields;
  readonly objects: readonly ObjectFields[];
  /** The message of Argo's linter; undefined if it accepts the workflow. */
  readonly want: string | undefined;
}

test.skipIf(isAbsent)(`validation says what Argo says${absence}`, async ({ annotate }) => {
  const verdicts = readLintCases().flatMap(readVerdict);
  const differing = verdicts
    .map(({ id, want, ...source }) => ({ id, want, got: problemOf(source) }))
    .filter(({ want, got }) => want !== got);
  const messages = verdicts.filter(({ want }) => want !== undefined).length;
  const wrong = differing.filter(({ want }) => want !== undefined).length;
  await annotate(`validation: ${messages - wrong} of ${messages} messages agree`);
  expect(differing).toEqual([]);
  expect(messages).toBeGreaterThanOrEqual(atLeastMessages);
  expect(verdicts.length - messages).toBeGreaterThanOrEqual(atLeastValid);
});

/** Returns what Argo says about the workflow of a file, if the file has one and the controller would say the same. */
function readVerdict({ id, text, isValid, errors }: LintCase): readonly Verdict[] {
  const { documents, problems } = readYaml(text);
  const objects = documents
    .map(({ value }) => value)
    .filter(isObject)
    .map(decodeNulls);
  const [workflow, ...others] = objects.filter(({ kind }) => kind === 'Workflow');
  if (!workflow || others.length > 0 || problems.length > 0) return [];
  const want = errors.find(({ kind }) => kind === 'Workflow')?.message;
  // The workflow was not looked at, since another object could not be read.
  if (!isValid && want === undefined) return [];
  if (want !== undefined && NOT_OF_THE_CONTROLLER.test(want)) return [];
  return [
    { id, workflow: withValues(workflow), objects: objects.filter((object) => object !== workflow), want },
  ];
}

function problemOf({ workflow, objects }: Pick<Verdict, 'workflow' | 'objects'>): string | undefined {
  const name = workflow.metadata?.name ?? 'generated';
  const identity = { name, namespace: 'default', uid: 'u', createdAt: 0 };
  return findSpecProblem(createRun({ workflow, objects, identity, parameters: {} }));
}

/** Gives values to the parameters of a workflow without any, which the linter lets pass. */
function withValues(workflow: ObjectFields): ObjectFields {
  const parameters = workflow.spec?.arguments?.parameters?.map((parameter) =>
    parameter.value === undefined && !parameter.valueFrom
      ? { ...parameter, value: parameter.enum?.[0] ?? '' }
      : parameter,
  );
  if (!parameters) return workflow;
  return { ...workflow, spec: { ...workflow.spec, arguments: { ...workflow.spec?.arguments, parameters } } };
}

function isObject(value: unknown): value is ObjectFields {
  return typeof value === 'object' && value !== null;
}
