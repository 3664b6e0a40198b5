import { expect, test, vi } from 'vitest';
import { ClientError } from '../contract/client-error.ts';
import { ConnectionWatch } from './connection-watch.ts';

const gone = new ClientError('CLIENT_UNREACHABLE', 'gone');
const unavailable = new ClientError('CLIENT_BUSY', 'no backend', { status: 503 });
const limited = new ClientError('CLIENT_BUSY', 'slow down', { status: 429 });

type Step = (watch: ConnectionWatch) => void;

const answer: Step = (watch) => watch.answer();
const fails =
  (error: ClientError): Step =>
  (watch) =>
    watch.failAgain(error);
/** A stream that is cut at once. */
const cut: Step = (watch) => watch.open().end(gone);
const idle: Step = (watch) => {
  const stream = watch.open();
  vi.advanceTimersByTime(5000);
  stream.end(gone);
};
const gives: Step = (watch) => {
  const stream = watch.open();
  stream.receive();
  stream.end(gone);
};

test.for<readonly [title: string, steps: readonly Step[], told: readonly string[]]>([
  ['a server that never answered', [fails(gone), fails(gone)], []],
  [
    'a server that goes away and comes back',
    [answer, fails(gone), fails(gone), answer],
    ['lost', 'restored'],
  ],
  [
    'a server that goes away twice',
    [answer, fails(gone), answer, fails(unavailable)],
    ['lost', 'restored', 'lost'],
  ],
  ['a server that limits requests', [answer, fails(limited)], []],
  ['a stream that is cut once', [answer, cut, gives], []],
  ['streams that are cut at once', [answer, cut, cut, cut, gives], ['lost', 'restored']],
  ['streams that are cut after a while', [answer, idle, idle, idle], []],
  ['a stream in which nothing happens for now', [answer, cut, cut, idle], ['lost', 'restored']],
  ['streams that are cut after they have given something', [answer, gives, gives], []],
])('%s', ([, steps, wanted]) => {
  vi.useFakeTimers();
  try {
    const told: string[] = [];
    const watch = new ConnectionWatch((state) => told.push(state));
    for (const step of steps) step(watch);
    expect(told).toEqual(wanted);
  } finally {
    vi.useRealTimers();
  }
});
