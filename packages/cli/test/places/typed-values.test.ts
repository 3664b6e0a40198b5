import { expect, test } from 'vitest';
import type { CommandResult } from '../run-tiphys.ts';
import { type Mode, startBothClusters } from './both-clusters.ts';

const head = 'apiVersion: argoproj.io/v1alpha1\nkind: ';

/** As pipelines are compiled, with an input that must be an integer, and one with choices. */
const typed = (kind: string, types: string): string => `${head}${kind}
metadata: { name: typed, annotations: { ${types} } }
spec:
  entrypoint: main
  arguments:
    parameters:
      - { name: count, value: '1' }
      - { name: mode, value: mail, enum: [mail, chat] }
      - { name: tiphys-runtime, value: packed }
  templates:
    - name: main
      container: { image: alpine, command: [sh, -c, 'exit {{workflow.parameters.count}}'] }
`;

const files = {
  'typed.yaml': typed('Workflow', `tiphys/input-types: '{"count":{"type":"integer"}}'`),
  'typed-template.yaml': typed(
    'WorkflowTemplate',
    `tiphys/signatures: '{"main":{"inputs":{"count":{"type":"integer"}},"results":{}}}'`,
  ),
};

test.for<Mode>(['kube', 'server'])(
  'values of other types and choices are refused through %s before a run is started again',
  async (mode) => {
    await using both = await startBothClusters(files);
    const tiphys = (line: string): Promise<CommandResult> => both.tiphys(mode, line);
    expect((await tiphys('submit typed.yaml')).code).toBe(0);
    await tiphys('wait typed');
    await tiphys('template create typed-template.yaml');
    for (const command of ['retry typed', 'resubmit typed', 'submit --from wftmpl/typed'])
      for (const [value, message] of [
        ['count=two', 'The input "count" takes an integer, not "two".'],
        [
          'mode=chta',
          '"chta" is not a choice of the parameter "mode" (one of mail, chat). Did you mean "chat"?',
        ],
        ['runtime=x', 'Available parameters: count, mode.'],
      ])
        expect(await tiphys(`${command} -p ${value}`), command).toMatchObject({
          code: 2,
          out: '',
          err: expect.stringContaining(message ?? ''),
        });
    expect(await tiphys('resubmit typed -p count=0 -p mode=chat --wait')).toMatchObject({ code: 0 });
  },
);
