import { describe, expect, test } from 'vitest';
import { findStartProblem } from './start-problem.ts';

const MISSING = 'failed to find name in PATH: exec: "nosuch": executable file not found in $PATH';
const created = { status: 'created', exitCode: 0, error: '' } as const;
const exited = { status: 'exited', exitCode: 127, error: '' } as const;

describe('why a container could not be started', () => {
  test.for([
    {
      title: 'Docker keeps it',
      given: {
        ...created,
        exitCode: 127,
        error:
          'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "nosuch": executable file not found in $PATH: unknown',
      },
      want: MISSING,
    },
    {
      title: 'Podman prints it, with runc',
      given: created,
      tail: 'Error: unable to start container d10810a4: runc: runc create failed: unable to start container process: exec: "nosuch": executable file not found in $PATH: OCI runtime attempted to invoke a command that was not found\n',
      want: MISSING,
    },
    {
      title: 'Podman prints it, with crun',
      given: created,
      tail: 'Error: unable to start container d10810a4: crun: executable file `nosuch` not found in $PATH: No such file or directory: OCI runtime attempted to invoke a command that was not found\n',
      want: MISSING,
    },
    {
      title: 'tini prints it',
      given: exited,
      tail: '[FATAL tini (7)] exec nosuch failed: No such file or directory\n',
      want: MISSING,
    },
    {
      title: 'tini prints it, of a path',
      given: exited,
      tail: '[FATAL tini (7)] exec /no/such failed: No such file or directory\n',
      want: 'failed to find name in PATH: exec: "/no/such": stat /no/such: no such file or directory',
    },
    {
      title: 'catatonit prints it',
      given: { ...exited, exitCode: 1 },
      tail: 'ERROR (catatonit:6): failed to exec pid1: No such file or directory\n',
      want: MISSING,
    },
    {
      title: 'a file that is not a program',
      given: { ...exited, exitCode: 126 },
      tail: '[FATAL tini (6)] exec /etc/passwd failed: Permission denied\n',
      want: 'failed to find name in PATH: exec: "/etc/passwd": permission denied',
    },
    {
      title: 'a limit',
      given: created,
      tail: 'Error: OCI runtime error: unable to start container 45749e02: runc: runc create failed: unable to start container process: error during container init: unable to set memory limit to 1048576\n',
      want: 'error during container init: unable to set memory limit to 1048576',
    },
    { title: 'nothing is known', given: created, want: 'it gave no reason' },
    { title: 'it was started and failed', given: exited, tail: 'sh: nosuch: not found\n', want: undefined },
    {
      title: 'it was started, and printed such a line',
      given: { ...exited, exitCode: 0 },
      tail: '[FATAL tini (7)] exec nosuch failed: No such file or directory\n',
      want: undefined,
    },
  ])('$title', ({ given, tail = '', want }) => {
    const state = { ...given, isOutOfMemory: false, address: '' };
    expect(findStartProblem(state, tail, 'nosuch')).toBe(want);
  });
});
