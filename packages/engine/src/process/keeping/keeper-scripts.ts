import { MAXIMUM_RESULT_BYTES } from '../../contract/limits.ts';

/*
 * A keeper is a shell that runs tasks one after the other. It is not part of the process of Tiphys: it records exit codes in files, and the
 * output of a task goes through a relay of its own (`cat`) to the log. A log cannot be the stdout of a task itself, since a task that opens
 * `/dev/stdout` would truncate it.
 *
 * It reads `SEQUENCE MODE LOG` from standard input, and ends at the end of input, after its task. The mode is `all` for one stream or
 * `split` to keep the end of stdout apart. It answers on standard output:
 *
 *   SEQUENCE code CODE   the command has ended; output may still come from processes that left its group (plain keeper only)
 *   SEQUENCE end CODE    its output is in the log
 *   - ready              its namespaces are set up
 *   - failed REASON      they could not be
 *
 * Any other line is the complaint of a relay that could not write the log. The same codes are in the files `code` and `end` of its folder,
 * for a process that was not there to read the answers. Writing them is the keeper's last act for a task, so they are all or nothing.
 *
 * A signal that a shell handles ends its `read` with the same status as the end of input, so the handler leaves a note.
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
  /** The last bytes of stdout of a task that runs in the mode `split`. */
  stdout: 'stdout',
  /** Process group of the task of a plain keeper. */
  group: 'group',
  /** Process id of the first process of the namespace, as this machine counts. */
  first: 'first',
  /** Identifies the process of the keeper. */
  owner: 'keeper',
} as const;

/** One more byte than the result, for the newline that is removed from it. */
const TAIL_BYTES = MAXIMUM_RESULT_BYTES + 1;

/** Enters control groups. The relays of a namespace stay outside, so that they are not killed for what their task does. */
const ENTER_GROUPS = `
while [ "$groups" -gt 0 ]; do echo 0 >"$1"; shift; groups=$((groups - 1)); done
`;

/**
 * Runs tasks without namespaces of its own. Arguments: folder, `tee`, `tail`, `mkfifo`, and `session` if tasks start with `setsid`, or `once` if
 * they share the process group of the keeper, which then ends with its task; then the number of control groups to enter, and their files.
 *
 * Output goes through named pipes, so that the shell needs no copy of itself to wait for a task. It holds their reading ends, and opens the
 * writing ends for each task: a relay ends when the last writer does, or with SIGUSR1. What it has read until then is kept. `tee` reads on if
 * it cannot write, so that the task does not wait for ever. The pipes are under /tmp if the file system of the folder has none, and are removed as soon as they are open.
 */
export const PLAIN_KEEPER: string = `
exec 9>&1 >/dev/null 2>&1
trap woken=1 TERM INT HUP USR1 PIPE
dir=$1 tee=$2 tail=$3 mkfifo=$4 kind=$5 groups=$6; shift 6
out=$dir/out err=$dir/err
"$mkfifo" -m 600 "$out" "$err" || {
  rm -f "$out" "$err"
  out=/tmp/tiphys-$$-out err=/tmp/tiphys-$$-err
  "$mkfifo" -m 600 "$out" "$err" 2>&9 || { echo "- failed named pipes are possible neither in $dir nor in /tmp" >&9; exit 1; }
}
exec 3<>"$out" 4<>"$err" 5<"$out" 6<"$err"
[ "$kind" = session ] || exec 7>"$out" 8>"$err"
exec 3>&- 4>&-
rm -f "$out" "$err"
${ENTER_GROUPS}
relay() { trap '' TERM; exec "$tee" -a "$log" >/dev/null 2>&9 5<&- 6<&- 7>&- 8>&- 9>&-; }
relay_stdout() { trap '' TERM; trap : USR1; exec 5<&- 6<&- 7>&- 8>&-; "$tee" -a "$log" 2>&9 | keep_end 9>&-; }
keep_end() { trap '' USR1; exec "$tail" -c ${TAIL_BYTES} >"$dir/${KEEPER_FILES.stdout}"; }
await() { wait "$1"; while [ -n "$woken" ]; do woken=; wait "$1"; done; }
while woken=; read -r sequence mode log || [ -n "$woken" ]; do
  [ -n "$sequence" ] || continue
  echo "$sequence 0" >"$dir/${KEEPER_FILES.begun}"
  [ "$kind" = once ] || exec 7>/proc/self/fd/5 8>/proc/self/fd/6
  relay_err=
  if [ "$mode" = split ]; then
    relay <&6 & relay_err=$!
    relay_stdout <&5 &
  else
    exec 8>&7
    relay <&5 &
  fi
  relay_out=$!
  (
    exec 5<&- 6<&- 9>&-
    if [ "$kind" = session ]; then read -r pid _ </proc/self/stat; echo "$pid" >"$dir/${KEEPER_FILES.group}"; fi
    exec </dev/null >&7 2>&8 7>&- 8>&-
    . "$dir/${KEEPER_FILES.task}"
  )
  code=$?
  exec 7>&- 8>&-
  if [ "$kind" = session ]; then read -r group <"$dir/${KEEPER_FILES.group}" && kill -s KILL -- "-$group"; : >"$dir/${KEEPER_FILES.group}"; fi
  echo "$sequence $code" >"$dir/${KEEPER_FILES.code}"
  echo "$sequence code $code" >&9
  await "$relay_out"
  [ -z "$relay_err" ] || await "$relay_err"
  echo "$sequence $code" >"$dir/${KEEPER_FILES.end}"
  echo "$sequence end $code" >&9
  [ "$kind" = session ] || kill -s KILL 0
done
`;

