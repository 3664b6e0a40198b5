import { approve, ask, match, oneOf, pipeline, repeatUntil, sleep, when } from '@tiphys/pipeline';
import {
  charge,
  flip,
  improve,
  isDone,
  loadOrder,
  notify,
  square,
  takeCash,
} from './components.generated.ts';

/** A body for each value, for each member of a tagged union, and for conditions. */
export const branches = pipeline(
  'branches',
  { mode: oneOf(['fast', 'exact']), limit: 5 },
  ({ mode, limit }) => {
    const threshold = 3;
    const n = match(mode, { fast: () => square({ x: 1 }), exact: () => square({ x: 2 }) });
    const text = match(loadOrder({ id: 1 }), 'kind', {
      card: (order) => charge({ number: order.number }),
      cash: (order) => takeCash({ amount: order.amount }),
    });
    const size = when(
      [n, limit, threshold],
      (v, l, t) => v > l + t,
      () => square({ x: n }),
    )
      .elseWhen(
        [n],
        (v) => v > 3,
        () => square({ x: 3 }),
      )
      .otherwise(() => square({ x: 0 }));
    match(
      flip({ seed: 1 }),
      {
        heads: () => {
          notify({ text: 'heads' });
        },
      },
      () => {
        notify({ text: 'not heads' });
      },
    );
    return { n, text, size };
  },
);

/** Rounds until a condition holds. */
export const rounds = pipeline('rounds', { start: 9.5 }, ({ start }) => {
  const best = repeatUntil(
    { error: start },
    ({ error }, round) => ({ error: improve({ error, round }) }),
    ({ error }) => error < 0.01,
    { max: 20 },
  );
  const ready = repeatUntil(
    false,
    () => isDone({ id: 'x' }),
    (done) => done,
    {
      max: 90,
      pause: '1s',
      onLimit: 'fail',
    },
  );
  return { error: best.error, ready };
});

/** Questions, approvals and pauses. */
export const people = pipeline('people', { version: '1.0' }, ({ version }) => {
  const { strategy, share } = ask(
    'release',
    { strategy: oneOf(['canary', 'all']), share: 10 },
    { message: version, timeout: '24h' },
  );
  approve('really', { after: share });
  sleep('10m');
  return {
    how: match(strategy, { canary: () => square({ x: share }), all: () => square({ x: 100 }) }),
  };
});
