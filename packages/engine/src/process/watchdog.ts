import type { ChildProcess, spawn as nodeSpawn } from 'node:child_process';

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
`;

/** Starts the watchdog with the first group that is to be watched; it keeps no event loop alive. */
export function createWatchdog(shell: string, spawn: typeof nodeSpawn): Watchdog {
  let child: ChildProcess | undefined;
  const start = (): ChildProcess => {
    const started = spawn(shell, ['-c', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
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
