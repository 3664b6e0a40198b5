import type { ChildProcess, spawn as nodeSpawn } from 'node:child_process';
import { POD_MARK } from './stray-processes.ts';

/** Kills the process groups of a run if this process dies before it does. */
export interface Watchdog {
  watch(group: number): void;
  release(group: number): void;
  close(): void;
}

/** Reads `+ GROUP` and `- GROUP` until the pipe closes, which it does however the writer dies. */
const SCRIPT = `
live=' '
while read -r sign group; do
  case $sign in
    +) live="$live$group " ;;
    -) case $live in *" $group "*) live="\${live%%" $group "*} \${live#*" $group "}" ;; esac ;;
  esac
done
for group in $live; do kill -TERM "-$group" 2>/dev/null; done
[ "$live" = ' ' ] || sleep 2
for group in $live; do kill -KILL "-$group" 2>/dev/null; done
[ -z "$1" ] || for environ in $(grep -lF "$1" /proc/[0-9]*/environ 2>/dev/null); do
  pid=\${environ#/proc/}
  kill -KILL "\${pid%/environ}" 2>/dev/null
done
`;

/** Options of {@link createWatchdog}. */
export interface WatchdogOptions {
  readonly shell: string;
  readonly spawn: typeof nodeSpawn;
  /** Environment of the watchdog. Its `PATH` is used to find programs. */
  readonly environment: Readonly<Record<string, string>>;
  /** Prefix of the marks of processes that left their group; undefined if none can leave. */
  readonly mark: string | undefined;
}

/** Creates a watchdog. Its process starts with the first group, and does not keep the event loop alive. */
export function createWatchdog({ shell, spawn, environment, mark }: WatchdogOptions): Watchdog {
  let child: ChildProcess | undefined;
  const start = (): ChildProcess => {
    const args = ['-c', SCRIPT, 'watchdog', mark === undefined ? '' : `${POD_MARK}=${mark}`];
    const started = spawn(shell, args, {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { ...environment },
    });
    // Runs work without it; only the safety net is missing.
    started.on('error', () => {});
    started.stdin?.on('error', () => {});
    started.unref();
    if (started.stdin !== null && 'unref' in started.stdin && typeof started.stdin.unref === 'function') {
      started.stdin.unref();
    }
    return started;
  };
  const tell = (line: string): void => {
    child ??= start();
    child.stdin?.write(line);
  };
  return {
    watch: (group) => tell(`+ ${group}\n`),
    release: (group) => tell(`- ${group}\n`),
    close() {
      child?.stdin?.end();
      child = undefined;
    },
  };
}
