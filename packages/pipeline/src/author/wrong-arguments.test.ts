import { describe, expect, test } from 'vitest';
import { square } from '../../test/components.ts';
import { expectRefusal, refusalOf } from '../../test/expect-refusal.ts';
import * as everything from '../index.ts';
import { PipelineError, pipeline } from '../index.ts';

const values: readonly unknown[] = [undefined, null, 5, 10n, 'x', Symbol('s'), {}, [], [null], () => 1];
const calls = [[], ...values.flatMap((first) => [[first], ...values.map((second) => [first, second])])];

const template = pipeline('template', {}, () => square({ x: 1 }), { kind: 'WorkflowTemplate' });
/** Returns the functions in what is exported, such as `component.container`. */
function membersOf(name: string, value: unknown): readonly (readonly [string, unknown])[] {
  return Object.entries(Object(value) as object).map(([member, one]) => [`${name}.${member}`, one] as const);
}

const functions: readonly (readonly [string, unknown])[] = [
  ...Object.entries(everything).filter(([name]) => name !== 'PipelineError'),
  ...Object.entries(everything).flatMap(([name, value]) => membersOf(name, value)),
  ['component.with', square.with],
  ['template.ref', template.ref],
  ['template.submit', template.submit],
  ['template.workflow', template.workflow],
];

describe('wrong arguments, as JavaScript passes them', () => {
  test.for(functions.filter(([, call]) => typeof call === 'function'))(
    '%s accepts them or refuses them with a code',
    async ([, call]) => {
      const faults: string[] = [];
      const attempt = (given: readonly unknown[]): void => {
        try {
          Reflect.apply(call as () => unknown, undefined, given);
        } catch (error) {
          if (!(error instanceof PipelineError)) faults.push(`${given.map(String)}: ${error}`);
        }
      };
      for (const given of calls) attempt(given);
      // Outside of a body, many functions refuse everything.
      await refusalOf(() =>
        pipeline('p', {}, () => {
          square({ x: 1 });
          for (const given of calls) attempt(given);
        }),
      );
      expect(faults).toEqual([]);
    },
  );
});

describe('messages about wrong arguments', () => {
  type Untyped = (...given: readonly unknown[]) => never;

  test.for<{ call: unknown; given: readonly unknown[]; code: string; says: string }>([
    {
      call: everything.component,
      given: [{}],
      code: 'PIPELINE_INVALID_ARGUMENT',
      says: 'component(...) takes a description that `tiphys generate` wrote, not an object.',
    },
    {
      call: everything.trigger,
      given: [{}, { name: 'on-push', selector: 'true' }],
      code: 'PIPELINE_INVALID_ARGUMENT',
      says: 'trigger(...) takes a pipeline first, not an object.',
    },
    { call: everything.defineSettings, given: [], code: 'PIPELINE_INVALID_OPTION', says: 'needs settings' },
    { call: everything.inImage, given: ['app', null], code: 'PIPELINE_INVALID_OPTION', says: 'not null' },
    { call: everything.inputFile, given: [5], code: 'PIPELINE_INVALID_OPTION', says: 'not 5' },
    {
      call: template.workflow,
      given: [null],
      code: 'PIPELINE_INVALID_ARGUMENT',
      says: 'template.workflow(...) takes an object of inputs, not null.',
    },
    {
      call: template.workflow,
      given: [{}, { entrypont: 'build' }],
      code: 'PIPELINE_UNKNOWN_OPTION',
      says: 'The call of template.workflow has no option "entrypont". Did you mean "entrypoint"?',
    },
    {
      call: (name: never) => pipeline('p', {}, () => void everything.approve(name)),
      given: [undefined],
      code: 'PIPELINE_INVALID_ARGUMENT',
      says: "approve(...) takes a name first, not undefined. Write approve('release').",
    },
    {
      call: (name: never) => pipeline('p', {}, () => void everything.ask(name, { share: 10 })),
      given: [5],
      code: 'PIPELINE_INVALID_ARGUMENT',
      says: "ask(...) takes a name first, not 5. Write ask('release', { share: 10 }).",
    },
  ])('$says', async ({ call, given, ...wanted }) => {
    const error = await refusalOf(() => (call as Untyped)(...given));
    expectRefusal(error, import.meta.filename, { options: {}, ...wanted });
  });
});
