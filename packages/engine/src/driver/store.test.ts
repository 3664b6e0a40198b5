import * as nodeFileSystem from 'node:fs';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Workflow } from '@tiphys/models';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFakeExecutor } from '../../test/fake-executor.ts';
import { EngineError } from '../contract/engine-error.ts';
import { readJournal } from '../contract/journal.ts';
import { runWorkflow } from './run-workflow.ts';
import { openStore } from './store.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tiphys-store-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const workflow = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Workflow',
  metadata: { name: 'a' },
} as Workflow;
const full = (): never => {
  throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
};

describe('a store of runs', () => {
  test('keeps the finished object, the events and the folders of a run', async () => {
    const store = openStore(directory);
    const run = store.createRun('a');
    run.journal.append({ kind: 'started', node: 'a' });
    run.writeWorkflow(workflow);
    await run.journal.close();
    expect(readdirSync(run.folder.directory).sort()).toEqual([
      'artifacts',
      'journal.jsonl',
      'logs',
      'owner',
      'workflow.json',
    ]);
    expect(store.readRun('a')).toMatchObject({ name: 'a', workflow });
    expect(readJournal(run.folder.journal)).toEqual([{ kind: 'started', node: 'a' }]);
  });

  test('makes a new folder for a second run of the same name', () => {
    const store = openStore(directory);
    const names = ['a', 'a', 'b', 'a'].map((name) => store.createRun(name).name);
    expect(names).toEqual(['a', 'a-2', 'b', 'a-3']);
    expect(
      store
        .listRuns()
        .map((run) => run.name)
        .sort(),
    ).toEqual(['a', 'a-2', 'a-3', 'b']);
  });

  test('shows a killed run as one without a workflow', () => {
    const store = openStore(directory);
    store.createRun('a');
    expect(store.readRun('a').workflow).toBeUndefined();
  });

  test('lists no runs where none was made', () => {
    expect(openStore(path.join(directory, 'none')).listRuns()).toEqual([]);
  });

  test.for([
    { title: 'a name that leads out of the store', name: '../x', want: 'ENGINE_STORE_RUN_NAME' },
    { title: 'a run that does not exist', name: 'x', want: 'ENGINE_STORE_UNKNOWN_RUN' },
  ])('refuses $title', ({ name, want }) => {
    expect(() => openStore(directory).readRun(name)).toThrow(expect.objectContaining({ code: want }));
  });

  test.for([
    { title: 'the folder of a run', broken: { mkdirSync: full } },
    { title: 'the journal', broken: { openSync: full } },
  ])('says so when $title cannot be made', ({ broken }) => {
    const store = openStore(directory, { fileSystem: { ...nodeFileSystem, ...broken } });
    expect(() => store.createRun('a')).toThrow(
      expect.objectContaining({
        code: 'ENGINE_WRITE_FAILED',
        message: expect.stringContaining('no space left on device'),
      }),
    );
  });

  test('keeps the old workflow.json when the new one does not fit on the disk', () => {
    const store = openStore(directory);
    const run = store.createRun('a');
    run.writeWorkflow(workflow);
    const broken = openStore(directory, { fileSystem: { ...nodeFileSystem, writeFileSync: full } });
    expect(() => broken.createRun('a').writeWorkflow(workflow)).toThrow(EngineError);
    expect(store.readRun('a').workflow).toEqual(workflow);
  });
});

