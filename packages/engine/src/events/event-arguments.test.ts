import { expect, test } from 'vitest';
import { eventArguments } from './event-arguments.ts';

const event = {
  payload: { message: 'hi', count: 2, list: [1, 'a'], nothing: null },
  namespace: 'default',
  discriminator: 'd',
  headers: { 'x-kind': ['push'] },
};
const parameter = (expression: string) => ({ name: 'p', valueFrom: { event: expression } });
const binding = (expression: string, selector = 'true') => ({
  event: { selector },
  submit: { arguments: { parameters: [parameter(expression)] } },
});

test.for([
  { given: 'payload.message', want: 'hi' },
  { given: 'payload.count', want: '2' },
  { given: 'payload.count + 0.5', want: '2.5' },
  { given: 'payload.list', want: '[1,"a"]' },
  { given: 'payload', want: '{"count":2,"list":[1,"a"],"message":"hi","nothing":null}' },
  { given: 'payload.nothing', want: 'null' },
  { given: 'payload.message == "hi"', want: 'true' },
  { given: 'metadata["x-kind"][0] + "/" + namespace + "/" + discriminator', want: 'push/default/d' },
])('$given gives $want', ({ given, want }) => {
  expect(eventArguments(binding(given), event)).toEqual([{ name: 'p', value: want }]);
});

test.for([
  { selector: 'payload.message == "hi" && discriminator == "d"', want: true },
  { selector: 'payload.message == "no"', want: false },
])('$selector selects the event: $want', ({ selector, want }) => {
  expect(eventArguments(binding('1', selector), event) !== undefined).toBe(want);
});

test.for([
  {
    given: binding('1', 'payload.count'),
    want: "failed to evaluate workflow template expression: unable to cast expression result '%!s(float64=2)' to bool",
  },
  { given: binding('payload.'), want: 'failed to compile workflow template parameter p expression: ' },
  {
    given: binding('asInt("1")'),
    want: 'failed to compile workflow template parameter p expression: unknown name asInt',
  },
  {
    given: binding('int(payload.message)'),
    want: 'failed to evaluate workflow template parameter "p" expression: ',
  },
  {
    given: { event: { selector: 'true' }, submit: { arguments: { parameters: [{ name: 'p' }] } } },
    want: 'malformed workflow template parameter "p": valueFrom is nil',
  },
])('refuses $given: $want', ({ given, want }) => {
  expect(() => eventArguments(given, event)).toThrow(want);
});
