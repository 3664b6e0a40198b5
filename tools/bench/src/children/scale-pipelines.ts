import {
  type AnyPipeline,
  attempt,
  expr,
  forEach,
  group,
  input,
  match,
  type Output,
  pipeline,
  repeatUntil,
  when,
} from '@tiphys/pipeline';
import { add } from './bench-component.ts';

/** Adds one construct to a pipeline, which reads the result of the one before. */
type Step = (before: Output<number>, index: number) => Output<number>;

const steps: Readonly<Record<string, Step>> = {
  loops: (before) => {
    const list = forEach([1, 2, 3], (x) => add({ a: x, b: before }));
    return expr([list], (values) => values.length);
  },
  groups: (before, index) => group(`part-${index}`, () => add({ a: add({ a: before, b: 1 }), b: 2 })),
  attempts: (before) => attempt(() => add({ a: before, b: 1 })).or(0),
  branches: (before) =>
    when(
      [before],
      (n) => n > 3,
      () => add({ a: before, b: 1 }),
    )
      .elseWhen(
        [before],
        (n) => n > 2,
        () => add({ a: before, b: 2 }),
      )
      .otherwise(() => add({ a: before, b: 3 })),
  matches: (before) => match(before, { 1: () => add({ a: before, b: 1 }) }, () => add({ a: before, b: 2 })),
  rounds: (before) =>
    repeatUntil(
      before,
      (n) => add({ a: n, b: 1 }),
      (n) => n > 9,
      { max: 5 },
    ),
};

const called = pipeline('called', { x: input<number>() }, ({ x }) => ({ y: add({ a: x, b: 1 }) }));

/** Returns pipelines that are nested in each other. */
function nest(depth: number): AnyPipeline {
  let inner = pipeline('level-0', { x: 1 }, ({ x }) => ({ y: add({ a: x, b: 1 }) }));
  for (let level = 1; level < depth; level += 1) {
    const below = inner;
    inner = pipeline(`level-${level}`, { x: 1 }, ({ x }) => ({ y: add({ a: below({ x }).y, b: 1 }) }));
  }
  return inner;
}

/** The kinds of pipelines that the benchmark compiles, by the construct that they repeat. */
export const scaleKinds: Readonly<Record<string, (size: number) => AnyPipeline>> = {
  tasks: (size) => repeated('tasks', size, (before, index) => add({ a: before, b: index })),
  ...Object.fromEntries(
    Object.entries(steps).map(([name, step]) => [name, (size: number) => repeated(name, size, step)]),
  ),
  nested: nest,
  calls: (size) => repeated('calls', size, (before) => called({ x: before }).y),
};

function repeated(name: string, size: number, step: Step): AnyPipeline {
  return pipeline(name, { x: 1 }, ({ x }) => {
    let before: Output<number> = x;
    for (let index = 0; index < size; index += 1) before = step(before, index);
    return { last: before };
  });
}
