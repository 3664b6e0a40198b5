import { expect, test } from 'vitest';
import { podMountTable } from './mount-table.ts';
import type { PodFiles } from './pod-files.ts';

function tableOf(plan: Partial<PodFiles>, options = { ownProcesses: false }): string {
  // The table needs only these fields of a plan.
  const whole = { directory: '/s/1', root: '/s/1/root', mirrors: [], mounts: [], ...plan } as PodFiles;
  return podMountTable(whole, options);
}

test('binds the folder of the store first, and no links', () => {
  const entries = new Map([
    ['bin', { name: 'bin', kind: 'link' }],
    ['usr', { name: 'usr', kind: 'folder' }],
    ['s', { name: 's', kind: 'folder' }],
  ] as const);
  expect(tableOf({ mirrors: [{ folder: '/', backing: '/s/1/root', entries }] })).toBe(
    '/s /s/1/root/s none rbind 0 0\n/usr /s/1/root/usr none rbind 0 0\n',
  );
});

test('mounts outer folders before inner ones', () => {
  const mounts = [
    { mountPath: '/v/inner', source: '/b', owner: 'run' },
    { mountPath: '/v', source: '/a', owner: 'run' },
  ] as const;
  expect(tableOf({ mounts })).toBe('/a /s/1/root/v none rbind 0 0\n/b /s/1/root/v/inner none rbind 0 0\n');
});

test('writes white space and backslashes in octal', () => {
  expect(tableOf({ mounts: [{ mountPath: '/v', source: '/a b\\c#\n', owner: 'run' }] })).toBe(
    '/a\\040b\\134c\\043\\012 /s/1/root/v none rbind 0 0\n',
  );
});

test('hides other processes from a pod with a process namespace', () => {
  const entries = new Map([['proc', { name: 'proc', kind: 'folder' }]] as const);
  const plan = { mirrors: [{ folder: '/', backing: '/s/1/root', entries }] };
  expect(tableOf(plan, { ownProcesses: true })).toBe(
    '/s/1/root /s/1/root none bind 0 0\nproc /s/1/root/proc proc nosuid,nodev,noexec 0 0\n',
  );
});
