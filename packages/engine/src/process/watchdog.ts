import type { ChildProcess, spawn as nodeSpawn } from 'node:child_process';
import { podMark } from './stray-processes.ts';

/** Ends the process groups of a run when this process dies without doing so itself. */
export interface Watchdog {
  watch(group: number): void;
  release(group: number): void;
  close(): void;
}

/** Reads `+ GROUP` and `- GROUP` until the pipe closes, which it does when the writer dies, however it dies. */
const script = `
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
  /** Variables of the watchdog: `PATH` finds its programs. */
  readonly environment: Readonly<Record<string, string>>;
  /** Beginning of the marks by which processes are found that have left their group; undefined where none can. */
  readonly mark: string | undefined;
}

/** Starts the watchdog with the first group that is to be watched; it keeps no event loop alive. */
export function createWatchdog({ shell, spawn, environment, mark }: WatchdogOptions): Watchdog {
  let child: ChildProcess | undefined;
  const start = (): ChildProcess => {
    const args = ['-c', script, 'watchdog', mark === undefined ? '' : `${podMark}=${mark}`];
    const started = spawn(shell, args, {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { ...environment },
    });
    // Without it, or once it was killed, runs go on; only the safety net is missing.
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
