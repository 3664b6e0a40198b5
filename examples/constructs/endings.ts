import {
  allFailed,
  anyOf,
  anySucceeded,
  attempt,
  ended,
  expr,
  failed,
  forEach,
  group,
  hook,
  pipeline,
  skipped,
  succeeded,
  unless,
  when,
} from '@tiphys/pipeline';
import { notify, report, say, square, total } from './components.generated.ts';

/** Tasks that run depending on how others ended. */
export const depends = pipeline('depends', {}, () => {
  const a = square({ x: 1 });
  const b = square({ x: 2 });
  const many = forEach([1, 2, 3], (x) => square({ x }));
  notify({ text: 'one is there' }, { after: anyOf(a, b) });
  notify({ text: 'a broke, b did not' }, { after: [failed(a), b] });
  notify({ text: 'all done, somehow' }, { after: [ended(a), ended(b)] });
  notify({ text: 'some' }, { after: anySucceeded(many) });
  notify({ text: 'none' }, { after: anyOf(allFailed(many), unless(succeeded(b)), skipped(a)) });
});

/** Tasks whose failure is not the end. */
export const failures = pipeline('failures', {}, () => {
  const sure = attempt(() => square({ x: 1 })).recover(({ status }) => {
    report({ value: status });
    return square({ x: 0 });
  });
  const how = attempt(() => {
    const n = square({ x: 2 });
    return square({ x: n });
  }).settled();
  report({ value: how });
  return {
    sure,
    kind: how.status,
    or41: attempt(() => square({ x: 3 })).or(41),
    small: when(
      [sure],
      (n) => n > 3,
      () => square({ x: 4 }),
    ).or(0),
  };
});

/** Exit handlers of the run, of a group and of a task, and hooks. */
export const exits = pipeline(
  'exits',
  { who: 'Ann' },
  ({ who }) => {
    const sum = group(
      'sums',
      () => {
        const squares = forEach([1, 2], (x) => square({ x }));
        return { sum: total({ values: squares }), squares };
      },
      {
        onExit: ({ status, result }) => {
          say({ status });
          report({ value: result });
        },
        retry: 2,
        parallelism: 4,
      },
    );
    notify({ text: who });
    return {
      n: square(
        { x: sum.sum },
        {
          onExit: ({ exitCode }) => {
            report({ value: exitCode });
          },
          hooks: {
            slow: hook(
              (task) => task.status === 'Running',
              () => {
                notify({ text: 'it runs' });
              },
            ),
          },
        },
      ),
    };
  },
  {
    onExit: ({ status, failures: failed }, { who }, run) => {
      notify({
        text: expr(
          [status, who, run.name, failed],
          (s, w, name, list) =>
            `${w}: ${name} ${s}, ${list.length} failed: ${list.map((one) => one.displayName).join(', ')}`,
        ),
      });
    },
    hooks: {
      started: hook(
        (workflow) => workflow.status === 'Running',
        () => {
          notify({ text: 'off it goes' });
        },
      ),
    },
  },
);
