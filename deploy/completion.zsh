#compdef parley
# Completion of `parley` for zsh: put it as `_parley` into a folder of $fpath, such as
# /usr/local/share/zsh/site-functions/, or source it in ~/.zshrc behind `compinit`.

_parley() {
    local word=${words[CURRENT]} before=${words[CURRENT - 1]}
    local -a commands offers
    commands=(
        'run:serve people until stopped'
        'demo:play with the whole bot in a browser, without a token'
        'reports:what people complained about'
        'ban:keep somebody out, for 90m, 24h, 7d or perm'
        'unban:let somebody in again'
        'bans:who is kept out'
        'stats:how many chat, wait, are reported, are kept out'
        'erase:erase everything about a person'
        'rotate-key:change the secret; the former one then opens nothing'
        'check:whether all that the bot needs is there and well'
        'backup:copy the database, also while the bot runs'
        'restore:put such a copy in its place; the bot must not run'
        'verify:whether the database, or a copy, is whole'
        'health:whether the bot on this machine can serve (HTTP_ADDR)'
        'version:print the version, and what the program is made of'
        'help:print this, or all about one command'
    )
    local -a reports=(
        'show:one of these reports, and what was done about it'
        'resolve:close reports'
    )
    local -a formats=('--json:for programs' '--csv:for spreadsheets')
    if (( CURRENT == 2 )); then
        offers=($commands)
    else
        case ${words[2]} in
            demo)
                case $before in
                    --data) _files -/ && return ;;
                    --port) ;;
                    *) offers=('--port:where its page is' '--data:where the database stays') ;;
                esac
                ;;
            reports)
                case ${words[3]}:$before in
                    resolve:--as) offers=(dismiss warn mute ban7d ban) ;;
                    resolve:*) offers=('--as:what becomes of the reported people') ;;
                    show:*) ;;
                    *)
                        (( CURRENT > 3 )) || offers=($reports)
                        offers+=('--open:nobody decided about them yet' $formats)
                        ;;
                esac
                ;;
            ban) (( CURRENT != 4 )) || offers=(90m 24h 7d perm) ;;
            bans) offers=($formats) ;;
            stats) offers=('--json:for programs') ;;
            backup | restore | verify)
                if (( CURRENT == 3 )) && [[ $word != -* ]]; then
                    _files && return
                fi
                ;;
            help)
                case $CURRENT:$before in
                    3:*) offers=($commands) ;;
                    4:reports) offers=($reports) ;;
                esac
                ;;
        esac
    fi
    if [[ $word == -* ]]; then
        offers+=('--help:all about this command')
    fi
    (( ! $#offers )) || _describe parley offers
}

if [[ $funcstack[1] == _parley ]]; then
    _parley "$@"
else
    compdef _parley parley
fi
