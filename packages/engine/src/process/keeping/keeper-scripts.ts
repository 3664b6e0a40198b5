import { MAXIMUM_RESULT_BYTES } from '../../contract/limits.ts';

/*
 * A keeper runs tasks one after the other. It is not part of the process of Tiphys: it records exit codes in files, and the output of a task
 * goes through a relay of its own (`tee`) to the log. A log cannot be the stdout of a task itself, since a task that opens `/dev/stdout` would
 * truncate it.
 *
 * It is a group of shells that share the work. They talk through named pipes, which a namespace finds through open descriptors alone: no
 * folder of this machine may be open in it.
 *
 *   KEEPER         forks `serve`, which reads the tasks and starts the relays, and then waits for the first process
 *   WAITER         waits for the first process of a namespace
 *   FIRST_PROCESS  of a namespace or session: starts the tasks
 *
 * `serve` reads `SEQUENCE STREAMS LOG` from standard input, and ends at the end of input, after its task. With 2 streams, the end of stdout is
 * kept apart; with 1, stdout and stderr are one. On standard output come:
 *
 *   - ready              the first process can start a task
 *   - failed REASON      it could not be started
 *   - gone CODE          it has ended, and the keeper will with its task
 *   SEQUENCE code CODE   the command has ended; output may still come from processes that left its group (without namespaces)
 *   SEQUENCE end CODE    its output is in the log
 *
 * Any other line is the complaint of a relay that could not write the log. The same codes are in the files `code` and `end` of its folder,
 * for a process that was not there to read the answers. Writing `end` is the keeper's last act for a task, so it is all or nothing, and it is
 * not written if output was lost.
 *
 * The first process is in the process group of its tasks, so it survives the signals that they may send to that group. If they kill it, they
 * die with it. Nothing else is in that group, or a signal could end a relay, and the rest of its task's output would go to the next task. A
 * signal that a shell handles ends its `read` with the same status as the end of input, so the handler leaves a note.
 *
 * Opening one end of a named pipe waits for the other, which may never come if the keeper is killed. Whoever opens one end opens both before.
 */

/** Files in the folder of a keeper. */
export const KEEPER_FILES = {
  /** The task: a comment with its record, then the script. */
  task: 'task',
  /** `SEQUENCE 0`, once the keeper has read its task. Before, the task cannot have begun. */
  begun: 'begun',
  /** `SEQUENCE CODE`, once the command has ended. */
  code: 'code',
  /** `SEQUENCE CODE`, once its output is in the log, too. */
  end: 'end',
  /** The last bytes of stdout of a task with 2 streams. */
  stdout: 'stdout',
  /** A line, once the task has been asked to end. The first process has it as its input, for a task that has not started yet. */
  stop: 'stop',
  /** Process id of the first process of the namespace or session, as this machine counts. */
  first: 'first',
  /** Identifies the process of the keeper. */
  owner: 'keeper',
} as const;

/** One more byte than the result, for the newline that is removed from it. */
const TAIL_BYTES = MAXIMUM_RESULT_BYTES + 1;

/** Enters control groups. `serve` and the relays stay outside, so that they are not killed for what their task does. */
const ENTER_GROUPS = `
while [ "$groups" -gt 0 ]; do echo 0 >"$1"; shift; groups=$((groups - 1)); done
`;

/** Signals that a task may send to its group and that end a process which is not ready for them, but for those that report a fault of its own. */
const SIGNALS =
  'HUP INT QUIT TERM USR1 USR2 PIPE ALRM VTALRM PROF XCPU XFSZ ABRT TRAP SYS IO POLL PWR STKFLT';

/**
 * Copies the output of a task to the log, until the last writer has closed its pipe or SIGUSR1 comes. `tee` reads on if it cannot write, so
 * that the task does not wait for ever. It may be killed, by the kernel for example: then there is more to read, and another one reads it. The
 * relays ignore the signals that `serve` ignores. They keep the descriptors of `serve`, since closing them takes a shell six calls each.
 */
