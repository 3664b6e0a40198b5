import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import type { ComponentDescriptor, ComponentInput } from '../src/ir/component/component-descriptor.ts';
import type { ArgumentForm } from '../src/ir/wire/task-protocol.ts';

/** How a task ended. */
export interface TaskOutcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly output?: string;
  readonly items?: string;
  readonly file?: string;
}

export interface Given {
  readonly inputs?: readonly string[];
  readonly forms?: Readonly<Record<string, ArgumentForm>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Outputs that the template asks for. */
  readonly outputs?: readonly ('output' | 'items' | 'file')[];
}

const names = { output: 'TIPHYS_OUTPUT', items: 'TIPHYS_OUTPUT_ITEMS', file: 'TIPHYS_OUTPUT_FILE' } as const;

/** Runs a script as a template would: by node, from a file without suffix. */
export async function runScript(folder: string, source: string, given: Given = {}): Promise<TaskOutcome> {
  const place = join(folder, 'task');
  await mkdir(join(place, 'out'), { recursive: true });
  await writeFile(join(place, 'script'), source);
  const outputs = given.outputs ?? ['output'];
  const environment = {
    ...Object.fromEntries((given.inputs ?? []).map((value, index) => [`TIPHYS_INPUT_${index}`, value])),
    ...Object.fromEntries(outputs.map((name) => [names[name], join(place, 'out', name)])),
    TIPHYS_FORMS: JSON.stringify(given.forms ?? {}),
    ...given.environment,
  };
  const child = spawn(process.execPath, [join(place, 'script')], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  const written = await Promise.all(
    outputs.map((name) => readFile(join(place, 'out', name), 'utf8').catch(() => undefined)),
  );
  const found = outputs
    .map((name, index) => [name, written[index]])
    .filter(([, content]) => content !== undefined);
  return { code, stdout, stderr, ...Object.fromEntries(found) };
}

/** Returns a script with its packed code in plain text after it. */
export function unpackScript(source: string): string {
  const packed = [...source.matchAll(/`\n([A-Za-z0-9+/=\n]+)`/g)].map(([, text = '']) => text);
  return [source, ...packed.map((one) => brotliDecompressSync(Buffer.from(one, 'base64')).toString())].join(
    '\n',
  );
}

/** Returns a descriptor as `tiphys generate` would write it. */
export function describeComponent(
  folder: string,
  name: string,
  inputs: readonly (Partial<ComponentInput> & { readonly name: string })[] = [],
  more: Partial<ComponentDescriptor> = {},
): ComponentDescriptor {
  return {
    name,
    source: {
      module: pathToFileURL(join(folder, 'components.generated.ts')).href,
      file: './components.ts',
      export: name,
      line: 1,
    },
    style: 'positional',
    inputs: inputs.map((input) => ({ optional: false, route: 'value', schema: {}, ...input })),
    output: { route: 'value', schema: {}, list: false },
    ...more,
  };
}
