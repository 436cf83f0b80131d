/** The shells that can complete `psy`. */
export type Shell = 'bash' | 'fish' | 'zsh';

/**
 * The script of each shell. It calls `psy completion <shell> -- <words>` to complete a word, and
 * offers files if that prints nothing. It calls the program that was typed, so that
 * `./node_modules/.bin/psy` completes as well.
 */
export const COMPLETION_SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `_psy() {
  local word IFS=$'\\n'
  COMPREPLY=()
  while read -r word; do
    COMPREPLY+=("$(printf %q "$word")")
  done < <("$1" completion bash -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o bashdefault -o default -F _psy psy`,
  zsh: `#compdef psy
_psy() {
  local -a found
  found=("\${(@f)$("\${words[1]}" completion zsh -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${found[1]}" ]]; then _describe psy found; else _files; fi
}
compdef _psy psy`,
  fish: `function __psy_complete
    set -l words (commandline -opc)
    set -l last (commandline -ct)
    set -l found ($words[1] completion fish -- $words[2..-1] "$last" 2>/dev/null)
    if test -n "$found"
        printf '%s\\n' $found
    else
        __fish_complete_path "$last"
    end
end
complete -c psy -f -a '(__psy_complete)'`,
};