describe('a run of a store', () => {
  const ended = {
    ...workflow,
    status: { phase: 'Succeeded', finishedAt: '2026-01-01T00:00:00Z' },
  } as Workflow;

  test('is live until its process closes it, then interrupted unless it has ended', async () => {
    const store = openStore(directory);
    const run = store.createRun('a');
    expect(store.readRun('a')).toMatchObject({ liveness: 'live', pid: process.pid });
    await run.close();
    expect(store.readRun('a').liveness).toBe('interrupted');
    const again = store.openRun('a');
    again.writeWorkflow(ended);
    await again.close();
    expect(store.readRun('a')).toMatchObject({ liveness: 'finished', workflow: ended });
  });

  test('is opened and deleted only while nobody drives it', async () => {
    const store = openStore(directory);
    const run = store.createRun('a');
    const live = { code: 'ENGINE_RUN_LIVE', message: expect.stringContaining(`Process ${process.pid} on `) };
    expect(() => store.openRun('a')).toThrow(expect.objectContaining(live));
    await expect(store.deleteRun('a')).rejects.toMatchObject(live);
    await run.close();
    await store.deleteRun('a');
    expect(store.listRuns()).toEqual([]);
    expect(existsSync(run.folder.directory)).toBe(false);
  });

  test('stays as it was until the first event of its next life', async () => {
    const store = openStore(directory);
    const first = store.createRun('a');
    first.journal.append({ kind: 'run' }, { kind: 'end' });
    await first.close();
    const refused = store.reopenRun('a');
    expect(() => store.reopenRun('a')).toThrow(expect.objectContaining({ code: 'ENGINE_RUN_LIVE' }));
    await refused.close();
    const { journal } = first.folder;
    expect(readdirSync(first.folder.directory).sort()).toEqual([
      'artifacts',
      'journal.jsonl',
      'logs',
      'owner',
    ]);
    const order: string[] = [];
    const again = store.reopenRun('a', () => order.push(readFileSync(journal, 'utf8')));
    again.journal.append({ kind: 'run', life: 2 });
    again.journal.append({ kind: 'start' });
    await again.close();
    expect(order).toEqual(['{"kind":"run"}\n{"kind":"end"}\n']);
    expect(readFileSync(journal, 'utf8')).toBe('{"kind":"run","life":2}\n{"kind":"start"}\n');
    expect(readFileSync(journal.replace('.jsonl', '.1.jsonl'), 'utf8')).toBe(order[0]);
    expect(store.readRun('a').liveness).toBe('interrupted');
  });

  test('has ended if its journal says so, whatever its process could still write', async () => {
    const store = openStore(directory);
    const run = store.createRun('a');
    await runWorkflow(
      { ...workflow, spec: { entrypoint: 'm', templates: [{ name: 'm', suspend: { duration: '0' } }] } },
      { executor: createFakeExecutor(), run },
    );
    await run.close();
    for (const text of ['null', '{"metadata":{},"status":{"phase":"Running"}}', '']) {
      writeFileSync(run.folder.workflow, text);
      expect(store.readRun('a')).toMatchObject({
        liveness: 'finished',
        workflow: { status: { phase: 'Succeeded', finishedAt: expect.anything() } },
      });
      expect(() => store.openRun('a')).toThrow(expect.objectContaining({ code: 'ENGINE_RUN_FINISHED' }));
    }
  });

  test('is not made again by a process that opens it while it is deleted', async () => {
    const store = openStore(directory);
    const { folder, close } = store.createRun('a');
    await close();
    let tried = 0;
    // It looks for the run just before it is gone, and writes into its folder afterwards.
    const late = openStore(directory, {
      fileSystem: {
        ...nodeFileSystem,
        mkdirSync: ((...args: Parameters<typeof nodeFileSystem.mkdirSync>) => {
          if (args[0] === folder.owner) {
            tried += 1;
            rmSync(folder.directory, { recursive: true });
          }
          return nodeFileSystem.mkdirSync(...args);
        }) as typeof nodeFileSystem.mkdirSync,
      },
    });
    expect(() => late.openRun('a')).toThrow(expect.objectContaining({ code: 'ENGINE_STORE_UNKNOWN_RUN' }));
    expect(tried).toBe(1);
    expect(existsSync(folder.directory)).toBe(false);
  });

  test('keeps Secrets where only its user can read them', async () => {
    const run = openStore(directory).createRun('a');
    expect(run.readSecrets()).toEqual([]);
    run.keepSecrets([{ kind: 'Secret' }]);
    expect(run.readSecrets()).toEqual([{ kind: 'Secret' }]);
    expect(statSync(run.folder.secrets).mode & 0o777).toBe(0o600);
    run.keepSecrets([]);
    expect(existsSync(run.folder.secrets)).toBe(false);
  });

  test('does not follow a link in the place of workflow.json', () => {
    const outside = path.join(directory, 'outside');
    writeFileSync(outside, 'mine');
    const run = openStore(directory).createRun('a');
    symlinkSync(outside, run.folder.workflow);
    run.writeWorkflow(workflow);
    expect(readFileSync(outside, 'utf8')).toBe('mine');
  });
});

describe('a journal', () => {
  test('goes on after the last whole line', async () => {
    const run = openStore(directory).createRun('a');
    run.journal.append({ kind: 'a' }, { kind: 'b', text: 'x'.repeat(100_000) });
    await run.close();
    appendFileSync(run.folder.journal, `{"kind":"${'c'.repeat(70_000)}`);
    const again = openStore(directory).openRun('a');
    again.journal.append({ kind: 'd' });
    expect(readJournal(run.folder.journal).map((event) => event.kind)).toEqual(['a', 'b', 'd']);
  });

  test('is readable up to the event that did not fit on the disk', () => {
    let room = 100;
    const writeSync = (descriptor: number, line: Buffer, offset: number): number => {
      if (room <= 0) full();
      const written = nodeFileSystem.writeSync(
        descriptor,
        line,
        offset,
        Math.min(room, line.length - offset),
      );
      room -= written;
      return written;
    };
    // The overloads of writeSync are more than the journal uses.
    const fileSystem = {
      ...nodeFileSystem,
      writeSync: writeSync as unknown as typeof nodeFileSystem.writeSync,
    };
    const run = openStore(directory, { fileSystem }).createRun('a');
    run.journal.append({ kind: 'first' });
    expect(() => run.journal.append({ kind: 'second', text: 'x'.repeat(200) })).toThrow(EngineError);
    expect(readJournal(run.folder.journal).map((event) => event.kind)).toEqual(['first']);
  });

  test.for([
    { title: 'leaves out a last line that was torn', text: '{"kind":"a"}\n{"ki', want: ['a'] },
    { title: 'reads an empty file', text: '', want: [] },
  ])('$title', ({ text, want }) => {
    const file = path.join(directory, 'journal.jsonl');
    writeFileSync(file, text);
    expect(readJournal(file).map((event) => event.kind)).toEqual(want);
  });

  test('says which line in the middle is damaged', () => {
    const file = path.join(directory, 'journal.jsonl');
    writeFileSync(file, '{"kind":"a"}\nxx\n{"kind":"b"}\n');
    expect(() => readJournal(file)).toThrow(
      expect.objectContaining({
        code: 'ENGINE_JOURNAL_DAMAGED',
        message: expect.stringContaining('journal.jsonl:2 '),
      }),
    );
  });
});
