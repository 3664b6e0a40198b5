import type { ImageCommand } from './image-command.ts';

/** Adds up the parts of a duration of Go, such as `1m30s`, and prints seconds. */
const SECONDS = `BEGIN {
  split("ns 1e-9 us 1e-6 ms 1e-3 s 1 m 60 h 3600", list, " ")
  for (at = 1; at < 12; at += 2) units[list[at]] = list[at + 1]
  if (text !~ /^([0-9]+[.]?[0-9]*(ns|us|ms|s|m|h))+$/) exit text != "0"
  while (text != "") {
    match(text, /^[0-9.]+/); number = substr(text, 1, RLENGTH); text = substr(text, RLENGTH + 1)
    match(text, /^[a-z]+/); total += number * units[substr(text, 1, RLENGTH)]; text = substr(text, RLENGTH + 1)
  }
  printf "%.9f", total
}`;

/** What the program of the image does, with the exit code of a Go program that panics. */
const SCRIPT = `
refuse() { echo "argosay: $1" >&2; exit 2; }
[ $# -gt 0 ] || set -- echo
name=$1
shift
case "$name" in
  echo)
    case $# in
      0) echo 'hello argo' ;;
      1) printf '%s\\n' "$1" ;;
      2) mkdir -p "$(dirname -- "$2")" && printf %s "$1" > "$2" || exit 2 ;;
      *) refuse 'usage: argosay echo [string] [file]' ;;
    esac ;;
  cat) [ $# -eq 0 ] || cat -- "$@" || exit 2 ;;
  sleep)
    [ $# -eq 1 ] || refuse 'usage: argosay sleep duration'
    seconds=$(awk -v text="$1" '${SECONDS}') || refuse "invalid duration \\"$1\\". It needs a unit, as 5s does."
    exec sleep "\${seconds:-0}" ;;
  exit)
    [ $# -eq 1 ] || exit 0
    case "$1" in '' | *[!0-9]*) refuse "invalid exit code \\"$1\\"" ;; esac
    exit "$1" ;;
  assert_contains)
    [ $# -eq 2 ] || refuse 'usage: argosay assert_contains file string'
    grep -qF -- "$2" "$1" || refuse "expected \\"$1\\" to contain \\"$2\\"" ;;
  *) refuse 'usage: argosay [assert_contains file string|cat [file...]|echo [string] [file]|sleep duration|exit [code]]' ;;
esac
`;

const words = ['sh', '-c', SCRIPT, 'argosay'];

/**
 * The image of most examples of Argo. Its program is a script here.
 *
 * @see https://github.com/argoproj/argo-workflows/tree/main/test/e2e/images/argosay/v2
 */
export const argosay: ImageCommand = {
  entrypoint: words,
  programs: { argosay: words, '/argosay': words },
};
