import type { ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { FileSystem } from '../../contract/file-system.ts';
import type { NamedPipe, NamedPipes } from './named-pipes.ts';

/** The pipes between a process and this one. */
export interface ProcessOutput {
  /** stdout and stderr of the process. */
  readonly ends: readonly [number | 'pipe', number | 'pipe'];
  /** Reads output. Call it once, after the process was started or failed to start. */
  read(child: ChildProcess | undefined, sinks: OutputSinks): OutputEnd;
}

/** Receivers of output. */
export interface OutputSinks {
  stdout(chunk: Buffer): void;
  stderr(chunk: Buffer): void;
}

/** The end of output. */
export interface OutputEnd {
  /** Waits until everything is read. Waits no longer than this for processes that left the group. */
  within(milliseconds: number): Promise<void>;
}

/** The services that opening an output needs. */
export interface OutputWorld {
  readonly files: FileSystem;
  readonly pipes: NamedPipes;
}

/** Opens pipes for stdout and stderr: one for both, which preserves the order, or one for each. */
export function openOutput(world: OutputWorld, separate: boolean): ProcessOutput {
  const stdout = world.pipes.open();
  if (stdout === undefined) return nodeOutput();
  const stderr = separate ? openSecond(stdout, world) : stdout;
  const pipes = stderr === undefined || stderr === stdout ? [stdout] : [stdout, stderr];
  return {
    ends: [stdout.writer, (stderr ?? stdout).writer],
    read(_child, sinks) {
      for (const pipe of pipes) world.files.closeSync(pipe.writer);
      const listeners = [sinks.stdout, sinks.stderr];
      return endOf(pipes.map((pipe, index) => readPipe(pipe, listeners[index] ?? sinks.stdout, world)));
    },
  };
}

function openSecond(first: NamedPipe, world: OutputWorld): NamedPipe | undefined {
  try {
    return world.pipes.open();
  } catch (error) {
    world.files.closeSync(first.reader);
    world.files.closeSync(first.writer);
    world.pipes.giveBack(first);
    throw error;
  }
}

/** Returns the pipes of Node.js, for systems without named pipes. */
function nodeOutput(): ProcessOutput {
  return {
    ends: ['pipe', 'pipe'],
    read(child, sinks) {
      child?.stdout?.on('data', sinks.stdout);
      child?.stderr?.on('data', sinks.stderr);
      const streams = [child?.stdout, child?.stderr].filter(
        (stream) => stream !== undefined && stream !== null,
      );
      return endOf(streams);
    },
  };
}

function readPipe(pipe: NamedPipe, listener: (chunk: Buffer) => void, world: OutputWorld): Readable {
  const socket = new Socket({ fd: pipe.reader, readable: true, writable: false });
  socket.on('data', listener);
  // Output that cannot be read is lost; the process is not affected.
  socket.on('error', () => {});
  // Only a pipe without writers can be reused.
  socket.once('end', () => world.pipes.giveBack(pipe));
  return socket;
}

function endOf(streams: readonly Readable[]): OutputEnd {
  const closed = Promise.all(
    streams.map((stream) => new Promise<void>((resolve) => stream.once('close', resolve))),
  );
  return {
    async within(milliseconds) {
      const timer = setTimeout(() => {
        // Timers run before input is read. If this process was busy, the output may still be in the pipes.
        setImmediate(() => {
          for (const stream of streams) stream.destroy();
        });
      }, milliseconds);
      await closed;
      clearTimeout(timer);
    },
  };
}