const RELAYS = `
relay() {
  abandoned=
  trap 'woken=1 abandoned=1' USR1
  [ "$streams" = 1 ] || { "$tee" -a "$log" <&5 2>&9 & }
  while relay_stdout || [ -n "$abandoned" ] || lost=1; has_more; do lost=1; done
  [ "$streams" = 1 ] || await_stderr
  trap '' USR1
  [ -z "$lost" ] || echo "relay: some of the output is lost" >&9
}
relay_stdout() {
  if [ "$streams" = 1 ]; then "$tee" -a "$log" <&6 2>&9; else "$tee" -a "$log" <&6 2>&9 | keep_end; fi
}
keep_end() { trap '' USR1; exec 2>&9 "$tail" -c ${TAIL_BYTES} >"$dir/${KEEPER_FILES.stdout}"; }
has_more() {
  [ -z "$abandoned" ] || return 1
  rest=
  { read -r rest <&6 || [ -n "$rest" ]; } && [ -z "$abandoned" ]
}
await_stderr() {
  while woken=; wait "$!"; status=$?; [ -n "$woken" ] || [ "$status" -gt 128 ]; do
    [ -z "$woken" ] || continue
    [ -z "$abandoned" ] || return
    lost=1
    "$tee" -a "$log" <&5 2>&9 &
  done
  [ "$status" != 1 ] || lost=1
}
`;

/**
 * Arguments: folder, kind of the keeper, `tee`, `tail`, `mkfifo`, the number of control groups to enter and their files, then the command of
 * the first process, which gets the prefix of the pipes as one more argument.
 *
 * The pipes are under /tmp if the file system of the folder has none, and are removed as soon as they are open. A namespace cannot find them there.
 */
export const KEEPER: string = `
exec 9>&1 >/dev/null 2>&1
trap : TERM INT HUP PIPE USR1
dir=$1 kind=$2 tee=$3 tail=$4 mkfifo=$5 groups=$6; shift 6
make_pipes() { "$mkfifo" -m 600 "\${pipes}go" "\${pipes}say" "\${pipes}out" "\${pipes}err"; }
remove_pipes() { rm -f "\${pipes}go" "\${pipes}say" "\${pipes}out" "\${pipes}err"; }
pipes=$dir/
[ ! -p "\${pipes}err" ] || remove_pipes
if ! make_pipes; then
  remove_pipes
  [ "$kind" != namespace ] || { echo "- failed named pipes are not possible in $dir" >&9; exit 1; }
  pipes=/tmp/tiphys-$$-
  make_pipes || { echo "- failed named pipes are possible neither in $dir nor in /tmp" >&9; exit 1; }
fi
exec 3<>"\${pipes}go" 4<>"\${pipes}say" 5<>"\${pipes}err" 6<>"\${pipes}out" 8<&0
${RELAYS}
serve() {
  for signal in ${SIGNALS}; do trap '' "$signal"; done
  read -r word reason <&4
  exec 3>"\${pipes}go" 4<"\${pipes}say" 5<"\${pipes}err" 6<"\${pipes}out"
  remove_pipes
  [ "$word" != gone ] || reason='the process that starts tasks has ended'
  [ "$word" = ready ] || { echo "- failed $reason" >&9; exit; }
  echo "- ready" >&9
  while read -r sequence streams log <&8; do
    # Without this note, another process would start the task again.
    echo "$sequence 0" >"$dir/${KEEPER_FILES.begun}" || { echo "- failed $dir cannot be written" >&9; exit; }
    echo "$streams" >&3
    lost=
    read -r word code <&4
    [ "$word" = open ] || { echo "- failed the process that starts tasks has ended" >&9; exit; }
    relay
    read -r word code <&4
    # It has not been killed with its task, but could not start it.
    [ "$word" = ended ] || [ "$code" -gt 128 ] || { echo "- failed processes cannot be started" >&9; exit; }
    [ "$kind" = session ] || echo "$sequence $code" >"$dir/${KEEPER_FILES.code}"
    [ -n "$lost" ] || echo "$sequence $code" >"$dir/${KEEPER_FILES.end}"
    echo "$sequence end $code" >&9
    [ "$kind" != once ] || kill -s KILL 0
    [ "$word" != gone ] || exit
  done
}
serve &
# A shell that cannot fork ends at once, and \`serve\` waits for these words.
status=1
trap 'echo "- gone $status" >&9; echo "gone $status" >&4' EXIT
${ENTER_GROUPS}exec 3>&- 5>&- 6>&- 8<&-
"$@" "$pipes"
status=$?
if [ "$kind" = session ]; then
  read -r first <"$dir/${KEEPER_FILES.first}" && kill -s KILL -- "-$first"
  [ "$status" -le 128 ] || { read -r sequence _ <"$dir/${KEEPER_FILES.begun}" && echo "$sequence $status" >"$dir/${KEEPER_FILES.code}"; }
fi
`;