/** Copies a stream to the log. If that fails, the rest is read all the same, so that the task does not wait for ever. */
const RELAYS = `
relay() { trap '' TERM; "$cat" >>"$log" 2>&9 || "$cat" >/dev/null; }
relay_stdout() { trap '' TERM; "$tee" -a "$log" 2>&9 | "$tail" -c ${TAIL_BYTES} >"$dir/${KEEPER_FILES.stdout}"; }
`;

/**
 * Runs tasks in namespaces that are set up once. Three shells share the work: this one stays outside, `WAITER` waits
 * for the first process of the namespace, and that process, `FIRST_PROCESS`, starts the tasks. They talk through named pipes, which the
 * namespace finds through open descriptors alone: no folder of this machine may be open in it.
 *
 * Arguments: folder, `cat`, `tee`, `tail`, `mkfifo`, the number of control groups to enter and their files, then the command that makes the namespaces and runs `WAITER`.
 */
export const NAMESPACE_KEEPER: string = `
exec 9>&1 >/dev/null 2>&1
trap : TERM INT HUP PIPE
dir=$1 cat=$2 tee=$3 tail=$4 mkfifo=$5 groups=$6; shift 6
[ -p "$dir/err" ] || "$mkfifo" "$dir/go" "$dir/say" "$dir/out" "$dir/err" 2>&9 || { echo "- failed named pipes are not possible in $dir" >&9; exit 1; }
exec 3<>"$dir/go" 4<>"$dir/say" 5<>"$dir/err" 6<>"$dir/out" 8<&0
${RELAYS}
serve() {
  trap '' TERM HUP PIPE
  read -r word rest <&4
  echo "- $word $rest" >&9
  [ "$word" = ready ] || exit
  exec 3>"$dir/go" 4<"$dir/say" 5<"$dir/err" 6<"$dir/out"
  while read -r sequence mode log <&8; do
    echo "$sequence 0" >"$dir/${KEEPER_FILES.begun}"
    echo "$mode" >&3
    read -r word _ <&4
    if [ "$word" = open ]; then
      if [ "$mode" = split ]; then
        relay <&5 3>&- 4<&- 6<&- 8<&- &
        relay_stdout <&6 3>&- 4<&- 5<&- 8<&-
        wait "$!"
      else
        relay <&6 3>&- 4<&- 5<&- 8<&-
      fi
      read -r word _ <&4
    fi
    code=$word
    [ "$word" != gone ] || code=137
    echo "$sequence $code" >"$dir/${KEEPER_FILES.code}"
    echo "$sequence $code" >"$dir/${KEEPER_FILES.end}"
    echo "$sequence end $code" >&9
    [ "$word" != gone ] || exit
  done
}
serve &
${ENTER_GROUPS}exec 3>&- 5>&- 6>&- 8<&-
"$@" 9>&-
echo failed the namespaces could not be made >&4
`;

/** Waits for the first process of the namespace. Arguments: the command of that process. */
export const WAITER: string = `
trap : TERM INT HUP
exec 3>&- 5>&- 6>&-
"$0" "$@" 3>&- 5>&- 6>&-
echo gone >&4
`;

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
trap 'stopped=1 woken=1' TERM
trap woken=1 INT HUP
umask 0
[ "$$" = 1 ] || exit 1
read -r pid _ </proc/self/stat
echo "$pid" >"$0/${KEEPER_FILES.first}"
exec 4>"$0/say" 7<"$0/out" 8<"$0/err" 9<"$0/${KEEPER_FILES.task}" 3<"$0/go"
error=$({ "$3" -a -T "$2" && cd "$1" && "$4" . . && "$5" -l .; } 2>&1) || { echo "failed $error" >&4; exit 1; }
cd /
stopped=
echo ready >&4
while woken=; read -r mode <&3 || [ -n "$woken" ]; do
  [ -n "$mode" ] || continue
  if [ "$mode" = split ]; then exec 5>/proc/self/fd/7 6>/proc/self/fd/8; else exec 5>/proc/self/fd/7 6>&5; fi
  echo open >&4
  ( . /proc/self/fd/9 ) </dev/null >&5 2>&6 3<&- 4>&- 5>&- 6>&- 7<&- 8<&-
  code=$?
  kill -s KILL -- -1
  exec 5>&- 6>&-
  stopped=
  echo "$code" >&4
done
`;
