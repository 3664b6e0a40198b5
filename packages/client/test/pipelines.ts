import {
  approve,
  ask,
  component,
  forEach,
  input,
  inputFile,
  match,
  oneOf,
  output,
  outputFile,
  pipeline,
  sleep,
  stdout,
} from '@tiphys/pipeline';

const write = component.container('write', {
  image: 'alpine',
  inputs: { text: input<string>({ schema: { type: 'string' } }) },
  outputs: {
    file: outputFile<'text'>('/tmp/out.txt'),
    length: output<number>('/tmp/length', { schema: { type: 'integer' } }),
  },
  command: ['sh', '-c', 'printf %s "$1" > "$2"; printf %s "$1" | wc -c > "$3"', '--'],
  args: ({ inputs, outputs }) => [inputs.text, outputs.file, outputs.length],
});

const say = component.container('say', {
  image: 'alpine',
  inputs: { text: input<string>({ schema: { type: 'string' } }) },
  outputs: { said: stdout({ schema: { type: 'string' } }) },
  command: ({ inputs }) => ['echo', inputs.text],
});

const fail = component.container('fail', {
  image: 'alpine',
  inputs: { code: 3 },
  command: ({ inputs }) => ['sh', '-c', 'echo broken; exit "$1"', '--', inputs.code],
});

/** Gives a file and a number. */
export const report = pipeline(
  'report',
  { text: input<string>({ schema: { type: 'string' } }), mode: oneOf(['short', 'long']) },
  ({ text }) => write({ text }),
);

/** Gives a single string. */
export const single = pipeline('single', { text: 'hello' }, ({ text }) => say({ text }).said);

/** Has no result. */
export const quiet = pipeline('quiet', {}, () => {
  say({ text: 'nothing to see' });
});

/** Fails at the second attempt, too. */
export const broken = pipeline('broken', { code: 3 }, ({ code }) => {
  fail({ code }, { retry: 1 });
});

/** Asks for values in a loop, and for a go-ahead. */
export const rollout = pipeline('rollout', { region: 'eu' }, ({ region }) => {
  const pause = sleep(1);
  const how = ask(
    'how',
    { strategy: oneOf(['canary', 'all']), share: 10 },
    { message: region, after: pause },
  );
  const really = approve('really', { message: 'Sure?', after: how });
  return {
    strategy: how.strategy,
    said: say({ text: how.strategy }, { after: really }).said,
    share: how.share,
  };
});

/** Asks one question, and has a branch that fails by a suspended node. */
export const chosen = pipeline('chosen', {}, () => {
  const { size } = ask('how', { size: oneOf(['small', 'large']) });
  return { said: match(size, { small: () => say({ text: 's' }), large: () => say({ text: 'l' }) }) };
});

/** Asks the same question for two regions. */
export const regions = pipeline('regions', {}, () => {
  const answers = forEach(['a', 'b'], () => ask('release', { share: 5 }).share);
  return { answers };
});

/** Takes a file, which no workflow is submitted with. */
export const takesFile = pipeline('takes-file', { table: inputFile<'csv'>(), n: 1 }, () => {
  say({ text: 'a' });
});

/** Runs once although it is a template. */
export const template = pipeline('greet-template', { text: 'hi' }, ({ text }) => say({ text }), {
  kind: 'WorkflowTemplate',
});

/** Calls the template. */
export const caller = pipeline('caller', {}, () => ({ text: template.ref({ text: 'called' }).said }));
