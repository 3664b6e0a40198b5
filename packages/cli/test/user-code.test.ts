import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectFolder } from './project-folder.ts';
import { runLine, runTiphys } from './run-tiphys.ts';
import type { TemporaryFolder } from './temporary-folder.ts';

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await projectFolder();
});
afterAll(() => folder[Symbol.dispose]());

function write(file: string, text: string): void {
  writeFileSync(path.join(folder.path, file), text);
}

/** Statements for a module with a pipeline: at its top level, and in the body. */
function moduleOf({ top = '', body = '', options = '' }: Readonly<Record<string, string>>): string {
  return `import { pipeline } from '@tiphys/pipeline';
${top}
export default pipeline('p', { n: 1 }, () => {
  ${body}
}${options});
`;
}

const failing = [
  {
    title: 'the body throws',
    given: { body: "throw new Error('Set STAGE first.');" },
    place: '4:9',
    says: 'Error: Set STAGE first.',
  },
  {
    title: 'the body reads from undefined',
    given: { top: 'const limits: { max?: { value: number } } = {};', body: 'String(limits.max!.value);' },
    place: '4:22',
    says: "TypeError: Cannot read properties of undefined (reading 'value')",
  },
  {
    title: 'the body calls itself forever',
    given: { top: 'function f(): void { f(); }', body: 'f();' },
    place: '2:',
    says: 'RangeError: Maximum call stack size exceeded',
  },
  { title: 'the body throws text', given: { body: "throw 'no';" }, place: '3:16', says: '\n    no\n' },
  { title: 'the body throws null', given: { body: 'throw null;' }, place: '3:16', says: '\n    null\n' },
  {
    title: 'the body throws a value that cannot be printed',
    given: { body: 'throw { get message() { throw 1; }, toString() { throw 2; }, toJSON() { throw 3; } };' },
    place: '3:16',
    says: 'an object that cannot be printed',
  },
  {
    title: 'an error whose getters throw',
    given: {
      body: "throw Object.defineProperties(new Error('x'), { message: { get() { throw 1; } }, stack: { get() { throw 2; } } });",
    },
    place: '3:16',
    says: 'an object that cannot be printed',
  },
  {
    title: 'an error with a cause',
    given: { body: "throw new Error('outer', { cause: new TypeError('inner') });" },
    place: '4:9',
    says: 'Error: outer\n    Caused by TypeError: inner',
  },
  {
    title: 'the exit handler throws',
    given: { options: ", { onExit: () => { throw new Error('at the end'); } }" },
    place: '5:28',
    says: 'The exit handler of the pipeline p threw an exception.\n    Error: at the end',
  },
  {
    title: 'the module throws',
    given: { top: "throw new Error('not today');" },
    place: '2:7',
    says: 'Error: not today',
  },
  {
    title: 'the module ends the process',
    given: { top: 'process.exit(0);' },
    place: '2:9',
    says: 'process.exit(0) was called',
  },
  {
    title: 'the body ends the process',
    given: { body: 'process.exit();' },
    place: '4:11',
    says: 'process.exit() was called',
  },
  {
    title: 'the module rejects a promise',
    given: { top: "Promise.reject(new Error('floating'));" },
    place: '2:16',
    says: 'Error: floating',
  },
  {
    title: 'the module ends the process later',
    given: { top: 'setTimeout(() => process.exit(0)); await new Promise((done) => setTimeout(done, 5000));' },
    place: '2:26',
    says: 'process.exit(0) was called',
  },
  {
    title: 'the body changes a built-in',
    given: { body: "Map.prototype.get = () => 'x';" },
    place: '3:16',
    says: 'changed Map.prototype.get',
  },
] as const;

describe.concurrent('an error of user code is reported with its line, exit code 2 and no output', () => {
  for (const { title, given, place, says } of failing) {
    test(title, async () => {
      const file = `${title.replaceAll(/\W+/g, '-')}.ts`;
      write(file, moduleOf(given));
      const { code, out, err } = await runTiphys(['compile', file], { cwd: folder.path });
      expect(err).toContain(`${file}:${place}`);
      expect(err).toContain(says);
      expect(err).not.toContain('crashed');
      expect({ code, out }).toEqual({ code: 2, out: '' });
    });
  }

  test('the module changes built-ins', async () => {
    write(
      'patched.ts',
      moduleOf({ top: "JSON.stringify = () => 'x'; Object.assign(Array.prototype, { last: 1 });" }),
    );
    const { code, out, err } = await runLine(folder, 'compile patched.ts');
    expect(err).toContain('PIPELINE_CHANGED_BUILT_IN');
    expect(err).toContain('changed Array.prototype.last, JSON.stringify.');
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  test('the module awaits a promise that never settles', async () => {
    write('waits.ts', moduleOf({ top: 'await new Promise(() => {});' }));
    const { code, out, err } = await runLine(folder, 'compile waits.ts');
    expect(err).toContain('a promise that never settles');
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });
});

test('the lines around the error are shown', async () => {
  write('frame.ts', moduleOf({ body: "throw new Error('Set STAGE first.');" }));
  const { err } = await runLine(folder, 'compile frame.ts');
  expect(err).toBe(`error PIPELINE_BODY_FAILED frame.ts:4:9
  The body of the pipeline p threw an exception.
    Error: Set STAGE first.

    3 | export default pipeline('p', { n: 1 }, () => {
  > 4 |   throw new Error('Set STAGE first.');
      |         ^
    5 | });
`);
});

test('output of a module goes to standard error, and its open handles do not keep the command running', async () => {
  write(
    'chatty.ts',
    readFileSync(path.join(folder.path, 'pipeline.ts'), 'utf8').replace(
      'export default',
      "console.log('from the module');\nprocess.stdout.write('raw\\n');\nsetInterval(() => {}, 1000);\nexport default",
    ),
  );
  const { code, out, err } = await runLine(folder, 'compile chatty.ts --json');
  expect(JSON.parse(out)).toMatchObject({ kind: 'Workflow' });
  expect(err).toBe('from the module\nraw\n');
  expect(code).toBe(0);
});
