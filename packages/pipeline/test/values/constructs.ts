import {
  attempt,
  type Component,
  component,
  expr,
  forEach,
  group,
  input,
  match,
  type Output,
  pipeline,
  repeatUntil,
  when,
} from '../../src/index.ts';
import { describeComponent } from '../components.ts';

const text = { type: 'string' };
const tagged = {
  type: 'object',
  properties: { kind: { enum: ['a', 'b'] }, value: text },
  required: ['kind', 'value'],
};
const fields = {
  route: 'value' as const,
  schema: text,
  list: false,
  optional: false,
};

/** Gives the list of values. */
export const list: Component<Record<never, never>, string[]> = component(
  describeComponent('list', {}, { type: 'array', items: text }),
);
/** Gives the list several times. */
export const lists: Component<Record<never, never>, string[][]> = component(
  describeComponent('lists', {}, { type: 'array', items: { type: 'array', items: text } }),
);
/** Gives what it gets. */
export const echo: Component<{ value: string }, string> = component(
  describeComponent('echo', { value: text }, text),
);
/** Gets a value, and is not used for anything else. */
export const see: Component<{ value: string | null }, void> = component(
  describeComponent('see', { value: {} }, 'none'),
);
/** Gets a list of values, and gives it. */
export const collect: Component<{ values: string[] }, string[]> = component(
  describeComponent('collect', { values: { type: 'array', items: text } }, { type: 'array', items: text }),
);
/** Gives a value in an object of one kind. */
export const tag: Component<{ value: string }, { kind: 'a'; value: string } | { kind: 'b'; value: string }> =
  component(describeComponent('tag', { value: text }, tagged));
/** Gives a value as two outputs. */
export const both: Component<{ value: string }, { first: string; second: string }> = component(
  describeComponent('both', { value: text }, text, {
    output: {
      route: 'fields',
      schema: {},
      list: false,
      fields: { first: fields, second: { ...fields, route: 'large' } },
    },
  }),
);
/** Always fails. */
export const fail: Component<{ value: string }, string> = component(
  describeComponent('fail', { value: text }, text),
);

const inner = pipeline('inner', { value: input<string>() }, ({ value }) => ({
  given: value,
  told: echo({ value }),
}));
const shared = pipeline('shared', { value: input<string>() }, ({ value }) => ({ told: echo({ value }) }), {
  kind: 'WorkflowTemplate',
});

/** A way of a value through a construct. It arrives as it was. */
export type Way = (value: Output<string>) => Output<string>;

/** The ways of values, by the construct. */
export const ways: Readonly<Record<string, Way>> = {
  call: (value) => echo({ value }),
  'expression, read by a call': (value) => echo({ value: expr([value], (v) => `${v}`) }),
  'expression, read by a body': (value) => {
    const same = expr([value], (v) => v.concat(''));
    return group('part', () => {
      see({ value: same });
      return echo({ value: same });
    });
  },
  group: (value) => group('part', () => ({ a: echo({ value }), b: expr([value], (v) => v.concat('')) })).b,
  'group with an exit handler': (value) =>
    group('part', () => echo({ value }), { onExit: ({ result }) => void see({ value: result }) }),
  'task with an exit handler': (value) =>
    echo({ value }, { onExit: ({ result }) => void see({ value: result }) }),
  'attempt().or': (value) => attempt(() => echo({ value })).or('other'),
  'attempt().recover': (value) => attempt(() => fail({ value })).recover(() => echo({ value })),
  'attempt().recover with an expression': (value) =>
    attempt(() => fail({ value })).recover(() => expr([value], (v) => v.concat(''))),
  'attempt().settled': (value) => {
    const { value: settled } = attempt(() => echo({ value })).settled();
    return expr([settled], (v) => v ?? 'none');
  },
  'when, otherwise': (value) =>
    when(
      [value],
      (v) => v !== 'zzz',
      () => echo({ value }),
    ).otherwise(() => expr([value], (v) => v.concat(''))),
  'when, an expression': (value) =>
    when(
      [value],
      (v) => v === 'zzz',
      () => echo({ value }),
    ).otherwise(() => expr([value], (v) => v.concat(''))),
  elseWhen: (value) =>
    when(
      [value],
      (v) => v === 'zzz',
      () => echo({ value: 'a' }),
    )
      .elseWhen(
        [value],
        (v) => v !== 'zzy',
        () => {
          see({ value });
          return expr([value], (v) => v.concat(''));
        },
      )
      .otherwise(() => echo({ value: 'b' })),
  'when().or': (value) =>
    when(
      [value],
      (v) => v !== 'zzz',
      () => echo({ value }),
    ).or(''),
  'match of values': (value) => match(value, { zzz: () => echo({ value: 'zzz' }) }, () => echo({ value })),
  'match of kinds': (value) =>
    match(tag({ value }), 'kind', {
      a: (one) => {
        see({ value: one.value });
        return echo({ value: one.value });
      },
      b: (one) => echo({ value: one.value }),
    }),
  repeatUntil: (value) =>
    repeatUntil(
      { same: value, told: value, count: 0 },
      ({ same, told, count }) => ({
        same: expr([same], (v) => v.concat('')),
        told: echo({ value: told }),
        count: expr([count], (n) => n + 1),
      }),
      ({ count }) => count >= 2,
      { max: 3 },
    ).told,
  'repeatUntil, the whole state': (value) =>
    repeatUntil(
      value,
      (state) => echo({ value: state }),
      (state) => state !== 'zzz',
      { max: 2 },
    ),
  'pipeline as a part': (value) => inner({ value }).told,
  'input of a pipeline as its output': (value) => inner({ value: expr([value], (v) => v.concat('')) }).given,
  'pipeline by reference': (value) => shared.ref({ value }).told,
  'several outputs': (value) => {
    const { first, second } = both({ value });
    see({ value: second });
    return echo({ value: first });
  },
  'loop in a loop': (value) => {
    const told = forEach(lists(), (values) => forEach(values, (one) => echo({ value: one })));
    forEach(told, (values) => void collect({ values }));
    return echo({ value });
  },
  'a computed list': (value) => {
    const values = forEach(
      expr([list()], (all) => all.map((one) => one.concat(''))),
      (one) => {
        see({ value: one });
        return echo({ value: one });
      },
    );
    collect({ values });
    return echo({ value });
  },
  'a computed list with indexes': (value) => {
    forEach(
      expr([list()], (all) => all.filter((one) => one !== 'zzz')),
      (one, index) => {
        see({ value: one });
        see({ value: expr([one, index], (v, i) => (i < 0 ? null : v)) });
      },
    );
    return echo({ value });
  },
};
