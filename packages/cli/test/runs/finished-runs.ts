import { runCli } from '../../src/run-cli.ts';
import { fakeWorld } from '../fake-world.ts';
import { type TemporaryFolder, temporaryFolder } from '../temporary-folder.ts';

/** A workflow that takes a name and greets it, with a file, a retry and, with `code=1`, a failure. */
const greet = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: greet-, labels: { team: docs } }
spec:
  entrypoint: main
  arguments: { parameters: [{ name: who, value: Ann }, { name: code, value: '0' }] }
  templates:
    - name: main
      dag:
        tasks:
          - { name: write, template: write, arguments: { parameters: [{ name: who, value: '{{workflow.parameters.who}}' }] } }
          - name: read
            template: read
            depends: write
            arguments: { artifacts: [{ name: card, from: '{{tasks.write.outputs.artifacts.card}}' }] }
    - name: write
      inputs: { parameters: [{ name: who }] }
      retryStrategy: { limit: 1 }
      container:
        image: alpine
        command: [sh, -c, 'echo writing; echo "hello {{inputs.parameters.who}}" > /tmp/card; exit $((1 - {{retries}}))']
        env:
          - { name: TOKEN, valueFrom: { secretKeyRef: { name: tokens, key: greet } } }
          - { name: MODE, value: fast }
      outputs: { artifacts: [{ name: card, path: /tmp/card, archive: { none: {} }, s3: { key: cards/card.txt } }] }
    - name: read
      inputs: { artifacts: [{ name: card, path: /tmp/card }] }
      container: { image: alpine, command: [sh, -c, 'cat /tmp/card; exit {{workflow.parameters.code}}'] }
`;

const secret = `apiVersion: v1
kind: Secret
metadata: { name: tokens }
stringData: { greet: t0p-s3cret }
`;

/** Creates a folder with a store of two runs: `greet-good` succeeded, `greet-bad` failed. */
export async function finishedRuns(): Promise<TemporaryFolder> {
  const folder = temporaryFolder({ 'greet.yaml': greet, 'secret.yaml': secret, 'sub/deep/note.txt': '' });
  for (const [name, code] of [
    ['greet-good', '0'],
    ['greet-bad', '1'],
  ]) {
    const { world } = fakeWorld({ cwd: folder.path });
    await runCli(
      ['run', 'greet.yaml', '--with', 'secret.yaml', '--name', name ?? '', '-p', `code=${code}`],
      world,
    );
  }
  return folder;
}
