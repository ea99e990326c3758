# shellcheck shell=bash
# Completion of `parley` for bash: put it into /etc/bash_completion.d/ or source it in ~/.bashrc.

_parley() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} words='' files=''
    local commands='run demo reports ban unban bans stats erase rotate-key check backup restore
        verify health version help'
    if [ "$COMP_CWORD" -eq 1 ]; then
        words=$commands
    else
        case ${COMP_WORDS[1]} in
            demo)
                case $before in
                    --data) files=-d ;;
                    --port) ;;
                    *) words='--port --data' ;;
                esac
                ;;
            reports)
                case ${COMP_WORDS[2]}:$before in
                    resolve:--as) words='dismiss warn mute ban7d ban' ;;
                    resolve:*) words=--as ;;
                    show:*) ;;
                    *:reports) words='show resolve --open --json --csv' ;;
                    *) words='--open --json --csv' ;;
                esac
                ;;
            ban)
                if [ "$COMP_CWORD" -eq 3 ]; then
                    words='90m 24h 7d perm'
                fi
                ;;
            bans) words='--json --csv' ;;
            stats) words=--json ;;
            help)
                case $COMP_CWORD:$before in
                    2:*) words=$commands ;;
                    3:reports) words='show resolve' ;;
                esac
                ;;
            backup | restore | verify)
                if [[ $COMP_CWORD -eq 2 && $word != -* ]]; then
                    files=-f
                fi
                ;;
        esac
    fi
    if [[ $word == -* && -z $files ]]; then
        words+=' --help'
    fi
    if [ -n "$files" ]; then
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen "$files" -- "$word")
    else
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
    fi
}

complete -F _parley parley
