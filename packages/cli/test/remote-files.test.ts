import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { remoteProject } from './remote-project.ts';
import { runLine } from './run-tiphys.ts';

const templates = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: { name: files }
spec:
  templates:
    - name: sort-lines
      inputs:
        artifacts: [{ name: data, path: /tmp/data }]
      outputs:
        parameters: [{ name: lines, valueFrom: { path: /tmp/lines } }]
        artifacts: [{ name: sorted, path: /tmp/sorted }, { name: lines, path: /tmp/numbered }]
      script:
        image: alpine
        command: [sh]
        source: |
          wc -l < {{inputs.artifacts.data.path}} | tr -d ' \\n' > {{outputs.parameters.lines.path}}
          sort {{inputs.artifacts.data.path}} > {{outputs.artifacts.sorted.path}}
          sed 's/^/- /' {{inputs.artifacts.data.path}} > {{outputs.artifacts.lines.path}}
    - name: spread
      inputs:
        parameters: [{ name: data, default: nothing }]
        artifacts: [{ name: data, path: /tmp/data, optional: true }]
      outputs:
        artifacts: [{ name: folder, path: /tmp/folder }]
      script:
        image: alpine
        command: [sh]
        source: |
          mkdir -p {{outputs.artifacts.folder.path}}
          cp {{inputs.artifacts.data.path}} {{outputs.artifacts.folder.path}}/a
          cp {{inputs.artifacts.data.path}} {{outputs.artifacts.folder.path}}/b
    - name: check
      inputs:
        parameters: [{ name: fail }]
      outputs:
        artifacts: [{ name: report, path: /tmp/report, optional: true }]
      script:
        image: alpine
        command: [sh]
        source: test {{inputs.parameters.fail}} = no || echo 'it failed' > {{outputs.artifacts.report.path}}
    - name: show
      inputs: { artifacts: [{ name: it, path: /tmp/it }] }
      container: { image: alpine, command: [cat, '{{inputs.artifacts.it.path}}'] }
`;

const components = `import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { InputFile, Large, OutputFile } from '@tiphys/pipeline';

export function write(lines: string[]): OutputFile {
  writeFileSync('lines.txt', lines.map((line) => line + '\\n').join(''));
  return 'lines.txt';
}
export function count(n: number): Large<number[]> {
  return Array.from({ length: n }, (_, index) => index);
}
export function read(file: InputFile): string[] {
  return readFileSync(file, 'utf8').trim().split('\\n');
}
export function readIfThere(file?: InputFile): string {
  return file === undefined ? 'nothing' : readFileSync(file, 'utf8').trim();
}
export function list(folder: InputFile): string[] {
  return readdirSync(folder).sort();
}
export function first(prefix: string, file: InputFile): string {
  return prefix + readFileSync(file, 'utf8').split('\\n')[0];
}
`;

const pipelineText = `import { forEach, pipeline, when } from '@tiphys/pipeline';
import { count, first, list, read, readIfThere, write } from './components.generated.ts';
import { check, show, sortLines, spread } from './templates.generated.ts';

export default pipeline('files', { n: 3 }, ({ n }) => {
  const one = sortLines({ data: write({ lines: ['b', 'c', 'a'] }) });
  const again = sortLines({ data: one.linesFile });
  const folder = spread({ dataFile: again.sorted }).folder;
  const each = forEach(['x', 'y'], (prefix) => first({ prefix, file: one.sorted }));
  const deep = forEach(['x', 'y'], (prefix) => first({ prefix, file: sortLines({ data: one.linesFile }).sorted }));
  const chosen = when([one.lines], (lines) => lines === '3', () => read({ file: again.sorted })).otherwise(() => read({ file: one.sorted }));
  const reports = forEach(['yes', 'no'], (fail) => readIfThere({ file: check({ fail }).report }));
  const outside = check({ fail: 'no' }).report;
  const inside = forEach(['x'], (prefix) => first({ prefix: readIfThere({ file: outside }), file: one.sorted }));
  spread({ dataFile: check({ fail: 'yes' }).report });
  return { reports, inside, lines: one.lines, sorted: read({ file: one.sorted }), large: show({ it: count({ n }) }).result, names: list({ folder }), each, deep, chosen };
});
`;

const mistakes = `import { pipeline } from '@tiphys/pipeline';
import { first, read, readIfThere } from './components.generated.ts';
import { check, show, sortLines, spread } from './templates.generated.ts';

pipeline('mistakes', {}, () => {
  // @ts-expect-error the path of a file is not a file of the run
  const one = sortLines({ data: sortLines({ data: read({ file: 'x' }) as never }).sorted });
  // @ts-expect-error a list that is not a file
  show({ it: read({ file: one.sorted }) });
  // @ts-expect-error all outputs, one of which is a file
  show({ it: one });
  const { report } = check({ fail: 'no' });
  readIfThere({ file: report });
  spread({ dataFile: report });
  // @ts-expect-error a file that may be missing, but the function needs one
  read({ file: report });
  // @ts-expect-error a file that may be missing, but the template needs one
  show({ it: report });
  // @ts-expect-error an unknown output
  first({ prefix: 'x', file: one.numbered });
});
`;

test('functions and templates of other objects exchange files and large values, in loops and branches', {
  timeout: 90_000,
}, async () => {
  using folder = await remoteProject({
    'templates.yaml': templates,
    'components.ts': components,
    'pipeline.ts': pipelineText,
    'mistakes.ts': mistakes,
  });
  const tsc = path.join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');
  const checked = spawnSync(process.execPath, [tsc, '-p', folder.path, '--pretty', 'false'], {
    encoding: 'utf8',
  });
  expect(checked.stdout).toBe('');
  expect(await runLine(folder, 'lint pipeline.ts templates.yaml')).toMatchObject({
    code: 0,
    out: 'No issues in 2 files\n',
  });
  const { code, out } = await runLine(folder, 'run pipeline.ts');
  expect(code).toBe(0);
  const printed = out.slice(out.indexOf('Outputs\n'), out.indexOf('\n\nFiles'));
  expect(printed.split('\n').map((line) => line.trim().split(/\s+/))).toEqual([
    ['Outputs'],
    ['reports', '["it', 'failed","nothing"]'],
    ['inside', '["nothinga"]'],
    ['lines', '3'],
    ['sorted', '["a","b","c"]'],
    ['large', '[0,1,2]'],
    ['names', '["a","b"]'],
    ['each', '["xa","ya"]'],
    ['deep', '["x-', 'a","y-', 'a"]'],
    ['chosen', '["-', 'a","-', 'b","-', 'c"]'],
  ]);
});
