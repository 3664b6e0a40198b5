import type { CommandSpec } from './command.ts';

/** The shells that completion is written for. */
export const shells = ['bash', 'zsh', 'fish'] as const;

/** One of the {@link shells}. */
export type Shell = (typeof shells)[number];

/** Returns the completion script of a shell, made from the commands' own data. */
export function renderCompletion(shell: Shell, commands: readonly CommandSpec[]): string {
  switch (shell) {
    case 'bash':
      return renderBash(commands);
    case 'zsh':
      // zsh reads bash completions through its own compatibility layer.
      return `#compdef tiphys\nautoload -U +X bashcompinit && bashcompinit\n${renderBash(commands)}`;
    case 'fish':
      return renderFish(commands);
  }
}

function renderBash(commands: readonly CommandSpec[]): string {
  const names = [...new Set(commands.map(({ name }) => name.split(' ')[0]))].join(' ');
  const cases = commands.map((command) => {
    const flags = Object.entries(command.options).flatMap(([name, { short }]) => [
      `--${name}`,
      ...(short === undefined ? [] : [`-${short}`]),
    ]);
    const words = [...flags, '--help', ...(command.positional?.choices ?? [])].join(' ');
    return `    "${command.name}") words="${words}" ;;`;
  });
  const groups = [
    ...Map.groupBy(
      commands.filter(({ name }) => name.includes(' ')),
      ({ name }) => name.split(' ')[0] ?? '',
    ),
  ];
  const groupCases = groups.map(
    ([group, members]) =>
      `    "${group}") words="${members.map(({ name }) => name.split(' ')[1]).join(' ')}" ;;`,
  );
  return `# Completion of tiphys for bash: source it, or put it where your shell looks for completions.
_tiphys() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  local key="\${COMP_WORDS[1]}"
  case "$key" in ${groups.map(([group]) => group).join('|')}) if [ "$COMP_CWORD" -gt 2 ]; then key="$key \${COMP_WORDS[2]}"; fi ;; esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=( $(compgen -W "${names} --help --version" -- "$current") )
    return
  fi
  case "$key" in
${[...cases, ...groupCases].join('\n')}
  esac
  COMPREPLY=( $(compgen -W "$words" -- "$current") )
  case "$current" in -*) ;; *) COMPREPLY+=( $(compgen -f -- "$current") ) ;; esac
}
complete -o filenames -F _tiphys tiphys
`;
}

function renderFish(commands: readonly CommandSpec[]): string {
  const lines = ['# Completion of tiphys for fish: save it as ~/.config/fish/completions/tiphys.fish.'];
  const first = new Set<string>();
  for (const command of commands) {
    const [word = '', second] = command.name.split(' ');
    if (!first.has(word))
      lines.push(
        `complete -c tiphys -n __fish_use_subcommand -f -a ${word} -d ${quote(second === undefined ? command.summary : `${word} commands`)}`,
      );
    first.add(word);
    if (second !== undefined)
      lines.push(
        `complete -c tiphys -n "__fish_seen_subcommand_from ${word}" -f -a ${second} -d ${quote(command.summary)}`,
      );
    for (const [name, option] of Object.entries(command.options)) {
      const short = option.short === undefined ? '' : ` -s ${option.short}`;
      const value =
        option.type === 'flag'
          ? ''
          : option.choices === undefined
            ? ' -r'
            : ` -x -a ${quote(option.choices.join(' '))}`;
      lines.push(
        `complete -c tiphys -n "__fish_seen_subcommand_from ${second ?? word}" -l ${name}${short}${value} -d ${quote(option.summary)}`,
      );
    }
    for (const choice of command.positional?.choices ?? []) {
      lines.push(`complete -c tiphys -n "__fish_seen_subcommand_from ${word}" -f -a ${choice}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "\\'")}'`;
}