/** Waits for the first process of the namespace. Arguments: the command of that process. */
export const WAITER: string = `
trap : TERM INT HUP
exec 9>&-
"$0" "$@"
echo "gone $?" >&4
`;

/**
 * Starts the tasks. `begin` opens the writing ends of the pipes of a task, as descriptors 5 and 6. `task` is what is run, which finds the file
 * `stop` as descriptor 3. `end` is what comes after it.
 */
const startTasks = ({ begin, task, end }: Readonly<Record<'begin' | 'task' | 'end', string>>): string => `
echo ready >&4
while woken= streams=; read -r streams <&3 || [ -n "$woken" ]; do
  [ -n "$streams" ] || continue
  ${begin}
  echo open >&4
  ( ${task} ) 3<&0 </dev/null >&5 2>&6 4>&- 5>&- 6>&- 7<&- 8<&-
  code=$?
  ${end}
  echo "ended $code" >&4
done
`;

const OPEN_PIPES =
  'if [ "$streams" = 1 ]; then exec 5>/proc/self/fd/7 6>&5; else exec 5>/proc/self/fd/7 6>/proc/self/fd/8; fi';

/**
 * The first process of the namespace. The kernel ends all others with it, and drops signals to it that it does not handle. Like Argo's
 * executor, it clears the umask. It changes its root with pivot_root, since others find its root through `/proc/1/root`.
 *
 * Everything that a task leaves running is killed after it. That is right only for process 1, so nothing is started otherwise.
 *
 * Arguments: folder, root, mount table, `mount`, `pivot_root`, `umount`.
 */
export const FIRST_PROCESS: string = `
exec >/dev/null 2>&1
trap woken=1 TERM INT HUP USR1
umask 0
[ "$$" = 1 ] || exit 1
read -r pid _ </proc/self/stat
echo "$pid" >"$0/${KEEPER_FILES.first}"
exec 3<>"$0/go" 4<>"$0/say" 7<>"$0/out" 8<>"$0/err"
exec 3<"$0/go" 4>"$0/say" 7<"$0/out" 8<"$0/err" 9<"$0/${KEEPER_FILES.task}" <"$0/${KEEPER_FILES.stop}"
error=$({ "$3" -a -T "$2" && cd "$1" && "$4" . . && "$5" -l .; } 2>&1) || { echo "failed $error" >&4; exit 1; }
cd /
${startTasks({
  begin: OPEN_PIPES,
  task: '. /proc/self/fd/9',
  end: 'kill -s KILL -- -1; exec 5>&- 6>&-',
})}
`;

/**
 * The first process of tasks without a process namespace. It has its own session, or shares the process group of the keeper if that runs
 * just one task. Its end is that of its input: whoever waits for it ends what is left in its group.
 *
 * Arguments: folder, kind of the keeper, prefix of the pipes.
 */
export const PLAIN_FIRST_PROCESS: string = `
exec >/dev/null 2>&1
for signal in ${SIGNALS}; do trap woken=1 "$signal"; done
echo "$$" >"$0/${KEEPER_FILES.first}"
exec 3<>"$2go" 4<>"$2say" 7<>"$2out" 8<>"$2err"
exec 3<"$2go" 4>"$2say" 7<"$2out" 8<"$2err" <"$0/${KEEPER_FILES.stop}"
[ "$1" = session ] || exec 5>"$2out" 6>"$2err"
sequence=0
${startTasks({
  // A keeper that runs one task need not open them again, which takes `/proc`.
  begin: `if [ "$1" = session ]; then ${OPEN_PIPES}; elif [ "$streams" = 1 ]; then exec 6>&5; fi`,
  task: `exec 9>&-; . "$0/${KEEPER_FILES.task}"`,
  end: `exec 5>&- 6>&-
  sequence=$((sequence + 1))
  echo "$sequence $code" >"$0/${KEEPER_FILES.code}"
  echo "$sequence code $code" >&9`,
})}
`;
