import type { PodRequest } from '@tiphys/engine';
import type { Template } from '@tiphys/models';
import { describe, expect, test } from 'vitest';
import { packCode } from '../code/script/pack-code.ts';
import { writeScript } from '../code/script/script-text.ts';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import { findFunctionTask } from './function-task.ts';

const component: ComponentDescriptor = {
  name: 'count',
  style: 'positional',
  source: { module: import.meta.url, file: './components.ts', export: 'count', line: 1 },
  inputs: [],
  output: { route: 'value', list: false, schema: { type: 'number' } },
};

function scriptOf(code: string, packed: readonly string[] = [], from?: string): string {
  return writeScript(component, { code, lines: [] }, packCode('runtime'), packed, from);
}

type Script = NonNullable<Template['script']>;

/** Returns the request of a function with more fields of its template, or of its script. */
function request(template: Partial<Template>, script: Partial<Script> = {}): PodRequest {
  return {
    workflowName: 'w',
    nodeId: 'w-1',
    nodeName: 'w.a',
    displayName: 'a',
    podName: 'w-a-1',
    template: {
      ...template,
      script: { image: 'node:24-slim', command: ['node'], source: scriptOf('runTask(() => 1);'), ...script },
    } as Template, // as the cases have no other body
    captureResult: false,
    objects: [],
    volumes: [],
  };
}

describe('a function runs in a worker', () => {
  test.for([
    'runTask((a, b) => a + b);',
    'runTask(() => process.env.MODE + process.cwd());',
    'runTask(() => { if (process.argv.length > 9) process.exit(2); });',
    'const fs = require("fs"); runTask(() => fs.readFileSync("x"));',
    'const path = require("node:path"); runTask(() => path.join("a"));',
    'runTask(async () => (await fetch("http://localhost")).status);',
    'runTask(() => "{{x}} `y`");',
  ])('with the code %s', (code) => {
    expect(findFunctionTask(request({}, { source: scriptOf(code) }))?.isSingle).toBe(false);
  });

  test('once if what it leaves cannot be seen', () => {
    const source = scriptOf('runTask(() => setTimeout(() => {}, 1).unref());');
    expect(findFunctionTask(request({}, { source }))?.isSingle).toBe(true);
  });

  test('with packed modules', () => {
    const packed = packCode('{"a":{"code":"module.exports = 1","lines":{}}}');
    expect(findFunctionTask(request({}, { source: scriptOf('runTask(f);', [packed]) }))).toBeDefined();
  });
});

describe('a process runs', () => {
  test.for([
    'const { execFile } = require("child_process"); runTask(f);',
    'const { execFile } = require("node:child_process"); runTask(f);',
    'const { Worker } = require("worker_threads"); runTask(f);',
    'const { createRequire } = require("module"); runTask(f);',
    'runTask(() => process.on("SIGTERM", f));',
    'runTask(() => process.kill(process.pid));',
    'runTask(() => process.chdir("/tmp"));',
    'const { kill } = process; runTask(f);',
    'runTask(() => { process.env.TZ = "UTC"; });',
    'runTask(() => import("node:fs"));',
    'runTask(() => fs.writeFileSync("/dev/stdout", "x"));',
    'runTask(() => fs.writeFileSync(process.env.ARGO_PROGRESS_FILE, "1/2"));',
  ])('the code %s', (code) => {
    expect(findFunctionTask(request({}, { source: scriptOf(code) }))).toBeUndefined();
  });

  test('such code in packed modules', () => {
    const packed = packCode(JSON.stringify({ a: { code: 'require("child_process")', lines: [] } }));
    const source = scriptOf('runTask(f);', [packed]);
    expect(findFunctionTask(request({}, { source }))).toBeUndefined();
  });

  test('a function with packages of the project', () => {
    expect(
      findFunctionTask(request({}, { source: scriptOf('runTask(f);', [], '/project') })),
    ).toBeUndefined();
  });

  test.for<[string, PodRequest]>([
    ['a container', { ...request({}), template: { container: { image: 'alpine' } } }],
    ['another script', request({}, { source: 'console.log(1)' })],
    ['another command', request({}, { command: ['node', '--inspect'] })],
    ['a volume', request({ volumes: [{ name: 'v', emptyDir: {} }] })],
    ['a mounted volume', request({}, { volumeMounts: [{ name: 'v', mountPath: '/v' }] })],
    ['a sidecar', request({ sidecars: [{ name: 's', image: 'alpine' }] })],
    ['a limit of memory', request({}, { resources: { limits: { memory: '1Gi' } } })],
    ['a limit of cpu', request({}, { resources: { limits: { cpu: '1' } } })],
    ['a time zone', request({}, { env: [{ name: 'TZ', value: 'UTC' }] })],
    ['options of Node.js', request({}, { env: [{ name: 'NODE_OPTIONS', value: '--inspect' }] })],
    ['a patch', { ...request({}), podSpecPatches: ['{"containers":[]}'] }],
    ['a saved log', request({ archiveLocation: { archiveLogs: true } })],
  ])('a template with %s', ([, given]) => {
    expect(findFunctionTask(given)).toBeUndefined();
  });
});
