import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { tsconfig } from './project-tsconfig.ts';
import { runTiphys } from './run-tiphys.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

/** A WorkflowTemplate with one template that greets, and one that calls a template of another object. */
export const greetings = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: greetings
spec:
  templates:
    - name: say-hello
      inputs:
        parameters: [{ name: who }]
      outputs:
        parameters:
          - name: text
            valueFrom: { path: /tmp/text }
      script:
        image: alpine
        command: [sh]
        source: printf '%s' 'hello {{inputs.parameters.who}}' > {{outputs.parameters.text.path}}
`;

/** Creates a folder with components generated from the given YAML (`templates.yaml`) and functions (`components.ts`). */
export async function remoteProject(files: Readonly<Record<string, string>>): Promise<TemporaryFolder> {
  const folder = temporaryFolder({
    'package.json': '{ "type": "module" }',
    'tsconfig.json': tsconfig,
    ...files,
  });
  symlinkSync(
    path.join(import.meta.dirname, '../../../node_modules'),
    path.join(folder.path, 'node_modules'),
  );
  const sources = ['templates.yaml', 'components.ts'].filter((file) => files[file] !== undefined);
  const { code, err } = await runTiphys(['generate', ...sources], { cwd: folder.path });
  if (code !== 0) throw new Error(err);
  return folder;
}
