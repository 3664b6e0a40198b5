import type { CommandSpec, OptionSpec } from './command.ts';

/** The shells that completion scripts exist for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** One of the {@link SHELLS}. */
export type Shell = (typeof SHELLS)[number];

/** What completion scripts are made from. */
export interface CompletionSource {
  readonly commands: readonly CommandSpec[];
  /** The versions of Argo to suggest. */
  readonly versions: readonly string[];
}

/** Returns the completion script of a shell, derived from the specs of the commands. */
export function renderCompletion(shell: Shell, source: CompletionSource): string {
  switch (shell) {
    case 'bash':
      return renderBash(source);
    case 'zsh':
      // zsh runs bash completions through its own compatibility layer.
      return `#compdef tiphys\nautoload -U +X bashcompinit && bashcompinit\n${renderBash(source)}`;
    case 'fish':
      return renderFish(source);
  }
}

type Suggested = Pick<OptionSpec, 'choices' | 'completes'>;

/** Returns the values that can be listed: choices, or versions of Argo. */
function listedValues({ choices, completes }: Suggested, versions: readonly string[]): readonly string[] {
  return choices ?? (completes === 'version' ? versions : []);
}

function renderBash({ commands, versions }: CompletionSource): string {
  const names = [...new Set(commands.map(({ name }) => name.split(' ')[0]))].join(' ');
  const groups = groupsOf(commands);
  const groupCases = groups.map(
    ([group, members]) =>
      `    "${group}") words="${members.map(({ name }) => name.split(' ')[1]).join(' ')}" ;;`,
  );
  return `# Completion of tiphys for bash. Source it, or save it in a folder from which your shell loads completions.
_tiphys() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words="" paths=""
  local key="\${COMP_WORDS[1]}"
  case "$key" in ${groups.map(([group]) => group).join('|')}) if [ "$COMP_CWORD" -gt 2 ]; then key="$key \${COMP_WORDS[2]}"; fi ;; esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=( $(compgen -W "${names} --help --version" -- "$current") )
    return
  fi
  # bash splits --option=value into three words.
  if [ "$current" = "=" ]; then current=""; elif [ "$previous" = "=" ]; then previous="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  case "$key" in
${[...commands.map((command) => bashCase(command, versions)), ...groupCases].join('\n')}
  esac
  COMPREPLY=( $(compgen -W "$words" -- "$current") )
  local IFS=$'\\n'
  case "$current" in -*) paths="" ;; esac
  case "$paths" in
    file) COMPREPLY+=( $(compgen -f -- "$current") ) ;;
    directory) COMPREPLY+=( $(compgen -d -- "$current") ) ;;
  esac
}
complete -o filenames -F _tiphys tiphys
`;
}

/** Returns the branch that sets what to suggest for a command: after an option its values, elsewhere options and arguments. */
function bashCase({ name, options, positional }: CommandSpec, versions: readonly string[]): string {
  const flags = Object.entries(options).flatMap(([long, option]) => flagsOf(long, option));
  const words = [...flags, '--help', ...(positional === undefined ? [] : listedValues(positional, versions))];
  const values = Object.entries(options)
    .filter(([, { type }]) => type !== 'flag')
    .map(([long, option]) => {
      const listed = listedValues(option, versions).join(' ');
      return `        ${flagsOf(long, option).join('|')}) words="${listed}" paths="${pathsOf(option)}" ;;`;
    });
  const paths = positional === undefined ? '' : pathsOf(positional);
  const start = `    "${name}")\n      words="${words.join(' ')}" paths="${paths}"\n`;
  const ofOptions =
    values.length === 0 ? '' : `      case "$previous" in\n${values.join('\n')}\n      esac\n`;
  return `${start}${ofOptions}      ;;`;
}

function flagsOf(name: string, { short }: OptionSpec): readonly string[] {
  return [`--${name}`, ...(short === undefined ? [] : [`-${short}`])];
}

function pathsOf({ completes }: Suggested): string {
  return completes === 'file' || completes === 'directory' ? completes : '';
}

/** Returns the groups of commands, such as `schema`, with their commands. */
function groupsOf(commands: readonly CommandSpec[]): readonly (readonly [string, readonly CommandSpec[]])[] {
  const members = commands.filter(({ name }) => name.includes(' '));
  return [...Map.groupBy(members, ({ name }) => name.split(' ')[0] ?? '')];
}

function renderFish({ commands, versions }: CompletionSource): string {
  const lines = ['# Completion of tiphys for fish. Save it as ~/.config/fish/completions/tiphys.fish.'];
  const groups = groupsOf(commands);
  const groupNames = groups.map(([group]) => group).join(' ');
  for (const [group, members] of groups) {
    lines.push(`complete -c tiphys -n __fish_use_subcommand -f -a ${group} -d ${quote(`${group} commands`)}`);
    const names = members.map(({ name }) => name.split(' ')[1]).join(' ');
    for (const { name, summary } of members)
      lines.push(
        `complete -c tiphys -n "${seen(group)}; and not ${seen(names)}" -f -a ${name.split(' ')[1]} -d ${quote(summary)}`,
      );
  }
  for (const command of commands) {
    const [word = '', second] = command.name.split(' ');
    const isSeen =
      second === undefined
        ? `not ${seen(groupNames)}; and ${seen(word)}`
        : `${seen(word)}; and ${seen(second)}`;
    if (second === undefined)
      lines.push(`complete -c tiphys -n __fish_use_subcommand -f -a ${word} -d ${quote(command.summary)}`);
    const start = `complete -c tiphys -n "${isSeen}"`;
    lines.push(`${start}${fishValues(command.positional ?? {}, versions, '-f')}`);
    for (const [name, option] of Object.entries(command.options)) {
      const short = option.short === undefined ? '' : ` -s ${option.short}`;
      const values = option.type === 'flag' ? '' : fishValues(option, versions, '-x');
      lines.push(`${start} -l ${name}${short}${values} -d ${quote(option.summary)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Returns the part of a line that suggests values. `only` is the option of fish that suggests no files besides. */
function fishValues(spec: Suggested, versions: readonly string[], only: '-f' | '-x'): string {
  if (spec.completes === 'file') return only === '-x' ? ' -r -F' : ' -F';
  if (spec.completes === 'directory') return ` ${only} -a "(__fish_complete_directories)"`;
  const listed = listedValues(spec, versions);
  return listed.length === 0 ? ` ${only}` : ` ${only} -a ${quote(listed.join(' '))}`;
}

function seen(words: string): string {
  return `__fish_seen_subcommand_from ${words}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "\\'")}'`;
}
