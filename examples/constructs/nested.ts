import { event, expr, input, pipeline, trigger } from '@tiphys/pipeline';
import { countLines, notify, save, say } from './components.generated.ts';

/** A pipeline that others call. */
export const clean = pipeline('clean', { values: input<number[]>(), limit: 10 }, ({ values, limit }) => ({
  lines: countLines({ table: save({ values }) }),
  doubled: expr([limit], (l) => l * 2),
}));

/** A WorkflowTemplate. */
export const template = pipeline(
  'build',
  { sha: input<string>(), team: 'a' },
  ({ sha }) => {
    notify({ text: sha });
  },
  { kind: 'WorkflowTemplate', labels: ({ team }) => ({ team }) },
);

/** Parts, a reference and a submission. */
export const nested = pipeline('nested', {}, () => {
  const a = clean({ values: [1, 2] });
  const b = clean({ values: [3], limit: 5 }, { onExit: ({ status }) => say({ status }) });
  const c = template.ref({ sha: 'abc' });
  const child = template.submit({ sha: 'def' }, { after: c });
  return { sum: expr([a.lines, b.lines], (x, y) => x + y), child: child.name };
});

/** A run of the WorkflowTemplate. */
export const oneRun = template.workflow({ sha: 'abc' });

/** What starts it. */
export const onPush = trigger(template, {
  name: 'on-push',
  selector: 'payload.ref == "refs/heads/main"',
  inputs: { sha: event('payload.head_commit.id') },
});
